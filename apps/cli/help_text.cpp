#include "help_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "terminal.hpp"
#include "text_width.hpp"
#include "value_types.hpp"

namespace cairn::cli {
namespace {

constexpr std::size_t widest_names = 26;  // options that are longer stand on a line of their own
constexpr std::size_t widest_help = 110;  // longer lines are hard to read

std::size_t line_width(std::size_t width) { return width == 0 ? widest_help : std::min(width, widest_help); }

std::string heading(const std::string& text) { return styled(text + ":", Look::strong, Stream::out) + "\n"; }

struct Entry {
    std::string names, what;
};

/// Two columns; on a narrow terminal one below the other.
std::string to_columns(const std::vector<Entry>& entries, std::size_t width) {
    std::size_t left = 0;
    for (const Entry& entry : entries)
        if (display_width(entry.names) <= widest_names) left = std::max(left, display_width(entry.names));
    const bool is_narrow = width < left + 2 + 2 + 24;
    const std::size_t indent = is_narrow ? 6 : 2 + left + 2;
    std::string text;
    for (const Entry& entry : entries) {
        const bool is_alone = is_narrow || display_width(entry.names) > left;
        text += "  " + (is_alone ? entry.names + "\n" : pad_end(entry.names, left) + "  ");
        bool is_first = !is_alone;
        for (const std::string& line : wrap(entry.what, width > indent ? width - indent : 2)) {
            text += (is_first ? "" : std::string(indent, ' ')) + line + "\n";
            is_first = false;
        }
    }
    return text;
}

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent = 0) {
    std::string out;
    for (const std::string& line : wrap(text, width - std::min(indent, width / 2)))
        out += std::string(indent, ' ') + line + "\n";
    return out;
}

/// What the option is, its default, and the words that it may be.
std::string explained(const OptionText& option) {
    std::string text = option.what;
    if (const ValueType* type = find_value_type(option.value);
        type != nullptr && type->completes == Completes::words && !type->words.empty()) {
        std::string words;
        for (const std::string& word : type->words) words += (words.empty() ? "" : ", ") + word;
        text += " (one of: " + words + ")";
    }
    if (!option.default_value.empty()) text += " (unless stated: " + option.default_value + ")";
    return text;
}

/// A line of words, then the command, as it can be copied.
std::string to_text(std::span<const Example> examples, std::size_t width) {
    std::string text;
    for (const Example& example : examples)
        text += wrapped(example.what + ":", width, 2) + continued(example.command, width, 4) + "\n";
    return text;
}

}  // namespace

std::string continued(const std::string& command, std::size_t width, std::size_t indent) {
    std::string text, line(indent, ' ');
    for (std::size_t from = 0; from < command.size();) {
        const std::size_t next = std::min(command.find(" -", from + 1), command.size());
        const std::string part = command.substr(from, next - from);
        if (line.size() > indent && display_width(line + part) + 2 > width) {
            text += line + " \\\n";
            line = std::string(indent + 1, ' ');
        }
        line += part;
        from = next;
    }
    return text + line;
}

std::span<const ExitMeaning> exit_meanings() {
    static const std::array<ExitMeaning, 4> all{{
        {0, "Done, also when rows were set aside: they are counted, and exported to be corrected."},
        {1,
         "Done, with findings of severity error that concern a whole file or the store; with --strict, also when any "
         "row was set aside."},
        {2, "The call was wrong: an option, a mapping, a reference system that nobody stated."},
        {3, "The world failed: a file, the store, the disk, a program that was needed. Nothing is half-written."},
    }};
    return all;
}

std::span<const Example> first_steps() {
    static const std::array<Example, 3> all{{
        {"Measure maps against what was found, and write the report",
         "cairn run store.gpkg --recorded maps.geojson --searched ground.geojson --finds finds.csv "
         "--accidents accidents.csv --crs EPSG:4326 -o report"},
        {"Try it on an invented world", "cairn simulate borne-out -o world"},
        {"Read about a verb", "cairn help import"},
    }};
    return all;
}

std::string to_help(const CommandPage& page, std::size_t width) {
    width = line_width(width);
    std::string text = wrapped("cairn " + page.name + ": " + page.what + ".", width) + "\n";
    text += heading("Usage") + wrapped(page.synopsis(), width, 2);
    if (!page.arguments.empty()) {
        std::vector<Entry> entries;
        for (const OptionText& argument : page.arguments) entries.push_back({argument.spelled(), explained(argument)});
        text += "\n" + heading("Arguments") + to_columns(entries, width);
    }
    for (std::size_t i = 0; i < page.options.size();) {
        const std::string& group = page.options[i].group;
        std::vector<Entry> entries;
        for (; i < page.options.size() && page.options[i].group == group; ++i)
            entries.push_back({page.options[i].spelled(), explained(page.options[i])});
        text += "\n" + heading(group) + to_columns(entries, width);
    }
    if (!page.examples.empty()) text += "\n" + heading("Examples") + to_text(page.examples, width);
    return text;
}

std::string to_help(const CommandPage& program, std::span<const CommandPage> verbs, std::size_t width) {
    width = line_width(width);
    std::string text = wrapped(program.what, width) + "\n" + heading("Usage") + wrapped(program.synopsis(), width, 2);
    std::vector<Entry> entries;
    for (const CommandPage& verb : verbs) entries.push_back({verb.name, verb.what});
    text += "\n" + heading("Verbs") + to_columns(entries, width);
    entries.clear();
    for (const OptionText& option : program.options) entries.push_back({option.spelled(), option.what});
    text += "\n" + heading("Options") + to_columns(entries, width);
    text += "\n" + heading("Begin with") + to_text(first_steps(), width);
    entries.clear();
    for (const ExitMeaning& meaning : exit_meanings()) entries.push_back({std::to_string(meaning.code), meaning.what});
    return text + "\n" + heading("Exit codes") + to_columns(entries, width);
}

namespace {

/// An option in Markdown: what is written stands in backquotes; < and | would be markup.
std::string cell(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|') out += '\\';
        if (c == '<') {
            out += "&lt;";
        } else {
            out += c == '\n' ? ' ' : c;
        }
    }
    return out;
}

std::string rows(const std::vector<OptionText>& options) {
    std::string text;
    for (const OptionText& option : options)
        text += "| `" + cell(option.spelled()) + "` | " + cell(explained(option)) + " |\n";
    return text;
}

}  // namespace

std::string to_markdown(const CommandPage& program, std::span<const CommandPage> verbs) {
    std::string text =
        "# Every verb and option\n\n"
        "Written by `cairn man --markdown`; a test holds it against the program. How to work with them: "
        "[the command line](cli.md).\n\n"
        "| verb | what it does |\n| --- | --- |\n";
    for (const CommandPage& verb : verbs)
        text += "| [`cairn " + verb.name + "`](#cairn-" + verb.name + ") | " + cell(verb.what) + " |\n";
    text += "\n| option of `cairn` itself | |\n| --- | --- |\n" + rows(program.options);
    for (const CommandPage& verb : verbs) {
        text += "\n## cairn " + verb.name + "\n\n" + verb.what + ".\n\n    " + verb.synopsis() + "\n";
        if (!verb.arguments.empty()) text += "\n| argument | |\n| --- | --- |\n" + rows(verb.arguments);
        if (!verb.options.empty()) text += "\n| option | |\n| --- | --- |\n" + rows(verb.options);
        for (const Example& example : verb.examples) text += "\n" + example.what + ":\n\n    " + example.command + "\n";
    }
    text += "\n## What the placeholders stand for\n\n| placeholder | |\n| --- | --- |\n";
    for (const ValueType& type : value_types()) {
        text += "| `" + type.name + "` | " + cell(type.what) + " |\n";
    }
    return text;
}

}  // namespace cairn::cli
