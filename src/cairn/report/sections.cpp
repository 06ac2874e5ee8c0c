#include "cairn/report/sections.hpp"

#include <array>

namespace cairn::report {

std::span<const Section> sections() {
    // The order in which a careful reader asks: what was given, what it says, where, how sure, what next.
    static const std::array all{given_section,      agreement_section, accidents_section, map_section,
                                deliveries_section, areas_section,     shift_section,     types_section,
                                quality_section,    change_section,    next_section,      method_section,
                                again_section};
    return all;
}

}  // namespace cairn::report
