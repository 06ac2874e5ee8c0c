#include "cairn/workflow/export_registers.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/formats/write_workbook.hpp"
#include "cairn/formats/write_zip.hpp"
#include "cairn/registers/style.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/export_imsma.hpp"
#include "cairn/workflow/export_layers.hpp"
#include "cairn/workflow/export_mapping.hpp"
#include "cairn/workflow/qgis_project.hpp"
#include "cairn/workflow/result_layers.hpp"
#include "cairn/workflow/text_file.hpp"
#include "cairn/workflow/version.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;
using formats::Layer;
using registers::Sensitivity;

/// A heading and a text, for the page that goes with every export.
using About = std::vector<std::pair<std::string, std::string>>;

struct Export {
    std::vector<Layer> layers;
    std::vector<KindCount> counts;
    std::vector<std::string> results;  ///< a sentence for each layer of an assessment
    About about;
    std::string title;
    std::vector<formats::LongText> long_texts;
    std::vector<ImsmaMapping> imsma_mappings;
};

std::string plain_text(const About& about) {
    std::string text;
    for (const auto& [heading, line] : about) text += (heading.empty() ? "" : heading + "\n") + "  " + line + "\n";
    return text;
}

struct Format {
    const char* name;
    const char* title;
    const char* file;  ///< all layers in this file; empty: a file for each layer
    std::vector<const char*> extensions;  ///< of a target that is one file; the first of a layer's file
    bool is_one_layer;  ///< a target that is one file holds one layer
    std::function<void(const fs::path& file, Export& what)> write;  ///< into a file, or a folder where `file` is empty
};

void write_csv_file(const fs::path& file, Export& what) { formats::write_csv(file, what.layers.front()); }
void write_geojson_file(const fs::path& file, Export& what) { formats::write_geojson(file, what.layers.front()); }
void write_kml_file(const fs::path& file, Export& what) {
    formats::write_kml(file, what.layers, plain_text(what.about));
}

void write_geopackage_file(const fs::path& file, Export& what) {
    std::vector<Layer> layers = what.layers;
    Layer note{.name = "export_note",
               .description = "Who made this export, when, for whom, and what is not in it",
               .columns = {{"heading"}, {"text"}},
               .rows = {}};
    for (const auto& [heading, text] : what.about) {
        Entity row;
        row.fields = {{"heading", heading}, {"text", text}};
        note.rows.push_back(std::move(row));
    }
    layers.push_back(std::move(note));
    formats::write_geopackage(file, layers);
}

void write_workbook_file(const fs::path& file, Export& what) {
    formats::Workbook workbook{.title = what.title, .about = what.about, .sheets = {}};
    for (const Layer& layer : what.layers) workbook.sheets.push_back({.layer = layer});
    what.long_texts = formats::write_workbook(file, workbook);
}

void write_shapefile_folder(const fs::path& folder, Export& what) {
    what.long_texts = formats::write_shapefiles(folder, what.layers);
}

const std::vector<Format>& all_formats() {
    static const std::vector<Format> all{
        {"geopackage", "GeoPackage", "registers.gpkg", {".gpkg"}, false, write_geopackage_file},
        {"geojson", "GeoJSON", "", {".geojson", ".json"}, true, write_geojson_file},
        {"shapefile", "Shapefiles", "", {}, false, write_shapefile_folder},
        {"kml", "KML", "registers.kml", {".kml", ".kmz"}, false, write_kml_file},
        {"csv", "CSV", "", {".csv"}, true, write_csv_file},
        {"xlsx", "a workbook (XLSX)", "registers.xlsx", {".xlsx"}, false, write_workbook_file},
        {"imsma", "tables in the shape of IMSMA", "", {}, true, write_csv_file}};
    return all;
}

bool has_extension(const Format& format, const fs::path& file) {
    return std::any_of(format.extensions.begin(), format.extensions.end(),
                       [&](const char* extension) { return file.extension() == extension; });
}

const Format& find_format(const ExportRequest& request) {
    std::string names;
    for (const Format& format : all_formats()) {
        names += (names.empty() ? "" : ", ") + std::string(format.name);
        if (request.format == format.name) return format;
        if (request.format.empty() && has_extension(format, request.to)) return format;
    }
    if (!request.format.empty())
        throw CallError("--format: \"" + request.format + "\" is none. Expected one of: " + names + ".");
    throw CallError("--to " + request.to.string() + " does not tell a format. Add --format with one of: " + names +
                    ".");
}

/// Whether the target is one file of the format, an archive, or a folder.
enum class Target { file, archive, folder };

Target target_of(const ExportRequest& request, const Format& format) {
    if (request.to.extension() == ".zip") return Target::archive;
    if (has_extension(format, request.to)) return Target::file;
    for (const Format& other : all_formats())
        if (has_extension(other, request.to))
            throw CallError("--to " + request.to.string() + " is named like " + other.title + ", but --format says " +
                            format.name + ". Give a folder, a .zip, or a fitting name.");
    return Target::folder;
}

void refuse_what_is_there(const fs::path& to, Target target) {
    if (!fs::exists(fs::symlink_status(to))) return;
    if (target == Target::folder && fs::is_directory(to) && fs::is_empty(to)) return;
    throw CallError("--to: " + to.string() + " is there already; nothing was written. Give a new name" +
                    (target == Target::folder ? ", or an empty folder." : "."));
}

Sensitivity sensitivity_asked(const ExportRequest& request) {
    const auto up_to = registers::parse_sensitivity(request.up_to);
    if (!up_to) {
        throw CallError("--up-to: \"" + request.up_to +
                        "\" is none. Expected one of: public, partner, restricted, personal.");
    }
    if (request.with_results && *up_to < Sensitivity::restricted)
        throw CallError(
            "--results are restricted: they tell positions and what the evidence says of each record. Leave out "
            "--results, or --up-to " +
            request.up_to + ".");
    return *up_to;
}

void add_results(const store::Store& store, const ExportRequest& request, Export& out, Progress& progress) {
    AssessRequest assess;
    assess.store = request.store;
    assess.scope.as_of = request.as_of;
    const Assessed assessed = assess_opened(store, assess, progress);
    for (Layer& layer : result_layers(assessed)) {
        layer.style = registers::style_of(layer.name);
        out.results.push_back(fmt::format("{}: {} rows of an assessment.", layer.name, layer.rows.size()));
        out.layers.push_back(std::move(layer));
    }
    for (Layer& table : result_tables(assessed.assessment)) {
        out.results.push_back(fmt::format("{}: {} rows of an assessment.", table.name, table.rows.size()));
        out.layers.push_back(std::move(table));
    }
}

registers::GeometryKind main_kind(const Layer& layer) {
    constexpr std::array kinds{registers::GeometryKind::point, registers::GeometryKind::line,
                               registers::GeometryKind::polygon};
    std::size_t most = 0;
    for (const Entity& row : layer.rows)
        if (row.geometry) most = std::max(most, row.geometry->index());
    return kinds[most];
}

void add_style_texts(std::vector<Layer>& layers) {
    for (Layer& layer : layers) {
        if (!layer.style) continue;
        layer.qml = registers::to_qml(*layer.style, main_kind(layer));
        layer.sld = registers::to_sld(*layer.style, main_kind(layer));
    }
}

std::string or_not_stated(const std::string& text) { return text.empty() ? "not stated" : text; }

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

/// Of a register of which nothing goes out, the public is not told whether there is anything in it.
std::vector<std::string> sentences_of(const Export& out, bool counts_left_out) {
    std::vector<std::string> all;
    for (const KindCount& count : out.counts) {
        if (count.written + (counts_left_out ? count.left_out : 0) == 0) continue;
        std::string text = fmt::format("{}: {} written", count.kind, count.written);
        if (count.left_out > 0 && counts_left_out)
            text += fmt::format(", {} left out, which the reader must not see", count.left_out);
        if (count.written > 0 && !count.fields_left_out.empty())
            text += "; without the fields " + joined(count.fields_left_out);
        all.push_back(text + ".");
    }
    all.insert(all.end(), out.results.begin(), out.results.end());
    for (const Layer& layer : out.layers)
        if (layer.name == "public_cell")
            all.push_back(
                fmt::format("public_cell: {} cells of 1 km in place of hazards, records, searches and "
                            "accidents.",
                            layer.rows.size()));
    return all;
}

About about_of(const ExportRequest& request, const Export& out, const std::string& head) {
    const std::string store = fs::path(request.store).filename().string();
    About about{{"What this is", "An export from the store " + store + " by Cairn " + version() + "."},
                {"Made", "by " + or_not_stated(request.actor) + " on " + to_text(today()) + " (UTC)"},
                {"For", or_not_stated(request.recipient)},
                {"Basis", or_not_stated(request.basis)},
                {"Sensitivity", "up to " + request.up_to + ". Whoever passes it on is bound by that."},
                {"As of", request.as_of ? to_text(*request.as_of) : "all that the store knows; its head: " + head},
                {"Reference system", "WGS 84 (EPSG:4326), longitude before latitude"}};
    bool is_first = true;
    for (const auto& sentence : sentences_of(out, request.up_to != to_text(Sensitivity::open))) {
        about.emplace_back(is_first ? "Contents" : "", sentence);
        is_first = false;
    }
    about.emplace_back("Read it so",
                       "Ground where nothing is drawn was not looked at, as far as this export tells. A drawn boundary "
                       "is the end of a search, never the end of danger.");
    return about;
}

std::string long_text_sentence(const Export& out) {
    return fmt::format(
        "{} texts are longer than the format holds: they are cut in their cells, and stand whole in "
        "long_texts.",
        out.long_texts.size());
}

/// So that `cairn import` takes the files in as what they were: a mapping lies beside each.
void write_mappings(const fs::path& folder, const Format& format, const registers::Schemas& schemas,
                    const Export& out) {
    const std::string_view name = format.name;
    const auto write = [&folder](const std::string& file, const intake::Mapping& mapping) {
        write_text_file(folder / (file + ".mapping.json"), intake::to_json(mapping));
    };
    if (name == "imsma") {
        for (const ImsmaMapping& each : out.imsma_mappings) write(each.name, each.mapping);
    } else if (name == "shapefile") {
        for (const formats::ShapefileSet& set : formats::shapefile_sets(out.layers)) {
            const registers::Schema* schema = find_schema(*set.layer, schemas);
            if (schema == nullptr) continue;
            auto mapping = with_columns(reading_mapping(*schema, *set.layer, false),
                                        [&set](const std::string& column) { return set.short_names.at(column); });
            if (!set.has_shapes) mapping.place = {};
            write(set.name, mapping);
        }
    } else if (format.is_one_layer) {
        for (const Layer& layer : out.layers) {
            const registers::Schema* schema = find_schema(layer, schemas);
            if (schema != nullptr) write(layer.name, reading_mapping(*schema, layer, name == "csv"));
        }
    }
}

/// Everything into a folder: what the format writes, and README.txt.
void write_folder(const fs::path& folder, const Format& format, const registers::Schemas& schemas, Export& out,
                  const ExportRequest& request) {
    if (*format.file != '\0') {
        format.write(folder / format.file, out);
    } else if (!format.is_one_layer) {
        format.write(folder, out);
    } else {
        for (const Layer& layer : out.layers) {
            Export one;
            one.layers = {layer};
            format.write(folder / (layer.name + (format.extensions.empty() ? ".csv" : format.extensions.front())), one);
        }
    }
    write_mappings(folder, format, schemas, out);
    if (request.with_project) {
        write_text_file(folder / "registers.qgs", to_qgis_project(out.title, format.file, project_layers(out.layers),
                                                                  project_extent(out.layers)));
    }
    std::string text = plain_text(out.about);
    if (!out.long_texts.empty()) text += "Cut\n  " + long_text_sentence(out) + "\n";
    write_text_file(folder / "README.txt", text);
}

/// Files made in a folder of their own take their names when all are whole and the export is in the log.
class Staged {
   public:
    Staged(const ExportRequest& request, const Format& format, Target target, const registers::Schemas& schemas)
        : request_(request), format_(format), target_(target), schemas_(schemas), folder_(request.to) {}

    void write(Export& out) {
        if (target_ == Target::folder) return write_folder(folder_.path(), format_, schemas_, out, request_);
        if (target_ == Target::archive) {
            const fs::path inner = folder_.path() / "inner";
            fs::create_directory(inner);
            write_folder(inner, format_, schemas_, out, request_);
            formats::write_zip(folder_.path() / "archive.zip", inner);
            return;
        }
        write_one_file(out);
    }

    std::vector<fs::path> publish() {
        if (target_ == Target::folder) {
            folder_.commit();
            return {request_.to};
        }
        if (target_ == Target::archive) {
            move(folder_.path() / "archive.zip", request_.to);
            return {request_.to};
        }
        std::vector<fs::path> written{request_.to};
        for (const auto& name : beside_) written.push_back(request_.to.parent_path() / name);
        // The file that was asked for comes last: where it is, all is.
        for (auto file = written.rbegin(); file != written.rend(); ++file)
            move(folder_.path() / file->filename(), *file);
        return written;
    }

   private:
    void write_one_file(Export& out) {
        if (format_.is_one_layer && out.layers.size() != 1) {
            std::vector<std::string> names;
            for (const Layer& layer : out.layers) names.push_back(layer.name);
            throw CallError(
                fmt::format("--to {}: {} holds one register, and {} go out ({}). Give a folder or a .zip, "
                            "or choose one with --kinds.",
                            request_.to.string(), format_.title, names.size(), joined(names)));
        }
        format_.write(folder_.path() / request_.to.filename(), out);
        if (format_.is_one_layer) add_beside(request_.to.filename().string() + ".README.txt", plain_text(out.about));
        if (request_.with_project)
            add_beside(request_.to.stem().string() + ".qgs",
                       to_qgis_project(out.title, request_.to.filename().string(), project_layers(out.layers),
                                       project_extent(out.layers)));
    }

    void add_beside(const std::string& name, const std::string& text) {
        refuse_what_is_there(request_.to.parent_path() / name, Target::file);
        write_text_file(folder_.path() / name, text);
        beside_.push_back(name);
    }

    static void move(const fs::path& from, const fs::path& to) {
        std::error_code error;
        fs::rename(from, to, error);
        if (error) throw WorldError("\"" + to.string() + "\" cannot be written: " + error.message() + ".");
    }

    const ExportRequest& request_;
    const Format& format_;
    Target target_;
    const registers::Schemas& schemas_;
    formats::ScratchFolder folder_;
    std::vector<std::string> beside_;
};

std::string log_reason(const ExportRequest& request, const Format& format, const Export& out) {
    std::int64_t entries = 0;
    for (const KindCount& count : out.counts) entries += count.written;
    return fmt::format("{} entries as {} to {}, up to {}{}; for: {}; basis: {}", entries, format.title,
                       request.to.filename().string(), request.up_to, request.with_results ? ", with results" : "",
                       or_not_stated(request.recipient), or_not_stated(request.basis));
}

std::unique_ptr<store::Store> open_to_log(const std::string& where) {
    try {
        return store::open_store(where);
    } catch (const WorldError& error) {
        throw WorldError(std::string(error.what()) +
                         " An export is written into the store's history, so that the store must be writable.");
    }
}

ExportAnswer to_answer(const ExportRequest& request, const Format& format, const Export& out,
                       std::vector<std::string> sentences, std::vector<fs::path> written) {
    ExportAnswer answer{.written = std::move(written), .sentences = std::move(sentences), .json = {}};
    if (!out.long_texts.empty()) answer.sentences.push_back(long_text_sentence(out));
    nlohmann::ordered_json json{{"format", format.name},
                                {"up_to", request.up_to},
                                {"written", nlohmann::ordered_json::array()},
                                {"registers", nlohmann::ordered_json::array()},
                                {"cut_texts", out.long_texts.size()}};
    for (const auto& file : answer.written) json["written"].push_back(file.string());
    for (const KindCount& count : out.counts)
        json["registers"].push_back({{"kind", count.kind},
                                     {"written", count.written},
                                     {"left_out", count.left_out},
                                     {"fields_left_out", count.fields_left_out}});
    answer.json = json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    return answer;
}

}  // namespace

ExportAnswer export_registers(const ExportRequest& request, Progress& progress) {
    const Format& format = find_format(request);
    const Target target = target_of(request, format);
    const Sensitivity up_to = sensitivity_asked(request);
    if (request.with_project && std::string_view(format.name) != "geopackage")
        throw CallError("--qgis: a project goes with a GeoPackage. Add --format geopackage, or leave --qgis out.");
    refuse_what_is_there(request.to, target);
    const auto store = open_to_log(request.store);
    Export out{.layers = {}, .counts = {}, .results = {}, .about = {}, .title = {}, .long_texts = {}};
    out.title = fs::path(request.store).stem().string() + ", up to " + request.up_to;
    ExportedLayers exported = export_layers(*store, {.kinds = request.kinds, .up_to = up_to, .as_of = request.as_of});
    out.layers = std::move(exported.layers);
    out.counts = std::move(exported.counts);
    if (request.with_results) add_results(*store, request, out, progress);
    if (out.layers.empty()) throw CallError("There is nothing to export: no entry that the reader may see.");
    const std::vector<std::string> sentences = sentences_of(out, true);
    const auto log = store->log();
    out.about = about_of(request, out, log.empty() ? std::string() : log.back().hash);
    const std::string reason = log_reason(request, format, out);
    if (std::string_view(format.name) == "imsma") {
        out.imsma_mappings = imsma_mappings(out.layers, store->schemas());
        out.layers = imsma_tables(out.layers, store->schemas());
    }
    add_style_texts(out.layers);
    Staged staged(request, format, target, store->schemas());
    staged.write(out);
    store->begin({.actor = request.actor, .action = "export", .reason = reason})->commit();
    return to_answer(request, format, out, sentences, staged.publish());
}

fs::path write_store_project(const std::string& where) {
    const auto store = store::open_store_to_read(where);
    const ExportedLayers all = export_layers(*store, {.kinds = {}, .up_to = Sensitivity::personal, .as_of = {}});
    const fs::path file = fs::path(where).replace_extension(".qgs");
    write_text_file(file, to_qgis_project(fs::path(where).stem().string(), fs::path(where).filename().string(),
                                          project_layers(all.layers), project_extent(all.layers)));
    return file;
}

}  // namespace cairn::workflow
