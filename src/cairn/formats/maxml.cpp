// Which fields a report has is each programme's choice, and the dictionary of IMSMA's own is not public as a whole; so
// the elements themselves are the columns, and only geography is looked for by name.

#include "cairn/formats/maxml.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/maxml_places.hpp"
#include "cairn/formats/maxml_reports.hpp"

namespace cairn::formats {
namespace {

constexpr const char* index_column = "_index";
constexpr const char* parent_column = "_parent_index";
constexpr const char* id_column = "_id";
constexpr const char* polygon_column = "_polygon";
constexpr const char* point_prefix = "point/";
constexpr const char* points_ending = "/points";
constexpr std::size_t most_tables = 500;

using Cells = std::vector<std::pair<std::string, std::string>>;

/// Columns that are ours keep their meaning.
std::string free_name(std::string column) {
    const bool is_ours = column == index_column || column == parent_column || column == id_column ||
                         column == polygon_column || column.starts_with(point_prefix);
    return is_ours ? column + " (data)" : column;
}

/// One row of one table, before it is known which are wanted.
struct Record {
    std::string table;
    std::int64_t index = 0, parent_index = 0;
    Cells cells;
    std::vector<MaxmlPoint> points;
    bool is_item = false;  ///< and not a part of one
};

/// A repeated leaf is one cell, as in other formats here.
class CellList {
   public:
    void put(const std::string& path, const std::string& text) {
        const std::string column = free_name(path);
        const auto [at, is_new] = places_.emplace(column, cells_.size());
        if (is_new)
            cells_.emplace_back(column, text);
        else if (!text.empty())
            cells_[at->second].second += (cells_[at->second].second.empty() ? "" : "; ") + text;
    }
    Cells give() { return std::move(cells_); }

   private:
    Cells cells_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

/// The item's own id: below its "…Identification" or "…ID", or beside its fields; the source's before IMSMA's.
std::optional<std::string> find_id(const MaxmlElement& item) {
    const std::string name = plain_name(item.name);
    const std::string local = name + "localid", own = name + "id", guid = name + "guid";
    const std::vector<std::string_view> locals{"originalid", "localid", local, own}, guids{"guid", guid};
    const auto find_in = [&](const MaxmlElement& holder) -> std::optional<std::string> {
        for (const auto* names : {&locals, &guids}) {
            const auto* leaf = find_leaf(holder, *names);
            if (leaf != nullptr && !leaf->text.empty()) return leaf->text;
        }
        return std::nullopt;
    };
    for (const MaxmlElement& child : item.children) {
        const std::string plain = plain_name(child.name);
        const bool is_holder = plain == name + "identification" || plain == "identification" || plain == own;
        if (!is_holder || !child.has_elements()) continue;
        if (auto id = find_in(child)) return id;
    }
    return find_in(item);
}

/// The elements that stand more than once in one item: each a table of its own.
class Repeats {
   public:
    void look(const MaxmlElement& at, const std::string& path, bool in_geographic) {
        std::set<std::string, std::less<>> seen;
        for (const MaxmlElement& child : at.children) {
            if (!child.has_elements()) continue;
            const bool is_geo = in_geographic || is_geographic(plain_name(child.name));
            if (is_geo || is_maxml_point(child, false)) continue;
            const std::string name = path + "/" + child.name;
            if (!seen.insert(child.name).second) paths_.insert(name);
            look(child, name, is_geo);
        }
    }
    bool contains(const std::string& path) const { return paths_.contains(path); }
    std::size_t size() const { return paths_.size(); }

   private:
    std::set<std::string, std::less<>> paths_;
};

/// Takes reports apart into rows of tables, numbered over the whole file.
class Records {
   public:
    Records(const Repeats& repeats, const Limits& limits) : repeats_(repeats), limits_(limits) {}

    /// False when a path is longer than a column's name may be.
    bool take(const MaxmlElement& report, const std::function<void(Record&&)>& on_record) {
        on_record_ = &on_record;
        if (plain_name(report.name) != plain_name(field_report)) {
            take_record(report, report.name, 0, {}, true);
            return !is_too_long_;
        }
        CellList about;
        for (const MaxmlElement& child : report.children) {
            if (is_about(child))
                put_all(child, child.has_elements() ? child.name : field_report + ("/" + child.name), about);
        }
        const Cells told = about.give();
        bool has_item = false;
        for (const MaxmlElement& child : report.children) {
            if (is_about(child)) continue;
            has_item = has_item || !is_attachment(child.name);
            take_record(child, child.name, 0, told, true);
        }
        if (!has_item) give({.table = field_report, .cells = told, .points = {}, .is_item = true});
        return !is_too_long_;
    }

    static bool is_attachment(const std::string& name) { return plain_name(name).starts_with("attachment"); }

   private:
    /// What is told of the report, and is no item.
    static bool is_about(const MaxmlElement& child) {
        return !child.has_elements() || plain_name(child.name) == "fieldreportinfo";
    }

    void put_all(const MaxmlElement& at, const std::string& path, CellList& cells) {
        if (path.size() > limits_.max_column_name) is_too_long_ = true;
        if (!at.text.empty() || at.children.empty()) cells.put(path, at.text);
        for (const MaxmlElement& child : at.children) put_all(child, path + "/" + child.name, cells);
    }

    void take_record(const MaxmlElement& element, const std::string& table, std::int64_t parent, const Cells& about,
                     bool is_item) {
        Record record{.table = table, .parent_index = parent, .cells = {}, .points = {}, .is_item = is_item};
        CellList cells;
        Parts parts;
        std::vector<const MaxmlElement*> above{&element};
        ShapeNumbers shapes;
        if (!element.text.empty()) cells.put("text", element.text);
        gather(element, {}, false, table, cells, record, parts, above, shapes);
        if (auto id = find_id(element)) record.cells.emplace_back(id_column, *std::move(id));
        for (auto& cell : cells.give()) record.cells.push_back(std::move(cell));
        record.cells.insert(record.cells.end(), about.begin(), about.end());
        const std::int64_t index = give(std::move(record));
        for (const auto& [name, part] : parts) take_record(*part, name, index, {}, false);
    }

    using Parts = std::vector<std::pair<std::string, const MaxmlElement*>>;
    using ShapeNumbers = std::map<std::tuple<const MaxmlElement*, std::string, std::string>, std::size_t>;

    void gather(const MaxmlElement& at, const std::string& path, bool in_geographic, const std::string& table,
                CellList& cells, Record& record, Parts& parts, std::vector<const MaxmlElement*>& above,
                ShapeNumbers& shapes) {
        std::set<std::string, std::less<>> point_names;
        for (const MaxmlElement& child : at.children) {
            if (is_maxml_point(child, in_geographic)) point_names.insert(child.name);
        }
        for (const MaxmlElement& child : at.children) {
            const std::string name = path.empty() ? child.name : path + "/" + child.name;
            if (name.size() > limits_.max_column_name) {
                is_too_long_ = true;
                return;
            }
            // One that lacks its coordinates is a point all the same: a polygon without a corner is another polygon.
            if (point_names.contains(child.name)) {
                record.points.push_back(read_maxml_point(child, above));
                const auto key = std::tuple{&at, child.name, shape_id_of(child)};
                record.points.back().shape = shapes.emplace(key, shapes.size() + 1).first->second;
                continue;
            }
            const bool is_geo = in_geographic || is_geographic(plain_name(child.name));
            if (child.has_elements() && !is_geo && repeats_.contains(table + "/" + name)) {
                parts.emplace_back(table + "/" + name, &child);
                continue;
            }
            if (!child.text.empty() || child.children.empty()) cells.put(name, child.text);
            above.push_back(&child);
            gather(child, name, is_geo, table, cells, record, parts, above, shapes);
            above.pop_back();
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
    bool is_too_long_ = false;
};

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

Finding too_long_a_path(const Limits& limits) {
    return *find_bad_columns({std::string(limits.max_column_name + 1, 'x')}, limits);
}

/// The tables of a file and their columns.
class Layout {
   public:
    Repeats repeats;
    MaxmlHeader header;
    std::vector<TableShape> tables;

    std::optional<Finding> read(const std::filesystem::path& file, const Limits& limits) {
        bool is_empty = true;
        std::optional<Finding> failed;
        auto problem = read_maxml_reports(file, limits, header, [&](MaxmlElement&& report) {
            is_empty = false;
            if (plain_name(report.name) == plain_name(field_report)) {
                for (const MaxmlElement& item : report.children) repeats.look(item, item.name, false);
            } else {
                repeats.look(report, report.name, false);
            }
            if (repeats.size() > most_tables) failed = too_many_tables();
            return !failed;
        });
        if (problem || failed) return problem ? problem : failed;
        if (is_empty) return no_report();
        Records records(repeats, limits);
        problem = read_maxml_reports(file, limits, header, [&](MaxmlElement&& report) {
            const bool is_whole = records.take(report, [&](Record&& record) { add(record); });
            if (!is_whole) failed = too_long_a_path(limits);
            if (tables.size() > 2 * most_tables) failed = too_many_tables();
            if (columns_ > 10 * limits.max_columns) failed = too_many_columns(limits);
            for (const TableShape& table : tables) {
                if (table.rows > limits.max_rows) failed = too_many_rows(limits);
            }
            return !failed;
        });
        return problem ? problem : failed;
    }

   private:
    void add(const Record& record) {
        TableShape& table = find(record.table, !record.is_item || Records::is_attachment(record.table));
        ++table.rows;
        know(table, index_column);
        if (record.parent_index > 0) know(table, parent_column);
        for (const auto& [column, text] : record.cells) know(table, column);
        if (record.points.empty()) return;
        table.has_places = true;
        TableShape& points = find(record.table + points_ending, true);
        points.rows += static_cast<std::int64_t>(record.points.size());
        for (const char* column : {index_column, parent_column, polygon_column}) know(points, column);
        for (const auto& [column, text] : record.cells) know(points, column);
        for (const MaxmlPoint& point : record.points) {
            for (const auto& [column, text] : point.cells) know(points, point_prefix + column);
        }
    }

    void know(TableShape& table, const std::string& column) {
        const std::size_t before = table.columns.size();
        table.know(column);
        columns_ += table.columns.size() - before;
    }

    TableShape& find(const std::string& name, bool is_secondary) {
        const auto [at, is_new] = places_.emplace(name, tables.size());
        if (is_new) {
            tables.push_back({});
            tables.back().name = name;
            tables.back().is_secondary = is_secondary;
        }
        return tables[at->second];
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
                .message = "The maXML has more than " + most +
                           " kinds of items, which no programme has. Export it "
                           "again.",
                .found = "more than " + most + " tables",
                .expected = "at most " + most};
    }

    std::map<std::string, std::size_t, std::less<>> places_;
    std::size_t columns_ = 0;
};

/// The reference system: what the header says of the datum; where it says none, IMSMA's own.
void tell_crs(const MaxmlHeader& header, RawTable& table) {
    const auto is_wgs84 = [](const std::string& text) {
        const std::string name = plain_name(text);
        return name.find("wgs84") != std::string::npos || name.find("wgs1984") != std::string::npos;
    };
    const bool is_other = !header.datum.empty() && !is_wgs84(header.datum);
    const bool is_stated = is_wgs84(header.datum) || is_wgs84(header.coordinate_system);
    table.crs = is_other ? header.datum : "EPSG:4326";
    table.crs_statement = is_other || is_stated ? "DocumentCoordinateReferenceSystem"
                                                : "maXML without a datum: IMSMA keeps WGS 84 (docs/formats/maxml.md)";
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

RawRow item_row(Record&& record) {
    RawRow row = row_of(std::move(record.cells), record.index);
    if (record.parent_index > 0) row.values[parent_column] = std::to_string(record.parent_index);
    if (record.points.empty()) return row;
    MaxmlGeometry made = make_maxml_geometry(record.points);
    row.geometry = std::move(made.geometry);
    row.geometry_finding = std::move(made.problem);
    if (made.told) row.findings.push_back(*std::move(made.told));
    return row;
}

/// An item with more text than this stands only beside its first point.
constexpr std::size_t most_repeated_bytes = std::size_t{1} << 16;

std::size_t bytes_of(const Cells& cells) {
    std::size_t bytes = 0;
    for (const auto& [column, text] : cells) bytes += column.size() + text.size();
    return bytes;
}

/// With the cells of the item, so that a polygon of points has its fields.
RawRow point_row(const Record& record, const MaxmlPoint& point, std::int64_t number, bool has_fields) {
    Cells cells;
    if (has_fields) cells = record.cells;
    for (const auto& [column, text] : point.cells) {
        const std::string name = point_prefix + column;
        const auto at =
            std::find_if(cells.begin(), cells.end(), [&name](const auto& cell) { return cell.first == name; });
        if (at == cells.end())
            cells.emplace_back(name, text);
        else
            at->second += "; " + text;
    }
    RawRow row = row_of(std::move(cells), number);
    row.values[parent_column] = std::to_string(record.index);
    row.values[polygon_column] = std::to_string(record.index) + "." + std::to_string(point.shape);
    return row;
}

/// Hands out the rows of one table.
class TableReader {
   public:
    TableReader(const TableShape& shape, const std::function<bool(RawRow&&)>& on_row)
        : shape_(shape), on_row_(on_row) {}

    void add(Record&& record) {
        if (is_stopped_) return;
        if (record.table == shape_.name) {
            is_stopped_ = !on_row_(item_row(std::move(record)));
        } else if (record.table + points_ending == shape_.name) {
            bool has_fields = true;
            const bool is_repeated = bytes_of(record.cells) <= most_repeated_bytes;
            for (const MaxmlPoint& point : record.points) {
                is_stopped_ = !on_row_(point_row(record, point, ++points_, has_fields));
                if (is_stopped_) return;
                has_fields = is_repeated;
            }
        }
    }
    bool is_stopped() const { return is_stopped_; }

   private:
    const TableShape& shape_;
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
    TableReader reader(*shape, on_row);
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
