#pragma once
// A file that appears under its name only when it is whole.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>

namespace cairn::formats {

/// A name beside `file` to write to, taken over by commit(). Destroyed without commit(): it is removed.
class TemporaryName {
   public:
    explicit TemporaryName(std::filesystem::path file);
    ~TemporaryName();
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;

    const std::filesystem::path& path() const { return temporary_; }
    /// Renames, replacing what is there. Throws WorldError.
    void commit();

   private:
    std::filesystem::path file_;
    std::filesystem::path temporary_;
    bool is_done_ = false;
};

class WholeFile {
   public:
    /// Throws WorldError when the folder cannot be written to.
    explicit WholeFile(const std::filesystem::path& file);
    void write(std::string_view bytes);
    /// Flushes to the disk and renames. Throws WorldError (a full disk); nothing is left under the name then.
    void commit();

   private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    TemporaryName name_;
    std::unique_ptr<std::FILE, Close> stream_;
};

}  // namespace cairn::formats
