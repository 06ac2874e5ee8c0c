#pragma once
// Which ground was searched, and how well. Overlapping searches combine as 1 − Π(1 − f d).

#include <cstddef>
#include <vector>

#include "cairn/assessment/input.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {

/// f·d of one search: P(a device on its ground was found). Where d is not stated, `Settings::assumed_detection`.
double effectiveness(const SearchedGround& search, const Settings& settings);

/// Searches with an extent, found by place. A point search says where, not which ground, and is not among them.
class SearchIndex {
   public:
    SearchIndex(const Input& input, const Settings& settings);

    /// Indices in Input::searches whose boxes meet `box`, ascending.
    std::vector<std::size_t> find_meeting(const geometry::Box& box) const;
    double effectiveness(std::size_t search) const { return effectiveness_[search]; }
    /// Indices in Input::searches whose ground holds `position`, ascending.
    std::vector<std::size_t> find_covering(EastNorth position) const;
    /// P(a device at `position` was found): 1 − Π(1 − f d) over the searches that cover it; 0 where none does.
    double effectiveness_at(EastNorth position) const;

    bool is_empty() const { return entries_.empty(); }
    const std::vector<std::size_t>& with_extent() const { return with_extent_; }

   private:
    struct Entry {
        geometry::Box box;
        std::size_t search = 0;
    };
    std::vector<double> effectiveness_;  ///< by search
    std::vector<Entry> entries_;  ///< by western edge
    double widest_m_ = 0;
    std::vector<std::size_t> with_extent_;  ///< the search behind each geometry of `ground_`
    geometry::NearestIndex ground_;
};

/// The ground inside `ground` where the combined effectiveness is at least ½.
PlaneMultiPolygon effectively_searched(const PlaneMultiPolygon& ground, const Input& input, const SearchIndex& index);

/// Share of the footprint, buffered by `tolerance_m` (at least 1 m, so that points and lines have ground), that
/// was effectively searched, [0, 1].
double searched_share(const PlaneGeometry& footprint, double tolerance_m, const Input& input, const SearchIndex& index);

}  // namespace cairn::assessment
