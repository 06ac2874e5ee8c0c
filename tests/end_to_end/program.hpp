#pragma once
// Drives the built program as a user would.

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

/// Runs `cairn` with the arguments; with `kill_after_ms`, sends SIGKILL then unless it has ended.
Ran run_cairn(const std::vector<std::string>& arguments, std::optional<int> kill_after_ms = std::nullopt);

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
