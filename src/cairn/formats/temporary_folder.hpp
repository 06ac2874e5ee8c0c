#pragma once
// A private folder for what is unpacked, gone with everything in it when it is no longer needed.

#include <filesystem>

namespace cairn::formats {

class TemporaryFolder {
   public:
    /// Readable by this user only. Throws WorldError when it cannot be made.
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

   private:
    std::filesystem::path path_;
};

}  // namespace cairn::formats
