#include "cairn/assessment/assess.hpp"

#include <iterator>

#include "cairn/assessment/evidence.hpp"
#include "cairn/assessment/rates.hpp"
#include "cairn/assessment/subsets.hpp"

namespace cairn::assessment {
namespace {

void append(std::vector<Measure>& to, std::vector<Measure> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<RecordResult> record_results(const Evidence& evidence) {
    std::vector<RecordResult> out;
    for (std::size_t i = 0; i < evidence.input.footprints.size(); ++i) {
        const auto nearest = nearest_compatible_m(evidence, i);
        out.push_back({.id = evidence.input.footprints[i].id,
                       .searched_share = evidence.searched_share[i],
                       .is_tested = evidence.is_tested[i],
                       .is_confirmed = evidence.is_tested[i] && nearest && *nearest <= evidence.settings.tolerance_m,
                       .nearest_find_m = nearest});
    }
    return out;
}

std::vector<AccidentResult> accident_results(const Evidence& evidence) {
    std::vector<AccidentResult> out;
    for (std::size_t a = 0; a < evidence.input.accidents.size(); ++a) {
        const double distance = evidence.accidents[a].nearest_m;
        out.push_back({.id = evidence.input.accidents[a].id,
                       .distance_m = distance < unreachable ? std::optional(distance) : std::nullopt,
                       .is_outside = distance > evidence.settings.tolerance_m});
    }
    return out;
}

}  // namespace

Assessment assess(const Input& input, const Settings& settings, Progress& progress) {
    const Evidence evidence = gather(input, settings, progress);
    Assessment out;
    out.scored = input.scored;
    out.tolerance_m = settings.tolerance_m;
    out.seed = settings.seed;
    out.records = record_results(evidence);
    out.accidents = accident_results(evidence);
    for (const Subset& subset : list_subsets(input)) {
        append(out.measures, located_shares(evidence, subset));
        append(out.measures, confirmed_rates(evidence, subset));
        append(out.measures, coverage(evidence, subset));
        append(out.measures, accidents_outside(evidence, subset));
    }
    return out;
}

}  // namespace cairn::assessment
