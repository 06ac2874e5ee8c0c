#pragma once
// A folder of its own for each test, removed with all that is in it.

#include <filesystem>
#include <string>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cairn::store {

class TempFolder {
   public:
    TempFolder() {
        // In memory where there is such a place: a disk makes each of many small commits wait.
        const std::filesystem::path memory = "/dev/shm";
        const bool has_memory = ::access(memory.c_str(), W_OK) == 0;
        const auto base = has_memory ? memory : std::filesystem::temp_directory_path();
        std::string pattern = (base / "cairn-store-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
        path_ = pattern;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

}  // namespace cairn::store
