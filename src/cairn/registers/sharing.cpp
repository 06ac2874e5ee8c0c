#include "cairn/registers/sharing.hpp"

#include <array>

namespace cairn::registers {

std::optional<Sensitivity> parse_sensitivity(std::string_view text) {
    constexpr std::array all{Sensitivity::open, Sensitivity::partner, Sensitivity::restricted, Sensitivity::personal};
    for (const Sensitivity each : all)
        if (to_text(each) == text) return each;
    return std::nullopt;
}

Sensitivity default_sensitivity(const Schema& schema) {
    if (schema.kind == "area" || schema.kind == "place") return Sensitivity::open;
    for (const char* kind : {"package", "hazard", "recorded-area", "search", "accident"})
        if (schema.kind == kind) return Sensitivity::partner;
    return Sensitivity::restricted;
}

Sensitivity sensitivity_of(const Entity& entity, const Schema& schema) {
    const auto stated = text_of(entity, "sensitivity");
    if (!stated) return default_sensitivity(schema);
    return parse_sensitivity(*stated).value_or(Sensitivity::restricted);
}

bool may_go_to(Sensitivity sensitivity, Sensitivity up_to) { return sensitivity <= up_to; }

}  // namespace cairn::registers
