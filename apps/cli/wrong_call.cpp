#include "wrong_call.hpp"

#include <algorithm>
#include <optional>

#include <CLI/CLI.hpp>

#include "cairn/core/nearest_word.hpp"
#include "command_page.hpp"
#include "value_types.hpp"

namespace cairn::cli {
namespace {

using Words = std::span<const std::string>;

std::vector<std::string> option_names(const CommandPage& page) {
    std::vector<std::string> names;
    for (const OptionText& option : page.options)
        for (const std::string& name : option.names) names.push_back(name);
    return names;
}

/// A word that was meant as an option and is none, without its "=value".
std::optional<std::string> find_unknown_option(const CommandPage& page, Words words) {
    const auto names = option_names(page);
    for (const std::string& word : words) {
        if (word == "--") break;
        if (!word.starts_with("--") || word.size() < 3) continue;
        const std::string name = word.substr(0, word.find('='));
        if (std::find(names.begin(), names.end(), name) == names.end()) return name;
    }
    return std::nullopt;
}

std::string unknown_verb(const std::vector<CommandPage>& verbs, const std::string& word) {
    std::vector<std::string> names;
    std::string all;
    for (const CommandPage& verb : verbs) {
        names.push_back(verb.name);
        all += (all.empty() ? "" : ", ") + verb.name;
    }
    return "There is no verb \"" + word + "\"." + suggestion(word, names) + " Verbs: " + all + ".";
}

/// What is missing, named as the help names it.
std::string missing_parts(const CommandPage& page, const CLI::App& verb) {
    std::string missing;
    for (const CLI::Option* option : verb.get_options()) {
        if (!option->get_required() || option->count() > 0) continue;
        std::string name = option->get_positional() ? option->get_name(true) : "";
        for (const OptionText& text : page.options)
            if (name.empty() && !option->get_lnames().empty() &&
                text.names.back() == "--" + option->get_lnames().front())
                name = text.spelled();
        missing += (missing.empty() ? "" : ", ") + name;
    }
    return missing;
}

const CLI::App* find_verb(const CLI::App& app, const std::string& name) {
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        if (verb->get_name() == name) return verb;
    return nullptr;
}

std::string explain_in_verb(const CLI::App& verb, Words words, const CLI::ParseError& error) {
    const CommandPage page = describe_verb(verb);
    if (const auto name = find_unknown_option(page, words))
        return page.name + " has no option " + *name + "." + suggestion(*name, option_names(page));
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return page.name + " lacks " + missing_parts(page, verb) + ". Usage: " + page.synopsis();
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        std::string extra;
        for (const std::string& word : verb.remaining()) extra += (extra.empty() ? "" : ", ") + word;
        return page.name + " cannot use: " + extra + ". Usage: " + page.synopsis();
    }
    return page.name + ": " + error.what() + (std::string_view(error.what()).ends_with('.') ? "" : ".");
}

}  // namespace

std::string explain_wrong_call(const CLI::App& app, Words words, const CLI::ParseError& error) {
    const auto first =
        std::find_if(words.begin(), words.end(), [](const std::string& w) { return !w.starts_with('-'); });
    const auto verbs = describe_verbs(app);
    const CommandPage program = describe_program(app);
    if (const auto name = find_unknown_option(program, words.first(static_cast<std::size_t>(first - words.begin()))))
        return "There is no option " + *name + "." + suggestion(*name, option_names(program)) +
               "\nOptions follow the verb; help: cairn --help";
    if (first == words.end()) return "Say what to do, for example: cairn run --help\nThe verbs: cairn --help";
    const CLI::App* verb = find_verb(app, *first);
    if (verb == nullptr) return unknown_verb(verbs, *first) + "\nHelp: cairn --help";
    return explain_in_verb(*verb, {std::next(first), words.end()}, error) + "\nHelp: cairn " + *first + " --help";
}

}  // namespace cairn::cli
