#pragma once
// One random stream per topic, so that a change in one leaves the others as they were. Numbers are kept for ever:
// they are part of what makes a scenario's bytes.

#include <cstdint>

namespace cairn::simulate::topic {

inline constexpr std::uint64_t river = 1, relief = 2, front = 3, settlements = 4, names = 5, roads = 6, borders = 7;
inline constexpr std::uint64_t slots = 10, fields = 11, posts = 12, later_fields = 13, scattered = 14, frailty = 15;
inline constexpr std::uint64_t packages = 20, records = 21, fictitious = 22, stale = 23;
inline constexpr std::uint64_t record_searches = 30, searches_elsewhere = 31, accident_searches = 32, search_draws = 33;
inline constexpr std::uint64_t explosions = 40, finds = 41, accidents = 42;

}  // namespace cairn::simulate::topic
