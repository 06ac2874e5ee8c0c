// The JSON shapes of docs/json.md. Keys are only ever added.

#include <cmath>
#include <optional>

#include <nlohmann/json.hpp>

#include "cairn/report/tables.hpp"

namespace cairn::report {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }
Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }
Json text(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }
Json text_or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

Json to_object(const Measure& m) {
    return {{"measure", m.measure},
            {"package", text(m.package)},
            {"area", text(m.area)},
            {"period", text(m.period)},
            {"tolerance_m", number(m.tolerance_m)},
            {"unit", to_text(m.unit)},
            {"numerator", number(m.numerator)},
            {"denominator", number(m.denominator)},
            {"value", number(m.value)},
            {"low", number(m.low)},
            {"high", number(m.high)},
            {"level", number(m.level)},
            {"interval", text_or_null(m.interval)},
            {"clusters", number(m.clusters)},
            {"n_effective", number(m.n_effective)},
            {"weighting", to_text(m.weighting)},
            {"chance", number(m.chance)},
            {"definition", m.definition},
            {"caution", text_or_null(m.caution)}};
}

Json to_ring(const PlaneRing& ring) {
    Json out = Json::array();
    for (const EastNorth& p : ring) out.push_back({number(p.east_m), number(p.north_m)});
    return out;
}

Json to_region(const PlaneMultiPolygon& region) {
    Json out = Json::array();
    for (const auto& polygon : region) {
        Json rings = Json::array({to_ring(polygon.shell)});
        for (const auto& hole : polygon.holes) rings.push_back(to_ring(hole));
        out.push_back(std::move(rings));
    }
    return out;
}

Json to_object(const ShiftEstimate& s) {
    return {{"package", text(s.package)},
            {"area", text(s.area)},
            {"evidence", s.evidence},
            {"east_m", number(s.east_m)},
            {"north_m", number(s.north_m)},
            {"region", to_region(s.region)},
            {"level", number(s.level)},
            {"sd_east_m", number(s.sd_east_m)},
            {"sd_north_m", number(s.sd_north_m)},
            {"residual_sd_m", number(s.residual_sd_m)},
            {"ce50_m", number(s.ce50_m)},
            {"ce90_m", number(s.ce90_m)},
            {"records", number(s.records)},
            {"finds", number(s.finds)},
            {"contains_zero", s.contains_zero},
            {"touches_edge", s.touches_edge},
            {"caution", text_or_null(s.caution)}};
}

Json to_object(const TypeAgreement& t) {
    Json counts = Json::array();
    for (const auto& row : t.counts) {
        Json out = Json::array();
        for (const double n : row) out.push_back(number(n));
        counts.push_back(std::move(out));
    }
    return {{"package", text(t.package)}, {"categories", t.categories}, {"counts", std::move(counts)}};
}

Json to_object(const TestPlan& plan) {
    Json next = Json::array();
    for (const NextTest& n : plan.next) {
        next.push_back({{"footprint", n.footprint},
                        {"package", text(n.package)},
                        {"area", text(n.area)},
                        {"search_m2", number(n.search_m2)},
                        {"frame_m", number(n.frame_m)},
                        {"reason", n.reason}});
    }
    return {{"package", text(plan.package)},
            {"half_width", number(plan.half_width)},
            {"tested_now", number(plan.tested_now)},
            {"half_width_now", number(plan.half_width_now)},
            {"tests_needed", number(plan.tests_needed)},
            {"next", std::move(next)}};
}

Json to_object(const RecordResult& r) {
    return {{"id", r.id},
            {"searched_share", number(r.searched_share)},
            {"is_tested", r.is_tested},
            {"is_confirmed", r.is_confirmed},
            {"nearest_find_m", number(r.nearest_find_m)}};
}

Json to_object(const AccidentResult& a) {
    return {{"id", a.id}, {"distance_m", number(a.distance_m)}, {"is_outside", a.is_outside}};
}

Json to_object(const Finding& f) {
    return {{"code", f.code},
            {"severity", to_text(f.severity)},
            {"message", f.message},
            {"file", text_or_null(f.file)},
            {"row", f.row ? Json(*f.row) : Json(nullptr)},
            {"field", text_or_null(f.field)},
            {"found", text_or_null(f.found)},
            {"expected", text_or_null(f.expected)}};
}

Json to_object(const ImportSummary& s) {
    return {{"path", s.path},
            {"sha256", s.sha256},
            {"table", text(s.table)},
            {"kind", s.kind},
            {"package", text(s.package)},
            {"rows_in_file", s.rows_in_file},
            {"not_selected", s.not_selected},
            {"read", s.read},
            {"accepted", s.accepted},
            {"merged", s.merged},
            {"set_aside", s.set_aside},
            {"possible_duplicates", s.possible_duplicates},
            {"set_aside_by_reason", Json(s.set_aside_by_reason)},
            {"findings_by_code", Json(s.findings_by_code)},
            {"already_known", s.already_known}};
}

template <class Items>
Json to_array(const Items& items) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(to_object(item));
    return out;
}

/// Source text may be in any encoding by the time it reaches a message: replace, never throw.
std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string to_json(const Assessment& a) {
    return dump({{"as_of", text_or_null(a.as_of)},
                 {"records_as_of", text(a.records_as_of)},
                 {"evidence_after", text(a.evidence_after)},
                 {"scored", text_or_null(a.scored)},
                 {"tolerance_m", number(a.tolerance_m)},
                 {"seed", a.seed},
                 {"cautions", a.cautions},
                 {"measures", to_array(a.measures)},
                 {"shifts", to_array(a.shifts)},
                 {"types", to_array(a.types)},
                 {"plans", to_array(a.plans)},
                 {"records", to_array(a.records)},
                 {"accidents", to_array(a.accidents)}});
}

std::string imports_to_json(const std::vector<ImportSummary>& imports, const Findings& notes) {
    Json findings = Json::array();
    for (const Finding& note : notes) findings.push_back(to_object(note));
    for (const ImportSummary& file : imports)
        for (const Finding& finding : file.findings) findings.push_back(to_object(finding));
    return dump({{"files", to_array(imports)}, {"findings", std::move(findings)}});
}

}  // namespace cairn::report
