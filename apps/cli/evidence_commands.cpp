// The verbs that read files or judge them: import, assess, run, report.

#include <chrono>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

#include "cairn/core/error.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/run.hpp"
#include "cairn/workflow/write_report.hpp"
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

/// Shows a guessed mapping, and asks when there is somebody to answer and something would be kept.
workflow::Approve approval(bool is_agreed, bool is_json, bool is_dry_run = false) {
    return [=](const std::string& mapping) {
        if (is_agreed) return true;
        const bool asks = !is_dry_run && stdin_is_terminal() && is_terminal(Stream::err);
        if (asks || !(is_json || terminal_settings().is_quiet)) std::cerr << without_controls(mapping, true) << '\n';
        return asks ? ask("Import it this way?") : true;
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

Look look_of(Severity severity) {
    return severity == Severity::error ? Look::error : severity == Severity::warning ? Look::warning : Look::strong;
}

/// "  warning: sentence", its next lines set in, so that the eye finds where each begins.
void print_finding(std::ostream& out, const Finding& finding) {
    const std::string severity = std::string(to_text(finding.severity)) + ":";
    const std::size_t width = columns(Stream::out);
    if (width == 0) {
        out << "  " << styled(severity, look_of(finding.severity), Stream::out) << ' ' << to_line(finding) << '\n';
        return;
    }
    bool is_first = true;
    for (const std::string& line : wrap(severity + ' ' + to_line(finding), width - 4)) {
        out << (is_first
                    ? "  " + styled(severity, look_of(finding.severity), Stream::out) + line.substr(severity.size())
                    : "    " + line)
            << '\n';
        is_first = false;
    }
}

/// The first findings of each code, then how many more there are: a tired person reads three, not three thousand.
void print_findings(std::ostream& out, const ImportSummary& file) {
    constexpr std::int64_t shown_of_each = 3;
    std::map<std::string, std::int64_t> seen;
    for (const Finding& finding : file.findings) {
        if (terminal_settings().is_quiet && finding.severity == Severity::note) continue;
        if (++seen[finding.code] <= shown_of_each) print_finding(out, finding);
    }
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
                   const std::string& store, bool is_dry_run = false) {
    for (const Finding& note : notes) out << to_line(note) << '\n';
    std::int64_t set_aside = 0;
    for (const ImportSummary& file : files) {
        if (!terminal_settings().is_quiet || file.set_aside > 0)
            out << without_controls(balance_line(file), false) << '\n';
        print_findings(out, file);
        set_aside += file.set_aside;
    }
    if (set_aside > 0 && !is_dry_run)
        out << "Set-aside rows can be corrected:\n  cairn export " << store
            << " --set-aside sheet.xlsx\n  cairn import " << store << " sheet.xlsx --retry\n";
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
    ConsoleProgress progress;
    const auto answer = workflow::import_files(
        options.request, approval(options.is_agreed, options.is_json, options.request.dry_run), progress);
    if (options.is_json) {
        std::cout << answer.json << '\n';
    } else {
        print_imports(std::cout, answer.files, answer.notes, options.request.store, options.request.dry_run);
        if (options.request.dry_run) std::cout << "This was a dry run: nothing was kept.\n";
    }
    return exit_code(answer.files, options.is_strict);
}

/// --pdf, --paper and how long a browser may take.
struct PrintOptions {
    bool is_wanted = false;
    std::string paper = "a4";
    std::uint64_t patience_s = 180;

    void declare(CLI::App& verb) {
        auto* pdf = verb.add_flag("--pdf", is_wanted, "The report and its main map as PDF too, laid out by Chromium");
        verb.add_option("--paper", paper, "Size of the sheets")
            ->capture_default_str()
            ->type_name("PAPER")
            ->check([](const std::string& text) {
                return text == "a4" || text == "letter" ? std::string()
                                                        : "--paper is a4 or letter, not \"" + text + "\"";
            })
            ->needs(pdf);
        verb.add_option("--pdf-seconds", patience_s, "How long the browser may take before it is stopped")
            ->capture_default_str()
            ->type_name("NUMBER")
            ->check(CLI::Range(1, 86'400))
            ->needs(pdf);
    }
    /// Before any work: whoever asks for a PDF learns at once that there is no browser.
    std::optional<workflow::Printing> to_printing() const {
        if (!is_wanted) return std::nullopt;
        return workflow::Printing{.paper = paper == "letter" ? workflow::Paper::letter : workflow::Paper::a4,
                                  .browser = workflow::find_browser(),
                                  .patience = std::chrono::seconds(patience_s)};
    }
};

struct RunOptions {
    workflow::RunRequest request;
    AssessOptions assess;
    PackageOptions package;
    PrintOptions print;
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
    request.printing = options.print.to_printing();
    ConsoleProgress progress;
    const auto answer = workflow::run(request, approval(options.is_agreed, options.is_json), progress);
    if (options.is_json) {
        std::cout << answer.json << '\n';
        return exit_code(answer.imports, options.is_strict);
    }
    print_imports(std::cout, answer.imports, answer.notes, request.assess.store);
    if (!terminal_settings().is_quiet) std::cout << '\n';
    print_sentences(answer.sentences);
    if (!terminal_settings().is_quiet) std::cout << '\n';
    print_written(answer.written);
    if (!terminal_settings().is_quiet) std::cout << "store:   " << request.assess.store << '\n';
    return exit_code(answer.imports, options.is_strict);
}

}  // namespace

void add_import(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<ImportOptions>();
    auto* verb = app.add_subcommand("import", "Take files in, with every row accounted for");
    verb->add_option("STORE", options->request.store, "The store, a path ending in .gpkg")
        ->required()
        ->type_name("STORE");
    verb->add_option("FILE", options->request.files,
                     "Files, archives or folders (docs/formats); FILE#TABLE for one table")
        ->required()
        ->type_name("FILE");
    verb->add_option("--as", options->request.kind, "What the rows are")->type_name("KIND");
    options->package.declare(*verb);
    verb->add_option("--mapping", options->mapping, "How columns become fields (JSON); guessed and shown when absent")
        ->type_name("MAPPING");
    verb->add_option("--layer", options->request.layers,
                     "The table of a file with several: a layer, a sheet, a file in an archive; '*' for all")
        ->type_name("NAME");
    verb->add_option("--save-mapping", options->save_mapping, "Keep the mapping that was used, to edit and reuse")
        ->type_name("FILE");
    verb->add_option("--crs", options->crs, "Reference system of files that do not say theirs, for example EPSG:4326")
        ->type_name("CRS");
    verb->add_option("--encoding", options->encoding,
                     "Encoding of text files, for example cp1251; told from their bytes when absent")
        ->type_name("ENCODING");
    verb->add_option("--where", options->where, "Only rows of these values: COLUMN=VALUE,VALUE")
        ->type_name("COLUMN=VALUES");
    verb->add_flag("--retry", options->request.retry, "FILE is a corrected sheet of set-aside rows");
    verb->add_flag("--dry-run", options->request.dry_run, "Say what would happen, and keep nothing");
    verb->add_flag("-y,--yes", options->is_agreed, "Do not ask whether a guessed mapping is right");
    verb->add_flag("--strict", options->is_strict, "Exit with 1 when any row was set aside");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    add_actor(*verb, options->request.actor);
    set_examples(*verb, {{"Take in accidents from a spreadsheet, after a look at what would happen",
                          "cairn import store.gpkg accidents.csv --as accident --crs EPSG:4326 --dry-run"},
                         {"A delivery of maps, with who handed it over and when",
                          "cairn import store.gpkg maps.geojson --as recorded-area --package 'Delivery 1' --from "
                          "Ministry --received 2021-06"},
                         {"One kind out of a file that holds several",
                          "cairn import store.gpkg events.csv --as accident --where event_type=accident,incident"},
                         {"Take in set-aside rows that were corrected", "cairn import store.gpkg sheet.xlsx --retry"}});
    verb->callback([&chosen, options] { chosen.run = [options] { return run_import(*options); }; });
}

void add_assess(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<AssessOptions>();
    auto is_json = std::make_shared<bool>(false);
    auto* verb = app.add_subcommand("assess", "How far the records agree with what was found");
    verb->add_option("STORE", options->store, "The store")->required()->type_name("STORE");
    options->declare(*verb);
    verb->add_flag("--json", *is_json, "One JSON object on standard output");
    set_examples(*verb,
                 {{"How far the recorded areas agree with what was found", "cairn assess store.gpkg"},
                  {"One delivery, within 100 m", "cairn assess store.gpkg --package 'Delivery 1' --tolerance 100"},
                  {"What was on record by 2004, against what happened later",
                   "cairn assess store.gpkg --records-as-of 2004 --evidence-after 2004"}});
    verb->callback([&chosen, options, is_json] {
        chosen.run = [options, is_json] {
            ConsoleProgress progress;
            const auto answer = workflow::assess_store(options->to_request(), progress);
            if (*is_json) {
                std::cout << answer.json << '\n';
                return ExitCode::done;
            }
            print_sentences(answer.sentences);
            std::cout << '\n' << to_text(answer.table, columns(Stream::out)) << answer.table.note << '\n';
            return ExitCode::done;
        };
    });
}

void add_run(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<RunOptions>();
    auto& request = options->request;
    auto* verb = app.add_subcommand("run", "The main job: import, assess, and write the report");
    verb->add_option("STORE", options->assess.store, "The store, a path ending in .gpkg; made when it is not there")
        ->type_name("STORE")
        ->required();
    verb->add_option("--packages", request.packages, "The deliveries themselves: who handed what to whom, and when")
        ->type_name("FILE");
    verb->add_option("--recorded", request.recorded, "Areas that maps record as mined")->type_name("FILE");
    verb->add_option("--hazards", request.hazards,
                     "The authority's own hazards (scored when no recorded areas are there)")
        ->type_name("FILE");
    verb->add_option("--searched", request.searched, "Ground that was searched")->type_name("FILE");
    verb->add_option("--finds", request.finds, "Devices that were found")->type_name("FILE");
    verb->add_option("--accidents", request.accidents, "Accidents")->type_name("FILE");
    verb->add_option("--areas", request.areas, "Units to report by: municipalities, districts")->type_name("FILE");
    verb->add_option("--places", request.places, "Settlements: where people are exposed")->type_name("FILE");
    verb->add_option("--boundary", request.boundary, "The study area")->type_name("FILE");
    verb->add_option("--mapping", request.mappings,
                     "How columns become fields; each file names the kind that it is for")
        ->type_name("MAPPING");
    verb->add_option("--crs", options->crs, "Reference system of files that do not say theirs, for example EPSG:4326")
        ->type_name("CRS");
    verb->add_option("--encoding", options->encoding,
                     "Encoding of text files, for example cp1251; told from their bytes when absent")
        ->type_name("ENCODING");
    verb->add_option("-o,--out", request.out, "Folder of the report, the layers and the tables")
        ->required()
        ->type_name("DIR");
    options->print.declare(*verb);
    options->package.declare(*verb);
    options->assess.declare_measuring(*verb);
    verb->add_flag("-y,--yes", options->is_agreed, "Do not ask whether guessed mappings are right");
    verb->add_flag("--strict", options->is_strict, "Exit with 1 when any row was set aside");
    verb->add_flag("--json", options->is_json, "One JSON object on standard output");
    add_actor(*verb, request.actor);
    set_examples(*verb, {{"From files to a report, in a store that is made",
                          "cairn run store.gpkg --recorded maps.geojson --searched ground.geojson --finds finds.csv "
                          "--accidents accidents.csv "
                          "--crs EPSG:4326 -o report"},
                         {"Again, with one file more",
                          "cairn run store.gpkg --finds more_finds.csv --crs EPSG:4326 -o report"}});
    verb->callback(
        [&chosen, options] { chosen.run = [options, &chosen] { return run_run(*options, chosen.command_line); }; });
}

void add_report(CLI::App& app, Chosen& chosen) {
    auto options = std::make_shared<AssessOptions>();
    auto out = std::make_shared<fs::path>();
    auto print = std::make_shared<PrintOptions>();
    auto* verb = app.add_subcommand("report", "The page, the layers and the tables of an assessment");
    verb->add_option("STORE", options->store, "The store")->required()->type_name("STORE");
    verb->add_option("-o,--out", *out, "Folder to write into")->required()->type_name("DIR");
    print->declare(*verb);
    options->declare(*verb);
    set_examples(
        *verb,
        {{"The page, the layers and the tables", "cairn report store.gpkg -o report"},
         {"As PDF too, on sheets of Letter size", "cairn report store.gpkg -o report --pdf --paper letter"},
         {"As the store stood at the end of May 2024", "cairn report store.gpkg -o report-2024-05 --as-of 2024-05"}});
    verb->callback([&chosen, options, out, print] {
        chosen.run = [&chosen, options, out, print] {
            ConsoleProgress progress;
            const auto answer = workflow::write_report(
                options->to_request(), {.out = *out, .command = chosen.command_line, .printing = print->to_printing()},
                progress);
            print_sentences(answer.sentences);
            print_written(answer.written);
            return ExitCode::done;
        };
    });
}

}  // namespace cairn::cli
