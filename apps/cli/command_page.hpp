#pragma once
// What there is to say of a verb, as plain values: help, manual, completion and docs/options.md all come from it, and
// it comes from the options themselves, so that none of them can drift.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cairn::cli {

struct Example {
    std::string what;     ///< "Take in a file of accidents"
    std::string command;  ///< "cairn import store.gpkg accidents.csv --as accident"
};

/// Kept with the verb.
void set_examples(CLI::App& verb, const std::vector<Example>& examples);

struct OptionText {
    std::vector<std::string> names;  ///< "-o", "--out"; of an argument its placeholder
    std::string value;               ///< name of its ValueType; empty: a flag
    std::string what;
    std::string group;
    std::string default_value;  ///< empty: none, or not worth saying
    bool is_required = false;
    bool is_repeated = false;  ///< takes several values
    /// "-o, --out DIR", "STORE", "FILE…"
    std::string spelled() const;
};

struct CommandPage {
    std::string name;  ///< "import"; empty: cairn itself
    std::string what;
    std::vector<OptionText> arguments;
    std::vector<OptionText> options;  ///< groups stand together
    std::vector<Example> examples;
    /// "cairn import [options] STORE FILE…"
    std::string synopsis() const;
};

CommandPage describe_verb(const CLI::App& verb);
/// Every verb, in the order of their declaration.
std::vector<CommandPage> describe_verbs(const CLI::App& app);
/// Options of cairn itself.
CommandPage describe_program(const CLI::App& app);

}  // namespace cairn::cli
