#include <cmath>

#include <nlohmann/json.hpp>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/truth.hpp"

namespace cairn::simulate {
namespace {

using Json = nlohmann::ordered_json;

/// Six decimals: more than any figure here bears, and the same text from every compiler.
Json number(double value) {
    const double rounded = std::floor(value * 1e6 + 0.5) / 1e6;
    if (rounded == std::floor(rounded) && std::abs(rounded) < 1e15) return static_cast<std::int64_t>(rounded);
    return rounded;
}

Json number(const std::optional<double>& value) { return value ? number(*value) : Json(nullptr); }

Json text(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }

Json to_json(const PackagePlan& plan) {
    return {{"id", plan.id},
            {"name", plan.name},
            {"from_party", plan.from_party},
            {"to_party", plan.to_party},
            {"date_received", cairn::to_text(plan.date_received)},
            {"stretch_from", number(plan.stretch_from)},
            {"stretch_to", number(plan.stretch_to)},
            {"fields_recorded", number(plan.fields_recorded)},
            {"fictitious", number(plan.fictitious)},
            {"stale", number(plan.stale)},
            {"place_only", number(plan.place_only)},
            {"wrong_category", number(plan.wrong_category)},
            {"shift_east_m", number(plan.shift_east_m)},
            {"shift_north_m", number(plan.shift_north_m)},
            {"position_sd_m", number(plan.position_sd_m)},
            {"count_ratio", number(plan.count_ratio)}};
}

Json to_json(const TrueMeasure& measure, double tolerance_m) {
    return {{"measure", measure.measure},
            {"package", text(measure.package)},
            {"tolerance_m", number(tolerance_m)},
            {"numerator", number(measure.numerator)},
            {"denominator", number(measure.denominator)},
            {"value", number(measure.value)},
            {"compare_with", measure.compare_with.empty() ? Json(nullptr) : Json(measure.compare_with)},
            {"definition", measure.definition}};
}

Json to_json(const TrueClaim& judged) {
    const ClaimPlan& claim = judged.claim;
    return {{"id", claim.id},
            {"party", claim.party},
            {"statement", claim.statement},
            {"measure", to_text(claim.measure)},
            {"package", text(claim.package)},
            {"holds_from", number(claim.low)},
            {"holds_to", number(claim.high)},
            {"true_value", number(judged.value)},
            {"borne_out", judged.is_borne_out}};
}

Json records_json(const World& world) {
    Json records = Json::array();
    for (std::size_t i = 0; i < world.records.size(); ++i) {
        const TrueRecord& record = world.records[i];
        Json json{{"id", world.recorded_areas[i].id}};
        json["field"] = record.field < 0 ? Json(nullptr) : Json(record.field + 1);
        json["located"] = !record.written.shell.empty();
        json["moved_east_m"] = number(record.moved_by.east_m);
        json["moved_north_m"] = number(record.moved_by.north_m);
        if (record.field >= 0) {
            const TrueField& field = world.fields[static_cast<std::size_t>(record.field)];
            json["devices_laid"] = field.devices;
            if (field.lifted) json["lifted"] = cairn::to_text(to_date(*field.lifted));
        }
        records.push_back(std::move(json));
    }
    return records;
}

}  // namespace

std::string to_json(const World& world, const Truth& truth) {
    const Scenario& scenario = world.scenario;
    Json json;
    json["note"] = "Invented: ground, parties, statements and figures. Nothing here is about a real place.";
    json["scenario"] = {{"name", scenario.name},
                        {"title", scenario.title},
                        {"seed", scenario.seed},
                        {"as_of", cairn::to_text(scenario.as_of)}};
    json["packages_as_asked"] = Json::array();
    for (const PackagePlan& plan : scenario.packages) json["packages_as_asked"].push_back(to_json(plan));
    for (const TrueMeasure& measure : truth.measures)
        json["measures"].push_back(to_json(measure, scenario.tolerance_m));
    json["claims"] = Json::array();
    for (const TrueClaim& claim : truth.claims) json["claims"].push_back(to_json(claim));
    json["records"] = records_json(world);
    return json.dump(1) + "\n";
}

}  // namespace cairn::simulate
