#include "cairn/simulate/scenario.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <system_error>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/simulate/scenario_json.hpp"

namespace cairn::simulate {
namespace bundled {

struct File {
    std::string_view name, text;
};
extern const std::span<const File> files;

}  // namespace bundled

namespace {

constexpr std::uintmax_t largest_file = 1'000'000;
constexpr int deepest = 8;
constexpr double most_devices = 3'000'000;

constexpr std::array<std::pair<ClaimMeasure, std::string_view>, 10> claim_measures{
    {{ClaimMeasure::devices_laid, "devices_laid"},
     {ClaimMeasure::devices_recorded, "devices_recorded"},
     {ClaimMeasure::devices_left, "devices_left"},
     {ClaimMeasure::devices_laid_later, "devices_laid_later"},
     {ClaimMeasure::fields_recorded_share, "fields_recorded_share"},
     {ClaimMeasure::records_confirmed_share, "records_confirmed_share"},
     {ClaimMeasure::accidents_outside_share, "accidents_outside_share"},
     {ClaimMeasure::accidents, "accidents"},
     {ClaimMeasure::persons_harmed, "persons_harmed"},
     {ClaimMeasure::persons_killed, "persons_killed"}}};

void read_ground(ObjectReader json, GroundPlan& ground) {
    ObjectReader centre = json.object("centre");
    centre.read("longitude", ground.centre.lon_deg, -170, 170);
    centre.read("latitude", ground.centre.lat_deg, -80, 80);
    centre.finish();
    json.read("width_m", ground.width_m, 2'000, 100'000);
    json.read("height_m", ground.height_m, 2'000, 100'000);
    json.read("settlements", ground.settlements, 1, 200);
    json.read("municipalities", ground.municipalities, 1, 100);
    json.finish();
}

void read_laying(ObjectReader json, LayingPlan& laying) {
    json.read("from", laying.from, 1901, 2190);
    json.read("until", laying.until, 1901, 2190);
    json.read("fields", laying.fields, 0, 20'000);
    json.read("devices_per_field", laying.devices_per_field, 1, 500);
    json.read("devices_sd_log", laying.devices_sd_log, 0, 2);
    json.read("field_length_m", laying.field_length_m, 20, 1'000);
    json.read("field_width_m", laying.field_width_m, 4, 100);
    json.read("scattered_devices", laying.scattered_devices, 0, 100'000);
    json.read("later_fields", laying.later_fields, 0, 2'000);
    json.read("later_from", laying.later_from, 1901, 2190);
    json.read("later_until", laying.later_until, 1901, 2190);
    json.finish();
}

PackagePlan read_package(ObjectReader json) {
    PackagePlan package;
    for (const char* key : {"id", "from_party", "to_party", "date_received"}) json.require(key);
    json.read("id", package.id);
    package.name = package.id;
    json.read("name", package.name);
    json.read("from_party", package.from_party);
    json.read("to_party", package.to_party);
    json.read("date_received", package.date_received);
    json.read("medium", package.medium, {"paper", "scan", "digital", "oral"});
    json.share("stretch_from", package.stretch_from);
    json.share("stretch_to", package.stretch_to);
    json.share("fields_recorded", package.fields_recorded);
    json.share("fictitious", package.fictitious);
    json.share("stale", package.stale);
    json.share("place_only", package.place_only);
    json.share("wrong_category", package.wrong_category);
    json.read("shift_east_m", package.shift_east_m, -5'000, 5'000);
    json.read("shift_north_m", package.shift_north_m, -5'000, 5'000);
    json.read("position_sd_m", package.position_sd_m, 0, 2'000);
    json.read("count_ratio", package.count_ratio, 0.05, 20);
    json.read("count_sd_log", package.count_sd_log, 0, 2);
    json.share("count_missing", package.count_missing);
    json.share("count_as_range", package.count_as_range);
    json.finish();
    return package;
}

void read_searches(ObjectReader json, SearchPlan& searches) {
    json.share("recorded_share", searches.recorded_share);
    json.read("margin_m", searches.margin_m, 0, 1'000);
    json.read("elsewhere", searches.elsewhere, 0, 5'000);
    json.share("preference", searches.preference);
    json.share("after_accident", searches.after_accident);
    json.read("detection_probability", searches.detection_probability, 0.01, 1);
    json.share("technical_share", searches.technical_share);
    json.read("find_sd_m", searches.find_sd_m, 0, 100);
    json.share("mark_read_share", searches.mark_read_share);
    json.finish();
}

void read_accidents(ObjectReader json, AccidentPlan& accidents) {
    json.read("per_device", accidents.per_device, 0, 1);
    json.read("cluster_sd_log", accidents.cluster_sd_log, 0, 3);
    json.share("gps_share", accidents.gps_share);
    json.share("settlement_share", accidents.settlement_share);
    json.read("gps_sd_m", accidents.gps_sd_m, 0, 2'000);
    json.read("map_sd_m", accidents.map_sd_m, 0, 2'000);
    json.finish();
}

ClaimPlan read_claim(ObjectReader json) {
    ClaimPlan claim;
    for (const char* key : {"id", "party", "statement", "measure", "low", "high"}) json.require(key);
    json.read("id", claim.id);
    json.read("party", claim.party);
    json.read("statement", claim.statement);
    std::vector<std::string> names;
    names.reserve(claim_measures.size());
    for (const auto& [measure, name] : claim_measures) names.emplace_back(name);
    std::string measure(to_text(claim.measure));
    json.read("measure", measure, names);
    claim.measure = *parse_claim_measure(measure);
    std::string package;
    json.read("package", package);
    if (!package.empty()) claim.package = package;
    json.read("low", claim.low, 0, 1e9);
    json.read("high", claim.high, 0, 1e9);
    json.finish();
    return claim;
}

bool is_known_by_package(ClaimMeasure measure) {
    return measure == ClaimMeasure::devices_recorded || measure == ClaimMeasure::fields_recorded_share ||
           measure == ClaimMeasure::records_confirmed_share || measure == ClaimMeasure::accidents_outside_share;
}

/// What no single key can tell: values that contradict each other.
void check_together(const Scenario& s, ObjectReader& json) {
    const auto contradiction = [&](const std::string& key, std::string message) {
        json.add_finding("contradiction", key, std::move(message), "", "");
    };
    const LayingPlan& laying = s.laying;
    const auto year_first = [](int year) { return parse_date(std::to_string(year))->first; };
    if (laying.until < laying.from || laying.later_until < laying.later_from) {
        contradiction("laying", "Laying ends before it begins; \"until\" must not be before \"from\".");
    }
    if (laying.later_fields > 0 && laying.later_from <= laying.until) {
        contradiction("laying.later_from", "Later fields must be laid after the year in \"laying.until\".");
    }
    if (s.as_of.last <= year_first(std::max(laying.until, laying.later_fields > 0 ? laying.later_until : 0) + 1)) {
        contradiction("as_of", "The last day must lie after the years of laying.");
    }
    if (laying.fields * laying.devices_per_field + laying.later_fields * laying.devices_per_field > most_devices) {
        contradiction("laying.fields",
                      "More than three million devices are asked for; lower fields or devices_per_field.");
    }
    if (s.accidents.gps_share + s.accidents.settlement_share > 1) {
        contradiction("accidents", "\"gps_share\" and \"settlement_share\" add up to more than 1.");
    }
    std::set<std::string> ids;
    for (const PackagePlan& package : s.packages) {
        if (!ids.insert(package.id).second) {
            contradiction("packages", "Two packages have the id \"" + package.id + "\"; give each its own.");
        }
        if (package.stretch_from >= package.stretch_to) {
            contradiction("packages",
                          "Package \"" + package.id + "\" covers no stretch: stretch_from must be below stretch_to.");
        }
        if (package.date_received.first <= year_first(laying.until + 1) || package.date_received.last > s.as_of.last) {
            contradiction("packages", "Package \"" + package.id +
                                          "\" must be received after the front's laying and by the last day, as_of.");
        }
    }
    for (const ClaimPlan& claim : s.claims) {
        if (claim.package && !is_known_by_package(claim.measure)) {
            contradiction("claims", "Claim \"" + claim.id +
                                        "\" is about a figure that no package has alone; remove \"package\".");
        }
        if (claim.low > claim.high) contradiction("claims", "Claim \"" + claim.id + "\": low is above high.");
        if (claim.package && !ids.contains(*claim.package)) {
            contradiction("claims", "Claim \"" + claim.id + "\" names a package that the scenario does not have.");
        }
    }
}

Scenario read_all(ObjectReader& json) {
    Scenario s;
    for (const char* key : {"name", "title", "as_of", "packages"}) json.require(key);
    json.read("name", s.name);
    json.read("title", s.title);
    json.read("seed", s.seed);
    s.as_of = *parse_date("2014-12-31");
    json.read("as_of", s.as_of);
    json.read("tolerance_m", s.tolerance_m, 0, 2'000);
    read_ground(json.object("ground"), s.ground);
    read_laying(json.object("laying"), s.laying);
    for (ObjectReader& package : json.list("packages", 50)) s.packages.push_back(read_package(package));
    read_searches(json.object("searches"), s.searches);
    read_accidents(json.object("accidents"), s.accidents);
    for (ObjectReader& claim : json.list("claims", 100)) s.claims.push_back(read_claim(claim));
    json.finish();
    return s;
}

tl::unexpected<Findings> refusal(const std::string& name, std::string code, std::string message) {
    Finding finding{.code = std::move(code), .severity = Severity::error, .message = std::move(message), .file = name};
    return tl::unexpected<Findings>(Findings{std::move(finding)});
}

}  // namespace

std::string_view to_text(ClaimMeasure measure) {
    const auto is_it = [measure](const auto& entry) { return entry.first == measure; };
    return std::find_if(claim_measures.begin(), claim_measures.end(), is_it)->second;
}

std::optional<ClaimMeasure> parse_claim_measure(std::string_view text) {
    for (const auto& [measure, name] : claim_measures) {
        if (name == text) return measure;
    }
    return std::nullopt;
}

ScenarioResult parse_scenario(std::string_view text, const std::string& name) {
    nlohmann::json document;
    // A hostile file is cut off before it is built: what is too deep could not be printed either.
    bool is_too_deep = false;
    const auto shallow = [&is_too_deep](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
        is_too_deep = is_too_deep || depth > deepest;
        return !is_too_deep;
    };
    try {
        document = nlohmann::json::parse(text, shallow);
    } catch (const nlohmann::json::out_of_range&) {
        return refusal(name, "out_of_range", "A number in the file is larger than any that can be read; correct it.");
    } catch (const nlohmann::json::parse_error& error) {
        return refusal(name, "broken_json",
                       "The file is not JSON: reading stopped at byte " + std::to_string(error.byte) +
                           ". Correct it there, or take a bundled scenario as an example.");
    }
    if (is_too_deep)
        return refusal(name, "wrong_type", "The file nests brackets more than 8 deep; a scenario needs 3 levels.");
    Findings findings;
    ObjectReader json(document, "", name, findings);
    Scenario scenario = read_all(json);
    if (findings.empty()) check_together(scenario, json);
    if (!findings.empty()) return tl::unexpected<Findings>(std::move(findings));
    return scenario;
}

ScenarioResult read_scenario(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) throw WorldError("Cannot read the scenario " + file.string() + ": " + error.message() + ".");
    if (size > largest_file) {
        return refusal(file.string(), "file_too_large", "A scenario is a small file; this one is above 1 MB.");
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in && !in.eof()) throw WorldError("Cannot read the scenario " + file.string() + ".");
    return parse_scenario(text, file.string());
}

std::vector<std::string> bundled_scenarios() {
    std::vector<std::string> names;
    for (const bundled::File& file : bundled::files) names.emplace_back(file.name.substr(0, file.name.rfind('.')));
    return names;
}

std::optional<Scenario> find_bundled_scenario(std::string_view name) {
    for (const bundled::File& file : bundled::files) {
        if (file.name.substr(0, file.name.rfind('.')) != name) continue;
        return parse_scenario(file.text, std::string(file.name)).value();
    }
    return std::nullopt;
}

}  // namespace cairn::simulate
