#include "app.hpp"

#include <CLI/CLI.hpp>

#include "cairn/workflow/version.hpp"
#include "terminal.hpp"
#include "value_types.hpp"

namespace cairn::cli {
namespace {

/// The options that every verb has.
void add_terminal_options(CLI::App& verb) {
    const char* group = "On the terminal";
    verb.add_flag("-q,--quiet", terminal_settings().is_quiet,
                  "No progress and no notes: only the answer, errors, and what must be done")
        ->group(group);
    verb.add_option_function<std::string>(
            "--color",
            [](const std::string& when) {
                terminal_settings().colour = when == "always"  ? Colour::always
                                             : when == "never" ? Colour::never
                                                               : Colour::automatic;
            },
            "When to use colour; auto: on a terminal, unless NO_COLOR is set or TERM is dumb")
        ->type_name("WHEN")
        ->check([](const std::string& when) {
            return when == "auto" || when == "always" || when == "never"
                       ? std::string()
                       : "--color is auto, always or never, not \"" + when + "\"";
        })
        ->group(group);
    verb.set_help_flag("-h,--help", "This help")->group(group);
}

}  // namespace

std::unique_ptr<CLI::App> make_app(Chosen& chosen) {
    auto app = std::make_unique<CLI::App>(
        "Cairn measures how far handed-over minefield maps can be trusted.\n"
        "It never says that ground is free of danger: it says what was done there, and what was found.");
    app->set_help_flag("-h,--help", "This help");
    app->set_version_flag("--version", "cairn " + workflow::version(), "The version");
    app->require_subcommand(1);
    for (const auto add : {add_run, add_import, add_assess, add_report, add_export, add_withdraw, add_verify, add_log,
                           add_init, add_simulate, add_help, add_man, add_completion})
        add(*app, chosen);
    for (CLI::App* verb : app->get_subcommands([](CLI::App*) { return true; })) add_terminal_options(*verb);
    return app;
}

}  // namespace cairn::cli
