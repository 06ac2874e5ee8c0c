#include "cairn/intake/shared_coordinates.hpp"

#include <cmath>
#include <utility>

namespace cairn::intake {

SharedCoordinates::SharedCoordinates(std::vector<AdminUnit> units, const Mapping& mapping, bool has_sigma)
    : units_(std::move(units)), mapping_(mapping), has_sigma_(has_sigma) {}

const SharedCoordinates::Spread& SharedCoordinates::spread_at(const std::string& group, LonLat position) {
    const auto known = spreads_.find(group);
    if (known != spreads_.end()) return known->second;
    Spread spread{mapping_.shared_coordinate_sigma_m.value_or(settlement_sigma_m),
                  mapping_.shared_coordinate_sigma_m ? "the mapping" : "a settlement's usual extent"};
    if (const auto found = units_.find(position)) spread = {found->sd_m, "the extent of " + found->unit->name};
    return spreads_.emplace(group, std::move(spread)).first->second;
}

void SharedCoordinates::mark(const Group& group, const std::string& name, Entity& entity, Findings& findings) {
    const Spread& spread = spread_at(name, std::get<MultiPointOf<LonLat>>(*entity.geometry).front());
    ++rows_;
    entity.fields["shared_coordinate_group"] = name;
    std::string message = std::to_string(group.rows) +
                          " rows of the file have exactly this coordinate: it stands for "
                          "a unit, not for the place itself.";
    if (has_sigma_) {
        const double stated = number_of(entity, "sigma_m").value_or(0);
        if (stated < spread.sd_m) entity.fields["sigma_m"] = std::round(spread.sd_m);
        message += " Its σ is " + std::to_string(std::llround(std::max(stated, spread.sd_m))) + " m" +
                   (stated < spread.sd_m ? ", from " + spread.reason
                                         : ", that of the row itself: " + spread.reason + " gives less") +
                   ".";
    }
    findings.push_back({.code = "shared_coordinate",
                        .severity = Severity::note,
                        .message = std::move(message),
                        .field = "geometry",
                        .found = std::to_string(group.rows) + " rows at one coordinate",
                        .expected = "a coordinate of its own"});
}

void SharedCoordinates::summarise(const std::string& file, Findings& findings) const {
    if (rows_ == 0) return;
    const std::string places = std::to_string(spreads_.size());
    findings.push_back({.code = "shared_coordinates",
                        .severity = Severity::warning,
                        .message = std::to_string(rows_) + " rows lie at " + places + " coordinates that " +
                                   std::to_string(mapping_.shared_coordinate_rows) +
                                   " or more rows share: these are "
                                   "places of units. Figures that need exact places are given without them too.",
                        .file = file,
                        .found = std::to_string(rows_) + " rows at " + places + " coordinates",
                        .expected = "coordinates of the events themselves"});
}

}  // namespace cairn::intake
