#include "cairn/intake/guess_points.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "cairn/core/text.hpp"
#include "cairn/formats/maxml_reports.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

constexpr std::string_view polygon_column = "_polygon";
constexpr std::string_view point_prefix = "point/";

const ColumnProfile* find_filled(const FileProfile& profile, std::string_view name) {
    const auto at = std::find_if(profile.columns.begin(), profile.columns.end(),
                                 [name](const ColumnProfile& column) { return column.name == name; });
    return at == profile.columns.end() || at->filled == 0 ? nullptr : &*at;
}

std::string name_if_filled(const FileProfile& profile, std::string_view name) {
    return find_filled(profile, name) == nullptr ? std::string() : std::string(name);
}

/// The column of a point whose path below it is one of these names, as fold() gives them, the first of them first;
/// empty: there is none with anything in it.
std::string find_part(const FileProfile& profile, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        for (const ColumnProfile& column : profile.columns) {
            if (column.filled == 0 || !column.name.starts_with(point_prefix)) continue;
            if (registers::fold(column.name.substr(point_prefix.size())) == name) return column.name;
        }
    }
    return {};
}

void find_legs(const FileProfile& profile, PointTable& points) {
    points.bearing = name_if_filled(profile, "_bearing");
    points.distance = name_if_filled(profile, "_distance");
    if (points.bearing.empty() || points.distance.empty()) {
        points.bearing = points.distance = {};
        return;
    }
    points.from = find_part(profile, {"frompoint", "frompointid", "frompointlocalid"});
    points.point = find_part(profile, {"localid", "pointlocalid", "pointid"});
    if (!points.from.empty()) return;
    points.from = find_part(profile, {"frompointguid"});
    if (!points.from.empty()) points.point = find_part(profile, {"guid", "geopointguid", "pointguid"});
}

void find_systems(const FileProfile& profile, GuessedPoints& out) {
    const ColumnProfile* column = find_filled(profile, "_crs");
    if (column == nullptr) return;
    const auto& table = profile.table.crs;
    bool is_all_of_table = !column->has_more_texts;
    if (column->has_more_texts) {
        out.other_systems = "…";
        out.crs_codes["…"] = crs_to_state;
    }
    for (const auto& [text, rows] : column->texts) {
        const bool is_tables = table && formats::plain_name(text) == formats::plain_name(*table);
        if (formats::is_wgs84(text)) {
            out.crs_codes[text] = "EPSG:4326";
        } else if (is_tables) {
            out.crs_codes[text] = *table;
        } else {
            out.crs_codes[text] = crs_to_state;
            if (out.other_systems.size() < 200)
                out.other_systems += (out.other_systems.empty() ? "" : ", ") + shorten(text);
        }
        is_all_of_table = is_all_of_table && table && out.crs_codes[text] == *table;
    }
    if (is_all_of_table)
        out.crs_codes.clear();
    else
        out.crs_column = column->name;
}

}  // namespace

std::optional<GuessedPoints> find_maxml_points(const FileProfile& profile) {
    if (profile.table.format != "maXML" || find_filled(profile, polygon_column) == nullptr) return std::nullopt;
    GuessedPoints out;
    for (const ColumnProfile& column : profile.columns) {
        const bool is_own = column.name.starts_with('_') && column.name != "_id";
        if (is_own || column.name.starts_with(point_prefix)) out.columns.insert(column.name);
    }
    out.shape = "_shape";
    out.points.id = "_parent_index";
    out.points.part = polygon_column;
    out.points.shape = out.shape;
    out.points.order = name_if_filled(profile, "_number");
    out.points.type = name_if_filled(profile, "_type");
    find_legs(profile, out.points);
    if (find_filled(profile, "_longitude") != nullptr && find_filled(profile, "_latitude") != nullptr)
        out.place = {.kind = PlaceSource::Kind::lon_lat, .first = "_longitude", .second = "_latitude"};
    find_systems(profile, out);
    return out;
}

}  // namespace cairn::intake
