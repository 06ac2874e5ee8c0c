#pragma once
// One member of a zip as a stream, for formats that are zips of XML.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// Hands the member's bytes to `take` in pieces, until it returns false. False when there is no such member. Fails with
/// `broken_file`, `archive_encrypted`, or `archive_too_large` when it unpacks to more than `limits` allow.
Result<bool> read_zip_member(const std::filesystem::path& zip, const std::string& name, const Limits& limits,
                             const std::function<bool(std::string_view)>& take);

}  // namespace cairn::formats
