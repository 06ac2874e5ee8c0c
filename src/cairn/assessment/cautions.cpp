#include "cairn/assessment/cautions.hpp"

#include <algorithm>

#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

template <class Items, class Predicate>
bool any(const Items& items, const Predicate& predicate) {
    return std::any_of(items.begin(), items.end(), predicate);
}

/// Today's polygons are what is left after years of clearance: hazards by their nature, and areas when neither they
/// nor the searches say when they were drawn or done.
bool is_todays_residue(const Input& input) {
    if (input.scored == "hazard") return true;
    const auto has_date = [](const auto& item) { return item.date.has_value(); };
    return !input.footprints.empty() && !any(input.footprints, has_date) && !any(input.searches, has_date);
}

/// Records, finds or accidents that no part of the study area holds: their coordinates, or its, may be wrong.
bool reaches_beyond_study_area(const Input& input) {
    if (input.study_area.empty()) return false;
    const geometry::NearestIndex area({input.study_area});
    const auto is_outside = [&area](EastNorth p) { return area.find_within(p, 0).empty(); };
    const auto is_record_outside = [&](const Footprint& footprint) {
        if (!footprint.geometry || !geometry::find_bounds(*footprint.geometry)) return false;
        bool is_in = false;
        for_each_position(*footprint.geometry, [&](EastNorth p) { is_in = is_in || !is_outside(p); });
        const auto* polygons = std::get_if<PlaneMultiPolygon>(&*footprint.geometry);
        return !is_in && !(polygons && geometry::contains(*polygons, input.study_area.front().shell.front()));
    };
    const auto is_point_outside = [&](const auto& point) { return is_outside(point.position); };
    return any(input.footprints, is_record_outside) || any(input.finds, is_point_outside) ||
           any(input.accidents, is_point_outside);
}

}  // namespace

std::vector<std::string> list_cautions(const Input& input) {
    std::vector<std::string> out;
    const auto add = [&out](bool holds, const char* code) {
        if (holds) out.emplace_back(code);
    };
    const auto has_extent = [](const SearchedGround& s) { return !s.geometry.empty(); };
    const auto has_date = [](const auto& item) { return item.date.has_value(); };
    add(is_todays_residue(input), "todays_residue");
    add(input.footprints.empty(), "no_records");
    add(!any(input.searches, has_extent), "no_searches");
    add(any(input.searches, [&](const SearchedGround& s) { return !has_extent(s); }), "point_searches_have_no_extent");
    add(any(input.searches, [](const SearchedGround& s) { return !s.detection_is_stated; }), "assumed_detection");
    add(input.finds.empty(), "no_finds");
    add(input.accidents.empty(), "no_accidents");
    add(!any(input.finds, has_date) && !any(input.accidents, has_date), "no_dates");
    add(input.settlements.empty(), "uniform_exposure");
    add(input.study_area.empty(), "assumed_study_area");
    add(reaches_beyond_study_area(input), "beyond_study_area");
    add(any(input.accidents, [](const AccidentPoint& a) { return a.shared_coordinate.has_value(); }),
        "shared_coordinates");
    add(any(input.accidents, [](const AccidentPoint& a) { return a.possible_duplicate; }), "possible_duplicates");
    return out;
}

}  // namespace cairn::assessment
