#pragma once
// The same distances by other means: files read by OGR, polygons mended by GEOS, and for each point a plane of its
// own (PROJ's azimuthal equidistant, centred on it), in which every polygon near it is tried. No index, no frame,
// no reader of ours.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cairn::tests {

struct OtherPoint {
    double lon_deg, lat_deg;
    std::string label;  ///< value of the label column
};

/// All features of the file's first layer that have a geometry, as WKB, with the label column's value.
struct OtherFeature {
    std::string wkb;
    std::string label;
};
std::vector<OtherFeature> read_features(const std::filesystem::path& file, const std::string& label_column);
std::vector<OtherPoint> read_points(const std::filesystem::path& file, const std::string& label_column);

/// Distance from each point to the nearest polygon, metres; 1e9 where none lies within `limit_m`.
/// `is_candidate(point, feature)` says which pairs count.
std::vector<double> nearest_distances(const std::vector<OtherPoint>& points, const std::vector<OtherFeature>& polygons,
                                      double limit_m,
                                      const std::function<bool(const OtherPoint&, const OtherFeature&)>& is_candidate);

/// How many distinct points lie in a polygon once each is moved back by an offset.
struct OffsetCount {
    double east_m, north_m;
    int inside;
};
/// For offsets 0, ± step_m, … to ± reach_m each way. A metre is taken as 1/111 132 of a degree of latitude, and
/// 1/(111 320 cos latitude) of one of longitude: right to 0.5 % between 30° and 60°.
std::vector<OffsetCount> count_inside_by_offset(const std::vector<OtherPoint>& points,
                                                const std::vector<OtherFeature>& polygons, double reach_m,
                                                double step_m);

}  // namespace cairn::tests
