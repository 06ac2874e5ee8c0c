#include "cairn/intake/likeness.hpp"

#include <algorithm>
#include <array>

#include "cairn/core/wkt.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

bool is_about_the_source(const std::string& field) {
    constexpr std::array<std::string_view, 8> names{
        "source_file",        "source_row",          "position_as_written",      "position_crs",
        "position_operation", "position_accuracy_m", "possible_duplicate_group", "shared_coordinate_group"};
    return std::find(names.begin(), names.end(), field) != names.end();
}

}  // namespace

std::string likeness_of(const Entity& entity) {
    // A shared coordinate may have raised σ; then σ is no longer what the source said.
    const bool is_shared = find_value(entity, "shared_coordinate_group") != nullptr;
    std::string bytes;
    for (const auto& [field, value] : entity.fields) {
        if (is_about_the_source(field) || (is_shared && field == "sigma_m")) continue;
        const std::string text = formats::to_text(value);
        if (text.empty()) continue;
        bytes += field + "=" + std::to_string(text.size()) + ":" + text;
    }
    if (entity.geometry) {
        bytes += to_wkt(map_positions<XY>(*entity.geometry, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; }));
    }
    return registers::to_hex(registers::sha256(bytes));
}

}  // namespace cairn::intake
