#include "cairn/formats/zip_member.hpp"

#include <algorithm>

#include "cairn/formats/archive_handle.hpp"

namespace cairn::formats {
namespace {

Finding broken(archive* reader) {
    const std::string why = problem_of(reader);
    if (tells_of_password(why)) {
        return {.code = "archive_encrypted",
                .severity = Severity::error,
                .message = "The workbook is locked with a password. Save it without one.",
                .found = "an encrypted file",
                .expected = "a workbook without a password"};
    }
    return {.code = "broken_file",
            .severity = Severity::error,
            .message = "The workbook cannot be unpacked (" + why + "). Copy it again, or ask for it again.",
            .found = why,
            .expected = "a whole workbook"};
}

Finding too_large(const std::string& found) {
    return {.code = "archive_too_large",
            .severity = Severity::error,
            .message = "The workbook unpacks to " + found + ", which is more than is taken from one. Divide it.",
            .found = found,
            .expected = "a workbook of the size that it seems to have"};
}

Result<bool> stream(archive* reader, std::uintmax_t packed_bytes, const Limits& limits,
                    const std::function<bool(std::string_view)>& take) {
    std::uintmax_t bytes = 0;
    for (;;) {
        const void* data = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(reader, &data, &size, &offset);
        if (status == ARCHIVE_EOF) return true;
        if (status < ARCHIVE_WARN) return failure(broken(reader));
        bytes += size;
        if (bytes > limits.max_unpacked_bytes) return failure(too_large("more than can be read"));
        if (bytes > limits.free_unpacked_bytes && bytes / packed_bytes > limits.max_unpacked_ratio) {
            return failure(too_large("more than " + std::to_string(limits.max_unpacked_ratio) + " times its size"));
        }
        if (!take({static_cast<const char*>(data), size})) return true;
    }
}

}  // namespace

Result<bool> read_zip_member(const std::filesystem::path& zip, const std::string& name, const Limits& limits,
                             const std::function<bool(std::string_view)>& take) {
    const ArchiveReader reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_filename(reader.get(), zip.c_str(), std::size_t{1} << 16) != ARCHIVE_OK) {
        return failure(broken(reader.get()));
    }
    std::error_code error;
    const auto packed_bytes = std::max<std::uintmax_t>(1, std::filesystem::file_size(zip, error));
    std::size_t entries = 0;
    for (archive_entry* entry = nullptr;;) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF) return false;
        if (status < ARCHIVE_WARN) return failure(broken(reader.get()));
        if (++entries > limits.max_archive_entries) return failure(too_large("too many entries"));
        if (name_of(entry) == name) return stream(reader.get(), packed_bytes, limits, take);
    }
}

}  // namespace cairn::formats
