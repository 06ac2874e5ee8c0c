// The world fails in the middle of an import: the power goes, the disk is full. The store opens, verifies, and the
// import can be repeated.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sys/mount.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/core/random.hpp"
#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

constexpr int rows = 20'000;

/// A CSV of invented points over open sea, large enough that an import takes a while.
std::string make_points(const Folder& folder) {
    Random random(11);
    std::string text = "id,latitude,longitude,date,killed,injured\n";
    for (int i = 0; i < rows; ++i)
        text += std::to_string(i) + ',' + std::to_string(-40 + random.uniform()) + ',' +
                std::to_string(-140 + random.uniform()) + ",199" + std::to_string(random.below(10)) + ",0,1\n";
    write_text(folder / "points.csv", text);
    return folder / "points.csv";
}

std::vector<std::string> import_of(const std::string& store, const std::string& file) {
    return {"import", store, file, "--as", "accident", "--crs", "EPSG:4326", "--json", "-y"};
}

void expect_repeatable(const std::string& store, const std::string& file) {
    const Ran verified = run_cairn({"verify", store, "--json"});
    ASSERT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    const Ran again = run_cairn(import_of(store, file));
    ASSERT_EQ(again.exit_code, 0) << again.err;
    const auto f = nlohmann::json::parse(again.out).at("files").at(0);
    EXPECT_EQ(f.at("read"), rows);
    EXPECT_EQ(f.at("accepted").get<int>() + f.at("merged").get<int>(), rows);
    EXPECT_TRUE(f.at("accepted") == 0 || f.at("merged") == 0) << "all of it or nothing had been kept";
    EXPECT_EQ(run_cairn({"verify", store}).exit_code, 0);
}

TEST(Kill, AtFiftyRandomMomentsOfAnImportLeavesAStoreThatOpensVerifiesAndTakesTheImportAgain) {
    const Folder folder;
    const std::string file = make_points(folder);
    using Clock = std::chrono::steady_clock;
    ASSERT_EQ(run_cairn({"init", folder / "timed.gpkg"}).exit_code, 0);
    const auto began = Clock::now();
    ASSERT_EQ(run_cairn(import_of(folder / "timed.gpkg", file)).exit_code, 0);
    const auto whole = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began).count();
    Random random(50);
    int killed = 0;
    for (int i = 0; i < 50; ++i) {
        const std::string store = folder / ("s" + std::to_string(i) + ".gpkg");
        ASSERT_EQ(run_cairn({"init", store}).exit_code, 0);
        const int moment = static_cast<int>(random.uniform(0, static_cast<double>(whole)));
        const Ran ran = run_cairn(import_of(store, file), moment);
        killed += ran.exit_code == 128 + SIGKILL ? 1 : 0;
        ASSERT_NO_FATAL_FAILURE(expect_repeatable(store, file)) << "killed after " << moment << " ms of " << whole;
        fs::remove(store);
    }
    RecordProperty("killed", killed);
    EXPECT_GT(killed, 35) << "the moments fell after the import's end";
}

TEST(FullDisk, FailsWithAMessageAndLeavesTheStoreAsItWas) {
    const Folder folder;
    const std::string file = make_points(folder);
    const std::string disk = folder / "disk";
    fs::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=3m") != 0) GTEST_SKIP() << "mounting a small disk needs root";
    const std::string store = disk + "/s.gpkg";
    EXPECT_EQ(run_cairn({"init", store}).exit_code, 0);
    const Ran full = run_cairn(import_of(store, file));
    EXPECT_EQ(full.exit_code, 3);
    EXPECT_NE(full.err.find("disk"), std::string::npos) << full.err;
    EXPECT_EQ(run_cairn({"verify", store}).exit_code, 0);
    EXPECT_EQ(mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=300m"), 0);
    expect_repeatable(store, file);
    umount(disk.c_str());
}

}  // namespace
}  // namespace cairn::tests
