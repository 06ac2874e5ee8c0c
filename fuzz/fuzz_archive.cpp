// Any bytes as an archive: what is unpacked lies below the folder that was given, within the limits.

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "cairn/formats/archive.hpp"
#include "cairn/formats/temporary_folder.hpp"
#include "fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    const formats::TemporaryFolder folder;
    const auto file = folder.path() / "input";
    const auto to = folder.path() / "unpacked";
    std::filesystem::create_directory(to);
    std::ofstream(file, std::ios::binary) << fuzz::text_of(data, size);
    formats::Limits limits;
    limits.max_archive_entries = 50;
    limits.max_unpacked_bytes = 1 << 20;
    formats::Unpacked used;
    const auto files = formats::unpack_archive(file, to, limits, used);
    if (!files) {
        fuzz::require(!files.error().code.empty() && !files.error().message.empty());
        return 0;
    }
    fuzz::require(used.bytes <= limits.max_unpacked_bytes && files->size() <= limits.max_archive_entries);
    for (const auto& inner : *files) {
        fuzz::require(inner.is_relative() && inner.lexically_normal().string().find("..") != 0);
        fuzz::require(std::filesystem::symlink_status(to / inner).type() == std::filesystem::file_type::regular);
    }
    return 0;
}
