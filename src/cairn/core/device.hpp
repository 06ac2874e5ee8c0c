#pragma once
// Categories of explosive ordnance (IMAS 04.10), as far as assessment tells them apart.

#include <optional>
#include <string_view>

namespace cairn {

enum class DeviceCategory { ap_mine, av_mine, submunition, uxo, axo, ied, booby_trap };

/// "ap-mine", "av-mine", "submunition", "uxo", "axo", "ied", "booby-trap": the code list `device-category`.
std::string_view to_text(DeviceCategory category);
std::optional<DeviceCategory> parse_device_category(std::string_view text);

/// A find can confirm a record when neither says its category, or both say the same one. UXO and AXO are not
/// laid, so they confirm no record that says which mines were laid.
bool is_compatible(std::optional<DeviceCategory> claimed, std::optional<DeviceCategory> found);

}  // namespace cairn
