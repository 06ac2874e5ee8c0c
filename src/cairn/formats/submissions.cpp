#include "cairn/formats/submissions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/geojson_geometry.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/json_tokens.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/submission_scan.hpp"

namespace cairn::formats {
namespace {

constexpr const char* main_name = "submissions";
constexpr const char* index_column = "_index";
constexpr const char* parent_column = "_parent_index";
constexpr const char* link_ending = "@odata.navigationLink";
constexpr const char* standard = "ODK XForms (geopoint, geotrace, geoshape) or RFC 7946";

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        if (end > 0) out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// "lat lon altitude accuracy" of ODK XForms.
struct Position {
    SourceXY xy;
    std::string_view accuracy;
    bool has_fractions = false;  ///< a latitude and longitude, and not the numbers of four choices
};

std::optional<Position> read_position(std::string_view text) {
    const auto parts = split(text, ' ');
    if (parts.size() < 2 || parts.size() > 4) return std::nullopt;
    for (const std::string_view part : parts) {
        if (!parse_number(part)) return std::nullopt;
    }
    const auto fraction = [](std::string_view part) { return part.find('.') != std::string_view::npos; };
    return Position{.xy = {*parse_number(parts[1]), *parse_number(parts[0])},
                    .accuracy = parts.size() == 4 ? parts[3] : std::string_view(),
                    .has_fractions = fraction(parts[0]) || fraction(parts[1])};
}

/// A point, a line, or, when its last position is its first, a polygon. Absent when a position is none.
std::optional<SourceGeometry> read_geo_text(std::string_view text, std::size_t most) {
    std::vector<SourceXY> positions;
    for (const std::string_view part : split(text, ';')) {
        if (is_blank(part)) continue;
        const auto position = read_position(part);
        if (!position || positions.size() >= most) return std::nullopt;
        positions.push_back(position->xy);
    }
    if (positions.empty()) return std::nullopt;
    if (positions.size() == 1) return MultiPointOf<SourceXY>{positions.front()};
    if (positions.size() > 3 && positions.front() == positions.back()) {
        return MultiPolygonOf<SourceXY>{{std::move(positions), {}}};
    }
    return MultiLineOf<SourceXY>{{std::move(positions)}};
}

/// Whether a text is a position or several, beyond what the numbers of choices could look like.
bool looks_like_geo(std::string_view text) {
    const auto parts = split(text, ';');
    if (parts.empty()) return false;
    for (const std::string_view part : {parts.front(), parts.back()}) {
        const auto position = read_position(part);
        if (!position || !position->has_fractions) return false;
        if (position->xy.x < -180 || position->xy.x > 180 || position->xy.y < -90 || position->xy.y > 90) return false;
    }
    return true;
}

std::string accuracy_of(const SubmissionCell& cell) {
    std::string text = cell.accuracy;
    if (cell.kind == SubmissionCell::Kind::text && cell.text.find(';') == std::string::npos) {
        if (const auto position = read_position(cell.text)) text = position->accuracy;
    }
    const auto value = parse_number(text);
    return value && *value > 0 ? text : std::string();  // 0: set on a map by hand
}

struct Column {
    std::string name;
    std::int64_t filled = 0, positions = 0;
    bool has_accuracy = false;
    bool is_geo() const { return positions * 2 > filled; }
};

struct TableShape {
    std::string path;
    std::vector<Column> columns;
    std::map<std::string, std::size_t, std::less<>> places;
    std::int64_t rows = 0;

    /// The column that becomes the geometry: the one with most positions, the first of equals.
    const Column* geometry() const {
        const Column* best = nullptr;
        for (const Column& column : columns) {
            if (column.is_geo() && (best == nullptr || column.positions > best->positions)) best = &column;
        }
        return best;
    }
};

/// Columns that are ours keep their meaning.
std::string free_name(const std::string& column) {
    return column == index_column || column == parent_column ? column + " (data)" : column;
}

std::string accuracy_column(const TableShape& shape, const std::string& column) {
    const std::string name = column + "/accuracy_m";
    return shape.places.contains(name) ? name + " (position)" : name;
}

class Shapes {
   public:
    std::vector<TableShape> tables;
    TextEncoding encoding;
    bool has_next_page = false;

    std::optional<Finding> read(const std::filesystem::path& file, const Limits& limits) {
        tables.push_back({});
        places_.emplace("", 0);
        Input input(file);
        encoding = choose_encoding(file, limits.encoding);
        input.decode_as(encoding.encoding());
        input.skip_byte_order_mark();
        std::optional<Finding> failed;
        SubmissionScan scan(input, limits, [&](SubmissionRecord&& record) {
            failed = add(record, limits);
            return !failed;
        });
        if (auto problem = scan.read()) return problem;
        has_next_page = scan.has_next_page();
        if (!failed && tables.front().rows == 0) {
            return Finding{.code = "empty_file",
                           .severity = Severity::error,
                           .message =
                               "The file has no submission: there is nothing to read. Check the filter of the "
                               "export.",
                           .found = "no submission",
                           .expected = "submissions"};
        }
        return failed;
    }

    /// Named so that no two are called alike.
    std::string name_of(const TableShape& shape) const {
        if (shape.path.empty()) return tables.size() == 1 ? std::string() : main_name;
        return shape.path == main_name ? shape.path + " (repeat)" : shape.path;
    }

   private:
    std::optional<Finding> add(const SubmissionRecord& record, const Limits& limits) {
        const auto [place, is_new] = places_.emplace(record.table, tables.size());
        if (is_new) {
            tables.push_back({});
            tables.back().path = record.table;
        }
        TableShape& shape = tables[place->second];
        ++shape.rows;
        for (const SubmissionCell& cell : record.cells) {
            const auto [at, is_new_column] = shape.places.emplace(free_name(cell.column), shape.columns.size());
            if (is_new_column) {
                shape.columns.push_back({});
                shape.columns.back().name = at->first;
                if (shape.columns.size() > limits.max_columns) return too_many_columns(limits);
            }
            Column& column = shape.columns[at->second];
            if (is_blank(cell.text)) continue;
            ++column.filled;
            const bool is_position = cell.kind == SubmissionCell::Kind::geojson ||
                                     (cell.kind == SubmissionCell::Kind::text && looks_like_geo(cell.text));
            if (!is_position) continue;
            ++column.positions;
            if (!accuracy_of(cell).empty()) column.has_accuracy = true;
        }
        return std::nullopt;
    }

    std::map<std::string, std::size_t, std::less<>> places_;
};

void read_geometry(const SubmissionCell& cell, RawRow& row, const Limits& limits) {
    if (is_blank(cell.text)) return;
    if (cell.kind == SubmissionCell::Kind::geojson) {
        Input input = Input::from_bytes(cell.text);
        JsonTokens tokens(input, limits.max_text_bytes_per_row);
        auto read = read_geojson_geometry(tokens, tokens.next(), limits.max_positions_per_row);
        if (read.is_empty) row.geometry_finding = empty_geometry();
        if (!read.problem.empty()) row.geometry_finding = unreadable_geometry(read.problem, standard);
        if (!row.geometry_finding) row.geometry = std::move(read.geometry);
        return;
    }
    row.geometry = read_geo_text(cell.text, limits.max_positions_per_row);
    if (row.geometry) return;
    const std::string found(first_bytes(cell.text, 40));
    row.geometry_finding = unreadable_geometry("\"" + found + "\" is no latitude and longitude", standard);
}

/// One record as a row of its table.
class RowMaker {
   public:
    RowMaker(const TableShape& shape, const Limits& limits)
        : shape_(shape), limits_(limits), geometry_(shape.geometry()) {}

    RawRow make(const SubmissionRecord& record) const {
        RawRow row;
        row.number = record.index;
        row.values[index_column] = std::to_string(record.index);
        if (record.parent_index > 0) row.values[parent_column] = std::to_string(record.parent_index);
        if (record.has_invalid_utf8) row.findings.push_back(not_utf8_row());
        if (!record.is_object) {
            row.findings.push_back({.code = "not_a_submission",
                                    .severity = Severity::error,
                                    .message = "This item of the list is no submission: it has no names and values.",
                                    .expected = "an object of names and values"});
        }
        std::set<std::string, std::less<>> seen;
        for (const SubmissionCell& cell : record.cells) put(cell, row, seen);
        return row;
    }

   private:
    void put(const SubmissionCell& cell, RawRow& row, std::set<std::string, std::less<>>& seen) const {
        const std::string name = free_name(cell.column);
        if (!seen.insert(name).second) {
            row.findings.push_back({.code = "duplicate_column",
                                    .severity = Severity::error,
                                    .message = "The question \"" + name + "\" stands twice in this submission.",
                                    .field = name,
                                    .expected = "each question once"});
            return;
        }
        if (is_blank(cell.text)) return;
        row.values.insert_or_assign(name, cell.text);
        if (name == "__id" || (name == "_uuid" && !row.source_id)) row.source_id = cell.text;
        const Column& column = shape_.columns[shape_.places.find(name)->second];
        if (!column.is_geo()) return;
        if (&column == geometry_) read_geometry(cell, row, limits_);
        if (auto accuracy = accuracy_of(cell); column.has_accuracy && !accuracy.empty()) {
            row.values.insert_or_assign(accuracy_column(shape_, name), std::move(accuracy));
        }
    }

    const TableShape& shape_;
    const Limits& limits_;
    const Column* geometry_;
};

Finding several_geometries(const TableShape& shape, const Column& taken) {
    std::string others;
    int told = 0;
    for (const Column& column : shape.columns) {
        if (&column == &taken || !column.is_geo()) continue;
        if (++told <= 10) others += (others.empty() ? "\"" : ", \"") + column.name + "\"";
    }
    if (told > 10) others += " … " + std::to_string(told) + " in all";
    return {.code = "several_geometries",
            .severity = Severity::warning,
            .message = "Several questions hold positions; \"" + taken.name +
                       "\", which is filled most, was taken for the place. Not taken, and kept as text: " + others +
                       ".",
            .field = taken.name,
            .found = std::to_string(told + 1) + " columns with positions",
            .expected = "one"};
}

Finding more_pages() {
    return {.code = "more_pages",
            .severity = Severity::warning,
            .message =
                "The file is one page of several: it names the address of a next one. Submissions on other pages "
                "are missing here. Ask for all pages, or for an export in one piece.",
            .found = "a next page",
            .expected = "all submissions"};
}

Finding repeats_not_in_file(const std::string& column) {
    const std::string group = column.substr(0, column.size() - std::string_view(link_ending).size());
    return {.code = "repeats_not_in_file",
            .severity = Severity::warning,
            .message = "The rounds of the repeat group \"" + group +
                       "\" are not in the file, which only links to them. Ask for it again with $expand=*.",
            .field = column,
            .found = "a link",
            .expected = "the rounds themselves"};
}

RawTable describe(const Shapes& shapes, const TableShape& shape) {
    RawTable table;
    table.format = "KoBo/ODK JSON";
    table.columns.emplace_back(index_column);
    if (!shape.path.empty()) table.columns.emplace_back(parent_column);
    for (const Column& column : shape.columns) {
        table.columns.push_back(column.name);
        if (column.is_geo() && column.has_accuracy) table.columns.push_back(accuracy_column(shape, column.name));
        if (column.name.ends_with(link_ending)) table.notes.push_back(repeats_not_in_file(column.name));
    }
    if (const Column* taken = shape.geometry()) {
        table.has_geometry = true;
        table.crs = "EPSG:4326";
        table.crs_statement = "KoBo/ODK geopoint: WGS 84";
        const auto is_geo = [](const Column& column) { return column.is_geo(); };
        if (std::count_if(shape.columns.begin(), shape.columns.end(), is_geo) > 1) {
            table.notes.push_back(several_geometries(shape, *taken));
        }
    }
    if (shapes.has_next_page) table.notes.push_back(more_pages());
    table.encoding = shapes.encoding;
    return table;
}

/// Of the first item of a list: what is no row of questions and answers.
bool begins_with_feature(JsonTokens& tokens) {
    for (Token token = tokens.next(); token == Token::key; token = tokens.next()) {
        const bool is_type = tokens.text() == "type";
        const Token value = tokens.next();
        if (is_type && value == Token::string && tokens.text() == "Feature") return true;
        if (!tokens.skip(value)) return false;
    }
    return false;
}

}  // namespace

bool is_submissions(const std::filesystem::path& file) {
    Input input(file);
    input.skip_byte_order_mark();
    JsonTokens tokens(input, std::size_t{1} << 20);
    const Token first = tokens.next();
    if (first == Token::begin_array) return tokens.next() == Token::begin_object && !begins_with_feature(tokens);
    if (first != Token::begin_object) return false;
    bool is_page = false;
    for (Token token = tokens.next(); token == Token::key; token = tokens.next()) {
        const std::string key = tokens.text();
        const Token value = tokens.next();
        constexpr std::array<std::string_view, 4> of_geojson{"type", "features", "coordinates", "properties"};
        if (std::find(of_geojson.begin(), of_geojson.end(), key) != of_geojson.end()) return false;
        if ((key == "results" || key == "value") && value == Token::begin_array) {
            const Token item = tokens.next();
            return item == Token::begin_object || (is_page && item == Token::end_array);
        }
        is_page = is_page || key == "next" || key == "@odata.context";
        if (!tokens.skip(value)) return false;
    }
    return false;
}

Result<TableList> list_submissions(const std::filesystem::path& file, const Limits& limits) {
    Shapes shapes;
    if (auto problem = shapes.read(file, limits)) return failure(*std::move(problem));
    TableList out;
    for (const TableShape& shape : shapes.tables) out.push_back({.name = shapes.name_of(shape), .rows = shape.rows});
    return out;
}

Result<RawTable> read_submissions(const std::filesystem::path& file, const std::string& table,
                                  const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    Shapes shapes;
    if (auto problem = shapes.read(file, limits)) return failure(*std::move(problem));
    const auto shape = std::find_if(shapes.tables.begin(), shapes.tables.end(), [&](const TableShape& each) {
        return shapes.name_of(each) == table || (table.empty() && each.path.empty());
    });
    if (shape == shapes.tables.end()) {
        return failure({.code = "no_such_table",
                        .severity = Severity::error,
                        .message = "The file has no table \"" + table + "\".",
                        .expected = "the name of a repeat group"});
    }
    RawTable out = describe(shapes, *shape);
    if (auto bad = find_bad_columns(out.columns, limits)) return failure(*std::move(bad));
    const RowMaker maker(*shape, limits);
    Input input(file);
    input.decode_as(shapes.encoding.encoding());
    input.skip_byte_order_mark();
    SubmissionScan scan(input, limits, [&](SubmissionRecord&& record) {
        return record.table != shape->path || on_row(maker.make(record));
    });
    if (auto problem = scan.read()) return failure(*std::move(problem));
    if (!scan.is_stopped()) out.rows = shape->rows;
    return out;
}

}  // namespace cairn::formats
