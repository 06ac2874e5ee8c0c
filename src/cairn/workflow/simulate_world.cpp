#include "cairn/workflow/simulate_world.hpp"

#include <algorithm>

#include "cairn/core/error.hpp"
#include "cairn/core/nearest_word.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/simulate/files.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

simulate::Scenario find_scenario(const std::string& scenario) {
    if (const auto bundled = simulate::find_bundled_scenario(scenario)) return *bundled;
    if (!fs::exists(scenario)) {
        const auto names = bundled_scenarios();
        std::string known;
        for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
        throw CallError("There is no scenario \"" + scenario + "\", neither bundled nor as a file." +
                        suggestion(scenario, names) + " Bundled: " + known + ".");
    }
    const auto read = simulate::read_scenario(scenario);
    if (read) return *read;
    std::string text = "The scenario cannot be used:";
    for (const Finding& finding : read.error()) text += "\n  " + finding.message;
    throw CallError(text);
}

formats::Layer to_layer(const simulate::FileTable& table) {
    formats::Layer layer{.name = fs::path(table.path).stem().string(),
                         .description = table.description,
                         .columns = {},
                         .rows = table.rows};
    for (const auto& column : table.columns)
        layer.columns.push_back({column.name, static_cast<formats::Column::Type>(column.type)});
    return layer;
}

/// The options of `run` take the files by what they hold; the spreadsheets' mappings lie beside them.
std::string next_command(const fs::path& out) {
    const auto file = [&out](const char* name) { return " " + (out / name).string(); };
    return "cairn run" + file("store.gpkg") + " --boundary" + file("study_area.geojson") + " --areas" +
           file("municipalities.geojson") + " --places" + file("settlements.geojson") + " --packages" +
           file("packages.csv") + " --recorded" + file("recorded_areas.geojson") + " --searched" +
           file("searches.geojson") + " --finds" + file("finds.csv") + " --accidents" + file("accidents.csv") +
           " --crs EPSG:4326 -o" + file("report");
}

}  // namespace

SimulateAnswer simulate_world(const std::string& scenario, const std::optional<std::uint64_t>& seed,
                              const fs::path& out, Progress& progress) {
    simulate::Scenario chosen = find_scenario(scenario);
    if (seed) chosen.seed = *seed;
    const simulate::World world = simulate::simulate(chosen, progress);
    const simulate::WorldFiles files = simulate::to_files(world);
    SimulateAnswer answer{.title = chosen.title, .written = {}, .next_command = {}};
    for (const auto& table : files.tables) {
        const fs::path file = out / table.path;
        fs::create_directories(file.parent_path());
        if (file.extension() == ".csv") {
            formats::write_csv(file, to_layer(table));
        } else {
            formats::write_geojson(file, to_layer(table));
        }
        answer.written.push_back(file);
    }
    for (const auto& text : files.texts) {
        const fs::path file = out / text.path;
        fs::create_directories(file.parent_path());
        write_text_file(file, text.text);
        answer.written.push_back(file);
    }
    answer.next_command = next_command(out);
    return answer;
}

std::vector<std::string> bundled_scenarios() { return simulate::bundled_scenarios(); }

}  // namespace cairn::workflow
