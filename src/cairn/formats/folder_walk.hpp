#pragma once
// The sources that lie in a folder.

#include <filesystem>
#include <vector>

#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// Below `folder`, in order of name: files, geodatabase folders, of a set its main file. Left out: hidden files, kept
/// mappings, links. Throws WorldError when it cannot be read, CallError when it holds more than `limits` allow.
std::vector<std::filesystem::path> list_sources(const std::filesystem::path& folder, const Limits& limits);

}  // namespace cairn::formats
