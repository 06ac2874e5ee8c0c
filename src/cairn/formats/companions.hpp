#pragma once
// Formats that keep one layer in several files beside each other: Shapefile, MapInfo.

#include <filesystem>
#include <vector>

namespace cairn::formats {

/// The file that stands for the set which `file` belongs to ("roads.dbf" → "roads.shp", "a.mid" → "a.mif"); `file`
/// itself when it belongs to none.
std::filesystem::path main_file_of(const std::filesystem::path& file);

/// All files of the set whose main file this is, that one first; just `main_file` when it stands alone. Names are
/// compared without regard to case.
std::vector<std::filesystem::path> set_of(const std::filesystem::path& main_file);

}  // namespace cairn::formats
