#include "cairn/intake/statement.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "cairn/core/wkt.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/intake/rounding.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

bool is_said_by_the_source(const std::string& field) {
    constexpr std::array<std::string_view, 13> others{"position_notation",
                                                      "position_rounding_m",
                                                      "source_file",
                                                      "source_table",
                                                      "source_row",
                                                      "package",
                                                      "position_as_written",
                                                      "position_crs",
                                                      "position_operation",
                                                      "position_accuracy_m",
                                                      "sigma_m",
                                                      "possible_duplicate_group",
                                                      "shared_coordinate_group"};
    return std::find(others.begin(), others.end(), field) == others.end();
}

/// A ring that is drawn from another point, or the other way round, is the same: from its least point on, towards the
/// lesser of the two beside it.
void settle_ring(RingOf<XY>& ring) {
    if (ring.size() < 4) return;
    const auto is_less = [](const XY& a, const XY& b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); };
    ring.pop_back();
    std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), is_less), ring.end());
    if (is_less(ring.back(), ring[1])) std::reverse(ring.begin() + 1, ring.end());
    ring.push_back(ring.front());
}

std::string place_text(const GeoGeometry& place) {
    auto geometry = map_positions<XY>(place, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; });
    if (auto* polygons = std::get_if<MultiPolygonOf<XY>>(&geometry)) {
        for (auto& polygon : *polygons) {
            settle_ring(polygon.shell);
            for (auto& hole : polygon.holes) settle_ring(hole);
        }
    }
    return to_wkt(geometry);
}

std::map<std::string, std::string> said_by(const Entity& entity) {
    std::map<std::string, std::string> said;
    for (const auto& [field, value] : entity.fields) {
        if (!is_said_by_the_source(field) && field != "sigma_m") continue;
        if (std::string text = formats::to_text(value); !text.empty()) said.emplace(field, std::move(text));
    }
    if (entity.geometry) said.emplace("geometry", place_text(*entity.geometry));
    return said;
}

}  // namespace

std::optional<Difference> find_difference(const Entity& here, const Entity& there) {
    const auto ours = said_by(here);
    auto all = said_by(there);
    const auto theirs = all;
    all.insert(ours.begin(), ours.end());
    const auto text_in = [](const auto& said, const std::string& field) {
        const auto at = said.find(field);
        return at == said.end() ? std::string("blank") : at->second;
    };
    std::optional<Difference> sigma;
    for (const auto& [field, text] : all) {
        const std::string one = text_in(ours, field), other = text_in(theirs, field);
        if (one == other) continue;
        if (field != "sigma_m") return Difference{field, one, other};
        sigma = Difference{field, one, other};
    }
    return sigma;
}

Statement statement_of(const Entity& entity) {
    std::string bytes;
    for (const auto& [field, value] : entity.fields) {
        if (!is_said_by_the_source(field)) continue;
        const std::string text = formats::to_text(value);
        if (text.empty()) continue;
        bytes += field + "=" + std::to_string(text.size()) + ":" + text;
    }
    if (entity.geometry) {
        bytes += place_text(*entity.geometry);
    }
    return {.hash = registers::to_hex(registers::sha256(bytes)),
            .sigma_m = number_of(entity, "sigma_m"),
            .added_m = added_sigma_m(entity),
            .sigma_may_be_raised = find_value(entity, "shared_coordinate_group") != nullptr};
}

bool repeats(const Statement& row, const Statement& known) {
    if (row.hash != known.hash) return false;
    if (!row.sigma_m || row.sigma_m == known.sigma_m) return true;
    if (known.sigma_m == combine_sigma_m(*row.sigma_m, known.added_m)) return true;
    return known.sigma_may_be_raised && known.sigma_m && *row.sigma_m < *known.sigma_m;
}

}  // namespace cairn::intake
