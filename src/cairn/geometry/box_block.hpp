#pragma once
// Private to this module: eight boxes side by side, and bounds below the distances to all of them at once.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

namespace cairn::geometry {

/// Two cache lines.
struct BoxBlock {
    static constexpr std::size_t size = 8;
    std::array<float, size> west, south, east, north;
    /// All empty: infinitely far from everything.
    static BoxBlock nowhere();
};

/// A position or box in a tree's floats, rounded outwards.
struct BoxQuery {
    float west, south, east, north;
};

using BlockBounds = std::array<float, BoxBlock::size>;

// Both compilers know vectors of four floats, whatever the processor has for them; neither makes vectors of the plain
// loops at -O2.
using FourFloats [[gnu::vector_size(16)]] = float;
using FourMasks [[gnu::vector_size(16)]] = std::int32_t;

inline FourFloats load_four(const float* from) {
    FourFloats four;
    std::memcpy(&four, from, sizeof four);
    return four;
}

inline FourFloats broadcast(float value) { return FourFloats{value, value, value, value}; }

inline FourFloats greater_of(FourFloats a, FourFloats b) { return a > b ? a : b; }

/// Squares of bounds below the distances from the query to each box; 0 where they may touch, infinite for empty places.
inline BlockBounds bounds_m2(const BoxBlock& block, const BoxQuery& query) {
    // Differences of floats are off by half a unit in the last place, and so are products: 1e-6 covers them all.
    constexpr float slack = 1 - 1e-6F;
    BlockBounds bounds;
    for (std::size_t i = 0; i < BoxBlock::size; i += 4) {
        const FourFloats dx = greater_of(greater_of(load_four(&block.west[i]) - broadcast(query.east),
                                                    broadcast(query.west) - load_four(&block.east[i])),
                                         broadcast(0));
        const FourFloats dy = greater_of(greater_of(load_four(&block.south[i]) - broadcast(query.north),
                                                    broadcast(query.south) - load_four(&block.north[i])),
                                         broadcast(0));
        const FourFloats four = (dx * dx + dy * dy) * broadcast(slack);
        std::memcpy(&bounds[i], &four, sizeof four);
    }
    return bounds;
}

/// One bit for each bound of at most `limit`, the first the lowest. Infinite bounds have none.
inline unsigned within(const BlockBounds& bounds, float limit) {
    limit = limit < std::numeric_limits<float>::max() ? limit : std::numeric_limits<float>::max();
    unsigned bits = 0;
    for (std::size_t i = 0; i < BoxBlock::size; i += 4) {
        const FourMasks mask = load_four(&bounds[i]) <= broadcast(limit);
#if defined(__SSE__)
        bits |= static_cast<unsigned>(__builtin_ia32_movmskps(std::bit_cast<FourFloats>(mask))) << i;
#else
        for (std::size_t k = 0; k < 4; ++k) bits |= (mask[k] != 0 ? 1U : 0U) << (i + k);
#endif
    }
    return bits;
}

/// The least float that is not below `value` >= 0, or a little more.
inline float at_least(double value) {
    const auto rounded = static_cast<float>(value);
    return rounded + rounded * 0x1p-23F + std::numeric_limits<float>::min();
}

}  // namespace cairn::geometry
