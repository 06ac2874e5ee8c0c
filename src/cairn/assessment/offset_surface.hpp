#pragma once
// How well one record's footprint, moved by an offset, explains the points about it: the part of the positional
// shift that is worked out record by record (docs/methods/assessment.md, "Positional shift").
//
// A point of record i at y, given the offset δ, has the density
//
//   p(y | δ) = [b + g(y − δ)] / ∫_D [b + g(s − δ)] ds,     D: the ground that was looked at for this record
//
// g is 1 inside the footprint as written, 0 outside, with edges softened by the points' own uncertainty; b is a thin
// background. Dividing by what D could have shown keeps a search frame from hiding part of a shift.

#include <cstddef>
#include <map>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn::assessment {

/// Offsets centre + step · (column − half, row − half), columns and rows 0 … 2 half; row-major from the south-west.
struct OffsetGrid {
    EastNorth centre;
    double step_m = 1;
    int half = 0;

    int side() const { return 2 * half + 1; }
    std::size_t size() const { return static_cast<std::size_t>(side()) * static_cast<std::size_t>(side()); }
    EastNorth at(int column, int row) const {
        return {centre.east_m + step_m * (column - half), centre.north_m + step_m * (row - half)};
    }
};

struct RecordPoint {
    EastNorth position;
    double sigma_m = 0;  ///< sd per axis of the reported position
};

/// One record with the points that belong to it and the ground looked at for it, as evenly spread positions.
struct RecordEvidence {
    std::size_t footprint = 0;
    const PlaneGeometry* geometry = nullptr;
    std::vector<RecordPoint> points;   ///< at least one
    std::vector<EastNorth> domain;     ///< at least one
    double domain_each_m2 = 0;
};

/// g on a lattice: 1 inside a footprint, 0 outside, edges softened by a Gaussian.
struct SoftFootprint {
    double west_m = 0, south_m = 0, side_m = 1;  ///< of the first value, and between values
    int columns = 0, rows = 0;
    std::vector<float> values;

    double at(EastNorth position) const;  ///< bilinear; 0 beyond the lattice
};

/// A footprint softened for each class of σ among its points.
class FootprintRaster {
   public:
    /// `step_m`: how finely the offsets will be told apart; edges are softened by at least 0.7 of it.
    FootprintRaster(const PlaneGeometry& geometry, const std::vector<RecordPoint>& points, double step_m);
    const SoftFootprint& for_sigma(double sigma_m) const;  ///< of one of the points

   private:
    std::map<double, SoftFootprint> by_softness_;
    double step_m_ = 1;
};

/// log of the density of the record's points at each offset over their density were they uniform on D.
struct OffsetSurface {
    std::vector<float> log_ratio;
    std::vector<float> visible;  ///< share of the moved footprint that D could show, [0, 1]
};
OffsetSurface offset_surface(const RecordEvidence& record, const FootprintRaster& raster, const OffsetGrid& grid);

/// 2 · area / perimeter of polygons; for lines and points the 10 m that they are taken to be wide.
double narrowest_width_m(const PlaneGeometry& geometry);

}  // namespace cairn::assessment
