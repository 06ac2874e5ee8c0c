// The verbs that look after a store, and the one that invents a world: init, verify, log, export, simulate.

#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/workflow/simulate_world.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "commands.hpp"
#include "console.hpp"
#include "options.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

struct StoreOptions {
    std::string store, actor, head, set_aside, original, to;
    bool is_json = false;
};

int run_verify(const StoreOptions& options) {
    ConsoleProgress progress(options.is_json);
    const auto answer = workflow::verify_store(options.store, if_given(options.head), progress);
    std::cout << (options.is_json ? answer.json : answer.text) << '\n';
    return answer.is_clean ? ExitCode::done : ExitCode::done_with_errors;
}

int run_export(const StoreOptions& options) {
    if (options.set_aside.empty() == options.original.empty())
        throw CallError("export: say what goes out: --set-aside SHEET.csv, or --original SHA256 --to FILE.");
    if (!options.original.empty()) {
        if (options.to.empty()) throw CallError("export: say where the original goes with --to FILE.");
        workflow::export_original(options.store, options.original, options.to);
        std::cout << "written: " << options.to << '\n';
        return ExitCode::done;
    }
    const auto rows = workflow::export_set_aside(options.store, options.set_aside);
    if (rows == 0) {
        std::cout << "No row is set aside: nothing was written.\n";
    } else {
        std::cout << rows << " rows written: " << options.set_aside << "\nCorrect them and take them in:  cairn import "
                  << options.store << ' ' << options.set_aside << " --retry\n";
    }
    return ExitCode::done;
}

struct SimulateOptions {
    std::string scenario;
    fs::path out;
    std::uint64_t seed = 0;
    CLI::Option* seed_option = nullptr;
};

int run_simulate(const SimulateOptions& options) {
    ConsoleProgress progress(false);
    const auto seed = options.seed_option->count() > 0 ? std::optional(options.seed) : std::nullopt;
    const auto answer = workflow::simulate_world(options.scenario, seed, options.out, progress);
    std::cout << answer.title << "\nAn invented world: its parties, places and figures exist nowhere.\n";
    for (const fs::path& file : answer.written) std::cout << "written: " << file.string() << '\n';
    std::cout << "\nNow measure it:\n  " << answer.next_command << '\n';
    return ExitCode::done;
}

}  // namespace

void add_init(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto area = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("init", "Make an empty store");
    verb->add_option("STORE", options->store, "A path ending in .gpkg")->required();
    verb->add_option("--area", *area, "Boundary of the study area (GeoJSON or GeoPackage)");
    add_actor(*verb, options->actor);
    verb->callback([&chosen, options, area] {
        chosen.run = [options, area] {
            ConsoleProgress progress(false);
            workflow::init_store(options->store, if_given(*area), options->actor, progress);
            std::cout << "made: " << options->store << '\n';
            return ExitCode::done;
        };
    });
}

void add_verify(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto* verb = app.add_subcommand("verify", "Prove that nothing in a store was altered, removed or reordered");
    verb->add_option("STORE", options->store, "The store")->required();
    verb->add_option("--head", options->head, "The head hash that was written down earlier: finds a cut-off end");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    verb->callback([&chosen, options] { chosen.run = [options] { return run_verify(*options); }; });
}

void add_log(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto* verb = app.add_subcommand("log", "The change sets of a store, newest first");
    verb->add_option("STORE", options->store, "The store")->required();
    verb->callback([&chosen, options] {
        chosen.run = [options] {
            std::cout << workflow::log_store(options->store);
            return ExitCode::done;
        };
    });
}

void add_export(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto* verb = app.add_subcommand("export", "Set-aside rows to correct, or an original file as it came");
    verb->add_option("STORE", options->store, "The store")->required();
    verb->add_option("--set-aside", options->set_aside, "Write the rows that were set aside into this CSV sheet");
    verb->add_option("--original", options->original,
                     "Write the original file with this SHA-256 (first 8 digits or more)");
    verb->add_option("--to", options->to, "Where --original goes");
    verb->callback([&chosen, options] { chosen.run = [options] { return run_export(*options); }; });
}

void add_simulate(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<SimulateOptions>();
    std::string names;
    for (const std::string& name : workflow::bundled_scenarios()) names += (names.empty() ? "" : ", ") + name;
    auto* verb = app.add_subcommand("simulate", "An invented world with known truth, as files to try Cairn on");
    verb->add_option("SCENARIO", options->scenario, "A scenario file, or one of: " + names)->required();
    verb->add_option("-o,--out", options->out, "Folder to write into")->required();
    options->seed_option = verb->add_option("--seed", options->seed, "Another world of the same scenario");
    verb->callback([&chosen, options] { chosen.run = [options] { return run_simulate(*options); }; });
}

}  // namespace cairn::cli
