#include "cairn/formats/write_zip.hpp"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fstream>
#include <memory>
#include <unistd.h>
#include <vector>

#include "cairn/core/error.hpp"
#include "cairn/formats/whole_file.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& why) {
    throw WorldError("\"" + file.string() + "\" cannot be written: " + why + ".");
}

class ZipWriter {
   public:
    ZipWriter(const fs::path& file, const fs::path& named)
        : named_(named), archive_(archive_write_new(), &archive_write_free) {
        archive_write_set_format_zip(archive_.get());
        check(archive_write_set_options(archive_.get(), "zip:compression=deflate,zip:hdrcharset=UTF-8"));
        check(archive_write_open_filename(archive_.get(), file.c_str()));
    }

    void add(const std::string& name, const fs::path& file) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  &archive_entry_free);
        archive_entry_set_pathname_utf8(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(fs::file_size(file)));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        archive_entry_set_mtime(entry.get(), first_dos_day, 0);
        check(archive_write_header(archive_.get(), entry.get()));
        std::ifstream in(file, std::ios::binary);
        std::vector<char> block(std::size_t{1} << 16);
        while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
            const auto size = static_cast<std::size_t>(in.gcount());
            if (archive_write_data(archive_.get(), block.data(), size) != static_cast<la_ssize_t>(size)) fail();
        }
        if (in.bad()) formats::fail(named_, "a part of it cannot be read back");
    }

    void close() { check(archive_write_close(archive_.get())); }

   private:
    static constexpr std::time_t first_dos_day = 315'532'800;  // 1980-01-01, the first day that a ZIP can state

    void check(int code) {
        if (code < ARCHIVE_WARN) fail();
    }
    [[noreturn]] void fail() {
        const char* said = archive_error_string(archive_.get());
        formats::fail(named_, said == nullptr ? "the library failed" : said);
    }

    fs::path named_;
    std::unique_ptr<archive, decltype(&archive_write_free)> archive_;
};

}  // namespace

ScratchFolder::ScratchFolder(const fs::path& target) : target_(target), path_(target) {
    if (!path_.has_filename()) path_ = path_.parent_path();  // "folder/"
    target_ = path_;
    path_.replace_filename("." + path_.filename().string() + "." + std::to_string(::getpid()) + ".parts");
    std::error_code error;
    fs::remove_all(path_, error);
    fs::create_directory(path_, error);
    if (error) fail(target_, error.message());
}

ScratchFolder::~ScratchFolder() {
    if (is_done_) return;
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void ScratchFolder::commit() {
    std::error_code error;
    fs::rename(path_, target_, error);  // takes the place of an empty folder, of nothing else
    if (error) fail(target_, error.message());
    is_done_ = true;
}

void write_zip(const fs::path& file, const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    TemporaryName name(file);
    ZipWriter zip(name.path(), file);
    for (const fs::path& each : files) zip.add(each.lexically_relative(folder).generic_string(), each);
    zip.close();
    name.commit();
}

}  // namespace cairn::formats
