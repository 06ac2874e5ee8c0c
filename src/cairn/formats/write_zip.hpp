#pragma once
// Several files that appear together, or as one archive.

#include <filesystem>
#include <string>
#include <vector>

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

struct ZipMember {
    std::string name;  ///< UTF-8
    std::filesystem::path file;
};

/// A ZIP (ZIP64 where needed; names in UTF-8) that depends on nothing but names and contents: members in the order of
/// their names, no times, whatever the time zone and the locale. Replaces `file` when whole. Throws WorldError.
void write_plain_zip(const std::filesystem::path& file, std::vector<ZipMember> members);  ///< not compressed
/// The files of a folder, and of those in it, compressed (deflate).
void write_zip(const std::filesystem::path& file, const std::filesystem::path& folder);

}  // namespace cairn::formats
