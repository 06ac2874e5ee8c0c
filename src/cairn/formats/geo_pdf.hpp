#pragma once
// A printed map that programs can place: the georeference of ISO 32000-2, 12.10, added to a PDF that is there.

#include <array>
#include <string>
#include <string_view>

#include "cairn/core/geometry.hpp"

namespace cairn::formats {

/// Where a map stands on its page, and where on earth. On the paper it is a rectangle with its sides along those of the
/// page, and so it is in the plane of its projection.
struct MapPlacement {
    std::string title;
    /// From the upper left corner of the page, in points of 1/72 inch.
    double left_pt = 0, top_pt = 0, width_pt = 0, height_pt = 0;
    /// Lower left, upper left, upper right, lower right; WGS 84.
    std::array<LonLat, 4> corners;
    /// The projection, as WKT of 2001 in Esri's dialect (what readers of such files know).
    std::string wkt;
};

/// `pdf` with a viewport (/VP) on its page, whose measure (/GEO) says where the map is. What the page draws is as
/// before. Throws WorldError for bytes that are no undamaged PDF of one page upright, and for a map that is not within
/// the page; CallError for a corner that is not a position.
std::string georeference_pdf(std::string_view pdf, const MapPlacement& map);

}  // namespace cairn::formats
