// A store that is opened to be read stays as it is, wherever it lies and whatever happened to it.

#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

/// In a process of its own, as a user who may read everything here and write nothing. The error's words, or empty.
std::string as_a_reader(const std::function<void()>& f) {
    constexpr uid_t nobody = 65534;
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0)) ::_exit(2);
        std::string message;
        try {
            f();
        } catch (const std::exception& error) {
            message = error.what();
        }
        ::_exit(::write(ends[1], message.data(), message.size()) == static_cast<ssize_t>(message.size()) ? 0 : 3);
    }
    ::close(ends[1]);
    std::string message;
    for (char c = 0; ::read(ends[0], &c, 1) == 1;) message += c;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    return message;
}

void read_all(const fs::path& file) {
    const auto store = open_store_to_read(file.string());
    NoProgress progress;
    if (!store->verify(progress).is_clean) throw WorldError("the store is not clean");
}

class Reading : public testing::Test {
   protected:
    Reading() : file_(folder_ / "s.gpkg") { fill(*create_store(file_.string(), sample_header)); }
    ~Reading() override { fs::permissions(folder_.path(), fs::perms::owner_all); }

    void forbid_writing() const {
        for (const auto& entry : fs::directory_iterator(folder_.path()))
            fs::permissions(entry.path(), fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read);
        fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::group_read |
                                            fs::perms::group_exec | fs::perms::others_read | fs::perms::others_exec);
    }
    /// A change that was reported as done, in a program that was killed before it could close the store.
    void change_and_be_killed() const {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto store = open_store(file_.string());
            const auto transaction = store->begin(sample_header);
            transaction->put(hazard("late"));
            transaction->commit();
            ::raise(SIGKILL);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status));
        ASSERT_TRUE(fs::exists(log_));
    }
    bool has_late() const { return open_store_to_read(file_.string())->find("hazard", "late").has_value(); }

    TempFolder folder_;
    fs::path file_;
    fs::path log_ = folder_ / "s.gpkg-wal";
};

TEST_F(Reading, ChangesNeitherBytesNorTimeAndLeavesNothingBeside) {
    const std::string before = bytes_of(file_);
    const auto time = fs::last_write_time(file_) - std::chrono::hours(1);
    fs::last_write_time(file_, time);
    read_all(file_);
    EXPECT_TRUE(open_store_to_read(file_.string())->find("hazard", "h1"));
    EXPECT_TRUE(bytes_of(file_) == before);
    EXPECT_EQ(fs::last_write_time(file_), time);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

TEST_F(Reading, NeedsNoRightToWriteAndWritingSaysThatItDoes) {
    forbid_writing();
    EXPECT_EQ(as_a_reader([&] { read_all(file_); }), "");
    const std::string refused = as_a_reader([&] { (void)open_store(file_.string()); });
    EXPECT_NE(refused.find("may not be written to"), std::string::npos) << refused;
}

TEST_F(Reading, SeesWhatAKilledProgramHadCommittedAndLeavesItInTheLog) {
    change_and_be_killed();
    const std::string before = bytes_of(file_), log = bytes_of(log_);
    EXPECT_TRUE(has_late());
    read_all(file_);
    EXPECT_TRUE(bytes_of(file_) == before);
    EXPECT_TRUE(bytes_of(log_) == log);
    open_store(file_.string());
    EXPECT_FALSE(fs::exists(log_)) << "who writes takes the log in";
    EXPECT_TRUE(has_late());
}

TEST_F(Reading, SaysWhatToDoWithALogThatCannotBeReadWhereItLies) {
    change_and_be_killed();
    fs::remove(folder_ / "s.gpkg-shm");
    forbid_writing();
    const std::string refused = as_a_reader([&] { read_all(file_); });
    EXPECT_NE(refused.find("s.gpkg-wal"), std::string::npos) << refused;
    EXPECT_NE(refused.find("Copy both files"), std::string::npos) << refused;

    const TempFolder copy;
    for (const char* name : {"s.gpkg", "s.gpkg-wal"}) fs::copy_file(folder_ / name, copy / name);
    EXPECT_TRUE(open_store_to_read((copy / "s.gpkg").string())->find("hazard", "late")) << "as it was told";
}

TEST_F(Reading, AFileThatExpectsALogIsReadWhereNoneCanBeMade) {
    EXPECT_EQ(Raw(file_).one("PRAGMA journal_mode=WAL"), "wal");
    ASSERT_FALSE(fs::exists(log_));
    forbid_writing();
    EXPECT_EQ(as_a_reader([&] { read_all(file_); }), "");
    fs::permissions(folder_.path(), fs::perms::owner_all);
    std::ofstream(log_).close();  // as a reader leaves it where one can be made
    forbid_writing();
    EXPECT_EQ(as_a_reader([&] { read_all(file_); }), "") << "an empty log holds no changes";
}

}  // namespace
}  // namespace cairn::store
