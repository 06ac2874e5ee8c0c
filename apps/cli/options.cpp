#include "options.hpp"

#include <cmath>
#include <cstdlib>
#include <sstream>

#include "cairn/core/error.hpp"

namespace cairn::cli {
namespace {

std::optional<Date> date_option(const std::string& text, const char* option) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) throw CallError(std::string(option) + ": " + date.error().message);
    return *date;
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::stringstream stream(text);
    for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
    return parts;
}

/// What is wrong with a tolerance as it was typed; empty: nothing.
std::string tolerance_fault(const std::string& text) {
    char* end = nullptr;
    const double metres = std::strtod(text.c_str(), &end);
    if (end != text.c_str() && *end == '\0' && metres >= 0 && metres <= 100'000) return {};
    return "\"" + text + "\" is not a distance; write metres from 0 to 100000";
}

}  // namespace

std::optional<std::string> if_given(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

void add_actor(CLI::App& verb, std::string& actor) {
    const char* user = std::getenv("USER");
    actor = user != nullptr ? user : "unknown";
    verb.add_option("--by", actor, "Who does this; kept with the change (unless stated: the user of this computer)")
        ->type_name("NAME");
}

void AssessOptions::declare(CLI::App& verb) {
    verb.add_option("--package", package, "Only this delivery (name or id)")->type_name("NAME");
    declare_measuring(verb);
}

void AssessOptions::declare_measuring(CLI::App& verb) {
    verb.add_option("--tolerance", tolerance_m, "T0: metres within which a find confirms a record")
        ->capture_default_str()
        ->type_name("METRES")
        ->check(tolerance_fault);
    verb.add_option("--tolerances", tolerances, "Distances of the curves, in metres, as a list: 500,1000,2000")
        ->type_name("METRES");
    verb.add_option("--as-of", as_of, "What the store knew by the end of this date")->type_name("DATE");
    verb.add_option("--records-as-of", records_as_of, "Score only what was on record by the end of this date")
        ->type_name("DATE");
    verb.add_option("--evidence-after", evidence_after,
                    "… against finds and accidents that happened after the end of this date")
        ->type_name("DATE");
    verb.add_option("--seed", seed, "Of the random relocations behind each chance level")
        ->capture_default_str()
        ->type_name("NUMBER");
}

workflow::AssessRequest AssessOptions::to_request() const {
    workflow::AssessRequest request{
        .store = store, .scope = {}, .tolerance_m = tolerance_m, .tolerances_m = {}, .seed = seed};
    request.scope = {.as_of = date_option(as_of, "--as-of"),
                     .records_as_of = date_option(records_as_of, "--records-as-of"),
                     .evidence_after = date_option(evidence_after, "--evidence-after"),
                     .package = if_given(package)};
    for (const std::string& text : split(tolerances, ',')) {
        char* end = nullptr;
        const double metres = std::strtod(text.c_str(), &end);
        if (end == text.c_str() || *end != '\0' || !std::isfinite(metres) || metres < 0 || metres > 100'000)
            throw CallError("--tolerances: \"" + text +
                            "\" is not a distance; write metres from 0 to 100000, separated by commas.");
        request.tolerances_m.push_back(metres);
    }
    return request;
}

void PackageOptions::declare(CLI::App& verb) {
    auto* name = verb.add_option("--package", package, "The delivery that these rows came in; made when it is new")
                     ->type_name("NAME");
    verb.add_option("--package-column", package_column, "Each value of this column is a delivery")
        ->excludes(name)
        ->type_name("COLUMN");
    verb.add_option("--from", from, "Who handed the delivery over")->type_name("NAME");
    verb.add_option("--to", to, "Who received it")->type_name("NAME");
    verb.add_option("--received", received, "When")->type_name("DATE");
    verb.add_option("--medium", medium, "How it was handed over")->type_name("MEDIUM");
    verb.add_option("--scope", scope, "What it claims to cover, in words")->type_name("TEXT");
}

std::optional<std::string> PackageOptions::name() const { return if_given(package); }
std::optional<std::string> PackageOptions::column() const { return if_given(package_column); }

workflow::Provenance PackageOptions::provenance() const {
    return {.from_party = if_given(from),
            .to_party = if_given(to),
            .medium = if_given(medium),
            .scope = if_given(scope),
            .date_received = date_option(received, "--received")};
}

std::map<std::string, std::vector<std::string>> parse_where(const std::vector<std::string>& texts) {
    std::map<std::string, std::vector<std::string>> where;
    for (const std::string& text : texts) {
        const auto equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            throw CallError("--where: \"" + text + "\" cannot be read; write COLUMN=VALUE,VALUE.");
        where[text.substr(0, equals)] = split(text.substr(equals + 1), ',');
    }
    return where;
}

}  // namespace cairn::cli
