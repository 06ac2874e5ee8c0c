#pragma once
// The world as the files that an office would hand over, and the truth beside them. What is named here is
// written by the workflow, which knows the formats.

#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

struct FileColumn {
    std::string name;
    enum class Type { text, integer, real, boolean, date } type = Type::text;
};

/// One layer or list: values by column name in Entity::fields, geometry in WGS 84.
struct FileTable {
    std::string path;  ///< relative, "recorded_areas.geojson", "truth/devices.geojson"; the ending names the format
    std::string import_kind;  ///< what `import --as` takes: "recorded-area"; empty for the truth
    std::string description;  ///< one sentence
    std::string crs;  ///< of the columns `longitude` and `latitude`: "EPSG:4326"; empty where the format states it
    std::vector<FileColumn> columns;
    std::vector<Entity> rows;  ///< a CSV's positions stand in columns `longitude` and `latitude`, without geometry
};

/// A text that is written as it stands.
struct FileText {
    std::string path;  ///< "truth/truth.json"
    std::string text;
};

struct WorldFiles {
    std::vector<FileTable> tables;
    std::vector<FileText> texts;
};

/// Column names are those of an invented office, not ours: recognisable, and so something for a mapping to
/// guess.
WorldFiles to_files(const World& world);

}  // namespace cairn::simulate
