// The built program on files that people, programs and ill will produce: it ends with an exit code of its own and a
// sentence, never by a signal or a sanitizer's report, and what it refuses leaves the store as it was.

#include <chrono>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <sys/resource.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "end_to_end/program.hpp"
#include "intake/hostile_files.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

/// What every run must keep to, whatever it was given.
void expect_orderly(const Ran& ran) {
    EXPECT_TRUE(ran.exit_code >= 0 && ran.exit_code <= 3) << "exit code " << ran.exit_code;
    for (const std::string& text : {ran.out, ran.err})
        for (const char* report : {"Sanitizer", "runtime error:", "terminate called", "Assertion"})
            EXPECT_EQ(text.find(report), std::string::npos) << text.substr(0, 4000);
    // A person reads a sentence, neither a word nor a flood, and no library speaks in our place.
    if (ran.exit_code >= 2) {
        EXPECT_GT(ran.err.size(), 40U) << ran.err;
        EXPECT_LT(ran.err.size(), 4000U) << ran.err.substr(0, 4000);
        EXPECT_TRUE(ran.err.starts_with("cairn: ")) << ran.err;
        EXPECT_EQ(ran.err.find("exception."), std::string::npos) << ran.err;
    }
}

std::string head_of(const std::string& store) {
    const Ran verified = run_cairn({"verify", store, "--json"});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
    return verified.exit_code == 0 ? nlohmann::json::parse(verified.out).at("head").get<std::string>() : "";
}

class HostileFiles : public testing::Test {
   protected:
    HostileFiles() : store_(folder_ / "kept.gpkg"), copy_(folder_ / "copy.gpkg") {
        EXPECT_EQ(run_cairn({"init", store_}).exit_code, 0);
        head_ = head_of(store_);
        bytes_ = read_text(store_);
    }

    /// A trial run, then the main job on a copy of the store.
    void take(const HostileFile& hostile) {
        SCOPED_TRACE(hostile.name);
        const std::string file = folder_ / hostile.name;
        write_text(file, hostile.bytes);
        const auto began = std::chrono::steady_clock::now();
        try_it(hostile, file);
        do_it(file);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        if (took.count() > slowest_s_) {
            slowest_s_ = took.count();
            slowest_ = hostile.name;
        }
        fs::remove(file);
    }

    void take_all(const std::vector<HostileFile>& files) {
        for (const HostileFile& hostile : files) take(hostile);
        RecordProperty("files", static_cast<int>(files.size()));
        RecordProperty("slowest", slowest_ + ", " + std::to_string(slowest_s_) + " s");
    }

    const std::string& store() const { return store_; }
    const std::string& head() const { return head_; }
    const Folder& folder() const { return folder_; }

   private:
    void try_it(const HostileFile& hostile, const std::string& file) {
        std::vector<std::string> arguments{"import", store_, file, "--as", "recorded-area", "--dry-run", "-y"};
        if (hostile.told.find("crs_not_stated") == std::string::npos)
            arguments.insert(arguments.end(), {"--crs", "EPSG:4326"});
        const Ran ran = run_cairn(arguments);
        expect_orderly(ran);
        EXPECT_TRUE(read_text(store_) == bytes_) << "a trial run changed the store";
        if (ran.exit_code < 2) {
            EXPECT_NE(ran.out.find(" read = "), std::string::npos) << ran.out;
        } else {
            EXPECT_NE(ran.err.find(file), std::string::npos) << "the file is not named: " << ran.err;
        }
        std::istringstream wanted(hostile.told);
        bool is_told = hostile.told.empty() || hostile.told == "-" || hostile.told == "CallError";
        for (std::string code; wanted >> code;) is_told |= (ran.out + ran.err).find("[" + code) != std::string::npos;
        EXPECT_TRUE(is_told) << "expected " << hostile.told << " in: " << ran.out << ran.err;
    }

    void do_it(const std::string& file) {
        fs::copy_file(store_, copy_, fs::copy_options::overwrite_existing);
        const Ran ran =
            run_cairn({"run", copy_, "--recorded", file, "--crs", "EPSG:4326", "-y", "-o", folder_ / "result"});
        expect_orderly(ran);
        const std::string head = head_of(copy_);
        EXPECT_TRUE(ran.exit_code != 2 || head == head_) << "what was refused changed the store";
        fs::remove_all(folder_ / "result");
    }

    Folder folder_;
    std::string store_, copy_, head_, bytes_;
    std::string slowest_;
    double slowest_s_ = 0;
};

/// As text of positions "x y" or "[x,y]" around a middle; radius(i) in degrees.
template <class Radius>
std::string ring_text(int positions, const std::string& before, const std::string& between, const std::string& behind,
                      Radius&& radius) {
    std::string text;
    std::string first;
    for (int i = 0; i < positions; ++i) {
        const double angle = 2 * std::acos(-1.0) * i / positions;
        const std::string position = before + std::to_string(15 + radius(i) * std::cos(angle)) + between +
                                     std::to_string(45 + radius(i) * std::sin(angle)) + behind;
        if (i == 0) first = position;
        text += position + ",";
    }
    return text + first;
}

constexpr int a_million = 1'000'000;

std::vector<HostileFile> rings_of_a_million() {
    const auto geojson = [](auto&& radius) {
        return R"({"type":"Feature","properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[[)" +
               ring_text(a_million, "[", ",", "]", radius) + "]]}}";
    };
    const auto round = [](int) { return 1.0; };
    const auto jagged = [](int i) { return i % 2 == 0 ? 1.0 : 0.5; };
    const auto wild = [](int i) { return static_cast<double>((i * 7919LL) % 1000) / 1000; };
    std::string same = "[10,45]";
    for (int i = 1; i < a_million; ++i) same += ",[10,45]";
    return {{"a round ring of a million.geojson", geojson(round), "-"},
            {"a jagged ring of a million.geojson", geojson(jagged), "ring_too_intricate"},
            {"a wild ring of a million.geojson", geojson(wild), "ring_too_intricate"},
            {"a round ring of a million.csv",
             "name,wkt\nx,\"POLYGON ((" + ring_text(a_million, "", " ", "", round) + "))\"\n", ""},
            {"one position a million times.geojson",
             R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[)" + same + "]]}}",
             "broken_ring"}};
}

TEST_F(HostileFiles, OfOtherKindsAreRefusedInASentence) { take_all(files_of_other_kinds()); }
TEST_F(HostileFiles, OfGeoJsonBreakNothing) { take_all(hostile_geojson()); }
TEST_F(HostileFiles, OfCsvBreakNothing) { take_all(hostile_csv()); }
TEST_F(HostileFiles, OfGeoPackagesBreakNothing) { take_all(hostile_geopackages()); }
TEST_F(HostileFiles, WithRingsOfAMillionPositionsBreakNothingAndTakeBoundedMemory) {
    take_all(rings_of_a_million());
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    RecordProperty("peak_kb", std::to_string(usage.ru_maxrss));
#ifndef CAIRN_SANITIZED
    EXPECT_LT(usage.ru_maxrss, 2 * 1024 * 1024) << "kB";
#endif
}

TEST_F(HostileFiles, InPlaceOfAMappingAScenarioASheetOrAStoreAreRefusedInASentence) {
    write_text(folder() / "points.csv", "id,lon,lat\n1,10,45\n");
    std::vector<HostileFile> files = files_of_other_kinds();
    const std::string deep = std::string(400'000, '[') + std::string(400'000, ']');
    files.push_back({"deep", R"({"kind":)" + deep + R"(,"name":)" + deep + "}", ""});
    files.push_back({"a large number", R"({"kind":"accident","default_sigma_m":1e999,"seed":1e999})", ""});
    files.push_back({"a sheet of nothing.csv", "_import,_row,_code,_message\n", ""});
    files.push_back({"a sheet of another store.csv", "_import,_row,_code,_message,a\n77,1,x,y,1\n", ""});
    files.push_back({"a sheet with wild numbers.csv", "_import,_row,_code,_message,a\n1e9,-1,x,y,1\n", ""});
    for (const HostileFile& hostile : files) {
        SCOPED_TRACE(hostile.name);
        const std::string file = folder() / hostile.name;
        write_text(file, hostile.bytes);
        const std::string as_store = folder() / "hostile.gpkg";
        fs::copy_file(file, as_store, fs::copy_options::overwrite_existing);
        for (const Ran& ran :
             {run_cairn({"import", store(), folder() / "points.csv", "--as", "accident", "--crs", "EPSG:4326", "-y",
                         "--mapping", file}),
              run_cairn({"simulate", file, "-o", folder() / "world"}), run_cairn({"import", store(), file, "--retry"}),
              run_cairn({"verify", as_store}), run_cairn({"assess", as_store})}) {
            expect_orderly(ran);
            const bool says_nothing_to_do = ran.exit_code == 0 && hostile.name == "a sheet of nothing.csv";
            EXPECT_TRUE(ran.exit_code >= 2 || says_nothing_to_do) << ran.out;
        }
        EXPECT_TRUE(read_text(as_store) == hostile.bytes) << "what is no store was written to";
        EXPECT_EQ(head_of(store()), head()) << "what was refused changed the store";
        fs::remove(file);
    }
}

}  // namespace
}  // namespace cairn::tests
