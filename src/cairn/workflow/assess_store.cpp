#include "cairn/workflow/assess_store.hpp"

#include <fmt/format.h>

#include "cairn/assessment/assess.hpp"
#include "cairn/report/report.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/map_data.hpp"
#include "cairn/workflow/stored_imports.hpp"
#include "cairn/workflow/version.hpp"

namespace cairn::workflow {
namespace {

std::string percent_or_dash(const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : std::string("–");
}

ConsoleTable console_table(const Assessment& assessment) {
    ConsoleTable table{
        .columns = {{"measure (whole)"},
                    {"numerator", true},
                    {"of", true},
                    {"value", true},
                    {"low", true},
                    {"high", true},
                    {"caution"}},
        .rows = {},
        .note = fmt::format("Ranges hold 90 % unless they say otherwise; T0 = {:g} m.", assessment.tolerance_m)};
    for (const Measure& m : assessment.measures) {
        if (m.package || m.area || m.period) continue;
        if (m.tolerance_m && *m.tolerance_m != assessment.tolerance_m) continue;
        std::string name = m.measure;
        if (m.tolerance_m) name += fmt::format(" ({:g} m)", *m.tolerance_m);
        if (m.weighting == Weighting::ground) name += ", weighted";
        if (m.unit == CountUnit::person) name += ", persons";
        table.rows.push_back({name, m.numerator ? fmt::format("{:g}", *m.numerator) : "–",
                              m.denominator ? fmt::format("{:g}", *m.denominator) : "–", percent_or_dash(m.value),
                              percent_or_dash(m.low), percent_or_dash(m.high), m.caution});
    }
    return table;
}

void add_scope(Assessment& assessment, const EvidenceScope& scope, const Evidence& evidence) {
    assessment.as_of = to_text(scope.as_of.value_or(today()));
    if (scope.records_as_of) assessment.records_as_of = to_text(*scope.records_as_of);
    if (scope.evidence_after) assessment.evidence_after = to_text(*scope.evidence_after);
    if (evidence.out_of_reach > 0) assessment.cautions.emplace_back("places_out_of_reach");
    if (evidence.searches_not_done > 0) assessment.cautions.emplace_back("searches_not_done");
    if (evidence.study_area_is_areas) assessment.cautions.emplace_back("study_area_is_areas");
    if (evidence.undated_records > 0) assessment.cautions.emplace_back("undated_records_left_out");
    if (evidence.undated_events > 0) assessment.cautions.emplace_back("undated_events_left_out");
}

}  // namespace

Assessed assess_opened(const store::Store& store, const AssessRequest& request, Progress& progress) {
    Assessed out{.evidence = gather_evidence(store, request.scope), .assessment = {}, .report = {}};
    out.assessment = assessment::assess(
        out.evidence.input,
        {.tolerance_m = request.tolerance_m, .tolerances_m = request.tolerances_m, .seed = request.seed}, progress);
    add_scope(out.assessment, request.scope, out.evidence);
    const auto log = store.log();
    out.report = {.store_name = std::filesystem::path(request.store).filename().string(),
                  .version = version(),
                  .created = to_text(today()),
                  .head = log.empty() ? std::string() : log.back().hash,
                  .packages = out.evidence.packages,
                  .area_names = out.evidence.area_names,
                  .imports = stored_imports(store, request.scope.as_of),
                  .assessment = out.assessment,
                  .map = make_map(out.evidence, out.assessment)};
    return out;
}

AssessAnswer assess_store(const AssessRequest& request, Progress& progress) {
    const auto store = store::open_store_to_read(request.store);
    const Assessed assessed = assess_opened(*store, request, progress);
    return {.json = report::to_json(assessed.assessment),
            .sentences = report::answer(assessed.report),
            .table = console_table(assessed.assessment)};
}

}  // namespace cairn::workflow
