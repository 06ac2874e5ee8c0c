#include "cairn/workflow/write_report.hpp"

#include "cairn/formats/writer.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/result_layers.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

/// Columns in the order in which they first appear; the type of the first value that is not blank.
formats::Layer to_layer(std::string name, std::string description, std::vector<Entity> rows) {
    formats::Layer layer{
        .name = std::move(name), .description = std::move(description), .columns = {}, .rows = std::move(rows)};
    std::map<std::string, formats::Column::Type> types;
    for (const Entity& row : layer.rows)
        for (const auto& [field, value] : row.fields) {
            auto type = formats::Column::Type::text;
            if (std::holds_alternative<bool>(value)) type = formats::Column::Type::boolean;
            if (std::holds_alternative<std::int64_t>(value)) type = formats::Column::Type::integer;
            if (std::holds_alternative<double>(value)) type = formats::Column::Type::real;
            if (std::holds_alternative<Date>(value)) type = formats::Column::Type::date;
            const auto [at, is_new] = types.try_emplace(field, type);
            if (!is_new && at->second == formats::Column::Type::text && !std::holds_alternative<std::monostate>(value))
                at->second = type;
        }
    layer.columns.push_back({"id", formats::Column::Type::text});
    for (const auto& [field, type] : types) layer.columns.push_back({field, type});
    return layer;
}

}  // namespace

ReportAnswer write_report_of(Assessed& assessed, const fs::path& out, const std::string& command) {
    fs::create_directories(out);
    assessed.report.command = command;
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
        formats::write_csv(written(file.c_str()), to_layer(name, "", rows));
    }
    return answer;
}

ReportAnswer write_report(const AssessRequest& request, const fs::path& out, const std::string& command,
                          Progress& progress) {
    const auto store = store::open_store_to_read(request.store);
    Assessed assessed = assess_opened(*store, request, progress);
    return write_report_of(assessed, out, command);
}

}  // namespace cairn::workflow
