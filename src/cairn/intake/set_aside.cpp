#include "cairn/intake/set_aside.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <utility>

#include <nlohmann/json.hpp>

#include "cairn/core/wkt.hpp"
#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* import_column = "_import";
constexpr const char* row_column = "_row";
constexpr const char* code_column = "_code";
constexpr const char* message_column = "_message";
constexpr const char* feature_id_column = "_feature_id";
constexpr const char* wkt_column = "geometry_wkt";
// geometry_wkt is not among them: a source may have a column of that name, which its mapping reads.
constexpr std::array<const char*, 5> added_columns{import_column, row_column, code_column, message_column,
                                                   feature_id_column};

bool is_added(const std::string& column) {
    return std::find(added_columns.begin(), added_columns.end(), column) != added_columns.end();
}

std::optional<std::int64_t> whole_number(const formats::RawRow& row, const char* column) {
    const auto at = row.values.find(column);
    if (at == row.values.end()) return std::nullopt;
    const std::string_view text = trim(at->second);
    std::int64_t value = 0;
    const auto done = std::from_chars(text.data(), text.data() + text.size(), value);
    if (done.ec != std::errc{} || done.ptr != text.data() + text.size() || value < 1) return std::nullopt;
    return value;
}

std::string without_apostrophe(const std::string& text) {
    const bool was_guarded =
        text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos;
    return was_guarded ? text.substr(1) : text;
}

tl::unexpected<Finding> broken_row(std::string why) {
    return failure({.code = "broken_raw_row",
                    .severity = Severity::error,
                    .message = "A row that was set aside cannot be read back: " + why + ".",
                    .found = std::move(why),
                    .expected = "the row as it was kept"});
}

/// No import can take such a row, and none is left out unseen.
Finding lost_row(const formats::RawRow& row, const std::string& sheet) {
    const auto found = row.values.find(import_column);
    return {.code = "not_a_sheet",
            .severity = Severity::error,
            .message = "Row " + std::to_string(row.number) +
                       " of the sheet does not say which import it belongs to. Leave the columns _import and _row as "
                       "they were written; new rows go into a file of their own.",
            .file = sheet,
            .row = row.number,
            .field = import_column,
            .found = found == row.values.end() ? "" : shorten(found->second),
            .expected = "the number of an import"};
}

}  // namespace

std::string to_raw_json(const formats::RawRow& row, const formats::RawTable& table) {
    Json out;
    Json& values = out["values"] = Json::object();
    for (const auto& column : table.columns) {
        const auto at = row.values.find(column);
        if (at == row.values.end() && is_added(column)) continue;  // of the sheet that it came back in
        values[column] = at == row.values.end() ? Json(nullptr) : Json(at->second);
    }
    for (const auto& [column, text] : row.values) {
        if (!values.contains(column)) values[column] = text;
    }
    if (row.geometry)
        out["geometry_wkt"] = to_wkt(*row.geometry);
    else if (table.has_geometry)
        out["geometry_wkt"] = nullptr;
    if (row.source_id) out["feature_id"] = *row.source_id;
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<formats::RawRow> from_raw_json(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("values") || !json.at("values").is_object()) {
        return broken_row("it is not JSON with values");
    }
    formats::RawRow row;
    for (const auto& [column, value] : json.at("values").items()) {
        if (value.is_string()) row.values[column] = value.get<std::string>();
    }
    if (json.contains("feature_id") && json.at("feature_id").is_string()) {
        row.source_id = json.at("feature_id").get<std::string>();
    }
    if (json.contains("geometry_wkt") && json.at("geometry_wkt").is_string()) {
        auto geometry = parse_wkt(json.at("geometry_wkt").get_ref<const std::string&>());
        if (!geometry) return broken_row(geometry.error().message);
        row.geometry = *std::move(geometry);
    }
    return row;
}

formats::Layer to_sheet(const std::vector<SetAsideRow>& rows) {
    formats::Layer sheet{.name = "set_aside",
                         .columns = {{import_column, formats::Column::Type::integer},
                                     {row_column, formats::Column::Type::integer},
                                     {code_column},
                                     {message_column}}};
    std::vector<std::string> columns;
    bool has_feature_id = false;
    bool has_geometry = false;
    for (const auto& kept : rows) {
        Entity out;
        out.fields[import_column] = kept.import;
        out.fields[row_column] = kept.row;
        std::string codes, messages;
        for (const auto& finding : kept.findings) {
            if (finding.severity != Severity::error) continue;
            codes += (codes.empty() ? "" : " ") + finding.code;
            messages += (messages.empty() ? "" : " ") + finding.message;
        }
        out.fields[code_column] = codes;
        out.fields[message_column] = messages;
        const Json json = Json::parse(kept.raw_json, nullptr, false);
        if (json.is_object() && json.contains("values")) {
            for (const auto& [column, value] : json.at("values").items()) {
                if (value.is_null() && is_added(column)) continue;
                if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
                if (value.is_string()) out.fields[column] = value.get<std::string>();
            }
            const auto put = [&](const char* key, const char* column, bool& met) {
                if (!json.contains(key)) return;
                met = true;
                if (json.at(key).is_string()) out.fields[column] = json.at(key).get<std::string>();
            };
            put("feature_id", feature_id_column, has_feature_id);
            put("geometry_wkt", wkt_column, has_geometry);
        }
        sheet.rows.push_back(std::move(out));
    }
    for (const auto& column : columns) sheet.columns.push_back({column});
    const bool has_own = std::find(columns.begin(), columns.end(), wkt_column) != columns.end();
    if (has_feature_id) sheet.columns.push_back({feature_id_column});
    if (has_geometry && !has_own) sheet.columns.push_back({wkt_column});
    return sheet;
}

bool is_sheet(const formats::RawTable& table) {
    const auto has = [&table](const char* column) {
        return std::find(table.columns.begin(), table.columns.end(), column) != table.columns.end();
    };
    return has(import_column) && has(row_column) && has(code_column);
}

namespace {

using OnRow = std::function<bool(formats::RawRow&&)>;

Result<std::map<std::int64_t, std::int64_t>> count_rows(
    const std::string& sheet, const std::function<Result<formats::RawTable>(const OnRow&)>& read) {
    std::map<std::int64_t, std::int64_t> counts;
    std::optional<Finding> lost;
    auto table = read([&](formats::RawRow&& row) {
        const auto import = whole_number(row, import_column);
        if (import)
            ++counts[*import];
        else
            lost = lost_row(row, sheet);
        return !lost;
    });
    if (!table) return failure(table.error());
    if (!is_sheet(*table)) {
        return failure({.code = "not_a_sheet",
                        .severity = Severity::error,
                        .message = "The file is not a sheet of rows that were set aside: it lacks the columns _import, "
                                   "_row and _code.",
                        .file = sheet,
                        .expected = "a sheet that Cairn wrote, with rows corrected"});
    }
    if (lost) return failure(*lost);
    return counts;
}

}  // namespace

Result<std::map<std::int64_t, std::int64_t>> count_sheet_rows(const std::filesystem::path& sheet) {
    return count_rows(sheet.string(), [&sheet](const OnRow& on_row) { return formats::read_file(sheet, on_row); });
}

Result<std::map<std::int64_t, std::int64_t>> count_sheet_rows(const formats::Source& source, std::size_t table,
                                                              const std::string& name) {
    return count_rows(name, [&](const OnRow& on_row) { return source.read(table, on_row); });
}

SheetRow from_sheet(formats::RawRow&& row) {
    SheetRow out;
    const auto import = whole_number(row, import_column);
    const auto number = whole_number(row, row_column);
    if (import && number) out.corrects = CorrectedRow{*import, *number};
    if (const auto at = row.values.find(feature_id_column); at != row.values.end()) row.source_id = at->second;
    if (const auto at = row.values.find(wkt_column); at != row.values.end()) {
        auto geometry = parse_wkt(at->second);
        if (geometry) {
            row.geometry = *std::move(geometry);
        } else {
            row.geometry_finding = geometry.error();
            row.geometry_finding->field = wkt_column;
        }
    }
    for (auto at = row.values.begin(); at != row.values.end();) {
        if (is_added(at->first)) {
            at = row.values.erase(at);
        } else {
            at->second = without_apostrophe(at->second);
            ++at;
        }
    }
    out.row = std::move(row);
    return out;
}

}  // namespace cairn::intake
