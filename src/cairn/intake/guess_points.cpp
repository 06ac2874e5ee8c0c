#include "cairn/intake/guess_points.hpp"

#include <initializer_list>
#include <string_view>

#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

constexpr std::string_view polygon_column = "_polygon";
constexpr std::string_view point_prefix = "point/";

/// The column of a point whose last part has one of these names, as fold() gives them, the first of them first; empty:
/// there is none with anything in it.
std::string find_part(const FileProfile& profile, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        for (const ColumnProfile& column : profile.columns) {
            if (column.filled == 0 || !column.name.starts_with(point_prefix)) continue;
            if (registers::fold(column.name.substr(column.name.rfind('/') + 1)) == name) return column.name;
        }
    }
    return {};
}

}  // namespace

std::optional<GuessedPoints> find_maxml_points(const FileProfile& profile) {
    if (profile.table.format != "maXML") return std::nullopt;
    GuessedPoints out;
    for (const ColumnProfile& column : profile.columns) {
        if (column.name == polygon_column) out.points.id = column.name;
        if (column.name == polygon_column || column.name.starts_with(point_prefix)) out.columns.insert(column.name);
    }
    if (out.points.id.empty()) return std::nullopt;
    out.points.order = find_part(profile, {"number", "pointno", "pointnumber", "order", "sequence"});
    out.points.type = find_part(profile, {"pointtype", "pointtypeenum", "geopointtype", "type"});
    const std::string bearing = find_part(profile, {"bearing", "azimuth"});
    const std::string distance = find_part(profile, {"distance", "distancem"});
    if (!bearing.empty() && !distance.empty()) {
        out.points.bearing = bearing;
        out.points.distance = distance;
        out.points.from = find_part(profile, {"frompoint", "frompointid", "frompointlocalid"});
        out.points.point = find_part(profile, {"localid", "pointlocalid", "pointid"});
        if (out.points.from.empty()) {
            out.points.from = find_part(profile, {"frompointguid"});
            if (!out.points.from.empty()) out.points.point = find_part(profile, {"guid", "geopointguid", "pointguid"});
        }
    }
    out.place = {.kind = PlaceSource::Kind::lon_lat,
                 .first = find_part(profile, {"longitude", "lon", "long", "xlongitude"}),
                 .second = find_part(profile, {"latitude", "lat", "ylatitude"})};
    if (out.place.first.empty() || out.place.second.empty()) out.place = {};
    return out;
}

}  // namespace cairn::intake
