#pragma once
// A displacement as a picture: where no shift lies, where the estimate lies, and the region that it is in.

#include <string>

#include "cairn/report/page.hpp"

namespace cairn::report {

/// `id` is unique on the page; `title` and `description` say the same in words. East is right, north is up, both at
/// one scale.
void write_shift_picture(Page& page, const ShiftEstimate& shift, const std::string& id, const std::string& title,
                         const std::string& description);

/// Ends of the region along one axis, metres; absent when there is no region.
struct Extent {
    double east_low = 0, east_high = 0, north_low = 0, north_high = 0;
};
std::optional<Extent> region_extent(const ShiftEstimate& shift);

/// 1, 2 or 5 times a power of ten, at most `value` (> 0, metres).
double round_length(double value);

}  // namespace cairn::report
