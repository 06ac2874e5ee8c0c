// The verbs that only read leave the store as it is, byte for byte.

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

TEST(Reading, NoReadingVerbChangesTheStoreNorItsTime) {
    const Folder folder;
    const std::string world = folder / "world", store = folder / "s.gpkg";
    ASSERT_EQ(run_cairn({"simulate", "borne-out", "-o", world}).exit_code, 0);
    ASSERT_EQ(run_cairn({"init", store}).exit_code, 0);
    ASSERT_EQ(run_cairn({"import", store, world + "/recorded_areas.geojson", "--as", "recorded-area"}).exit_code, 0);
    const std::string accidents = world + "/accidents.csv";
    const Ran imported = run_cairn({"import", store, accidents, "--as", "accident", "--crs", "EPSG:4326", "--json"});
    ASSERT_EQ(imported.exit_code, 0) << imported.err;
    const std::string sha = nlohmann::json::parse(imported.out).at("files").at(0).at("sha256");

    const std::string before = read_text(store);
    const auto time = fs::last_write_time(store) - std::chrono::hours(1);
    fs::last_write_time(store, time);
    const std::vector<std::vector<std::string>> verbs{
        {"assess", store, "--json"},
        {"report", store, "-o", folder / "report"},
        {"verify", store},
        {"log", store},
        {"export", store, "--set-aside", folder / "sheet.csv"},
        {"export", store, "--original", sha, "--to", folder / "original"},
        {"import", store, accidents, "--as", "accident", "--crs", "EPSG:4326", "--dry-run"}};
    for (const auto& verb : verbs) {
        const Ran ran = run_cairn(verb);
        EXPECT_EQ(ran.exit_code, 0) << verb[0] << ": " << ran.err;
        EXPECT_TRUE(read_text(store) == before) << verb[0] << " changed the store";
        EXPECT_EQ(fs::last_write_time(store), time) << verb[0] << " touched the store";
        for (const char* beside : {"-wal", "-shm", "-journal"}) EXPECT_FALSE(fs::exists(store + beside)) << verb[0];
    }
}

}  // namespace
}  // namespace cairn::tests
