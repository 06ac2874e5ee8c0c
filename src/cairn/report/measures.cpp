#include "cairn/report/measures.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace cairn::report {
namespace {

std::string key_of(std::string_view measure, const Scope& scope) {
    std::string key(measure);
    for (const auto* part : {&scope.package, &scope.area, &scope.period}) {
        key += '\x1f';
        if (part->has_value()) key += '=' + **part;
    }
    return key;
}

void add_once(std::vector<std::string>& list, std::map<std::string, bool>& seen, const std::optional<std::string>& id) {
    if (id && seen.emplace(*id, true).second) list.push_back(*id);
}

}  // namespace

Measures::Measures(const Assessment& assessment) : assessment_(&assessment) {
    std::map<std::string, bool> seen_packages, seen_areas, seen_periods;
    for (const Measure& measure : assessment.measures) {
        by_key_[key_of(measure.measure, {measure.package, measure.area, measure.period})].push_back(&measure);
        add_once(packages_, seen_packages, measure.package);
        add_once(areas_, seen_areas, measure.area);
        add_once(periods_, seen_periods, measure.period);
    }
}

std::vector<const Measure*> Measures::find_all(const Query& query) const {
    const auto at = by_key_.find(key_of(query.measure, query.scope));
    std::vector<const Measure*> out;
    if (at == by_key_.end()) return out;
    std::optional<CountUnit> unit = query.unit;
    for (const Measure* measure : at->second) {
        if (measure->weighting != query.weighting) continue;
        if (!unit) unit = measure->unit;
        if (measure->unit == *unit) out.push_back(measure);
    }
    return out;
}

const Measure* Measures::find(const Query& query) const {
    const auto all = find_all(query);
    const auto at = std::find_if(all.begin(), all.end(), [&](const Measure* m) {
        return !m->tolerance_m || std::abs(*m->tolerance_m - assessment_->tolerance_m) < 1e-6;
    });
    return at == all.end() ? nullptr : *at;
}

std::vector<const Measure*> Measures::find_curve(const Query& query) const {
    auto all = find_all(query);
    std::erase_if(all, [](const Measure* m) { return !m->tolerance_m; });
    std::sort(all.begin(), all.end(),
              [](const Measure* a, const Measure* b) { return *a->tolerance_m < *b->tolerance_m; });
    return all;
}

bool is_bounds(const Measure& measure) { return measure.interval == "bounds"; }

bool is_census(const Measure& measure) { return measure.interval == "census"; }

std::vector<std::string> split_cautions(const std::string& caution) {
    std::vector<std::string> codes;
    std::istringstream text(caution);
    for (std::string code; text >> code;) codes.push_back(code);
    return codes;
}

bool has_caution(const Measure& measure, std::string_view code) {
    const auto codes = split_cautions(measure.caution);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

Standing standing(const Measure* share) {
    if (share == nullptr || (!share->value && !is_bounds(*share))) return Standing::absent;
    const auto is_broken = [](const std::optional<double>& v) { return v && !std::isfinite(*v); };
    if (is_broken(share->value) || is_broken(share->low) || is_broken(share->high)) return Standing::absent;
    if (is_bounds(*share)) return Standing::too_few;
    if (is_census(*share)) return Standing::stated;
    if (share->denominator && *share->denominator < min_denominator) return Standing::too_few;
    if (share->low && share->high && *share->high - *share->low > max_range) return Standing::too_few;
    // A share without a range rests on too little for one; it is not put into words as if it were exact.
    if (!share->low || !share->high || !share->value) return Standing::too_few;
    return Standing::stated;
}

ValueKind value_kind(const Measure& measure) {
    if (measure.measure.find("ratio") != std::string::npos) return ValueKind::ratio;
    if (!measure.denominator && measure.value && (*measure.value > 1 || !measure.low)) return ValueKind::count;
    return ValueKind::share;
}

}  // namespace cairn::report
