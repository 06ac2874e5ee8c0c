// The verbs that look after a store, and the one that invents a world: init, verify, log, withdraw, export, simulate.

#include <filesystem>
#include <iostream>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/workflow/export_registers.hpp"
#include "cairn/workflow/simulate_world.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "cairn/workflow/withdraw_import.hpp"
#include "command_page.hpp"
#include "commands.hpp"
#include "console.hpp"
#include "options.hpp"
#include "terminal.hpp"
#include "text_table.hpp"
#include "text_width.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

struct StoreOptions {
    std::string store, actor, head, set_aside, original, to;
    bool is_json = false;
};

int run_verify(const StoreOptions& options) {
    ConsoleProgress progress;
    const auto answer = workflow::verify_store(options.store, if_given(options.head), progress);
    // Names of tables that another program added are its own.
    std::cout << (options.is_json ? answer.json : without_controls(answer.text, true)) << '\n';
    return answer.is_clean ? ExitCode::done : ExitCode::done_with_errors;
}

int run_export_registers(workflow::ExportRequest request, const std::string& as_of, bool is_json) {
    if (!as_of.empty()) {
        const auto date = parse_date(as_of);
        if (!date) throw CallError("--as-of: " + date.error().message);
        request.as_of = *date;
    }
    ConsoleProgress progress;
    const auto answer = workflow::export_registers(request, progress);
    if (is_json) {
        std::cout << answer.json << '\n';
        return ExitCode::done;
    }
    print_sentences(answer.sentences);
    print_written(answer.written);
    return ExitCode::done;
}

int run_export(const StoreOptions& options) {
    if (options.set_aside.empty() == options.original.empty())
        throw CallError(
            "export: say what goes out: --to FILE|DIR (the registers), --set-aside SHEET.xlsx, --original SHA256 --to "
            "FILE, or --qgis (a project beside the store).");
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
    ConsoleProgress progress;
    const auto seed = options.seed_option->count() > 0 ? std::optional(options.seed) : std::nullopt;
    const auto answer = workflow::simulate_world(options.scenario, seed, options.out, progress);
    std::cout << answer.title << "\nAn invented world: its parties, places and figures exist nowhere.\n";
    print_written(answer.written);
    std::cout << "\nNow measure it:\n  " << answer.next_command << '\n';
    return ExitCode::done;
}

}  // namespace

void add_init(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto area = std::make_shared<std::string>();
    auto* verb = app.add_subcommand("init", "Make an empty store");
    verb->add_option("STORE", options->store, "A path ending in .gpkg")->required()->type_name("STORE");
    verb->add_option("--area", *area, "Boundary of the study area (GeoJSON or GeoPackage)")->type_name("FILE");
    add_actor(*verb, options->actor);
    set_examples(*verb, {{"An empty store with its study area", "cairn init store.gpkg --area study_area.geojson"}});
    verb->callback([&chosen, options, area] {
        chosen.run = [options, area] {
            ConsoleProgress progress;
            workflow::init_store(options->store, if_given(*area), options->actor, progress);
            std::cout << "made: " << options->store << '\n';
            return ExitCode::done;
        };
    });
}

void add_verify(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto* verb = app.add_subcommand("verify", "Prove that nothing in a store was altered, removed or reordered");
    verb->add_option("STORE", options->store, "The store")->required()->type_name("STORE");
    verb->add_option("--head", options->head, "The head hash that was written down earlier: finds a cut-off end")
        ->type_name("SHA256");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    set_examples(*verb, {{"Prove that nothing was altered", "cairn verify store.gpkg"},
                         {"… nor cut off at the end, by the head that was written down",
                          "cairn verify store.gpkg --head 3f1c…"}});
    verb->callback([&chosen, options] { chosen.run = [options] { return run_verify(*options); }; });
}

void add_withdraw(CLI::App& app, Chosen& chosen) {
    struct Options {
        std::string store, reason, actor;
        std::int64_t change = 0;
        bool is_json = false;
    };
    auto options = std::make_shared<Options>();
    auto* verb = app.add_subcommand("withdraw", "Take back an import that was a mistake; the history keeps it");
    verb->add_option("STORE", options->store, "The store")->required()->type_name("STORE");
    verb->add_option("CHANGE", options->change, "The import, by the number of its change in `cairn log`")
        ->required()
        ->type_name("NUMBER");
    verb->add_option("--reason", options->reason, "Why; kept in the store's history")->type_name("TEXT");
    add_actor(*verb, options->actor);
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    set_examples(*verb, {{"A file that came in with the wrong reference system",
                          "cairn withdraw store.gpkg 3 --reason 'read as WGS 84, is SK-42'"}});
    verb->callback([&chosen, options] {
        chosen.run = [options] {
            const auto answer =
                workflow::withdraw_import(options->store, options->change, options->reason, options->actor);
            if (options->is_json)
                std::cout << answer.json << '\n';
            else
                print_sentences(answer.sentences);
            return ExitCode::done;
        };
    });
}

void add_log(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<StoreOptions>();
    auto* verb = app.add_subcommand("log", "The change sets of a store, newest first");
    verb->add_option("STORE", options->store, "The store")->required()->type_name("STORE");
    set_examples(*verb, {{"What was done to a store", "cairn log store.gpkg"}});
    verb->callback([&chosen, options] {
        chosen.run = [options] {
            std::cout << to_text(workflow::log_store(options->store), columns(Stream::out));
            return ExitCode::done;
        };
    });
}

namespace {

struct ExportOptions {
    StoreOptions store;
    workflow::ExportRequest request;
    std::string as_of, kinds;

    void declare(CLI::App& verb) {
        verb.add_option("--to", store.to, "Registers: a file, a .zip or a new folder. With --original: the file")
            ->type_name("FILE");
        verb.add_option("--format", request.format, "As what; left out: by the name of --to")->type_name("FORMAT");
        verb.add_option("--kinds", kinds, "Only these registers: hazard,accident")->type_name("KINDS");
        verb.add_flag("--results", request.with_results, "With the results of an assessment, as layers");
        verb.add_flag("--qgis", request.with_project, "A QGIS project beside the GeoPackage, or beside the store");
        verb.add_option("--up-to", request.up_to, "What the reader may see")->capture_default_str()->type_name("LEVEL");
        verb.add_option("--for", request.recipient, "Who gets it; kept in the store's history")->type_name("NAME");
        verb.add_option("--basis", request.basis, "On what grounds; kept in the store's history")->type_name("TEXT");
        verb.add_option("--as-of", as_of, "What the store knew by the end of this date")->type_name("DATE");
        add_actor(verb, request.actor);
        verb.add_flag("--json", store.is_json, "One JSON object on standard output");
        verb.add_option("--set-aside", store.set_aside,
                        "Write the rows that were set aside into this sheet to correct (.xlsx or .csv)")
            ->type_name("FILE");
        verb.add_option("--original", store.original,
                        "Write the original file with this SHA-256 (first 8 digits or more)")
            ->type_name("SHA256");
    }

    int run() {
        const bool is_registers = store.set_aside.empty() && store.original.empty();
        if (is_registers && store.to.empty() && request.with_project) {
            std::cout << "written: " << workflow::write_store_project(store.store).string() << '\n';
            return ExitCode::done;
        }
        if (!is_registers || store.to.empty()) return run_export(store);
        request.store = store.store;
        request.to = store.to;
        std::stringstream names(kinds);
        for (std::string kind; std::getline(names, kind, ',');) request.kinds.push_back(kind);
        return run_export_registers(request, as_of, store.is_json);
    }
};

}  // namespace

void add_export(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ExportOptions>();
    auto* verb = app.add_subcommand("export", "Registers and results for other programs; rows to correct; originals");
    verb->add_option("STORE", options->store.store, "The store")->required()->type_name("STORE");
    options->declare(*verb);
    set_examples(
        *verb, {{"All registers, with the results, for a GIS", "cairn export store.gpkg --to registers.gpkg --results"},
                {"Hazards as a Shapefile, packed",
                 "cairn export store.gpkg --kinds hazard --to hazards.zip --format shapefile"},
                {"Rows that were set aside, to correct them", "cairn export store.gpkg --set-aside sheet.xlsx"},
                {"A file as it came in", "cairn export store.gpkg --original 3f1c9a0b --to maps.geojson"}});
    verb->callback([&chosen, options] { chosen.run = [options] { return options->run(); }; });
}

void add_simulate(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<SimulateOptions>();
    auto* verb = app.add_subcommand("simulate", "An invented world with known truth, as files to try Cairn on");
    verb->add_option("SCENARIO", options->scenario, "A scenario file, or a bundled one")
        ->required()
        ->type_name("SCENARIO");
    verb->add_option("-o,--out", options->out, "Folder to write into")->required()->type_name("DIR");
    options->seed_option =
        verb->add_option("--seed", options->seed, "Another world of the same scenario")->type_name("NUMBER");
    set_examples(*verb, {{"A world in which the maps are borne out", "cairn simulate borne-out -o world"},
                         {"Another world of the same kind", "cairn simulate borne-out -o world2 --seed 7"}});
    verb->callback([&chosen, options] { chosen.run = [options] { return run_simulate(*options); }; });
}

}  // namespace cairn::cli
