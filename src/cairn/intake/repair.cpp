#include "cairn/intake/repair.hpp"

#include <array>
#include <cmath>
#include <cstdio>

#include "cairn/geodesy/measure.hpp"
#include "cairn/geometry/validity.hpp"
#include "cairn/intake/crossings.hpp"

namespace cairn::intake {
namespace {

constexpr double notable_change = 0.05;

Finding about(std::string code, Severity severity, std::string message, std::string found, std::string expected) {
    return {.code = std::move(code),
            .severity = severity,
            .message = std::move(message),
            .field = "geometry",
            .found = std::move(found),
            .expected = std::move(expected)};
}

std::string square_metres(double area_m2) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.0f m²", area_m2);
    return text.data();
}

/// Closes rings and drops those that enclose nothing; false when the shell is one of these.
bool tidy_ring(GeoRing& ring, int& closed) {
    if (ring.size() >= 3 && !(ring.front() == ring.back())) {
        ring.push_back(ring.front());
        ++closed;
    }
    return ring.size() >= 4;
}

GeoMultiPolygon tidy(GeoMultiPolygon polygons, Findings& findings) {
    GeoMultiPolygon out;
    int closed = 0;
    int dropped = 0;
    for (auto& polygon : polygons) {
        if (!tidy_ring(polygon.shell, closed)) {
            dropped += 1 + static_cast<int>(polygon.holes.size());
            continue;
        }
        GeoPolygon kept{std::move(polygon.shell), {}};
        for (auto& hole : polygon.holes) {
            if (tidy_ring(hole, closed))
                kept.holes.push_back(std::move(hole));
            else
                ++dropped;
        }
        out.push_back(std::move(kept));
    }
    if (closed > 0) {
        findings.push_back(about("ring_closed", Severity::note,
                                 "A ring did not end where it began; its first position was added at the end.",
                                 std::to_string(closed) + " open rings", "closed rings"));
    }
    if (dropped > 0) {
        findings.push_back(about("ring_dropped", Severity::warning,
                                 "A ring has fewer than three different positions and encloses nothing; it was left "
                                 "out. Look at the original.",
                                 std::to_string(dropped) + " rings without ground", "rings of at least 3 positions"));
    }
    return out;
}

Finding broken_ring(const std::string& why) {
    return about("broken_ring", Severity::error,
                 "The polygon encloses no ground (" + why + "). Draw it again from the original.", why,
                 "a polygon with an area");
}

/// What the repair did to the area, in square metres as far as the rings before it have an area.
Finding repaired(const std::string& reason, const geometry::Repair& repair) {
    const double after = geodesy::area_m2(std::get<GeoMultiPolygon>(repair.geometry));
    const double ratio = repair.area_after_deg2 > 0 ? repair.area_before_deg2 / repair.area_after_deg2 : 0;
    const bool is_notable = !(std::fabs(ratio - 1) <= notable_change);
    std::string message = "The polygon was invalid (" + reason + ") and was repaired: its area was " +
                          square_metres(after * ratio) + " as written and is " + square_metres(after) + " now.";
    if (is_notable) message += " That is a change of more than 5 %: look at the original.";
    return about("ring_repaired", is_notable ? Severity::warning : Severity::note, std::move(message),
                 reason + "; " + square_metres(after * ratio), "a valid polygon; " + square_metres(after));
}

RepairedGeometry repair_polygons(GeoMultiPolygon polygons) {
    RepairedGeometry out;
    GeoMultiPolygon tidied = tidy(std::move(polygons), out.findings);
    if (tidied.empty()) {
        out.findings = {broken_ring("no ring has three different positions")};
        return out;
    }
    if (!is_checkable(tidied)) {
        out.findings.push_back(about("ring_too_intricate", Severity::error,
                                     "The polygon's edges lie beside and across each other so densely that it cannot "
                                     "be told whether they cross. Draw it again from the original, with fewer "
                                     "positions.",
                                     "edges that overlap more than 20 million times",
                                     "a ring as a person or an instrument draws it"));
        return out;
    }
    GeoGeometry whole = std::move(tidied);
    const auto reason = geometry::find_invalidity(whole);
    if (!reason) {
        out.geometry = std::move(whole);
        return out;
    }
    if (!is_repairable(std::get<GeoMultiPolygon>(whole))) {
        out.findings.push_back(about("ring_too_intricate", Severity::error,
                                     "The polygon crosses itself so often (" + *reason +
                                         " is the first place) that a repair would be a guess. Draw it again from the "
                                         "original.",
                                     *reason, "a ring that does not cross itself"));
        return out;
    }
    auto made = geometry::make_valid(std::get<GeoMultiPolygon>(whole));
    if (!made) {
        out.findings.push_back(broken_ring(*reason));
        return out;
    }
    out.findings.push_back(repaired(*reason, *made));
    out.geometry = std::move(made->geometry);
    return out;
}

}  // namespace

RepairedGeometry repair(GeoGeometry geometry) {
    if (auto* polygons = std::get_if<GeoMultiPolygon>(&geometry)) return repair_polygons(std::move(*polygons));
    if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
        for (const auto& line : *lines) {
            if (line.positions.size() >= 2) continue;
            return {std::nullopt,
                    {about("broken_line", Severity::error,
                           "A line has fewer than two positions. Draw it again from the original.",
                           std::to_string(line.positions.size()) + " positions", "at least 2 positions")}};
        }
    }
    return {std::move(geometry), {}};
}

}  // namespace cairn::intake
