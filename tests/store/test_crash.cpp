// A process that is killed at any moment leaves a store that opens, is clean, and holds every change that had
// been reported as committed.

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

/// Writes change after change and reports the number of each, once committed, through the pipe. Never returns.
[[noreturn]] void write_until_killed(const std::string& file, int pipe, std::uint64_t seed) {
    Random random(seed);
    const auto store = open_store(file);
    for (;;) {
        auto t = store->begin({"child", "edit", "until killed"});
        const auto n = 1 + random.below(400);
        for (std::uint64_t i = 0; i < n; ++i) {
            t->put(hazard("h" + std::to_string(random.below(3000)), random.uniform(-170, 170)));
        }
        const std::string bytes(random.below(300'000), static_cast<char>('a' + random.below(26)));
        t->keep_bytes("file", bytes, hash_of(bytes));
        const std::int64_t number = t->commit().number;
        if (::write(pipe, &number, sizeof number) != sizeof number) ::_exit(0);
    }
}

/// Kills a writer after `wait_us` and gives the last change set that it reported.
std::int64_t run_and_kill(const std::string& file, std::uint64_t seed, useconds_t wait_us) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(file, ends[1], seed);
    }
    ::close(ends[1]);
    ::usleep(wait_us);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    std::int64_t number = 0;
    std::int64_t last = 0;
    while (::read(ends[0], &number, sizeof number) == sizeof number) last = number;
    ::close(ends[0]);
    return last;
}

void expect_clean(const std::string& file, std::int64_t at_least) {
    const auto store = open_store(file);
    NoProgress progress;
    const VerifyReport report = store->verify(progress);
    EXPECT_TRUE(report.is_clean);
    for (const Finding& finding : report.findings) ADD_FAILURE() << finding.code << ": " << finding.message;
    EXPECT_GE(report.change_sets, at_least) << "a change that was reported as committed is lost";
}

TEST(Crash, AKilledWriterLosesNothingThatWasCommitted) {
    const TempFolder folder;
    const std::string file = (folder / "s.gpkg").string();
    create_store(file, sample_header);
    Random random(17);
    std::int64_t committed = 1;
    int with_log = 0;
    for (std::uint64_t i = 0; i < 40; ++i) {
        const auto last = run_and_kill(file, i, static_cast<useconds_t>(5'000 + random.below(250'000)));
        committed = std::max(committed, last);
        with_log += std::filesystem::exists(file + "-wal") ? 1 : 0;
        expect_clean(file, committed);
    }
    EXPECT_GT(committed, 10) << "the writers did commit, however slow the machine";
    EXPECT_GT(with_log, 30) << "the writers were killed at work";
}

/// A log that long may have been copied into the store, which happens only after it was synced to the disk: no power
/// failure takes any of it away then. sqlite.cpp: wal_autocheckpoint, a page and its frame's header.
constexpr std::uintmax_t longest_log_never_copied = std::uintmax_t{4000} * (4096 + 24);

TEST(Crash, ALogThatWasCutOffByAPowerFailureIsReadAsFarAsItIsWhole) {
    const TempFolder folder;
    const std::string file = (folder / "s.gpkg").string();
    create_store(file, sample_header);
    Random random(29);
    int cuts = 0;
    for (std::uint64_t i = 0; i < 40; ++i) {
        run_and_kill(file, 100 + i, static_cast<useconds_t>(5'000 + random.below(100'000)));
        const std::string log = file + "-wal";
        if (std::filesystem::exists(log) && std::filesystem::file_size(log) < longest_log_never_copied) {
            std::filesystem::resize_file(log, random.below(std::filesystem::file_size(log) + 1));
            ++cuts;
        }
        expect_clean(file, 1);
    }
    EXPECT_GE(cuts, 10) << "writers were killed before the log was copied";
}

}  // namespace
}  // namespace cairn::store
