// cairn: minefield records, measured against what was found. Arguments → workflow → printed answer.

#include <csignal>
#include <exception>
#include <iostream>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/workflow/version.hpp"
#include "commands.hpp"
#include "console.hpp"

namespace {

using namespace cairn;
using namespace cairn::cli;

/// The command as a reader may type it again: words that a shell would split are quoted.
std::string quoted_command(int argc, char** argv) {
    std::string text = "cairn";
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool is_plain = word.find_first_of(" \t\"'$`\\*?&|;<>()") == std::string::npos && !word.empty();
        text += is_plain ? " " + word : " '" + word + "'";
    }
    return text;
}

int run(int argc, char** argv) {
    CLI::App app{
        "Cairn measures how far handed-over minefield maps can be trusted.\n"
        "It never says that ground is free of danger: it says what was done there, and what was found."};
    app.set_version_flag("--version", "cairn " + workflow::version());
    app.require_subcommand(1);
    app.footer(
        "Begin with:  cairn run STORE.gpkg --recorded MAPS --searched GROUND --finds FINDS --accidents ACCIDENTS -o "
        "DIR\n"
        "Try it out:  cairn simulate borne-out -o DIR\n"
        "Exit codes:  0 done; 1 done, with errors among the findings; 2 the call was wrong; 3 a file, the store or the "
        "disk failed");
    Chosen chosen;
    chosen.command_line = quoted_command(argc, argv);
    for (const auto add :
         {add_run, add_import, add_assess, add_report, add_export, add_verify, add_log, add_init, add_simulate})
        add(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? ExitCode::done : ExitCode::wrong_call;
    }
    return chosen.run();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that must not grow further is an error that is told, as a full disk is
    try {
        return run(argc, argv);
    } catch (const CallError& error) {
        std::cerr << "cairn: " << error.what() << '\n';
        return ExitCode::wrong_call;
    } catch (const std::exception& error) {
        std::cerr << "cairn: " << error.what() << '\n';
        return ExitCode::world_failed;
    }
}
