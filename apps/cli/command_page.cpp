#include "command_page.hpp"

#include <algorithm>
#include <sstream>

#include <CLI/CLI.hpp>

namespace cairn::cli {
namespace {

// A verb's footer holds its examples: a line of words, then the line of the command.
std::vector<Example> examples_of(const CLI::App& verb) {
    std::vector<Example> examples;
    std::istringstream lines(verb.get_footer());
    for (Example example; std::getline(lines, example.what) && std::getline(lines, example.command);)
        examples.push_back(example);
    return examples;
}

OptionText describe(const CLI::Option& option) {
    OptionText text{.names = {}, .value = {}, .what = option.get_description(), .group = option.get_group()};
    if (option.get_positional()) {
        text.names.push_back(option.get_name(true));
    } else {
        for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
        for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
    }
    text.is_required = option.get_required();
    text.is_repeated = option.get_items_expected_max() > 1;
    if (option.get_items_expected_max() > 0) {
        // The library appends what its own check expects: "METRES:FLOAT in [0 - 100000]".
        const std::string type = option.get_type_name();
        text.value = type.substr(0, type.find(':'));
        text.default_value = option.get_default_str();
    }
    return text;
}

}  // namespace

void set_examples(CLI::App& verb, const std::vector<Example>& examples) {
    std::string footer;
    for (const Example& example : examples) footer += example.what + '\n' + example.command + '\n';
    verb.footer(footer);
}

std::string OptionText::spelled() const {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    const bool is_argument = !names.empty() && names.front().front() != '-';
    if (!is_argument && !value.empty()) text += " " + value;
    return is_repeated ? text + "…" : text;
}

std::string CommandPage::synopsis() const {
    std::string text = name.empty() ? "cairn VERB" : "cairn " + name;
    if (!options.empty()) text += " [options]";
    for (const OptionText& argument : arguments)
        text += argument.is_required ? " " + argument.spelled() : " [" + argument.spelled() + "]";
    for (const OptionText& option : options) {
        if (option.is_required) text += " " + option.names.front() + " " + option.value;
    }
    return text;
}

CommandPage describe_verb(const CLI::App& verb) {
    CommandPage page{.name = verb.get_name(), .what = verb.get_description(), .examples = examples_of(verb)};
    for (const CLI::Option* option : verb.get_options()) {
        if (option->get_positional()) {
            page.arguments.push_back(describe(*option));
        } else if (!option->get_group().empty()) {  // an option without a group is hidden
            page.options.push_back(describe(*option));
        }
    }
    std::vector<std::string> groups;  // in the order of their first option
    for (const OptionText& option : page.options)
        if (std::find(groups.begin(), groups.end(), option.group) == groups.end()) groups.push_back(option.group);
    const auto rank = [&groups](const OptionText& option) {
        return std::find(groups.begin(), groups.end(), option.group) - groups.begin();
    };
    std::stable_sort(page.options.begin(), page.options.end(),
                     [&rank](const OptionText& a, const OptionText& b) { return rank(a) < rank(b); });
    return page;
}

std::vector<CommandPage> describe_verbs(const CLI::App& app) {
    std::vector<CommandPage> pages;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        pages.push_back(describe_verb(*verb));
    return pages;
}

CommandPage describe_program(const CLI::App& app) {
    CommandPage page = describe_verb(app);
    page.name.clear();
    page.examples.clear();
    return page;
}

}  // namespace cairn::cli
