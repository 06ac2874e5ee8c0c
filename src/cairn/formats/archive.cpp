#include "cairn/formats/archive.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>

#include "cairn/core/error.hpp"
#include "cairn/core/text.hpp"
#include "cairn/formats/archive_handle.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 16;
constexpr std::size_t longest_part = 200;  // bytes of a folder's or file's name

Finding refusal(std::string code, const std::string& message, std::string found, std::string expected) {
    return {.code = std::move(code),
            .severity = Severity::error,
            .message = message,
            .found = std::move(found),
            .expected = std::move(expected)};
}

Finding encrypted() {
    return refusal("archive_encrypted", "The archive is locked with a password. Unpack it, and name the files.",
                   "an encrypted archive", "an archive without a password");
}

Finding unsafe(const std::string& name, const std::string& what) {
    return refusal("archive_unsafe",
                   "The archive has an entry, \"" + std::string(first_bytes(replace_invalid(name), 80)) +
                       "\", that is " + what + ". Nothing of it was unpacked into use. Ask for plain files.",
                   what, "plain files, each with a name of its own inside the archive");
}

bool is_compressor(std::string_view start) {
    return start.starts_with("\x1F\x8B") || start.starts_with("BZh") ||
           start.starts_with(
               "\xFD"
               "7zXZ") ||
           start.starts_with("\x28\xB5\x2F\xFD");
}

ArchiveReader open_reader(const std::filesystem::path& file) {
    ArchiveReader reader(archive_read_new(), &archive_read_free);
    Input input(file);
    const bool may_be_one_file = is_compressor(input.look_ahead(8));
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_7zip(reader.get());
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_filter_zstd(reader.get());
    if (may_be_one_file) archive_read_support_format_raw(reader.get());
    return reader;
}

/// The name as a path below the archive; absent when it leads out of it or cannot be a file's.
std::optional<std::filesystem::path> inner_path(std::string name) {
    std::replace(name.begin(), name.end(), '\\', '/');
    if (name.empty() || name.front() == '/' || (name.size() > 1 && name[1] == ':')) return std::nullopt;
    std::filesystem::path out;
    std::size_t from = 0;
    int depth = 0;
    while (from <= name.size()) {
        const std::size_t to = std::min(name.find('/', from), name.size());
        std::string part = replace_invalid(std::string_view(name).substr(from, to - from));
        from = to + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." || part.size() > longest_part || ++depth > 32) return std::nullopt;
        for (char& c : part) {
            if (static_cast<unsigned char>(c) < 0x20) c = '_';
        }
        out /= part;
    }
    if (out.empty()) return std::nullopt;
    return out;
}

class Unpacker {
   public:
    Unpacker(const std::filesystem::path& archive, const std::filesystem::path& to, const Limits& limits,
             Unpacked& used)
        : file_(archive), to_(to), limits_(limits), used_(used), reader_(open_reader(archive)) {
        std::error_code error;
        packed_bytes_ = std::max<std::uintmax_t>(1, std::filesystem::file_size(archive, error));
    }

    Result<std::vector<std::filesystem::path>> run() {
        if (archive_read_open_filename(reader_.get(), file_.c_str(), block_bytes) != ARCHIVE_OK)
            return failure(broken());
        is_open_ = true;
        archive_entry* entry = nullptr;
        for (;;) {
            const int status = archive_read_next_header(reader_.get(), &entry);
            if (status == ARCHIVE_EOF) break;
            if (status < ARCHIVE_WARN) return failure(broken());
            if (auto problem = take(entry)) return failure(*std::move(problem));
        }
        std::sort(files_.begin(), files_.end());
        return std::move(files_);
    }

   private:
    Finding broken() const {
        const std::string said = problem_of(reader_.get());
        // The library must not be asked before it has taken the file for one of its formats.
        const bool has_encrypted = is_open_ && archive_read_has_encrypted_entries(reader_.get()) > 0;
        if (has_encrypted || tells_of_password(said)) return encrypted();
        return refusal("broken_file",
                       "The archive cannot be unpacked to its end (" + said + "). Copy it again, or ask for it again.",
                       said, "a whole archive");
    }

    std::optional<Finding> take(archive_entry* entry) {
        const std::string name = archive_format(reader_.get()) == ARCHIVE_FORMAT_RAW ? single_name() : name_of(entry);
        if (++used_.entries > limits_.max_archive_entries) {
            return too_much("more than " + std::to_string(limits_.max_archive_entries) + " entries");
        }
        if (archive_entry_is_encrypted(entry) != 0) return encrypted();
        const auto type = archive_entry_filetype(entry);
        const auto inner = inner_path(name);
        const bool is_root = type == AE_IFDIR && (name == "./" || name == ".");
        if (!inner && !is_root) return unsafe(name, "named so that it would lie outside");
        if (archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr) {
            return unsafe(name, "a link");
        }
        if (type == AE_IFDIR) return std::nullopt;
        if (type != AE_IFREG) return unsafe(name, "no plain file");
        if (!names_.insert(inner->string()).second) return unsafe(name, "there twice");
        return write(*inner);
    }

    /// A compressed single file has the archive's name without its last ending.
    std::string single_name() const {
        std::string name = file_.stem().string();
        return name.empty() ? "file" : name;
    }

    Finding too_much(const std::string& found) const {
        return refusal("archive_too_large",
                       "The archive unpacks to " + found +
                           ", which is more than is taken from one archive. Unpack what you need, and name the files.",
                       found,
                       "at most " + std::to_string(limits_.max_archive_entries) + " entries, " +
                           std::to_string(limits_.max_unpacked_bytes) + " bytes, and " +
                           std::to_string(limits_.max_unpacked_ratio) + " times the archive's own size");
    }

    std::optional<Finding> write(const std::filesystem::path& inner) {
        const auto target = to_ / inner;
        std::error_code error;
        std::filesystem::create_directories(target.parent_path(), error);
        // An entry "a" and another "a/b": the folder cannot be made.
        if (error || std::filesystem::exists(target)) return unsafe(inner.string(), "there twice");
        std::ofstream out(target, std::ios::binary);
        if (!out) throw WorldError("\"" + target.string() + "\" cannot be written: is the disk full?");
        for (;;) {
            const void* bytes = nullptr;
            std::size_t size = 0;
            la_int64_t offset = 0;
            const int status = archive_read_data_block(reader_.get(), &bytes, &size, &offset);
            if (status == ARCHIVE_EOF) break;
            if (status < ARCHIVE_WARN) return broken();
            used_.bytes += size;
            own_bytes_ += size;
            if (used_.bytes > limits_.max_unpacked_bytes) {
                return too_much("more than " + std::to_string(limits_.max_unpacked_bytes) + " bytes");
            }
            if (own_bytes_ > limits_.free_unpacked_bytes && own_bytes_ / packed_bytes_ > limits_.max_unpacked_ratio) {
                return too_much("more than " + std::to_string(limits_.max_unpacked_ratio) + " times its own size");
            }
            // A sparse entry's holes count as bytes that were not there.
            if (offset > static_cast<la_int64_t>(limits_.max_unpacked_bytes)) return too_much("a hole");
            out.seekp(offset);
            out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
        }
        out.close();
        if (!out) throw WorldError("\"" + target.string() + "\" cannot be written: is the disk full?");
        files_.push_back(inner);
        return std::nullopt;
    }

    const std::filesystem::path& file_;
    const std::filesystem::path& to_;
    const Limits& limits_;
    Unpacked& used_;
    const Utf8Names names_are_utf8_;
    ArchiveReader reader_;
    bool is_open_ = false;
    std::uintmax_t packed_bytes_ = 1;
    std::uintmax_t own_bytes_ = 0;
    std::set<std::string> names_;
    std::vector<std::filesystem::path> files_;
};

}  // namespace

Result<std::vector<std::filesystem::path>> unpack_archive(const std::filesystem::path& archive,
                                                          const std::filesystem::path& to, const Limits& limits,
                                                          Unpacked& used) {
    return Unpacker(archive, to, limits, used).run();
}

std::vector<std::string> list_zip(const std::filesystem::path& zip, std::size_t most) {
    const Utf8Names names_are_utf8;
    const ArchiveReader reader = open_reader(zip);
    std::vector<std::string> names;
    if (archive_read_open_filename(reader.get(), zip.c_str(), block_bytes) != ARCHIVE_OK) return names;
    archive_entry* entry = nullptr;
    while (names.size() < most) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
        names.push_back(replace_invalid(name_of(entry)));
    }
    return names;
}

}  // namespace cairn::formats
