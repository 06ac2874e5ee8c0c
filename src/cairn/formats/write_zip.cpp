#include "cairn/formats/write_zip.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <string_view>
#include <unistd.h>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/formats/archive_handle.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/whole_file.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& why) {
    throw WorldError("\"" + file.string() + "\" cannot be written: " + why + ".");
}

class ZipWriter {
   public:
    ZipWriter(const fs::path& file, const fs::path& named, const char* options)
        : named_(named), archive_(archive_write_new(), &archive_write_free) {
        archive_write_set_format_zip(archive_.get());
        check(archive_write_set_options(archive_.get(), options));
        check(archive_write_open_filename(archive_.get(), file.c_str()));
    }

    void add(const ZipMember& member) {
        Input input(member.file);
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                                  &archive_entry_free);
        // In UTF-8 alone: the library would take another form for text of the locale. Without a time: ZIP keeps it in
        // the local time zone, and none becomes 1980-01-01 in all of them.
        archive_entry_set_pathname_utf8(entry.get(), member.name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(input.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        check(archive_write_header(archive_.get(), entry.get()));
        while (input.peek() != Input::end_of_file) {
            const std::string_view piece = input.loaded();
            if (archive_write_data(archive_.get(), piece.data(), piece.size()) != std::ssize(piece)) fail();
            input.skip(piece.size());
        }
    }

    void close() { check(archive_write_close(archive_.get())); }

   private:
    void check(int code) {
        if (code < ARCHIVE_WARN) fail();
    }
    [[noreturn]] void fail() { formats::fail(named_, problem_of(archive_.get())); }

    const fs::path& named_;
    std::unique_ptr<archive, decltype(&archive_write_free)> archive_;
};

void write(const fs::path& file, std::vector<ZipMember>&& members, const char* options) {
    std::sort(members.begin(), members.end(), [](const ZipMember& a, const ZipMember& b) { return a.name < b.name; });
    TemporaryName name(file);
    ZipWriter zip(name.path(), file, options);
    for (const ZipMember& member : members) zip.add(member);
    zip.close();
    name.commit();
}

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

void write_plain_zip(const fs::path& file, std::vector<ZipMember> members) {
    write(file, std::move(members), "zip:compression=store,zip:hdrcharset=UTF-8");
}

void write_zip(const fs::path& file, const fs::path& folder) {
    std::vector<ZipMember> members;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        members.push_back({entry.path().lexically_relative(folder).generic_string(), entry.path()});
    }
    write(file, std::move(members), "zip:compression=deflate,zip:hdrcharset=UTF-8");
}

}  // namespace cairn::formats
