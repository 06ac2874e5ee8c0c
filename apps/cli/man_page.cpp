// Manual pages in man(7), as mandoc and groff read them.

#include <vector>

#include "help_text.hpp"
#include "value_types.hpp"

namespace cairn::cli {
namespace {

// The day of the pages' last change of wording; not the day of the build, so that the same source gives the same bytes.
constexpr const char* page_date = "2026-11-28";

/// Words as they are: no escape, no request, a hyphen that stays a hyphen when it is copied.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else {
            // A line that begins with a dot or a quotation mark would be a request.
            if ((out.empty() || out.back() == '\n') && (c == '.' || c == '\'')) out += "\\&";
            out += c;
        }
    }
    return out;
}

/// One argument of a macro.
std::string quoted(const std::string& text) {
    std::string out;
    for (const char c : roff(text)) {
        if (c == '"') {
            out += "\\(dq";
        } else {
            out += c;
        }
    }
    return "\"" + out + "\"";
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string head(const std::string& name, const std::string& what, const std::string& version) {
    return ".TH " + quoted(name) + " 1 " + page_date + " " + quoted("cairn " + version) + " " + quoted("Cairn") +
           "\n.SH NAME\n" + roff(name) + " \\- " + roff(what) + "\n";
}

std::string tag(const OptionText& option) {
    std::string text;
    for (const std::string& name : option.names) text += (text.empty() ? "" : ", ") + bold(name);
    const bool is_argument = option.names.front().front() != '-';
    if (!is_argument && !option.value.empty()) text += " " + italic(option.value);
    return option.is_repeated ? text + " ..." : text;
}

std::string entry(const OptionText& option) {
    std::string text = ".TP\n" + tag(option) + "\n" + roff(option.what) + ".\n";
    const ValueType* type = find_value_type(option.value);
    if (type != nullptr && !type->words.empty()) {
        std::string words;
        for (const std::string& word : type->words) words += (words.empty() ? "" : ", ") + bold(word);
        text += "One of: " + words + ".\n";
    }
    if (!option.default_value.empty()) text += "Unless stated: " + roff(option.default_value) + ".\n";
    return text;
}

std::string synopsis(const CommandPage& page) {
    std::string text = ".SH SYNOPSIS\n" + bold("cairn " + page.name);
    if (!page.options.empty()) text += " [" + italic("options") + "]";
    for (const OptionText& argument : page.arguments) {
        const std::string spelled = italic(argument.names.front()) + (argument.is_repeated ? " ..." : "");
        text += argument.is_required ? " " + spelled : " [" + spelled + "]";
    }
    for (const OptionText& option : page.options)
        if (option.is_required) text += " " + bold(option.names.front()) + " " + italic(option.value);
    return text + "\n";
}

std::string examples(std::span<const Example> all) {
    std::string text = ".SH EXAMPLES\n";
    bool is_first = true;
    for (const Example& example : all) {
        if (!is_first) text += ".PP\n";
        is_first = false;
        text += roff(example.what) + ":\n.PP\n.RS 4\n.nf\n" + roff(continued(example.command, 70, 0)) + "\n.fi\n.RE\n";
    }
    return text;
}

std::string exit_status() {
    std::string text = ".SH EXIT STATUS\n";
    for (const ExitMeaning& meaning : exit_meanings())
        text += ".TP\n" + bold(std::to_string(meaning.code)) + "\n" + roff(meaning.what) + "\n";
    return text;
}

std::string see_also(const std::vector<std::string>& names) {
    std::string text = ".SH SEE ALSO\n";
    for (const std::string& name : names) text += ".BR " + roff(name) + (name == names.back() ? " (1)\n" : " (1),\n");
    return text;
}

}  // namespace

std::string to_man(const CommandPage& page, const std::string& version) {
    std::string text = head("cairn-" + page.name, page.what, version) + synopsis(page);
    text += ".SH DESCRIPTION\n" + roff(page.what) + ".\n";
    if (!page.arguments.empty()) {
        text += ".SH ARGUMENTS\n";
        for (const OptionText& argument : page.arguments) text += entry(argument);
    }
    if (!page.options.empty()) text += ".SH OPTIONS\n";
    std::string group;
    for (const OptionText& option : page.options) {
        if (option.group != group) text += ".SS " + quoted(option.group) + "\n";
        group = option.group;
        text += entry(option);
    }
    text += exit_status();
    if (!page.examples.empty()) text += examples(page.examples);
    return text + see_also({"cairn"});
}

std::string to_man(const CommandPage& program, std::span<const CommandPage> verbs, const std::string& version) {
    std::string text = head("cairn", "minefield records, measured against what was found", version);
    text += ".SH SYNOPSIS\n" + bold("cairn") + " " + italic("VERB") + " [" + italic("options") + "] ...\n";
    text += ".SH DESCRIPTION\n" + roff(program.what) + "\n.SH COMMANDS\n";
    for (const CommandPage& verb : verbs)
        text += ".TP\n.BR " + roff("cairn-" + verb.name) + " (1)\n" + roff(verb.what) + ".\n";
    text += ".SH OPTIONS\n";
    for (const OptionText& option : program.options) text += entry(option);
    text += ".SH ENVIRONMENT\n.TP\n" + bold("NO_COLOR") + "\nSet to anything: no colour.\n.TP\n" + bold("TERM") + "\n" +
            bold("dumb") + ": no colour, and no line that is drawn again.\n";
    std::vector<std::string> names;
    for (const CommandPage& verb : verbs) names.push_back("cairn-" + verb.name);
    return text + exit_status() + examples(first_steps()) + see_also(names);
}

}  // namespace cairn::cli
