#include "cairn/formats/source_file.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/core/text.hpp"
#include "cairn/formats/archive.hpp"
#include "cairn/formats/companions.hpp"
#include "cairn/formats/csv.hpp"
#include "cairn/formats/folder_walk.hpp"
#include "cairn/formats/format.hpp"
#include "cairn/formats/geojson.hpp"
#include "cairn/formats/geopackage.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/kml.hpp"
#include "cairn/formats/maxml.hpp"
#include "cairn/formats/submissions.hpp"
#include "cairn/formats/temporary_folder.hpp"
#include "cairn/formats/text_encoding.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/vector_file.hpp"
#include "cairn/formats/workbook.hpp"
#include "cairn/formats/write_zip.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

std::optional<VectorFormat> vector_format(Format format) {
    switch (format) {
        case Format::shapefile: return VectorFormat::shapefile;
        case Format::gml: return VectorFormat::gml;
        case Format::gpx: return VectorFormat::gpx;
        case Format::flatgeobuf: return VectorFormat::flatgeobuf;
        case Format::mapinfo: return VectorFormat::mapinfo;
        case Format::file_geodatabase: return VectorFormat::file_geodatabase;
        case Format::esri_json: return VectorFormat::esri_json;
        default: return std::nullopt;
    }
}

/// One file (with its companions), ready to be read.
struct Member {
    fs::path file;    ///< as it was named or unpacked
    fs::path staged;  ///< what the reader opens
    Format format = Format::text_table;
    std::string name;  ///< within the archive; empty for the source itself
};

Result<RawTable> read_text(const Member& member, const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    Input input(member.staged);
    const TextEncoding encoding = choose_encoding(member.staged, limits.encoding);
    input.decode_as(encoding.encoding());
    const bool is_table = member.format == Format::text_table;
    if (!is_table) input.skip_byte_order_mark();
    auto table = is_table ? read_csv(input, on_row, limits) : read_geojson(input, on_row, limits);
    if (table) table->encoding = encoding;
    return table;
}

Result<RawTable> read_member(const Member& member, const std::optional<std::string>& layer,
                             const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    if (const auto vector = vector_format(member.format)) {
        return read_vector_file(member.staged, *vector, layer, on_row, limits);
    }
    if (member.format == Format::kml) return read_kml(member.staged, on_row, limits);
    if (member.format == Format::geopackage) return read_geopackage(member.staged, on_row, limits, layer);
    if (member.format == Format::xlsx) return read_xlsx(member.staged, layer.value_or(""), on_row, limits);
    if (member.format == Format::ods) return read_ods(member.staged, layer.value_or(""), on_row, limits);
    if (member.format == Format::xls) return read_xls(member.staged, layer.value_or(""), on_row, limits);
    if (member.format == Format::submissions) {
        return read_submissions(member.staged, layer.value_or(""), on_row, limits);
    }
    if (member.format == Format::maxml) return read_maxml(member.staged, layer.value_or(""), on_row, limits);
    return read_text(member, on_row, limits);
}

/// Its tables; one without a name for formats that always have one.
Result<TableList> list_member(const Member& member, const Limits& limits) {
    if (const auto vector = vector_format(member.format)) {
        return list_vector_file(member.staged, *vector, limits);
    }
    if (member.format == Format::kml) {
        auto table = read_kml(member.staged, [](RawRow&&) { return true; }, limits);
        if (!table) return failure(table.error());
        return TableList{{.name = {}, .rows = table->rows}};
    }
    if (member.format == Format::geopackage) return list_geopackage(member.staged, limits);
    if (member.format == Format::xlsx) return list_xlsx(member.staged, limits);
    if (member.format == Format::ods) return list_ods(member.staged, limits);
    if (member.format == Format::xls) return list_xls(member.staged, limits);
    if (member.format == Format::submissions) return list_submissions(member.staged, limits);
    if (member.format == Format::maxml) return list_maxml(member.staged, limits);
    return TableList{{.name = {}, .rows = std::nullopt}};
}

/// A Shapefile that lacks its companions can be read, with less in it.
void note_missing_parts(const Member& member, const std::vector<fs::path>& parts, Findings& notes) {
    if (member.format != Format::shapefile || to_lower_ascii(member.file.extension().string()) != ".shp") return;
    const auto has = [&parts](std::string_view ending) {
        return std::any_of(parts.begin(), parts.end(),
                           [&](const fs::path& part) { return to_lower_ascii(part.extension().string()) == ending; });
    };
    const auto note = [&](const char* ending, const char* what) {
        if (has(ending)) return;
        notes.push_back({.code = "shapefile_part_missing",
                         .severity = Severity::warning,
                         .message = "The Shapefile has no " + std::string(ending) + " beside it: " + what +
                                    " Ask for all files of the set.",
                         .file = member.name,
                         .found = "no file " + std::string(ending),
                         .expected = ".shp, .shx, .dbf and .prj with the same name"});
    };
    note(".dbf", "its rows have a geometry and nothing else.");
    note(".shx", "the rows were found by reading the .shp from its beginning.");
}

Finding several_tables(const TableList& tables, const std::string& code, const std::string& sentence) {
    std::string names;
    std::size_t told = 0;
    for (const TableInfo& table : tables) {
        if (++told > 30) break;
        names += (names.empty() ? "" : ", ") + ("\"" + table.name + "\"");
        if (table.rows) names += " (" + std::to_string(*table.rows) + " rows)";
    }
    if (told > 30) names += " … " + std::to_string(tables.size()) + " in all";
    return {.code = code,
            .severity = Severity::error,
            .message = sentence + " Its tables: " + names +
                       ". Name one with --layer NAME, or with the key \"table\" "
                       "of a mapping; --layer '*' takes them all.",
            .found = std::to_string(tables.size()) + " tables",
            .expected = "the name of one"};
}

Finding only_text() {
    return {.code = "not_a_table",
            .severity = Severity::error,
            .message = "It is a text, and not a table.",
            .found = "a text",
            .expected = "a table"};
}

Finding not_a_table(const Finding& why, const std::string& member) {
    Finding note = why;
    note.severity = Severity::note;
    note.code = "not_a_table";
    note.message = "\"" + member + "\" was left out. " + why.message + " [" + why.code + "]";
    note.file = member;
    return note;
}

}  // namespace

class Source::State {
   public:
    fs::path named;
    TableList tables;
    Findings notes;
    std::vector<Member> members;
    struct Place {
        std::size_t member = 0;
        std::optional<std::string> layer;
    };
    std::vector<Place> places;  ///< of each table
    std::vector<fs::path> parts;  ///< of a source of several files; empty: it is one file
    bool is_archive = false;

    explicit State(fs::path path) : named(std::move(path)) {}

    std::optional<Finding> open(const Limits& limits, bool is_met) {
        if (is_file_geodatabase(named)) {
            parts = files_of(named);
            return add_member({.file = named, .staged = {}, .format = Format::file_geodatabase, .name = {}}, {},
                              limits);
        }
        require_plain_file(named);
        named = main_file_of(named);
        const auto set = set_of(named);
        if (set.size() > 1) parts = set;
        const auto format = detect_format(named, limits);
        if (!format) return format.error();
        if (is_met && *format == Format::text_table && !is_table_file(named)) return only_text();
        if (*format != Format::archive) {
            return add_member({.file = named, .staged = {}, .format = *format, .name = {}}, set, limits);
        }
        is_archive = true;
        Unpacked used;
        if (auto problem = unpack(named, {}, 1, limits, used)) return problem;
        if (!tables.empty()) return std::nullopt;
        std::string inside;
        for (const Finding& note : notes)
            inside += (inside.empty() ? "" : "; ") + std::string(first_bytes(note.message, 200));
        return Finding{.code = "no_table",
                       .severity = Severity::error,
                       .message = "No file in the archive is a table. " + inside,
                       .found = inside.empty() ? "an empty archive" : std::to_string(notes.size()) + " other files",
                       .expected = "at least one file that can be read"};
    }

    const fs::path& kept_file() const {
        if (parts.empty()) return named;
        const std::lock_guard lock(kept_lock_);
        if (kept_.empty()) {
            std::vector<ZipMember> members_of_zip;
            const std::string folder = fs::is_directory(named) ? named.filename().string() + "/" : std::string();
            for (const fs::path& part : parts) {
                members_of_zip.push_back({replace_invalid(folder + part.filename().string()), part});
            }
            kept_ = folder_for("kept") / (named.filename().string() + ".zip");
            write_plain_zip(kept_, std::move(members_of_zip));
        }
        return kept_;
    }

   private:
    static std::vector<fs::path> files_of(const fs::path& geodatabase) {
        std::error_code error;
        std::vector<fs::path> out;
        for (fs::directory_iterator at(geodatabase, error), end; !error && at != end; at.increment(error)) {
            const bool is_lock = at->path().extension() == ".lock";
            if (!is_lock && fs::symlink_status(at->path(), error).type() == fs::file_type::regular) {
                out.push_back(at->path());
            }
        }
        std::sort(out.begin(), out.end());
        return out;
    }

    fs::path folder_for(const std::string& name) const {
        const std::lock_guard lock(folder_lock_);
        if (!folder_) folder_ = std::make_unique<TemporaryFolder>();
        fs::path path = folder_->path() / (name + "-" + std::to_string(++folders_));
        fs::create_directory(path);
        return path;
    }

    std::optional<Finding> unpack(const fs::path& archive, const std::string& prefix, int depth, const Limits& limits,
                                  Unpacked& used) {
        const fs::path to = folder_for("unpacked");
        const auto files = unpack_archive(archive, to, limits, used);
        if (!files) return files.error();
        for (const fs::path& file : list_sources(to, limits)) {
            const std::string name = prefix + fs::relative(file, to).generic_string();
            if (auto problem = add_unpacked(file, name, depth, limits, used)) {
                // What goes beyond the limits ends the whole archive; what is no table is told.
                if (problem->code == "archive_too_large") return problem;
                notes.push_back(not_a_table(*problem, name));
            }
        }
        return std::nullopt;
    }

    std::optional<Finding> add_unpacked(const fs::path& file, const std::string& name, int depth, const Limits& limits,
                                        Unpacked& used) {
        if (fs::is_directory(file)) {
            return add_member({.file = file, .staged = {}, .format = Format::file_geodatabase, .name = name}, {},
                              limits);
        }
        const auto format = detect_format(file, limits);
        if (!format) return format.error();
        if (*format == Format::archive) {
            if (depth < limits.max_archive_depth) return unpack(file, name + "/", depth + 1, limits, used);
            return Finding{
                .code = "archive_too_deep",
                .severity = Severity::error,
                .message = "It is an archive in an archive in an archive. Unpack it, and name what is inside.",
                .found = "archives nested more than " + std::to_string(limits.max_archive_depth) + " deep",
                .expected = "files"};
        }
        if (*format == Format::text_table && !is_table_file(file)) {
            return only_text();
        }
        return add_member({.file = file, .staged = {}, .format = *format, .name = name}, set_of(file), limits);
    }

    static bool is_table_file(const fs::path& file) {
        const std::string ending = to_lower_ascii(file.extension().string());
        return ending == ".csv" || ending == ".tsv" || looks_like_table(file);
    }

    std::optional<Finding> add_member(Member member, const std::vector<fs::path>& set, const Limits& limits) {
        member.staged = vector_format(member.format) ? stage(member, set) : member.file;
        auto list = list_member(member, limits);
        if (!list) return list.error();
        note_missing_parts(member, set, notes);
        for (TableInfo& table : *list) {
            const bool has_layers = !table.name.empty();
            places.push_back({members.size(), has_layers ? std::optional(table.name) : std::nullopt});
            if (table.name.empty())
                table.name = member.name.empty() ? member.file.stem().string() : member.name;
            else if (!member.name.empty() && list->size() > 1)
                table.name = member.name + "/" + table.name;
            else if (!member.name.empty())
                table.name = member.name;
            table.name = replace_invalid(table.name);
            tables.push_back(std::move(table));
        }
        members.push_back(std::move(member));
        return std::nullopt;
    }

    /// A folder of its own, so that nothing that happens to lie beside the file is taken for a part of it; and names in
    /// lower case, as the library looks for them.
    fs::path stage(const Member& member, const std::vector<fs::path>& set) const {
        const fs::path folder = folder_for("file");
        if (member.format == Format::file_geodatabase) {
            fs::path link = folder / (member.file.stem().string() + ".gdb");
            fs::create_directory_symlink(fs::absolute(member.file), link);
            return link;
        }
        fs::path main;
        const std::string stem = member.file.stem().string();
        for (const fs::path& part : set) {
            std::string ending =
                to_lower_ascii(part.filename().string().substr(std::min(stem.size(), part.filename().string().size())));
            // The library tells some formats by the ending.
            if (main.empty()) ending = ending_of(member, ending);
            // The library makes an index of its own here: one that is old or broken hides records, and it would write
            // over the one that it finds.
            if (ending == ".shx") continue;
            const fs::path link = folder / (stem + ending);
            fs::create_symlink(fs::absolute(part), link);
            if (main.empty()) main = link;
        }
        return main;
    }

    static std::string ending_of(const Member& member, const std::string& own) {
        switch (member.format) {
            case Format::gml: return ".gml";
            case Format::gpx: return ".gpx";
            case Format::flatgeobuf: return ".fgb";
            case Format::esri_json: return ".json";
            case Format::shapefile: return own == ".shp" ? ".shp" : own == ".dbf" ? ".dbf" : own;
            default: return own;
        }
    }

    mutable std::mutex kept_lock_, folder_lock_;
    mutable std::unique_ptr<TemporaryFolder> folder_;
    mutable int folders_ = 0;
    mutable fs::path kept_;
};

Result<Source> Source::open(const fs::path& named, const Limits& limits, bool is_met) {
    auto state = std::make_shared<State>(named);
    if (auto problem = state->open(limits, is_met)) {
        problem->file = named.string();
        return failure(*std::move(problem));
    }
    Source source;
    source.state_ = std::move(state);
    return source;
}

const TableList& Source::tables() const { return state_->tables; }
const Findings& Source::notes() const { return state_->notes; }
const fs::path& Source::kept_file() const { return state_->kept_file(); }
std::size_t Source::member_of(std::size_t table) const { return state_->places.at(table).member; }

const fs::path& Source::member_file(std::size_t table) const { return state_->members.at(member_of(table)).file; }

std::optional<std::string> Source::told_name(std::size_t table) const {
    if (state_->tables.size() == 1) return std::nullopt;
    return state_->tables.at(table).name;
}

Result<std::size_t> Source::find_table(const std::optional<std::string>& name) const {
    const TableList& tables = state_->tables;
    const auto only = [&tables](const auto& fits) -> std::optional<std::size_t> {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            if (!fits(tables[i])) continue;
            if (found) return std::nullopt;
            found = i;
        }
        return found;
    };
    if (!name) {
        if (tables.size() == 1) return 0;
        if (const auto one = only([](const TableInfo& table) { return !table.is_secondary && table.rows != 0; })) {
            return *one;
        }
        return failure(several_tables(tables, "several_tables", "The file has several tables."));
    }
    const std::string wanted = to_lower_ascii(*name);
    const auto ends = [&wanted](const std::string& full) {
        return full == wanted ||
               (full.size() > wanted.size() && full.ends_with(wanted) && full[full.size() - wanted.size() - 1] == '/');
    };
    const auto stem_of = [](const std::string& full) {
        const auto dot = full.rfind('.');
        return dot == std::string::npos || dot < full.rfind('/') + 1 ? full : full.substr(0, dot);
    };
    if (const auto at = only([&](const TableInfo& table) { return table.name == *name; })) return *at;
    if (const auto at = only([&](const TableInfo& table) { return to_lower_ascii(table.name) == wanted; })) return *at;
    if (const auto at = only([&](const TableInfo& table) { return ends(to_lower_ascii(table.name)); })) return *at;
    if (const auto at = only([&](const TableInfo& table) { return ends(stem_of(to_lower_ascii(table.name))); }))
        return *at;
    return failure(several_tables(tables, "no_such_table", "The file has no table \"" + *name + "\"."));
}

Result<RawTable> Source::read(std::size_t table, const std::function<bool(RawRow&&)>& on_row,
                              const Limits& limits) const {
    const auto& place = state_->places.at(table);
    auto read = read_member(state_->members.at(place.member), place.layer, on_row, limits);
    if (!read) read.error().file = state_->named.string();
    return read;
}

Result<RawTable> Source::read_whole(const std::function<bool(RawRow&&)>& on_row, const Limits& limits) const {
    const bool is_one_file = state_->members.size() == 1 && state_->members.front().format == Format::geopackage;
    auto read = [&]() -> Result<RawTable> {
        if (is_one_file) return read_member(state_->members.front(), std::nullopt, on_row, limits);
        const auto table = find_table(std::nullopt);
        if (!table) return failure(table.error());
        return this->read(*table, on_row, limits);
    }();
    if (!read) read.error().file = state_->named.string();
    return read;
}

std::vector<FoundSource> expand_folders(const std::vector<fs::path>& named, const Limits& limits) {
    std::vector<FoundSource> out;
    for (const fs::path& path : named) {
        std::error_code error;
        if (!fs::is_directory(path, error) || is_file_geodatabase(path)) {
            out.push_back({path, true});
            continue;
        }
        for (fs::path& inside : list_sources(path, limits)) out.push_back({std::move(inside), false});
    }
    return out;
}

}  // namespace cairn::formats
