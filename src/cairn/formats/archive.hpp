#pragma once
// Archives (zip, tar, 7z; gzip, bzip2, xz, zstd around a tar or a single file), unpacked within limits.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// What unpacking has used up, over an archive and those inside it.
struct Unpacked {
    std::uintmax_t bytes = 0;
    std::size_t entries = 0;
};

/// Unpacks the plain files of `archive` below the folder `to`, which must be there and empty.
///
/// Refused, with nothing of it used: an archive that is broken, encrypted, larger than `limits` allow when unpacked
/// (bytes, entries, ratio), or with an entry that is no plain file or folder (a link, a device), whose name climbs out
/// of the archive or stands twice. Throws WorldError when the disk fails.
Result<std::vector<std::filesystem::path>> unpack_archive(const std::filesystem::path& archive,
                                                          const std::filesystem::path& to, const Limits& limits,
                                                          Unpacked& used);

/// The names in a zip, at most the first `most`; empty when it cannot be listed.
std::vector<std::string> list_zip(const std::filesystem::path& zip, std::size_t most);

}  // namespace cairn::formats
