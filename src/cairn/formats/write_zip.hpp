#pragma once
// Several files that appear together, or as one archive.

#include <filesystem>

namespace cairn::formats {

/// A new, empty folder beside `target`, removed with all that is in it unless it was taken over.
class ScratchFolder {
   public:
    /// Throws WorldError when the folder of `target` cannot be written to.
    explicit ScratchFolder(const std::filesystem::path& target);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// The folder under the name of the target, which must not be there or be an empty folder. Throws WorldError.
    void commit();

   private:
    std::filesystem::path target_;
    std::filesystem::path path_;
    bool is_done_ = false;
};

/// The files of a folder, and of those in it, in the order of their names, as a ZIP (deflate; ZIP64 where needed; names
/// in UTF-8), replacing `file` when whole. Times of the files are left out: the same files give the same bytes. Throws
/// WorldError.
void write_zip(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace cairn::formats
