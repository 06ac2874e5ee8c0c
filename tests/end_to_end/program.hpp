#pragma once
// Drives the built program as a user would, and lets the world fail under it.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cairn::tests {

struct Ran {
    int exit_code = -1;  ///< 128 + signal when it was killed
    std::string out;
    std::string err;
};

struct Circumstances {
    std::optional<int> kill_after_ms{};    ///< SIGKILL then, unless it has ended
    std::optional<long> largest_file{};    ///< bytes; no file may grow further
    std::vector<std::string> environment{};  ///< NAME=VALUE, beside the test's own
};

/// Runs `cairn` with the arguments.
Ran run_cairn(const std::vector<std::string>& arguments, const Circumstances& circumstances = {});

/// What happens at one change of a file (failing_world.cpp): the program is killed in its place; half of the bytes are
/// written and it is killed; from there on the disk is full.
enum class FailAs { kill, torn_write, full_disk };

/// Runs `cairn`; its change number `at` (from 1) fails.
Ran run_cairn_failing(const std::vector<std::string>& arguments, FailAs as, int at);
/// How often a run of `cairn` changes a file: writes, truncates, syncs, renames, removes.
int count_file_changes(const std::vector<std::string>& arguments);

/// A folder that is removed with this value.
class Folder {
   public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
    std::string operator/(const std::string& name) const { return (path / name).string(); }
};

std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace cairn::tests
