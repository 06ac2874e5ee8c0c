#include "cairn/geometry/visiting_order.hpp"

#include <algorithm>
#include <array>

namespace cairn::geometry {
namespace {

constexpr unsigned bits = 16;

/// Hilbert 1891; the place on the curve from the coordinates, most significant bits first: each quadrant's curve is
/// the whole one mirrored or turned.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint32_t place = 0;
    for (std::uint32_t half = 1U << (bits - 1); half > 0; half /= 2) {
        const bool east = (x & half) != 0;
        const bool north = (y & half) != 0;
        place = place * 4 + (east ? (north ? 2 : 3) : (north ? 1 : 0));
        if (!north) {
            if (east) {
                x = ~x;
                y = ~y;
            }
            std::swap(x, y);
        }
    }
    return place;
}

struct Keyed {
    std::uint32_t key, number;
};

/// By key, stable: two passes of 16 bits.
void sort(std::vector<Keyed>& items) {
    std::vector<Keyed> other(items.size());
    for (const unsigned shift : {0U, bits}) {
        std::vector<std::size_t> begin((1U << bits) + 1);
        for (const Keyed& item : items) ++begin[((item.key >> shift) & 0xFFFFU) + 1];
        for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
        for (const Keyed& item : items) other[begin[(item.key >> shift) & 0xFFFFU]++] = item;
        items.swap(other);
    }
}

}  // namespace

std::vector<std::uint32_t> visiting_order(std::span<const EastNorth> positions) {
    if (positions.empty()) return {};
    EastNorth low = positions[0];
    EastNorth high = positions[0];
    for (const EastNorth p : positions) {
        low = {std::min(low.east_m, p.east_m), std::min(low.north_m, p.north_m)};
        high = {std::max(high.east_m, p.east_m), std::max(high.north_m, p.north_m)};
    }
    const double side = std::max(high.east_m - low.east_m, high.north_m - low.north_m);
    const double scale = side > 0 ? 65535 / side : 0;
    std::vector<Keyed> items;
    items.reserve(positions.size());
    for (const EastNorth p : positions)
        items.push_back({hilbert(static_cast<std::uint32_t>((p.east_m - low.east_m) * scale),
                                 static_cast<std::uint32_t>((p.north_m - low.north_m) * scale)),
                         static_cast<std::uint32_t>(items.size())});
    sort(items);
    std::vector<std::uint32_t> order;
    order.reserve(items.size());
    for (const Keyed& item : items) order.push_back(item.number);
    return order;
}

}  // namespace cairn::geometry
