#pragma once
// Files that people, programs and ill will produce, made from a seed.

#include <string>
#include <vector>

namespace cairn::tests {

struct HostileFile {
    std::string name;  ///< file name, with what is wrong in words
    std::string bytes;
    /// Codes of findings of which at least one must be told, separated by spaces; "-": the file is odd but good, and
    /// all rows must be accepted; empty: whatever is told, nothing may break.
    std::string told;
};

std::vector<HostileFile> hostile_geojson();
std::vector<HostileFile> hostile_csv();
std::vector<HostileFile> hostile_geopackages();
std::vector<HostileFile> files_of_other_kinds();

}  // namespace cairn::tests
