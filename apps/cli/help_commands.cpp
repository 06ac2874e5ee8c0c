// The verbs that tell of the others: help, man, completion.

#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/core/nearest_word.hpp"
#include "cairn/workflow/text_file.hpp"
#include "cairn/workflow/version.hpp"
#include "command_page.hpp"
#include "commands.hpp"
#include "console.hpp"
#include "help_text.hpp"
#include "terminal.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

const CommandPage& find_page(const std::vector<CommandPage>& verbs, const std::string& name) {
    std::vector<std::string> names;
    for (const CommandPage& verb : verbs) {
        if (verb.name == name) return verb;
        names.push_back(verb.name);
    }
    throw CallError("There is no verb \"" + name + "\"." + suggestion(name, names));
}

struct ManOptions {
    std::string verb;
    fs::path out;
    bool is_markdown = false;
};

int run_man(const CLI::App& app, const ManOptions& options) {
    const auto verbs = describe_verbs(app);
    const CommandPage program = describe_program(app);
    if (options.is_markdown) {
        std::cout << to_markdown(program, verbs);
    } else if (!options.out.empty()) {
        fs::create_directories(options.out);
        workflow::write_text_file(options.out / "cairn.1", to_man(program, verbs, workflow::version()));
        for (const CommandPage& verb : verbs)
            workflow::write_text_file(options.out / ("cairn-" + verb.name + ".1"), to_man(verb, workflow::version()));
    } else if (options.verb.empty()) {
        std::cout << to_man(program, verbs, workflow::version());
    } else {
        std::cout << to_man(find_page(verbs, options.verb), workflow::version());
    }
    return ExitCode::done;
}

}  // namespace

void add_help(CLI::App& app, Chosen& chosen) {
    auto name = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("help", "How a verb is used, with examples");
    verb->add_option("VERB", *name, "The verb; without one: all of them")->type_name("VERB");
    set_examples(*verb, {{"How files are taken in", "cairn help import"}});
    verb->callback([&app, &chosen, name] {
        chosen.run = [&app, name] {
            const auto verbs = describe_verbs(app);
            const std::size_t width = columns(Stream::out);
            std::cout << (name->empty() ? to_help(describe_program(app), verbs, width)
                                        : to_help(find_page(verbs, *name), width));
            return ExitCode::done;
        };
    });
}

void add_man(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ManOptions>();
    auto* verb = app.add_subcommand("man", "The manual pages, written from the options themselves");
    verb->add_option("VERB", options->verb, "The verb; without one: cairn itself")->type_name("VERB");
    auto* out = verb->add_option("-o,--out", options->out, "Write every page into this folder")->type_name("DIR");
    verb->add_flag("--markdown", options->is_markdown, "One page of all verbs, as docs/options.md")->excludes(out);
    set_examples(*verb, {{"Read a page without installing it", "cairn man import | man -l -"},
                         {"Every page, for a folder that man looks into", "cairn man -o ~/.local/share/man/man1"}});
    verb->callback([&app, &chosen, options] { chosen.run = [&app, options] { return run_man(app, *options); }; });
}

void add_completion(CLI::App& app, Chosen& chosen) {
    auto shell = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("completion", "What lets a shell complete verbs, options and their values");
    verb->add_option("SHELL", *shell, "Which shell")->type_name("SHELL")->required();
    set_examples(*verb, {{"In bash, for this session or from ~/.bashrc", "source <(cairn completion bash)"},
                         {"In zsh, in a folder of fpath", "cairn completion zsh > ~/.zsh/completions/_cairn"}});
    verb->callback([&app, &chosen, shell] {
        chosen.run = [&app, shell] {
            const auto verbs = describe_verbs(app);
            if (*shell == "bash") {
                std::cout << to_bash_completion(describe_program(app), verbs);
            } else if (*shell == "zsh") {
                std::cout << to_zsh_completion(describe_program(app), verbs);
            } else {
                throw CallError("There is no completion for \"" + *shell + "\", only for bash and zsh.");
            }
            return ExitCode::done;
        };
    });
}

}  // namespace cairn::cli
