// The world fails in the middle of an import: the power goes, the disk is full. The store opens, verifies, and the
// import can be repeated with the result of one that nothing disturbed.

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/mount.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include "cairn/core/random.hpp"
#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

constexpr int rows = 20'000;
constexpr int moments = 50;
constexpr int killed = 128 + SIGKILL;

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

/// The Merkle roots of all change sets but the first, which made the store. They cover every row of what was imported,
/// so that two stores with the same ones hold the same (docs/store.md); only times and the store's own id differ.
std::string contents(const std::string& store) {
    sqlite3* database = nullptr;
    sqlite3_open_v2(store.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr);
    std::string roots;
    const auto add = [](void* to, int, char** cells, char**) {
        *static_cast<std::string*>(to) += cells[0] + std::string(" ");
        return 0;
    };
    sqlite3_exec(database, "SELECT merkle_root FROM change_set WHERE number > 1 ORDER BY number", add, &roots, nullptr);
    sqlite3_close(database);
    return roots;
}

void expect_clean(const std::string& store) {
    const Ran verified = run_cairn({"verify", store});
    EXPECT_EQ(verified.exit_code, 0) << verified.out << verified.err;
}

/// What one import is disturbed in, again and again, each time in a new store.
class Disturbed {
   public:
    Disturbed() : file_(make_points(folder_)), store_(folder_ / "s.gpkg") {
        renew();
        const auto began = std::chrono::steady_clock::now();
        EXPECT_EQ(run_cairn(import()).exit_code, 0);
        whole_ms_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
        undisturbed_ = contents(store_);
        EXPECT_FALSE(undisturbed_.empty());
    }

    void renew() {
        for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(store_ + suffix);
        EXPECT_EQ(run_cairn({"init", store_}).exit_code, 0);
    }
    std::vector<std::string> import() const { return import_of(store_, file_); }
    const std::string& store() const { return store_; }
    double whole_ms() const { return whole_ms_; }

    /// The store opens, is clean, and holds the import whole or not at all; repeated, it is as if nothing had happened.
    void expect_repeatable() {
        expect_clean(store_);
        const std::string before = contents(store_);
        EXPECT_TRUE(before.empty() || before == undisturbed_) << "a part of the import was kept";
        (before.empty() ? undone_ : done_) += 1;
        const Ran again = run_cairn(import());
        ASSERT_EQ(again.exit_code, 0) << again.err;
        const auto f = nlohmann::json::parse(again.out).at("files").at(0);
        EXPECT_EQ(f.at("read"), rows);
        EXPECT_EQ(f.at(before.empty() ? "accepted" : "merged"), rows);
        EXPECT_EQ(contents(store_), undisturbed_);
        expect_clean(store_);
    }
    int undone() const { return undone_; }
    int done() const { return done_; }

   private:
    Folder folder_;
    std::string file_, store_, undisturbed_;
    double whole_ms_ = 0;
    int undone_ = 0, done_ = 0;
};

// One moment in each fiftieth of the run, so that reading, writing and building the indexes are all met.
TEST(Kill, AtFiftyRandomMomentsOfAnImportLeavesAStoreThatTakesTheImportAgain) {
    Disturbed disturbed;
    Random random(50);
    int kills = 0;
    for (int i = 0; i < moments; ++i) {
        disturbed.renew();
        const double moment = disturbed.whole_ms() * (i + random.uniform()) / moments;
        const Ran ran = run_cairn(disturbed.import(), {.kill_after_ms = static_cast<int>(moment)});
        kills += ran.exit_code == killed ? 1 : 0;
        SCOPED_TRACE("killed after " + std::to_string(moment) + " ms of " + std::to_string(disturbed.whole_ms()));
        ASSERT_NO_FATAL_FAILURE(disturbed.expect_repeatable());
    }
    RecordProperty("killed", kills);
    EXPECT_GT(kills, 35) << "the moments fell after the import's end";
    EXPECT_GT(disturbed.undone(), 25);
}

// The commit takes a hundredth of the run but writes most of it: moments of time alone would miss it.
TEST(Kill, AtFiftyRandomWritesOfAnImportLeavesAStoreThatTakesTheImportAgain) {
    Disturbed disturbed;
    disturbed.renew();
    const int changes = count_file_changes(disturbed.import());
    ASSERT_GT(changes, 1000);
    Random random(51);
    for (int i = 0; i < moments; ++i) {
        disturbed.renew();
        // Early ones are few and unlike each other: every fifth moment is one of them.
        const int among = i % 5 == 0 ? 30 : changes;
        const int at = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(among)));
        const Ran ran = run_cairn_failing(disturbed.import(), i % 2 == 0 ? FailAs::kill : FailAs::torn_write, at);
        SCOPED_TRACE("killed at change " + std::to_string(at) + " of " + std::to_string(changes));
        EXPECT_EQ(ran.exit_code, killed);
        ASSERT_NO_FATAL_FAILURE(disturbed.expect_repeatable());
    }
    EXPECT_GT(disturbed.undone(), 10) << "killed before the commit was whole";
    EXPECT_GT(disturbed.done(), 10) << "killed behind the commit, while the log is brought into the file";
}

// The beginning: a store that is half made is no store, and the same command makes it anew.
TEST(Kill, WhileAStoreIsMadeLeavesNothingInTheWay) {
    const Folder folder;
    const std::string store = folder / "s.gpkg";
    const int changes = count_file_changes({"init", folder / "counted.gpkg"});
    Random random(52);
    for (int i = 0; i < moments; ++i) {
        const int at = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(changes)));
        SCOPED_TRACE("killed at change " + std::to_string(at) + " of " + std::to_string(changes));
        EXPECT_EQ(run_cairn_failing({"init", store}, FailAs::kill, at).exit_code, killed);
        if (!fs::exists(store)) {
            const Ran again = run_cairn({"init", store});
            EXPECT_EQ(again.exit_code, 0) << again.err;
        }
        expect_clean(store);
        for (const auto& left : fs::directory_iterator(folder.path))
            if (left.path().filename().string().starts_with("s.gpkg")) fs::remove(left);
    }
}

TEST(FullDisk, AtFiftyRandomWritesOfAnImportIsToldAndLeavesAStoreThatTakesTheImportAgain) {
    Disturbed disturbed;
    disturbed.renew();
    const int changes = count_file_changes(disturbed.import());
    Random random(53);
    for (int i = 0; i < moments; ++i) {
        disturbed.renew();
        const int among = i % 5 == 0 ? 30 : changes;
        const int at = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(among)));
        const Ran full = run_cairn_failing(disturbed.import(), FailAs::full_disk, at);
        SCOPED_TRACE("full from change " + std::to_string(at) + " of " + std::to_string(changes));
        // Behind the commit everything is on disk already: the log is brought into the file another time.
        EXPECT_TRUE(full.exit_code == 0 || full.exit_code == 3) << full.exit_code;
        if (full.exit_code == 3) {
            EXPECT_NE(full.err.find("the disk is full"), std::string::npos) << full.err;
            EXPECT_EQ(contents(disturbed.store()), "");
        }
        ASSERT_NO_FATAL_FAILURE(disturbed.expect_repeatable());
    }
    EXPECT_GT(disturbed.undone(), 10);
}

// As on a stick whose file system ends at 4 GB.
TEST(FullDisk, AFileThatMayNotGrowIsToldAndLeavesAStoreThatTakesTheImportAgain) {
    Disturbed disturbed;
    for (const long megabytes : {1, 2, 4, 8}) {
        disturbed.renew();
        SCOPED_TRACE(std::to_string(megabytes) + " MB");
        const Ran ran = run_cairn(disturbed.import(), {.largest_file = megabytes * 1024 * 1024});
        EXPECT_EQ(ran.exit_code, 3);
        EXPECT_NE(ran.err.find("another disk"), std::string::npos) << ran.err;
        ASSERT_NO_FATAL_FAILURE(disturbed.expect_repeatable());
    }
    EXPECT_EQ(disturbed.undone(), 4);
}

/// A small disk of memory. Making one needs root.
class SmallDisk {
   public:
    SmallDisk(const std::string& at, int megabytes) : at_(at) {
        fs::create_directory(at);
        is_there_ = mount("tmpfs", at.c_str(), "tmpfs", 0, size(megabytes).c_str()) == 0;
    }
    ~SmallDisk() {
        if (is_there_) umount(at_.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    bool is_there() const { return is_there_; }
    void resize(int megabytes) {
        EXPECT_EQ(mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, size(megabytes).c_str()), 0);
    }

    /// Until not one byte more fits.
    void fill() {
        std::ofstream filler(at_ + "/filler", std::ios::binary);
        const std::string block(4096, 'x');
        while (filler << block && filler.flush()) {
        }
    }
    void empty() { fs::remove(at_ + "/filler"); }

   private:
    static std::string size(int megabytes) { return "size=" + std::to_string(megabytes) + "m"; }
    std::string at_;
    bool is_there_ = false;
};

TEST(RealDisk, ThatIsFullIsToldAndLeavesAStoreThatIsReadAndTakesTheImportAgain) {
    const Folder folder;
    const std::string file = make_points(folder);
    int full_times = 0;
    for (int megabytes = 2; megabytes <= 30; megabytes += 4) {
        SCOPED_TRACE(std::to_string(megabytes) + " MB");
        const std::string at = folder / ("disk" + std::to_string(megabytes));
        SmallDisk disk(at, megabytes);
        if (!disk.is_there())
            GTEST_SKIP() << "mounting a small disk needs root; FullDisk makes every write fail without";
        const std::string store = at + "/s.gpkg";
        ASSERT_EQ(run_cairn({"init", store}).exit_code, 0);
        const Ran ran = run_cairn(import_of(store, file));
        if (ran.exit_code != 0) {
            ++full_times;
            EXPECT_EQ(ran.exit_code, 3);
            EXPECT_NE(ran.err.find("the disk is full"), std::string::npos) << ran.err;
        }
        expect_clean(store);
        disk.fill();
        expect_clean(store);  // reading needs no space
        disk.empty();
        disk.resize(300);
        EXPECT_EQ(run_cairn(import_of(store, file)).exit_code, 0);
        expect_clean(store);
    }
    EXPECT_GE(full_times, 3);
}

}  // namespace
}  // namespace cairn::tests
