#include "cairn/intake/place.hpp"

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

SourcePlace from_columns(const formats::RawRow& row, const PlaceSource& source, char decimal) {
    const std::string* first = find_cell(row, source.first);
    const std::string* second = find_cell(row, source.second);
    if (first == nullptr && second == nullptr) return {{}, missing(source.first + ", " + source.second), {}};
    if (first == nullptr) return {{}, missing(source.first), {}};
    if (second == nullptr) return {{}, missing(source.second), {}};
    SourceXY position;
    for (const auto& [column, text, to] :
         {std::tuple{&source.first, first, &position.x}, std::tuple{&source.second, second, &position.y}}) {
        const auto number = parse_decimal(*text, decimal);
        if (!number) {
            const std::string found = shorten(*text);
            return {
                {},
                about_place("not_a_number",
                            *column + " is \"" + found +
                                "\", which is no decimal number. Write coordinates as "
                                "decimal numbers.",
                            *column, found, decimal == ',' ? "a number such as 18,0625" : "a number such as 18.0625"),
                {}};
        }
        *to = *number;
    }
    return {SourceGeometry(MultiPointOf<SourceXY>{position}), std::nullopt,
            std::string(trim(*first)) + " " + std::string(trim(*second))};
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
    return {*std::move(geometry), std::nullopt, {}};
}

/// Longitude and latitude exchanged is the commonest mistake of all.
bool would_fit_swapped(const SourceGeometry& source, const geodesy::ToWgs84& crs) {
    bool fits = true;
    for_each_position(swap_axes(source), [&](const SourceXY& p) { fits = fits && crs.convert(p.x, p.y).has_value(); });
    return fits;
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
        case PlaceSource::Kind::file: break;
    }
    if (row.geometry_finding) return {{}, row.geometry_finding, {}};
    if (!row.geometry) return {{}, missing("geometry"), {}};
    return {row.geometry, std::nullopt, {}};
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
            failed->message += " With the two coordinates exchanged it would: check which column is which.";
        }
        out.findings.push_back(*std::move(failed));
        return out;
    }
    RepairedGeometry repaired = repair(std::move(converted));
    out.geometry = std::move(repaired.geometry);
    out.findings = std::move(repaired.findings);
    return out;
}

}  // namespace cairn::intake
