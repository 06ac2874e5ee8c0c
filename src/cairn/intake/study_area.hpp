#pragma once
// Whether a row lies where the store's work is.

#include <memory>

#include "cairn/core/geometry.hpp"

namespace cairn::intake {

class StudyArea {
   public:
    /// `tolerance_m`: how far outside still counts as inside (a boundary is drawn coarsely), >= 0.
    StudyArea(const GeoMultiPolygon& area, double tolerance_m);
    StudyArea(StudyArea&&) noexcept;
    StudyArea& operator=(StudyArea&&) noexcept;
    ~StudyArea();

    /// True when any part of it lies in the area, or within the tolerance of it.
    bool touches(const GeoGeometry& geometry) const;

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cairn::intake
