#include "cairn/workflow/write_report.hpp"

#include "cairn/formats/writer.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/result_layers.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

}  // namespace

ReportAnswer write_report_of(Assessed& assessed, const ReportTarget& target, Progress& progress) {
    const fs::path& out = target.out;
    fs::create_directories(out);
    assessed.report.command = target.command;
    if (target.printing) assessed.report.paper = target.printing->paper == Paper::letter ? "letter" : "A4";
    ReportAnswer answer{
        .sentences = report::answer(assessed.report), .written = {}, .json = report::to_json(assessed.assessment)};
    const auto written = [&](const char* name) { return answer.written.emplace_back(out / name); };
    write_text_file(written("report.html"), report::write_report(assessed.report));
    write_text_file(written("results.json"), answer.json);
    formats::write_geopackage(written("results.gpkg"), result_layers(assessed));
    const std::pair<const char*, std::vector<Entity>> tables[] = {
        {"measures", report::measures_table(assessed.assessment)},
        {"shifts", report::shifts_table(assessed.assessment)},
        {"test_next", report::plan_table(assessed.assessment)},
        {"imports", report::imports_table(assessed.report.imports)}};
    for (const auto& [name, rows] : tables) {
        if (rows.empty()) continue;
        const std::string file = std::string(name) + ".csv";
        formats::write_csv(written(file.c_str()), to_table(name, "", rows));
    }
    if (target.printing) print_page(out / "report.html", written("report.pdf"), *target.printing, progress);
    return answer;
}

ReportAnswer write_report(const AssessRequest& request, const ReportTarget& target, Progress& progress) {
    const auto store = store::open_store_to_read(request.store);
    Assessed assessed = assess_opened(*store, request, progress);
    return write_report_of(assessed, target, progress);
}

}  // namespace cairn::workflow
