#include "cairn/report/catalogue.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/report/embedded.hpp"

namespace cairn::report {
namespace {

std::string flat(const std::vector<Run>& runs) {
    std::string out;
    for (const Run& run : runs) out += run.text;
    return out;
}

[[noreturn]] void bad_message(std::string_view key, const std::string& why) {
    throw CallError("Message \"" + std::string(key) + "\": " + why);
}

/// Splits the template, never what is put into it, so that data cannot make itself strong.
std::vector<Run> fill(std::string_view key, std::string_view message, const Slots& slots) {
    std::vector<Run> runs{{}};
    for (std::size_t at = 0; at < message.size();) {
        if (message.substr(at, 2) == "**") {
            runs.push_back({!runs.back().is_strong, {}});
            at += 2;
        } else if (message[at] == '{') {
            const std::size_t end = message.find('}', at);
            if (end == std::string_view::npos) bad_message(key, "a slot is not closed.");
            const auto name = message.substr(at + 1, end - at - 1);
            const auto slot = std::find_if(slots.begin(), slots.end(), [&](const Slot& s) { return s.name == name; });
            if (slot == slots.end()) bad_message(key, "nothing fills {" + std::string(name) + "}.");
            runs.back().text += slot->text;
            at = end + 1;
        } else {
            runs.back().text += message[at++];
        }
    }
    std::erase_if(runs, [](const Run& run) { return run.text.empty(); });
    return runs;
}

std::string_view catalogue_text(std::string_view language) {
    const std::string name = std::string(language) + ".json";
    for (const auto& file : embedded::files)
        if (file.name == name) return file.text;
    std::string known;
    for (const auto& one : catalogue_languages()) known += (known.empty() ? "" : ", ") + one;
    throw CallError("There are no messages in the language \"" + std::string(language) + "\"; there are: " + known +
                    ".");
}

}  // namespace

Catalogue::Catalogue(std::string_view language) : language_(language) {
    const auto json = nlohmann::json::parse(catalogue_text(language));
    const auto& numbers = json.at("numbers");
    symbols_ = {numbers.at("decimal"), numbers.at("group"), numbers.at("percent"),
                numbers.at("minus"),   numbers.at("range"), numbers.at("months")};
    for (const auto& [key, value] : json.at("messages").items()) {
        messages_[key] = value.is_object() ? std::vector<std::string>{value.at("one"), value.at("other")}
                                           : std::vector<std::string>{value.get<std::string>()};
    }
}

bool Catalogue::has(std::string_view key) const { return messages_.find(key) != messages_.end(); }

const std::vector<std::string>& Catalogue::forms(std::string_view key) const {
    const auto at = messages_.find(key);
    if (at == messages_.end()) bad_message(key, "the catalogue does not have it.");
    return at->second;
}

std::vector<Run> Catalogue::runs(std::string_view key, const Slots& slots) const {
    return fill(key, forms(key).back(), slots);
}

std::string Catalogue::text(std::string_view key, const Slots& slots) const { return flat(runs(key, slots)); }

std::string Catalogue::plural(std::string_view key, double count, const Slots& slots) const {
    // CLDR's rule for English: "one" for exactly 1, written without decimals. A catalogue with other rules brings
    // its own here.
    const auto& all = forms(key);
    return flat(fill(key, count == 1 ? all.front() : all.back(), slots));
}

std::vector<std::string> catalogue_languages() {
    std::vector<std::string> out;
    for (const auto& file : embedded::files) {
        if (file.name.ends_with(".json")) out.emplace_back(file.name.substr(0, file.name.size() - 5));
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace cairn::report
