#pragma once
// The geometry object of GeoJSON (RFC 7946, section 3.1) from tokens.

#include <cstddef>
#include <optional>
#include <string>

#include "cairn/formats/json_tokens.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

/// What a geometry member held: nothing (null), a geometry, one without any position, or something unreadable.
struct GeoJsonGeometry {
    std::string type;  ///< "Point" …; empty when none was stated
    std::optional<SourceGeometry> geometry;
    bool is_empty = false;                   ///< it is there, but has no position: "coordinates": []
    std::string problem;  ///< why it could not be read: "a coordinate is not a number"
};

/// The geometry whose first token was `begun`. The stream then stands behind it, or is broken.
GeoJsonGeometry read_geojson_geometry(JsonTokens& tokens, Token begun, std::size_t max_positions);

/// Collects "coordinates" of any nesting, before or after the type is known.
class CoordinateTree {
   public:
    /// Reads the value whose first token was `begun`.
    void read(JsonTokens& tokens, Token begun, std::size_t max_positions);
    /// The positions as a geometry of `type`; a problem when the nesting is another type's.
    GeoJsonGeometry to_geometry(const std::string& type) const;

   private:
    void read_position(JsonTokens& tokens, std::size_t level);
    void close(std::size_t level);
    bool is_level_of_positions(std::size_t level) const {
        return position_level_ == 0 ? !has_empty_start_ : level == position_level_;
    }

    std::vector<SourceXY> positions_;
    std::vector<std::size_t> line_ends_;     ///< in positions_
    std::vector<std::size_t> polygon_ends_;  ///< in line_ends_
    std::size_t position_level_ = 0;         ///< brackets around a number; 0 until one was met
    bool has_empty_start_ = false;           ///< an empty array came before the first number
    std::string problem_;
};

}  // namespace cairn::formats
