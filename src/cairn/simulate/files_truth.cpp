#include "cairn/simulate/files_truth.hpp"

#include <utility>

#include "cairn/simulate/calendar.hpp"
#include "cairn/simulate/chart.hpp"

namespace cairn::simulate {
namespace {

using Type = FileColumn::Type;

std::int64_t number_of_field(int index) { return index + 1; }

FileTable fields_table(const World& world, const Chart& chart) {
    FileTable table{.path = "truth/fields.geojson", .description = "Fields as they were laid."};
    table.columns = {{"field", Type::integer}, {"category"},           {"laid", Type::date},
                     {"later", Type::boolean}, {"lifted", Type::date}, {"devices", Type::integer}};
    for (std::size_t i = 0; i < world.fields.size(); ++i) {
        const TrueField& field = world.fields[i];
        Entity row{.kind = "true-field", .id = std::to_string(i + 1)};
        row.fields = {{"field", number_of_field(static_cast<int>(i))},
                      {"category", std::string(cairn::to_text(field.category))},
                      {"laid", to_date(field.laid)},
                      {"later", field.later},
                      {"lifted", field.lifted ? Value(to_date(*field.lifted)) : Value()},
                      {"devices", static_cast<std::int64_t>(field.devices)}};
        row.geometry = chart.polygon(field.footprint);
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable devices_table(const World& world, const Chart& chart) {
    FileTable table{.path = "truth/devices.geojson", .description = "Every device, and what became of it."};
    table.columns = {{"device", Type::integer}, {"field", Type::integer}, {"category"},
                     {"made", Type::date},      {"laid", Type::date},     {"fate"},
                     {"gone", Type::date}};
    for (std::size_t i = 0; i < world.devices.size(); ++i) {
        const TrueDevice& device = world.devices[i];
        const bool is_left = device.fate == Fate::left;
        Entity row{.kind = "true-device", .id = std::to_string(i + 1)};
        row.fields = {{"device", static_cast<std::int64_t>(i + 1)},
                      {"field", device.field < 0 ? Value() : Value(number_of_field(device.field))},
                      {"category", std::string(cairn::to_text(device.category))},
                      {"made", device.made},
                      {"laid", to_date(device.laid)},
                      {"fate", std::string(to_text(device.fate))},
                      {"gone", is_left ? Value() : Value(to_date(device.gone))}};
        row.geometry = chart.point(device.position);
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable accidents_table(const World& world, const Chart& chart) {
    FileTable table{.path = "truth/accidents.geojson", .description = "Accidents where and when they happened."};
    table.columns = {{"case_number"}, {"device", Type::integer}, {"date", Type::date}};
    for (std::size_t i = 0; i < world.harmed.size(); ++i) {
        const TrueDevice& device = world.devices[static_cast<std::size_t>(world.harmed[i].device)];
        Entity row{.kind = "true-accident", .id = world.accidents[i].id};
        row.fields = {{"case_number", world.accidents[i].id},
                      {"device", static_cast<std::int64_t>(world.harmed[i].device) + 1},
                      {"date", to_date(device.gone)}};
        row.geometry = chart.point(device.position);
        table.rows.push_back(std::move(row));
    }
    return table;
}

FileTable lines_table(const World& world, const Chart& chart) {
    FileTable table{.path = "truth/lines.geojson", .description = "Roads, the river and the former front line."};
    table.columns = {{"kind"}};
    const auto add = [&](const Path& path, std::string kind) {
        Entity row{.kind = "true-line", .id = std::to_string(table.rows.size() + 1)};
        row.fields = {{"kind", std::move(kind)}};
        row.geometry = chart.line(path);
        table.rows.push_back(std::move(row));
    };
    for (const Path& road : world.terrain.roads) add(road, "road");
    add(world.terrain.river, "river");
    add(world.terrain.front, "front line");
    return table;
}

}  // namespace

std::vector<FileTable> truth_tables(const World& world) {
    const Chart chart(world.scenario.ground.centre);
    std::vector<FileTable> tables;
    tables.push_back(fields_table(world, chart));
    tables.push_back(devices_table(world, chart));
    tables.push_back(accidents_table(world, chart));
    tables.push_back(lines_table(world, chart));
    return tables;
}

}  // namespace cairn::simulate
