#include "cairn/assessment/shifts.hpp"

#include <algorithm>
#include <string_view>

#include "cairn/assessment/shift.hpp"
#include "cairn/assessment/shift_evidence.hpp"
#include "cairn/assessment/subsets.hpp"

namespace cairn::assessment {
namespace {

constexpr double unstated_sigma_m = 25;    ///< of an accident whose σ nobody stated
constexpr double coarsest_sigma_m = 150;   ///< positions vaguer than this tell nothing of a shift of tens of metres
constexpr std::size_t fewest_for_area = 3;

struct Points {
    std::string_view evidence;
    std::vector<ShiftRecord> records;
    std::string_view caution;  ///< of every estimate from these
};

std::vector<RecordEvidence> finds_anywhere(const Evidence& evidence) {
    std::vector<RecordPoint> points;
    for (const FindPoint& find : evidence.input.finds) points.push_back({find.position, find.sigma_m.value_or(0)});
    return points_near_records(evidence, points, evidence.finds);
}

std::vector<RecordEvidence> precise_accidents(const Evidence& evidence) {
    std::vector<RecordPoint> points;
    std::vector<PointDistances> distances;
    for (std::size_t a = 0; a < evidence.accidents.size(); ++a) {
        const AccidentPoint& accident = evidence.input.accidents[a];
        const double sigma = accident.sigma_m.value_or(unstated_sigma_m);
        if (sigma > coarsest_sigma_m || accident.possible_duplicate || accident.shared_coordinate) continue;
        points.push_back({accident.position, sigma});
        distances.push_back(evidence.accidents[a]);
    }
    return points_near_records(evidence, points, distances);
}

double share_on_searched_ground(const Evidence& evidence) {
    double on = 0;
    for (const FindPoint& find : evidence.input.finds)
        on += evidence.searches.find_covering(find.position).empty() ? 0 : 1;
    return evidence.input.finds.empty() ? 1 : on / static_cast<double>(evidence.input.finds.size());
}

std::vector<Points> gather_points(const Evidence& evidence, Progress& progress) {
    std::vector<Points> out;
    progress.begin("places of records", 2);
    out.push_back({"finds", prepare_shift(finds_on_searched_ground(evidence)), ""});
    if (share_on_searched_ground(evidence) < 0.5)
        out.push_back({"finds_without_search", prepare_shift(finds_anywhere(evidence)), "shift_without_search"});
    progress.advance(1);
    if (!evidence.input.accidents.empty())
        out.push_back({"accidents", prepare_shift(precise_accidents(evidence)), "shift_without_search"});
    progress.end();
    return out;
}

ShiftEstimate to_estimate(const Subset& subset, const Points& points, const std::optional<CommonShift>& shift,
                          double level) {
    ShiftEstimate out{
        .package = subset.package, .area = subset.area, .evidence = std::string(points.evidence), .level = level};
    if (!shift) {
        out.caution = "too_few_records";
        out.touches_edge = true;  // any shift stays possible
        return out;
    }
    out.east_m = shift->mu.east_m;
    out.north_m = shift->mu.north_m;
    out.region = shift->region;
    out.sd_east_m = shift->sd_east_m;
    out.sd_north_m = shift->sd_north_m;
    out.residual_sd_m = shift->tau_m;
    out.ce50_m = circular_error_m(shift->mu, shift->tau_m, 0.5);
    out.ce90_m = circular_error_m(shift->mu, shift->tau_m, 0.9);
    out.records = static_cast<double>(shift->records);
    out.finds = static_cast<double>(shift->points);
    out.contains_zero = shift->contains_zero;
    out.touches_edge = shift->touches_edge;
    constexpr double few_records = 10;
    out.caution = out.records < few_records ? std::string("few_records") : std::string(points.caution);
    return out;
}

}  // namespace

std::vector<ShiftEstimate> estimate_shifts(const Evidence& evidence, Progress& progress) {
    std::vector<ShiftEstimate> out;
    const std::vector<Subset> subsets = list_subsets(evidence.input);
    for (const Points& points : gather_points(evidence, progress)) {
        progress.begin("positional shift", static_cast<std::int64_t>(subsets.size()));
        std::int64_t done = 0;
        for (const Subset& subset : subsets) {
            progress.advance(++done);
            std::vector<const ShiftRecord*> records;
            for (const ShiftRecord& record : points.records)
                if (is_in(subset, evidence.input.footprints[record.evidence.footprint])) records.push_back(&record);
            if (subset.area && records.size() < fewest_for_area) continue;
            auto shift = estimate_shift(records, evidence.settings.level);
            if (!shift && (subset.area || points.evidence != "finds")) continue;
            out.push_back(to_estimate(subset, points, shift, evidence.settings.level));
        }
        progress.end();
    }
    return out;
}

}  // namespace cairn::assessment
