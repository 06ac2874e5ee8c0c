#include "cairn/report/tables.hpp"

#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace cairn::report {
namespace {

Value value_of(double number) { return std::isfinite(number) ? Value(number) : Value(std::monostate{}); }
Value value_of(const std::optional<double>& number) { return number ? value_of(*number) : Value(std::monostate{}); }
Value value_of(const std::optional<std::string>& text) { return text ? Value(*text) : Value(std::monostate{}); }
Value value_of(const std::string& text) { return text.empty() ? Value(std::monostate{}) : Value(text); }
Value value_of(std::string_view text) { return value_of(std::string(text)); }

Entity entity(std::string kind, std::size_t number) {
    return {.kind = std::move(kind), .id = std::to_string(number), .fields = {}, .geometry = {}};
}

}  // namespace

std::vector<Entity> measures_table(const Assessment& assessment) {
    std::vector<Entity> rows;
    rows.reserve(assessment.measures.size());
    for (const Measure& m : assessment.measures) {
        Entity& row = rows.emplace_back(entity("measure", rows.size() + 1));
        row.fields = {{"as_of", value_of(assessment.as_of)},
                      {"measure", value_of(m.measure)},
                      {"package", value_of(m.package)},
                      {"area", value_of(m.area)},
                      {"period", value_of(m.period)},
                      {"tolerance_m", value_of(m.tolerance_m)},
                      {"unit", value_of(to_text(m.unit))},
                      {"numerator", value_of(m.numerator)},
                      {"denominator", value_of(m.denominator)},
                      {"value", value_of(m.value)},
                      {"low", value_of(m.low)},
                      {"high", value_of(m.high)},
                      {"level", value_of(m.level)},
                      {"interval", value_of(m.interval)},
                      {"clusters", value_of(m.clusters)},
                      {"n_effective", value_of(m.n_effective)},
                      {"weighting", value_of(to_text(m.weighting))},
                      {"chance", value_of(m.chance)},
                      {"definition", value_of(m.definition)},
                      {"caution", value_of(m.caution)}};
    }
    return rows;
}

std::vector<Entity> shifts_table(const Assessment& assessment) {
    std::vector<Entity> rows;
    for (const ShiftEstimate& s : assessment.shifts) {
        Entity& row = rows.emplace_back(entity("shift", rows.size() + 1));
        row.fields = {{"as_of", value_of(assessment.as_of)},
                      {"package", value_of(s.package)},
                      {"area", value_of(s.area)},
                      {"evidence", value_of(s.evidence)},
                      {"east_m", value_of(s.east_m)},
                      {"north_m", value_of(s.north_m)},
                      {"sd_east_m", value_of(s.sd_east_m)},
                      {"sd_north_m", value_of(s.sd_north_m)},
                      {"residual_sd_m", value_of(s.residual_sd_m)},
                      {"ce50_m", value_of(s.ce50_m)},
                      {"ce90_m", value_of(s.ce90_m)},
                      {"level", value_of(s.level)},
                      {"records", value_of(s.records)},
                      {"finds", value_of(s.finds)},
                      {"contains_zero", Value(s.contains_zero)},
                      {"touches_edge", Value(s.touches_edge)},
                      {"caution", value_of(s.caution)}};
    }
    return rows;
}

std::vector<Entity> plan_table(const Assessment& assessment) {
    std::vector<Entity> rows;
    for (const TestPlan& plan : assessment.plans) {
        for (const NextTest& next : plan.next) {
            Entity& row = rows.emplace_back(entity("next-test", rows.size() + 1));
            row.fields = {{"as_of", value_of(assessment.as_of)},   {"footprint", value_of(next.footprint)},
                          {"package", value_of(next.package)},     {"area", value_of(next.area)},
                          {"search_m2", value_of(next.search_m2)}, {"frame_m", value_of(next.frame_m)},
                          {"reason", value_of(next.reason)}};
        }
    }
    return rows;
}

std::vector<Entity> records_table(const Assessment& assessment) {
    std::vector<Entity> rows;
    rows.reserve(assessment.records.size());
    for (const RecordResult& r : assessment.records) {
        Entity& row = rows.emplace_back(entity("record-result", rows.size() + 1));
        row.fields = {{"record", value_of(r.id)},
                      {"searched_share", value_of(r.searched_share)},
                      {"is_tested", Value(r.is_tested)},
                      {"is_confirmed", Value(r.is_confirmed)},
                      {"nearest_find_m", value_of(r.nearest_find_m)}};
    }
    return rows;
}

std::vector<Entity> accidents_table(const Assessment& assessment) {
    std::vector<Entity> rows;
    rows.reserve(assessment.accidents.size());
    for (const AccidentResult& a : assessment.accidents) {
        Entity& row = rows.emplace_back(entity("accident-result", rows.size() + 1));
        row.fields = {
            {"accident", value_of(a.id)}, {"distance_m", value_of(a.distance_m)}, {"is_outside", Value(a.is_outside)}};
    }
    return rows;
}

std::vector<Entity> imports_table(const std::vector<ImportSummary>& imports) {
    std::vector<Entity> rows;
    rows.reserve(imports.size());
    for (const ImportSummary& file : imports) {
        Entity& row = rows.emplace_back(entity("import", rows.size() + 1));
        row.fields = {{"path", value_of(file.path)},
                      {"sha256", value_of(file.sha256)},
                      {"entity", value_of(file.kind)},
                      {"package", value_of(file.package)},
                      {"rows_in_file", Value(file.rows_in_file)},
                      {"not_selected", Value(file.not_selected)},
                      {"read", Value(file.read)},
                      {"accepted", Value(file.accepted)},
                      {"merged", Value(file.merged)},
                      {"set_aside", Value(file.set_aside)},
                      {"possible_duplicates", Value(file.possible_duplicates)},
                      {"already_known", Value(file.already_known)}};
    }
    return rows;
}

}  // namespace cairn::report
