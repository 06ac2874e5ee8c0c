#include "cairn/core/recorded_area.hpp"

namespace cairn {

std::string_view to_text(LocationStatus status) {
    switch (status) {
        case LocationStatus::located: return "located";
        case LocationStatus::place_only: return "place-only";
        case LocationStatus::not_locatable: return "not-locatable";
    }
    return {};
}

std::optional<LocationStatus> parse_location_status(std::string_view text) {
    for (const auto status : {LocationStatus::located, LocationStatus::place_only, LocationStatus::not_locatable})
        if (to_text(status) == text) return status;
    return std::nullopt;
}

}  // namespace cairn
