#pragma once
// Which ground was searched, and how well. Overlapping searches combine as 1 − Π(1 − f d).

#include <cstddef>
#include <vector>

#include "cairn/assessment/input.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {

/// f·d of one search: P(a device on its ground was found).
double effectiveness(const SearchedGround& search);

/// Searches with an extent, found by place. A point search says where, not which ground, and is not among them.
class SearchIndex {
   public:
    explicit SearchIndex(const Input& input);

    /// Indices in Input::searches whose boxes meet `box`, ascending.
    std::vector<std::size_t> find_meeting(const geometry::Box& box) const;
    /// P(a device at `position` was found): 1 − Π(1 − f d) over the searches that cover it; 0 where none does.
    double effectiveness_at(EastNorth position) const;

    bool is_empty() const { return entries_.empty(); }

   private:
    struct Entry {
        geometry::Box box;
        std::size_t search = 0;
    };
    const Input* input_;
    std::vector<Entry> entries_;  ///< by western edge
    double widest_m_ = 0;
};

/// The ground inside `ground` where the combined effectiveness is at least ½.
PlaneMultiPolygon effectively_searched(const PlaneMultiPolygon& ground, const Input& input, const SearchIndex& index);

/// Share of the footprint, buffered by `tolerance_m` (at least 1 m, so that points and lines have ground), that
/// was effectively searched, [0, 1].
double searched_share(const PlaneGeometry& footprint, double tolerance_m, const Input& input, const SearchIndex& index);

}  // namespace cairn::assessment
