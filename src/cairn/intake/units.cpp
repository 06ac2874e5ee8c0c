#include "cairn/intake/units.hpp"

#include <algorithm>
#include <array>

namespace cairn::intake {
namespace {

struct Unit {
    std::string_view name;
    std::string_view base;
    double factor;
};

// The foot is the international one (1959); the share in percent.
constexpr std::array<Unit, 13> units{{{"m", "m", 1},
                                      {"cm", "m", 0.01},
                                      {"mm", "m", 0.001},
                                      {"km", "m", 1000},
                                      {"ft", "m", 0.3048},
                                      {"in", "m", 0.0254},
                                      {"m2", "m2", 1},
                                      {"sqm", "m2", 1},
                                      {"ha", "m2", 10'000},
                                      {"km2", "m2", 1'000'000},
                                      {"sqkm", "m2", 1'000'000},
                                      {"1", "1", 1},
                                      {"percent", "1", 0.01}}};

const Unit* find(std::string_view name) {
    const auto at = std::find_if(units.begin(), units.end(), [name](const Unit& unit) { return unit.name == name; });
    return at == units.end() ? nullptr : &*at;
}

}  // namespace

std::optional<double> find_factor(std::string_view from, std::string_view to) {
    if (from == to || from.empty()) return 1;
    const Unit* a = find(from);
    const Unit* b = find(to);
    if (a == nullptr || b == nullptr || a->base != b->base) return std::nullopt;
    return a->factor / b->factor;
}

std::optional<std::string> find_unit_suffix(std::string_view column) {
    const auto at = column.find_last_of("_ ");
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    const std::string_view suffix = column.substr(at + 1);
    if (suffix == "1" || find(suffix) == nullptr) return std::nullopt;
    return std::string(suffix);
}

}  // namespace cairn::intake
