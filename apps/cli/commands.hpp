#pragma once
// One function per verb: it declares its options and, when chosen, calls its workflow and prints the answer.

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace cairn::cli {

/// What main runs after parsing: the chosen verb, returning an exit code.
struct Chosen {
    std::function<int()> run;
    std::string command_line;  ///< as typed, for the report
};

void add_init(CLI::App& app, Chosen& chosen);
void add_import(CLI::App& app, Chosen& chosen);
void add_assess(CLI::App& app, Chosen& chosen);
void add_run(CLI::App& app, Chosen& chosen);
void add_report(CLI::App& app, Chosen& chosen);
void add_export(CLI::App& app, Chosen& chosen);
void add_verify(CLI::App& app, Chosen& chosen);
void add_withdraw(CLI::App& app, Chosen& chosen);
void add_log(CLI::App& app, Chosen& chosen);
void add_simulate(CLI::App& app, Chosen& chosen);
void add_help(CLI::App& app, Chosen& chosen);
void add_man(CLI::App& app, Chosen& chosen);
void add_completion(CLI::App& app, Chosen& chosen);

}  // namespace cairn::cli
