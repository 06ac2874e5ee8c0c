#pragma once
// What every fuzzer shares: the input as text, and promises that are checked in every build.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace cairn::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// A promise of the code under test; a broken one stops the fuzzer.
inline void require(bool promise) {
    if (!promise) std::abort();
}

}  // namespace cairn::fuzz
