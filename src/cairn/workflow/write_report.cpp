#include "cairn/workflow/write_report.hpp"

#include <system_error>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/print_report.hpp"
#include "cairn/workflow/result_layers.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

}  // namespace

ReportAnswer write_report_of(Assessed& assessed, const ReportTarget& target, Progress& progress) {
    const fs::path& out = target.out;
    std::error_code error;
    fs::create_directories(out, error);
    if (error) {
        throw WorldError("Cannot make the folder " + out.string() + " for the report: " + error.message() +
                         ". Name another with -o, or check the rights.");
    }
    assessed.report.command = target.command;
    if (target.printing) assessed.report.paper = target.printing->paper == Paper::letter ? "letter" : "A4";
    ReportAnswer answer{
        .sentences = report::answer(assessed.report), .written = {}, .json = report::to_json(assessed.assessment)};
    const auto written = [&](const std::string& name) { return answer.written.emplace_back(out / name); };
    write_text_file(written("report.html"), report::write_report(assessed.report));
    write_text_file(written("results.json"), answer.json);
    formats::write_geopackage(written("results.gpkg"), result_layers(assessed));
    auto tables = result_tables(assessed.assessment);
    if (auto rows = report::imports_table(assessed.report.imports); !rows.empty())
        tables.push_back(to_table("imports", "What was read of each file", std::move(rows)));
    for (const formats::Layer& table : tables) formats::write_csv(written(table.name + ".csv"), table);
    if (target.printing) {
        for (fs::path& file : print_report(assessed, out, *target.printing, progress))
            answer.written.push_back(std::move(file));
    }
    return answer;
}

ReportAnswer write_report(const AssessRequest& request, const ReportTarget& target, Progress& progress) {
    const auto store = store::open_store_to_read(request.store);
    Assessed assessed = assess_opened(*store, request, progress);
    return write_report_of(assessed, target, progress);
}

}  // namespace cairn::workflow
