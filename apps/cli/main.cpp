// cairn: minefield records, measured against what was found. Arguments → workflow → printed answer.

#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app.hpp"
#include "cairn/core/error.hpp"
#include "console.hpp"
#include "help_text.hpp"
#include "terminal.hpp"
#include "text_width.hpp"
#include "wrong_call.hpp"

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

void print_help(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    const std::size_t width = columns(Stream::out);
    std::cout << (chosen.empty() ? to_help(describe_program(app), describe_verbs(app), width)
                                 : to_help(describe_verb(*chosen.front()), width));
}

/// The message may tell what stood in a file, which must not steer the terminal.
void print_error(const std::string& message) {
    std::cerr << styled("cairn:", Look::error, Stream::err) << ' ' << without_controls(message, true) << '\n';
}

int run(int argc, char** argv) {
    Chosen chosen;
    chosen.command_line = quoted_command(argc, argv);
    const auto app = make_app(chosen);
    try {
        app->parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        print_help(*app);
        return ExitCode::done;
    } catch (const CLI::CallForVersion& version) {
        std::cout << version.what() << '\n';
        return ExitCode::done;
    } catch (const CLI::ParseError& error) {
        const std::vector<std::string> words(argv + 1, argv + argc);
        print_error(explain_wrong_call(*app, words, error));
        return ExitCode::wrong_call;
    }
    return chosen.run();
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that must not grow further is an error that is told, as a full disk is
    try {
        return run(argc, argv);
    } catch (const CallError& error) {
        print_error(error.what());
        return ExitCode::wrong_call;
    } catch (const std::exception& error) {
        print_error(error.what());
        return ExitCode::world_failed;
    }
}
