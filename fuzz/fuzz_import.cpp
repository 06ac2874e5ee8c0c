// Any bytes as a user's file, from profile to import: what is read adds up.

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "cairn/core/error.hpp"
#include "cairn/intake/describe.hpp"
#include "cairn/intake/guess.hpp"
#include "cairn/intake/intake.hpp"
#include "fuzz.hpp"

namespace {

const std::filesystem::path& scratch_file() {
    static const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("cairn-fuzz-" + std::to_string(::getpid()));
    return file;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace cairn;
    std::ofstream(scratch_file(), std::ios::binary | std::ios::trunc) << fuzz::text_of(data, size);
    const auto& schemas = registers::Schemas::built_in();
    const auto profile = intake::profile_file(scratch_file());
    if (!profile) return 0;
    intake::ImportRequest request;
    request.file = scratch_file();
    request.file_name = "input";
    request.file_sha256 = std::string(64, '0');
    request.mapping = intake::guess_mapping(*profile, "recorded-area", schemas).mapping;
    fuzz::require(!intake::describe_mapping(request.mapping, *profile, schemas).empty());
    if (!profile->table.crs) request.mapping.crs = "EPSG:4326";
    std::int64_t rows = 0;
    NoProgress progress;
    try {
        const auto done = intake::import_rows(
            request, schemas,
            [&rows](intake::RowOutcome&& row) {
                ++rows;
                if (row.outcome == intake::Outcome::accepted) fuzz::require(row.entity && !row.entity_id.empty());
                if (row.outcome == intake::Outcome::set_aside) fuzz::require(!row.findings.empty());
            },
            progress);
        if (!done) return 0;
        const ImportSummary& s = done->summary;
        fuzz::require(s.read == s.accepted + s.merged + s.set_aside && s.read == rows);
    } catch (const CallError&) {
        // A mapping that cannot be used on this file is said so.
    }
    return 0;
}
