#pragma once
// The tables of one file, before any is read.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::formats {

struct TableInfo {
    std::string name;  ///< as the file calls it: a layer, a sheet; a member's path in an archive
    std::optional<std::int64_t> rows;  ///< when the file tells without being read
    bool is_secondary = false;  ///< not what a person means unless they name it: a hidden sheet, the points of a track
};

using TableList = std::vector<TableInfo>;

}  // namespace cairn::formats
