#include "value_types.hpp"

#include <algorithm>

#include "cairn/workflow/simulate_world.hpp"
#include "cairn/workflow/words.hpp"

namespace cairn::cli {

const std::vector<ValueType>& value_types() {
    static const std::vector<ValueType> all{
        {"COLUMN", "The name of a column of the file, as the file writes it."},
        {"COLUMN=VALUES", "A column of the file, and those of its values, separated by commas, whose rows are meant."},
        {"CRS", "A reference system: EPSG:4326, EPSG:32633, or any other text that PROJ reads."},
        {"DATE", "A year, a month or a day: 2024, 2024-05, 2024-05-17."},
        {"DIR", "A folder; made when it is not there.", Completes::folders},
        {"ENCODING", "The encoding of a text: utf-8, cp1251, cp1252, koi8-r …"},
        {"FILE", "A file.", Completes::files},
        {"FORMAT",
         "A format that is written.",
         Completes::words,
         "",
         {"geopackage", "geojson", "shapefile", "kml", "csv", "xlsx", "imsma"}},
        {"KIND", "What the rows of a file are.", Completes::words, "", workflow::import_kinds()},
        {"KINDS", "Kinds, separated by commas: hazard,accident."},
        {"LEVEL",
         "How sensitive what goes out may be.",
         Completes::words,
         "",
         {"public", "partner", "restricted", "personal"}},
        {"MAPPING", "A mapping of columns to fields, as --save-mapping writes it.", Completes::files, "json"},
        {"MEDIUM", "How a delivery was handed over.", Completes::words, "", workflow::media()},
        {"METRES", "A distance in metres."},
        {"NAME", "A name or an identifier."},
        {"NUMBER", "A whole number."},
        {"PAPER", "The size of a sheet.", Completes::words, "", {"a4", "letter"}},
        {"SCENARIO", "A bundled scenario, or the file of one.", Completes::words, "", workflow::bundled_scenarios()},
        {"SHA256", "A SHA-256 in hexadecimal digits."},
        {"SHELL", "A shell.", Completes::words, "", {"bash", "zsh"}},
        {"STORE", "A store: a path that ends in .gpkg.", Completes::files, "gpkg"},
        {"TEXT", "Words; in quotation marks when there are spaces in them."},
        {"VERB", "A verb of cairn.", Completes::words},
        {"WHEN", "When to use colour.", Completes::words, "", {"auto", "always", "never"}},
    };
    return all;
}

const ValueType* find_value_type(std::string_view name) {
    const auto& all = value_types();
    const auto at = std::find_if(all.begin(), all.end(), [&](const ValueType& type) { return type.name == name; });
    return at == all.end() ? nullptr : &*at;
}

}  // namespace cairn::cli
