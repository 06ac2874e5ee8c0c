#include "cairn/intake/place.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "cairn/core/wkt.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/repair.hpp"

namespace cairn::intake {
namespace {

using formats::SourceGeometry;
using formats::SourceXY;

Finding about_place(std::string code, std::string message, std::string field, std::string found, std::string expected) {
    return {.code = std::move(code),
            .severity = Severity::error,
            .message = std::move(message),
            .field = std::move(field),
            .found = std::move(found),
            .expected = std::move(expected)};
}

Finding missing(const std::string& field) {
    return about_place("missing_geometry",
                       "The row has no place: its geometry or coordinates are blank. Fill them in, or say in the "
                       "mapping that it is known by name only.",
                       field, "blank", "a geometry or coordinates");
}

const std::string* find_cell(const formats::RawRow& row, const std::string& column) {
    const auto at = row.values.find(column);
    return at == row.values.end() ? nullptr : &at->second;
}

/// The place of a text that may be read in several ways.
SourcePlace from_readings(Result<geodesy::Readings>&& readings, std::string as_written, const std::string& field) {
    if (!readings) {
        Finding finding = std::move(readings.error());
        finding.field = field;
        return {{}, std::move(finding), std::move(as_written)};
    }
    SourcePlace place;
    place.geometry = MultiPointOf<SourceXY>{{readings->front().x, readings->front().y}};
    place.as_written = std::move(as_written);
    place.readings = *std::move(readings);
    return place;
}

int decimals_of(std::string_view text, char decimal) {
    const auto at = text.find(decimal);
    return at == std::string_view::npos ? 0 : static_cast<int>(text.size() - at - 1);
}

/// 10 to the power of −decimals; 0 where the text is written with an exponent and tells no last place.
double unit_of(std::string_view text, char decimal) {
    if (text.find_first_of("eE") != std::string_view::npos) return 0;
    static constexpr double units[] = {1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12};
    return units[std::min<std::size_t>(static_cast<std::size_t>(decimals_of(text, decimal)), std::size(units) - 1)];
}

/// 43.5120: digits that may be 51 minutes and 20 seconds. Absent when there are not four of them.
std::optional<bool> has_pairs_below_60(std::string_view text, char decimal) {
    if (decimals_of(text, decimal) != 4) return std::nullopt;
    return text[text.size() - 4] < '6' && text[text.size() - 2] < '6';
}

SourcePlace from_numbers(SourceXY position, std::string_view first, std::string_view second, const PlaceSource& source,
                         char decimal) {
    SourcePlace place;
    place.geometry = MultiPointOf<SourceXY>{position};
    place.as_written.append(first).append(" ").append(second);
    const bool is_angular = source.kind == PlaceSource::Kind::lon_lat;
    place.notation = is_angular ? Notation::decimal_degrees : Notation::projected_metres;
    place.unit_x = unit_of(first, decimal);
    place.unit_y = unit_of(second, decimal);
    if (is_angular) {
        const auto x = has_pairs_below_60(first, decimal);
        const auto y = has_pairs_below_60(second, decimal);
        if (x && y) place.may_be_sexagesimal = *x && *y;
    }
    return place;
}

SourcePlace from_columns(const formats::RawRow& row, const PlaceSource& source, char decimal) {
    const std::string* first = find_cell(row, source.first);
    const std::string* second = find_cell(row, source.second);
    if (first == nullptr && second == nullptr) return {{}, missing(source.first + ", " + source.second), {}};
    if (first == nullptr) return {{}, missing(source.first), {}};
    if (second == nullptr) return {{}, missing(source.second), {}};
    const std::string_view x_text = trim(*first);
    const std::string_view y_text = trim(*second);
    const bool is_angular = source.kind == PlaceSource::Kind::lon_lat;
    const auto x = parse_decimal(x_text, decimal);
    const auto y = parse_decimal(y_text, decimal);
    // Beyond ±180 and ±90 the number may be packed, as 435122 is 43° 51′ 22″.
    const bool may_be_packed = is_angular && x && y && (std::abs(*x) > 180 || std::abs(*y) > 90);
    if (x && y && !may_be_packed && !source.reads_every_angle) {
        return from_numbers({*x, *y}, x_text, y_text, source, decimal);
    }
    std::string as_written(x_text);
    as_written.append(" ").append(y_text);
    auto readings =
        is_angular ? geodesy::parse_lat_lon(y_text, x_text) : geodesy::parse_easting_northing(x_text, y_text, {});
    if (!readings && may_be_packed) return from_numbers({*x, *y}, x_text, y_text, source, decimal);
    std::string blamed = source.first + ", " + source.second;
    if (x.has_value() != y.has_value()) blamed = x ? source.second : source.first;
    return from_readings(std::move(readings), std::move(as_written), blamed);
}

SourcePlace from_grid_columns(const formats::RawRow& row, const PlaceSource& source) {
    const std::string* easting = find_cell(row, source.first);
    const std::string* northing = find_cell(row, source.second);
    const std::string* zone = source.third.empty() ? nullptr : find_cell(row, source.third);
    if (easting == nullptr && northing == nullptr) return {{}, missing(source.first + ", " + source.second), {}};
    if (easting == nullptr) return {{}, missing(source.first), {}};
    if (northing == nullptr) return {{}, missing(source.second), {}};
    std::string as_written(trim(*easting));
    as_written.append(" ").append(trim(*northing));
    if (zone != nullptr) as_written.append(" ").append(trim(*zone));
    return from_readings(geodesy::parse_easting_northing(trim(*easting), trim(*northing),
                                                         zone == nullptr ? std::string_view() : trim(*zone)),
                         std::move(as_written), source.first + ", " + source.second);
}

SourcePlace from_text(const formats::RawRow& row, const PlaceSource& source) {
    const std::string* cell = find_cell(row, source.first);
    if (cell == nullptr) return {{}, missing(source.first), {}};
    const std::string_view text = trim(*cell);
    auto readings = geodesy::parse_position(text);
    if (readings && source.kind != PlaceSource::Kind::text) {
        const Notation wanted = source.kind == PlaceSource::Kind::mgrs ? Notation::mgrs : Notation::utm;
        std::erase_if(*readings, [wanted](const geodesy::Reading& reading) { return reading.notation != wanted; });
        if (readings->empty()) {
            const std::string notation(to_text(wanted));
            readings = failure(about_place("position_unreadable",
                                           "\"" + shorten(text) + "\" is no position in " + notation + ".",
                                           source.first, shorten(text), "a position in " + notation));
        }
    }
    return from_readings(std::move(readings), std::string(text), source.first);
}

/// A person says that a geometry, whose x comes first by its format, has latitude or northing first.
bool is_north_first(const PlaceSource& source) {
    const auto order = source.answers.find("order");
    return order != source.answers.end() && order->second == "north_first";
}

SourcePlace from_wkt(const formats::RawRow& row, const PlaceSource& source) {
    const std::string* text = find_cell(row, source.first);
    if (text == nullptr) return {{}, missing(source.first), {}};
    auto geometry = parse_wkt(*text);
    if (!geometry) {
        Finding finding = geometry.error();
        finding.field = source.first;
        return {{}, std::move(finding), {}};
    }
    bool is_empty = true;
    for_each_position(*geometry, [&is_empty](const XY&) { is_empty = false; });
    if (is_empty) {
        Finding finding = formats::empty_geometry();
        finding.field = source.first;
        return {{}, std::move(finding), {}};
    }
    return {is_north_first(source) ? swap_axes(*geometry) : *std::move(geometry), std::nullopt, {}};
}

/// Longitude and latitude exchanged is the commonest mistake of all.
bool would_fit_swapped(const SourceGeometry& source, const geodesy::ToWgs84& crs) {
    bool fits = true;
    for_each_position(swap_axes(source), [&](const SourceXY& p) { fits = fits && crs.convert(p.x, p.y).has_value(); });
    return fits;
}

/// Of points: one coordinate of exactly 0 beside another number.
bool has_lone_zero(const SourceGeometry& source) {
    const auto* points = std::get_if<MultiPointOf<SourceXY>>(&source);
    return points != nullptr &&
           std::any_of(points->begin(), points->end(), [](const SourceXY& p) { return (p.x == 0) != (p.y == 0); });
}

bool is_zero(const SourceGeometry& source) {
    bool zero = true;
    for_each_position(source, [&zero](const SourceXY& p) { zero = zero && p.x == 0 && p.y == 0; });
    return zero;
}

}  // namespace

SourceGeometry swap_axes(const SourceGeometry& source) {
    return map_positions<SourceXY>(source, [](const SourceXY& p) { return SourceXY{p.y, p.x}; });
}

SourcePlace read_source_place(const formats::RawRow& row, const PlaceSource& source, char decimal) {
    switch (source.kind) {
        case PlaceSource::Kind::none: return {};
        case PlaceSource::Kind::lon_lat:
        case PlaceSource::Kind::x_y: return from_columns(row, source, decimal);
        case PlaceSource::Kind::wkt: return from_wkt(row, source);
        case PlaceSource::Kind::text:
        case PlaceSource::Kind::mgrs:
        case PlaceSource::Kind::utm: return from_text(row, source);
        case PlaceSource::Kind::easting_northing: return from_grid_columns(row, source);
        case PlaceSource::Kind::file: break;
    }
    if (row.geometry_finding) return {{}, row.geometry_finding, {}};
    if (!row.geometry) return {{}, missing("geometry"), {}};
    return {is_north_first(source) ? swap_axes(*row.geometry) : *row.geometry, std::nullopt, {}};
}

Place to_place(const SourceGeometry& source, const geodesy::ToWgs84& crs) {
    Place out;
    if (is_zero(source)) {
        out.findings.push_back(about_place("zero_coordinates",
                                           "All coordinates are 0, which programs write for \"no position\". Fill in "
                                           "the position, or leave it blank.",
                                           "geometry", "0 0", "a position"));
        return out;
    }
    std::optional<Finding> failed;
    GeoGeometry converted = map_positions<LonLat>(source, [&](const SourceXY& p) {
        const auto position = crs.convert(p.x, p.y);
        if (position) return *position;
        if (!failed) failed = position.error();
        return LonLat{};
    });
    out.operation = crs.operation();
    out.accuracy_m = crs.accuracy_m();
    if (failed) {
        failed->field = "geometry";
        if (would_fit_swapped(source, crs)) {
            failed->code = "axes_swapped";
            failed->message +=
                " With the two coordinates exchanged it would: check which column is which, or, of a "
                "geometry, state \"order\": \"north_first\" under \"place\" in the mapping.";
        }
        out.findings.push_back(*std::move(failed));
        return out;
    }
    if (has_lone_zero(source)) {
        out.findings.push_back(about_place("zero_coordinates",
                                           "One of the two coordinates is exactly 0, which programs write for \"not "
                                           "known\". Fill it in; on the equator or the meridian of 0 write a small "
                                           "fraction.",
                                           "geometry", "0", "a position"));
        return out;
    }
    RepairedGeometry repaired = repair(std::move(converted));
    out.geometry = std::move(repaired.geometry);
    out.findings = std::move(repaired.findings);
    return out;
}

}  // namespace cairn::intake
