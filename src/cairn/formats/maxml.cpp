// Which fields a report has is each programme's choice, and the dictionary of IMSMA's own is not public as a whole; so
// the elements themselves are the columns, and only geography is looked for by name.

#include "cairn/formats/maxml.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/maxml_cells.hpp"
#include "cairn/formats/maxml_places.hpp"
#include "cairn/formats/maxml_reports.hpp"

namespace cairn::formats {
namespace {

constexpr const char* index_column = "_index";
constexpr const char* parent_column = "_parent_index";
constexpr const char* id_column = "_id";
constexpr const char* polygon_column = "_polygon";
constexpr const char* shape_column = "_shape";
constexpr const char* point_prefix = "point/";
constexpr const char* points_ending = "/points";
constexpr std::size_t most_tables = 500;
constexpr std::size_t longest_id = 250;  // bytes

/// Columns that are ours keep their meaning.
std::string free_name(const std::string& column) {
    return column.starts_with('_') || column.starts_with(point_prefix) ? column + " (data)" : column;
}

std::size_t bytes_of(const Cells& cells) {
    std::size_t bytes = 0;
    for (const auto& [column, text] : cells) bytes += column.size() + text.size();
    return bytes;
}

/// One row of one table, before it is known which are wanted.
struct Record {
    std::string table;
    std::int64_t index = 0, parent_index = 0;
    std::string id;
    Cells cells;
    std::vector<MaxmlPoint> points;
    bool is_item = false;  ///< and not a part of one
};

/// The item's own id: below its "…Identification" or "…ID", or beside its fields; the source's before IMSMA's.
std::string find_id(const MaxmlElement& item) {
    const std::string name = plain_name(item.name);
    const std::string local = name + "localid", own = name + "id", guid = name + "guid";
    const std::vector<std::string_view> ids{"originalid", "localid", local, own, "guid", guid};
    const auto find_in = [&ids](const MaxmlElement& holder) {
        std::string id = find_text(holder, ids);
        return id.size() <= longest_id ? id : std::string();
    };
    for (const std::string& called : {name + "identification", std::string("identification"), own}) {
        for (const MaxmlElement& child : item.children) {
            if (!child.has_elements() || plain_name(child.name) != called) continue;
            if (auto id = find_in(child); !id.empty()) return id;
        }
    }
    return find_in(item);
}

/// An element in a report that is one of its items, and no field of it. `items` are the names of items elsewhere.
bool is_item(const MaxmlElement& child, const std::set<std::string, std::less<>>& items) {
    if (plain_name(child.name) == "fieldreportinfo" || child.name.starts_with('@')) return false;
    if (child.has_elements() || (child.text.empty() && !child.children.empty())) return true;
    return !child.text.empty() && items.contains(child.name);
}

/// The elements that stand more than once in one item: each a table of its own.
class Repeats {
   public:
    void look_at_items(const MaxmlElement& report) {
        for (const MaxmlElement& child : report.children) {
            if (is_item(child, {}) && items_.size() <= most_tables) items_.insert(child.name);
            look(child, child.name, false);
        }
    }
    void look(const MaxmlElement& at, const std::string& path, bool in_geographic) {
        std::set<std::string, std::less<>> seen;
        for (const MaxmlElement& child : at.children) {
            if (!child.has_elements()) continue;
            const bool is_geo = in_geographic || is_geographic(plain_name(child.name));
            if (is_geo || is_maxml_point(child, false)) continue;
            if (paths_.size() > most_tables) return;
            const std::string name = path + "/" + child.name;
            if (!seen.insert(child.name).second) paths_.insert(name);
            look(child, name, is_geo);
        }
    }
    bool contains(const std::string& path) const { return paths_.contains(path); }
    std::size_t size() const { return paths_.size(); }
    /// The names of the items of all reports.
    const std::set<std::string, std::less<>>& items() const { return items_; }

   private:
    std::set<std::string, std::less<>> items_;
    std::set<std::string, std::less<>> paths_;
};

/// Takes reports apart into rows of tables, numbered over the whole file.
class Records {
   public:
    Records(const Repeats& repeats, const Limits& limits) : repeats_(repeats), limits_(limits) {}

    /// Absent unless the report is beyond the limits; then some of its rows are missing.
    std::optional<Finding> take(const MaxmlElement& report, const std::function<void(Record&&)>& on_record) {
        on_record_ = &on_record;
        failed_.reset();
        name_bytes_ = 0;
        if (plain_name(report.name) == plain_name(field_report))
            take_items(report);
        else
            take_record(report, report.name, 0, {}, true);
        return failed_;
    }

    static bool is_attachment(const std::string& name) { return plain_name(name).starts_with("attachment"); }

   private:
    void take_items(const MaxmlElement& report) {
        CellList about;
        std::size_t items = 0;
        bool has_item = false;
        for (const MaxmlElement& child : report.children) {
            if (is_item(child, repeats_.items())) {
                ++items;
                has_item = has_item || !is_attachment(child.name);
            } else {
                put_all(child, child.has_elements() ? child.name : field_report + ("/" + child.name), about);
            }
        }
        const Cells told = about.give();
        if (items > 1 && bytes_of(told) > limits_.max_text_bytes_per_row / items) failed_ = too_much_text();
        for (const MaxmlElement& child : report.children) {
            if (failed_) return;
            if (is_item(child, repeats_.items())) take_record(child, child.name, 0, told, true);
        }
        if (!has_item) give({.table = field_report, .id = {}, .cells = told, .points = {}, .is_item = true});
    }

    void put_all(const MaxmlElement& at, const std::string& path, CellList& cells) {
        if (failed_) return;
        if (!at.text.empty() || at.children.empty()) put(path, at.text, cells);
        for (const MaxmlElement& child : at.children) put_all(child, path + "/" + child.name, cells);
    }

    void put(const std::string& path, const std::string& text, CellList& cells) {
        cells.put(free_name(path), text);
        count(path.size(), cells.size());
    }

    /// A long path stands once for each value in it, however short the file is.
    void count(std::size_t name_bytes, std::size_t columns) {
        name_bytes_ += name_bytes;
        if (columns > limits_.max_columns) failed_ = too_many_columns(limits_);
        if (name_bytes_ > limits_.max_text_bytes_per_row) failed_ = too_much_text();
    }

    Finding too_much_text() const {
        const std::string most = std::to_string(limits_.max_text_bytes_per_row);
        return {.code = "too_many_values",
                .severity = Severity::error,
                .message = "One report of the maXML makes rows with more than " + most +
                           " bytes of names, or of what it tells of all its items. Export fewer items in one report.",
                .found = "more than " + most + " bytes",
                .expected = "at most " + most + " bytes from one report"};
    }

    using Parts = std::vector<std::pair<std::string, const MaxmlElement*>>;

    /// A record in the making.
    struct Draft {
        Record record;
        CellList cells;
        Parts parts;
        std::size_t shapes = 0;
    };

    void take_record(const MaxmlElement& element, const std::string& table, std::int64_t parent, const Cells& about,
                     bool is_item) {
        Draft draft;
        draft.record.table = table;
        draft.record.parent_index = parent;
        draft.record.is_item = is_item;
        // What an item refers to has an id too; that of a part is none of its own.
        if (is_item) draft.record.id = find_id(element);
        if (!element.text.empty()) draft.cells.put("text", element.text);
        gather(element, {}, {}, false, draft);
        if (failed_) return;
        draft.record.cells = draft.cells.give();
        draft.record.cells.insert(draft.record.cells.end(), about.begin(), about.end());
        const std::int64_t index = give(std::move(draft.record));
        for (const auto& [name, part] : draft.parts) take_record(*part, name, index, {}, false);
    }

    void gather(const MaxmlElement& at, const std::string& path, const std::string& shape_kind, bool in_geographic,
                Draft& draft) {
        const MaxmlPoints points = find_maxml_points(at, in_geographic);
        const std::size_t first_point = draft.record.points.size();
        for (std::size_t i = 0; i < at.children.size() && !failed_; ++i) {
            const MaxmlElement& child = at.children[i];
            if (points.are_points[i]) {
                draft.record.points.push_back(
                    read_maxml_point(child, shape_kind, points.are_mixed, limits_.max_columns + 1));
                std::size_t bytes = 0;
                for (const auto& [name, text] : draft.record.points.back().cells) bytes += name.size();
                count(bytes, draft.record.points.back().cells.size());
                continue;
            }
            const std::string name = path.empty() ? child.name : path + "/" + child.name;
            const bool is_geo = in_geographic || is_geographic(plain_name(child.name));
            if (child.has_elements() && !is_geo && repeats_.contains(draft.record.table + "/" + name)) {
                draft.parts.emplace_back(draft.record.table + "/" + name, &child);
                continue;
            }
            if (!child.text.empty() || child.children.empty()) put(name, child.text, draft.cells);
            if (!child.children.empty()) gather(child, name, shape_kind_in(child, shape_kind), is_geo, draft);
        }
        number_shapes(draft, first_point);
    }

    /// Of the points of one element, from the given one on.
    static void number_shapes(Draft& draft, std::size_t first_point) {
        std::map<std::string, std::size_t> shapes;
        auto& points = draft.record.points;
        for (std::size_t i = first_point; i < points.size(); ++i) {
            if (points[i].shape != 0) continue;  // of an element within
            const auto [at, is_new] = shapes.emplace(points[i].shape_id, draft.shapes + 1);
            if (is_new) ++draft.shapes;
            points[i].shape = at->second;
        }
        const auto without_id = shapes.find("");
        if (shapes.size() < 2 || without_id == shapes.end()) return;
        for (std::size_t i = first_point; i < points.size(); ++i) {
            if (points[i].shape == without_id->second)
                points[i].problem = "some of its points name their shape and others do not";
        }
    }

    std::int64_t give(Record&& record) {
        const std::int64_t index = record.index = ++counts_[record.table];
        (*on_record_)(std::move(record));
        return index;
    }

    const Repeats& repeats_;
    const Limits& limits_;
    const std::function<void(Record&&)>* on_record_ = nullptr;
    std::map<std::string, std::int64_t, std::less<>> counts_;
    std::size_t name_bytes_ = 0;  ///< of all cells of the report
    std::optional<Finding> failed_;
};

/// What was read of a point, each in a column of its own, under whatever names it stands in the file.
std::span<const std::pair<const char*, std::string MaxmlPoint::*>> own_columns() {
    static constexpr std::array<std::pair<const char*, std::string MaxmlPoint::*>, 7> all{
        {{"_latitude", &MaxmlPoint::latitude},
         {"_longitude", &MaxmlPoint::longitude},
         {"_bearing", &MaxmlPoint::bearing},
         {"_distance", &MaxmlPoint::distance},
         {"_number", &MaxmlPoint::number},
         {"_type", &MaxmlPoint::type},
         {"_crs", &MaxmlPoint::system}}};
    return all;
}

struct TableShape {
    std::string name;
    std::vector<std::string> columns;
    std::set<std::string, std::less<>> known;
    std::int64_t rows = 0;
    bool is_secondary = false, has_places = false;

    void know(const std::string& column) {
        if (known.insert(column).second) columns.push_back(column);
    }
};

/// The tables of a file and their columns.
class Layout {
   public:
    Repeats repeats;
    MaxmlHeader header;
    std::vector<TableShape> tables;

    std::optional<Finding> read(const std::filesystem::path& file, const Limits& limits) {
        bool is_empty = true;
        auto problem = read_maxml_reports(file, limits, header, [&](MaxmlElement&& report) {
            is_empty = false;
            if (plain_name(report.name) == plain_name(field_report))
                repeats.look_at_items(report);
            else
                repeats.look(report, report.name, false);
            if (repeats.size() > most_tables) failed_ = too_many_tables();
            return !failed_;
        });
        if (problem || failed_) return problem ? problem : failed_;
        if (is_empty) return no_report();
        Records records(repeats, limits);
        problem = read_maxml_reports(file, limits, header, [&](MaxmlElement&& report) {
            auto beyond = records.take(report, [&](Record&& record) { add(record, limits); });
            if (beyond && !failed_) failed_ = std::move(beyond);
            return !failed_;
        });
        return problem ? problem : failed_;
    }

   private:
    void add(const Record& record, const Limits& limits) {
        if (failed_) return;
        const std::size_t at = find(record.table, !record.is_item || Records::is_attachment(record.table));
        ++tables[at].rows;
        know(at, index_column);
        if (record.parent_index > 0) know(at, parent_column);
        if (!record.id.empty()) know(at, id_column);
        for (const auto& [column, text] : record.cells) know(at, column);
        if (tables[at].rows > limits.max_rows) failed_ = too_many_rows(limits);
        if (!record.points.empty()) add_points(record, at, limits);
        if (tables.size() > most_tables) failed_ = too_many_tables();
        if (columns_ > 10 * limits.max_columns) failed_ = too_many_columns(limits);
    }

    void add_points(const Record& record, std::size_t item, const Limits& limits) {
        tables[item].has_places = true;
        const std::size_t at = find(record.table + points_ending, true);
        tables[at].rows += static_cast<std::int64_t>(record.points.size());
        if (tables[at].rows > limits.max_rows) failed_ = too_many_rows(limits);
        for (const char* column : {index_column, parent_column, polygon_column, shape_column}) know(at, column);
        for (const auto& [column, text] : own_columns()) know(at, column);
        if (!record.id.empty()) know(at, id_column);
        for (const auto& [column, text] : record.cells) know(at, column);
        for (const MaxmlPoint& point : record.points) {
            for (const auto& [column, text] : point.cells) know(at, point_prefix + column);
        }
    }

    void know(std::size_t table, const std::string& column) {
        const std::size_t before = tables[table].columns.size();
        tables[table].know(column);
        columns_ += tables[table].columns.size() - before;
    }

    std::size_t find(const std::string& name, bool is_secondary) {
        const auto [at, is_new] = places_.emplace(name, tables.size());
        if (is_new) {
            tables.push_back({});
            tables.back().name = name;
            tables.back().is_secondary = is_secondary;
        }
        return at->second;
    }

    static Finding no_report() {
        return {.code = "empty_file",
                .severity = Severity::error,
                .message = "The maXML has no report: there is nothing to read. Check the filter of the export.",
                .found = "no report",
                .expected = "reports"};
    }

    static Finding too_many_tables() {
        const std::string most = std::to_string(most_tables);
        return {.code = "too_many_values",
                .severity = Severity::error,
                .message = "The maXML makes more than " + most +
                           " tables, of kinds of items, of what is repeated in them and of their points, which no "
                           "programme has. Export it again.",
                .found = "more than " + most + " tables",
                .expected = "at most " + most};
    }

    std::map<std::string, std::size_t, std::less<>> places_;
    std::size_t columns_ = 0;
    std::optional<Finding> failed_;
};

/// The reference system: what the header says of the datum; where it says nothing, IMSMA's own; and none where it names
/// a coordinate system that may be on any datum.
void tell_crs(const MaxmlHeader& header, RawTable& table) {
    const std::string system = header.system();
    if (header.datum.empty() && !system.empty() && !is_wgs84(system)) {
        table.notes.push_back({.code = "crs_not_stated",
                               .severity = Severity::warning,
                               .message = "The header of the maXML names the coordinate system \"" + shorten(system) +
                                          "\" and no datum, so that it is not known what the latitudes and longitudes "
                                          "are in. State it with --crs.",
                               .field = "DocumentCoordinateReferenceSystem",
                               .found = shorten(system),
                               .expected = "a datum"});
        return;
    }
    table.crs = system.empty() || is_wgs84(system) ? "EPSG:4326" : system;
    table.crs_statement = system.empty() ? "maXML without a datum: IMSMA keeps WGS 84 (docs/formats/maxml.md)"
                                         : "DocumentCoordinateReferenceSystem";
}

RawRow row_of(Cells&& cells, std::int64_t number) {
    RawRow row;
    row.number = number;
    for (auto& [column, text] : cells) {
        if (!is_blank(text)) row.values.insert_or_assign(column, std::move(text));
    }
    row.values[index_column] = std::to_string(number);
    return row;
}

RawRow item_row(Record&& record, const std::string& system) {
    RawRow row = row_of(std::move(record.cells), record.index);
    if (record.parent_index > 0) row.values[parent_column] = std::to_string(record.parent_index);
    if (!record.id.empty()) row.values[id_column] = record.id;
    if (record.points.empty()) return row;
    MaxmlGeometry made = make_maxml_geometry(record.points, system);
    row.geometry = std::move(made.geometry);
    row.geometry_finding = std::move(made.problem);
    if (made.told) row.findings.push_back(*std::move(made.told));
    return row;
}

/// Beyond this much text the fields of an item stand beside no further shape of it.
constexpr std::size_t most_repeated_bytes = std::size_t{16} << 20;

/// For each shape its first corner, or else its first point.
std::set<std::size_t> first_corners(const std::vector<MaxmlPoint>& points) {
    std::map<std::size_t, std::size_t> first;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [at, is_new] = first.emplace(points[i].shape, i);
        if (!is_new && is_landmark(points[at->second]) && !is_landmark(points[i])) at->second = i;
    }
    std::set<std::size_t> out;
    for (const auto& [shape, i] : first) out.insert(i);
    return out;
}

/// Hands out the rows of one table.
class TableReader {
   public:
    TableReader(const TableShape& shape, std::string system, const std::function<bool(RawRow&&)>& on_row)
        : shape_(shape), system_(std::move(system)), on_row_(on_row) {}

    void add(Record&& record) {
        if (is_stopped_) return;
        if (record.table == shape_.name)
            is_stopped_ = !on_row_(item_row(std::move(record), system_));
        else if (record.table + points_ending == shape_.name)
            add_points(record);
    }

    /// The fields of the item stand beside one corner of each shape, and its id beside each.
    void add_points(const Record& record) {
        const auto kinds = find_shape_kinds(record.points);
        const auto with_fields = first_corners(record.points);
        const std::size_t bytes = bytes_of(record.cells);
        std::size_t repeated = 0;
        for (std::size_t i = 0; i < record.points.size() && !is_stopped_; ++i) {
            const MaxmlPoint& point = record.points[i];
            Cells cells;
            if (with_fields.contains(i) && (repeated == 0 || repeated + bytes <= most_repeated_bytes)) {
                cells = record.cells;
                repeated += bytes;
            }
            for (const auto& [column, text] : point.cells) cells.emplace_back(point_prefix + column, text);
            RawRow row = row_of(std::move(cells), ++points_);
            for (const auto& [column, text] : own_columns()) {
                if (!(point.*text).empty()) row.values[column] = point.*text;
            }
            if (!record.id.empty()) row.values[id_column] = record.id;
            row.values[parent_column] = std::to_string(record.index);
            row.values[polygon_column] = std::to_string(record.index) + "." + std::to_string(point.shape);
            const std::string& kind = kinds.at(point.shape);
            row.values[shape_column] = kind == "point" && is_landmark(point) ? "landmark" : kind;
            is_stopped_ = !on_row_(std::move(row));
        }
    }
    bool is_stopped() const { return is_stopped_; }

   private:
    const TableShape& shape_;
    const std::string system_;
    const std::function<bool(RawRow&&)>& on_row_;
    std::int64_t points_ = 0;
    bool is_stopped_ = false;
};

}  // namespace

bool is_maxml_root(std::string_view root) {
    const std::string plain = plain_name(root);
    return plain == "mineactionfieldreport" || plain == "maxml" || plain == plain_name(field_report);
}

bool is_maxml_tag(std::string_view tag) {
    const std::string text = to_lower_ascii(std::string(tag));
    const std::string name = text.substr(0, text.find_first_of(" \t\r\n/"));
    if (name.find(':') == std::string::npos ? name.starts_with("mineaction") : name.find(":mineaction") != name.npos) {
        return true;  // auxiliary data
    }
    for (auto at = text.find("maxml"); at != std::string::npos; at = text.find("maxml", at + 1)) {
        const bool is_of_a_word = at > 0 && text[at - 1] >= 'a' && text[at - 1] <= 'z';  // schemaxml
        if (!is_of_a_word) return true;
    }
    return false;
}

Result<TableList> list_maxml(const std::filesystem::path& file, const Limits& limits) {
    Layout layout;
    if (auto problem = layout.read(file, limits)) return failure(*std::move(problem));
    TableList out;
    for (const TableShape& table : layout.tables) {
        out.push_back({.name = table.name, .rows = table.rows, .is_secondary = table.is_secondary});
    }
    return out;
}

Result<RawTable> read_maxml(const std::filesystem::path& file, const std::string& table,
                            const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    Layout layout;
    if (auto problem = layout.read(file, limits)) return failure(*std::move(problem));
    const auto shape = std::find_if(layout.tables.begin(), layout.tables.end(), [&](const TableShape& each) {
        return each.name == table || (table.empty() && layout.tables.size() == 1);
    });
    if (shape == layout.tables.end()) {
        return failure({.code = "no_such_table",
                        .severity = Severity::error,
                        .message = "The file has no table \"" + table + "\".",
                        .expected = "the name of a kind of item"});
    }
    RawTable out;
    out.format = "maXML";
    out.columns = shape->columns;
    out.has_geometry = shape->has_places;
    tell_crs(layout.header, out);
    if (auto bad = find_bad_columns(out.columns, limits)) return failure(*std::move(bad));
    TableReader reader(*shape, layout.header.system(), on_row);
    Records records(layout.repeats, limits);
    auto problem = read_maxml_reports(file, limits, layout.header, [&](MaxmlElement&& report) {
        records.take(report, [&reader](Record&& record) { reader.add(std::move(record)); });
        return !reader.is_stopped();
    });
    if (problem) return failure(*std::move(problem));
    if (!reader.is_stopped()) out.rows = shape->rows;
    return out;
}

}  // namespace cairn::formats
