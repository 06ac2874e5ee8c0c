#include "cairn/core/device.hpp"

#include <array>
#include <utility>

namespace cairn {
namespace {
using enum DeviceCategory;
constexpr std::array<std::pair<DeviceCategory, std::string_view>, 7> names{{
    {ap_mine, "ap-mine"},
    {av_mine, "av-mine"},
    {submunition, "submunition"},
    {uxo, "uxo"},
    {axo, "axo"},
    {ied, "ied"},
    {booby_trap, "booby-trap"},
}};
}  // namespace

std::string_view to_text(DeviceCategory category) {
    for (const auto& [value, name] : names)
        if (value == category) return name;
    return {};
}

std::optional<DeviceCategory> parse_device_category(std::string_view text) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    return std::nullopt;
}

bool is_compatible(std::optional<DeviceCategory> claimed, std::optional<DeviceCategory> found) {
    return !claimed || !found || *claimed == *found;
}

}  // namespace cairn
