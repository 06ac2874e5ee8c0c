// The verbs that read files or judge them: import, assess, run, report.

#include <filesystem>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/run.hpp"
#include "cairn/workflow/write_report.hpp"
#include "commands.hpp"
#include "console.hpp"
#include "options.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;

/// Shows a guessed mapping, and asks when there is somebody to answer.
workflow::Approve approval(bool is_agreed, bool is_quiet) {
    return [=](const std::string& mapping) {
        if (is_agreed) return true;
        if (!is_quiet) std::cerr << mapping << '\n';
        if (!stdin_is_terminal() || !stderr_is_terminal()) return true;
        return ask("Import it this way?");
    };
}

std::string balance_line(const ImportSummary& file) {
    std::string line = file.path + (file.table ? " (" + *file.table + ")" : "") + " as " + file.kind + ": " +
                       std::to_string(file.read) + " read = " + std::to_string(file.accepted) + " accepted + " +
                       std::to_string(file.merged) + " merged + " + std::to_string(file.set_aside) + " set aside";
    if (file.not_selected > 0) line += "; " + std::to_string(file.not_selected) + " more rows are of another kind";
    if (file.already_known) line += "; known already, nothing changed";
    return line;
}

/// The first findings of each code, then how many more there are: a tired person reads three, not three thousand.
void print_findings(std::ostream& out, const ImportSummary& file) {
    constexpr std::int64_t shown_of_each = 3;
    std::map<std::string, std::int64_t> seen;
    for (const Finding& finding : file.findings)
        if (++seen[finding.code] <= shown_of_each) out << "  " << to_line(finding) << '\n';
    for (const auto& [code, count] : seen)
        if (count > shown_of_each) out << "  … and " << count - shown_of_each << " more " << code << '\n';
}

int exit_code(const std::vector<ImportSummary>& files, bool is_strict) {
    for (const ImportSummary& file : files) {
        if (is_strict && file.set_aside > 0) return ExitCode::done_with_errors;
        for (const Finding& finding : file.findings) {
            // The error of a row that was set aside is dealt with: it is counted and can be corrected.
            if (finding.severity == Severity::error && !finding.row) return ExitCode::done_with_errors;
        }
    }
    return ExitCode::done;
}

void print_imports(std::ostream& out, const std::vector<ImportSummary>& files, const Findings& notes,
                   const std::string& store) {
    for (const Finding& note : notes) out << to_line(note) << '\n';
    std::int64_t set_aside = 0;
    for (const ImportSummary& file : files) {
        out << balance_line(file) << '\n';
        print_findings(out, file);
        set_aside += file.set_aside;
    }
    if (set_aside > 0)
        out << "Set-aside rows can be corrected:  cairn export " << store
            << " --set-aside SHEET.csv, then  cairn import " << store << " SHEET.csv --retry\n";
}

struct ImportOptions {
    workflow::ImportRequest request;
    PackageOptions package;
    std::string mapping, save_mapping, crs, encoding;
    std::vector<std::string> where;
    bool is_json = false, is_agreed = false, is_strict = false;
};

int run_import(ImportOptions& options) {
    options.request.package = options.package.name();
    options.request.package_column = options.package.column();
    options.request.provenance = options.package.provenance();
    options.request.crs = if_given(options.crs);
    options.request.encoding = if_given(options.encoding);
    if (!options.mapping.empty()) options.request.mapping = options.mapping;
    if (!options.save_mapping.empty()) options.request.save_mapping = options.save_mapping;
    options.request.where = parse_where(options.where);
    if (options.request.kind.empty() && !options.request.retry && options.mapping.empty())
        throw CallError("import: say what the rows are with --as KIND, for example --as accident.");
    ConsoleProgress progress(options.is_json);
    const auto answer = workflow::import_files(options.request, approval(options.is_agreed, options.is_json), progress);
    if (options.is_json) {
        std::cout << answer.json << '\n';
    } else {
        print_imports(std::cout, answer.files, answer.notes, options.request.store);
        if (options.request.dry_run) std::cout << "This was a dry run: nothing was kept.\n";
    }
    return exit_code(answer.files, options.is_strict);
}

struct RunOptions {
    workflow::RunRequest request;
    AssessOptions assess;
    PackageOptions package;
    std::string crs, encoding;
    bool is_json = false, is_agreed = false, is_strict = false;
};

int run_run(RunOptions& options, const std::string& command) {
    auto& request = options.request;
    request.assess = options.assess.to_request();
    request.assess.scope.package = std::nullopt;  // here --package names what the files came in
    request.package = options.package.name();
    request.package_column = options.package.column();
    request.provenance = options.package.provenance();
    request.crs = if_given(options.crs);
    request.encoding = if_given(options.encoding);
    request.command = command;
    ConsoleProgress progress(options.is_json);
    const auto answer = workflow::run(request, approval(options.is_agreed, options.is_json), progress);
    if (options.is_json) {
        std::cout << answer.json << '\n';
        return exit_code(answer.imports, options.is_strict);
    }
    print_imports(std::cout, answer.imports, answer.notes, request.assess.store);
    std::cout << '\n';
    for (const std::string& sentence : answer.sentences) std::cout << sentence << '\n';
    std::cout << '\n';
    for (const fs::path& file : answer.written) std::cout << "written: " << file.string() << '\n';
    std::cout << "store:   " << request.assess.store << '\n';
    return exit_code(answer.imports, options.is_strict);
}

}  // namespace

void add_import(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ImportOptions>();
    auto* verb = app.add_subcommand("import", "Take files in, with every row accounted for");
    verb->add_option("STORE", options->request.store, "The store, a path ending in .gpkg")->required();
    verb->add_option("FILE", options->request.files,
                     "Files, archives or folders (docs/formats); FILE#TABLE for one table")
        ->required();
    verb->add_option("--as", options->request.kind,
                     "What the rows are: recorded-area, hazard, search, clearance, technical-survey, find, accident, "
                     "area, place, package");
    options->package.declare(*verb);
    verb->add_option("--mapping", options->mapping, "How columns become fields (JSON); guessed and shown when absent");
    verb->add_option("--layer", options->request.layers,
                     "The table of a file with several: a layer, a sheet, a file in an archive; '*' for all");
    verb->add_option("--save-mapping", options->save_mapping, "Keep the mapping that was used, to edit and reuse");
    verb->add_option("--crs", options->crs, "Reference system of files that do not say theirs, for example EPSG:4326");
    verb->add_option("--encoding", options->encoding,
                     "Encoding of text files, for example cp1251; told from their bytes when absent");
    verb->add_option("--where", options->where, "Only rows of these values: COLUMN=VALUE,VALUE");
    verb->add_flag("--retry", options->request.retry, "FILE is a corrected sheet of set-aside rows");
    verb->add_flag("--dry-run", options->request.dry_run, "Say what would happen, and keep nothing");
    verb->add_flag("-y,--yes", options->is_agreed, "Do not ask whether a guessed mapping is right");
    verb->add_flag("--strict", options->is_strict, "Exit with 1 when any row was set aside");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    add_actor(*verb, options->request.actor);
    verb->callback([&chosen, options] { chosen.run = [options] { return run_import(*options); }; });
}

void add_assess(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<AssessOptions>();
    auto is_json = std::make_shared<bool>(false);
    auto* verb = app.add_subcommand("assess", "How far the records agree with what was found");
    verb->add_option("STORE", options->store, "The store")->required();
    options->declare(*verb);
    verb->add_flag("--json", *is_json, "One JSON object on standard output");
    verb->callback([&chosen, options, is_json] {
        chosen.run = [options, is_json] {
            ConsoleProgress progress(*is_json);
            const auto answer = workflow::assess_store(options->to_request(), progress);
            if (*is_json) {
                std::cout << answer.json << '\n';
                return ExitCode::done;
            }
            for (const std::string& sentence : answer.sentences) std::cout << sentence << '\n';
            std::cout << '\n' << answer.table;
            return ExitCode::done;
        };
    });
}

void add_run(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<RunOptions>();
    auto& request = options->request;
    auto* verb = app.add_subcommand("run", "The main job: import, assess, and write the report");
    verb->add_option("STORE", options->assess.store, "The store, a path ending in .gpkg; made when it is not there")
        ->required();
    verb->add_option("--packages", request.packages, "The deliveries themselves: who handed what to whom, and when");
    verb->add_option("--recorded", request.recorded, "Areas that maps record as mined");
    verb->add_option("--hazards", request.hazards,
                     "The authority's own hazards (scored when no recorded areas are there)");
    verb->add_option("--searched", request.searched, "Ground that was searched");
    verb->add_option("--finds", request.finds, "Devices that were found");
    verb->add_option("--accidents", request.accidents, "Accidents");
    verb->add_option("--areas", request.areas, "Units to report by: municipalities, districts");
    verb->add_option("--places", request.places, "Settlements: where people are exposed");
    verb->add_option("--boundary", request.boundary, "The study area");
    verb->add_option("--mapping", request.mappings,
                     "How columns become fields; each file names the kind that it is for");
    verb->add_option("--crs", options->crs, "Reference system of files that do not say theirs, for example EPSG:4326");
    verb->add_option("--encoding", options->encoding,
                     "Encoding of text files, for example cp1251; told from their bytes when absent");
    verb->add_option("-o,--out", request.out, "Folder of the report, the layers and the tables")->required();
    options->package.declare(*verb);
    verb->add_option("--tolerance", options->assess.tolerance_m, "T0: metres within which a find confirms a record")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 100'000.0));
    verb->add_option("--tolerances", options->assess.tolerances, "Metres of the curves, as a list: 500,1000,2000");
    verb->add_option("--as-of", options->assess.as_of, "What the store knew by the end of this date");
    verb->add_option("--records-as-of", options->assess.records_as_of,
                     "Score only what was on record by the end of this date");
    verb->add_option("--evidence-after", options->assess.evidence_after,
                     "… against what happened after the end of this date");
    verb->add_option("--seed", options->assess.seed, "Of the random relocations")->capture_default_str();
    verb->add_flag("-y,--yes", options->is_agreed, "Do not ask whether guessed mappings are right");
    verb->add_flag("--strict", options->is_strict, "Exit with 1 when any row was set aside");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    add_actor(*verb, request.actor);
    verb->callback(
        [&chosen, options] { chosen.run = [options, &chosen] { return run_run(*options, chosen.command_line); }; });
}

void add_report(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<AssessOptions>();
    auto out = std::make_shared<fs::path>();
    auto* verb = app.add_subcommand("report", "The page, the layers and the tables of an assessment");
    verb->add_option("STORE", options->store, "The store")->required();
    verb->add_option("-o,--out", *out, "Folder to write into")->required();
    options->declare(*verb);
    verb->callback([&chosen, options, out] {
        chosen.run = [&chosen, options, out] {
            ConsoleProgress progress(false);
            const auto answer = workflow::write_report(options->to_request(), *out, chosen.command_line, progress);
            for (const std::string& sentence : answer.sentences) std::cout << sentence << '\n';
            for (const fs::path& file : answer.written) std::cout << "written: " << file.string() << '\n';
            return ExitCode::done;
        };
    });
}

}  // namespace cairn::cli
