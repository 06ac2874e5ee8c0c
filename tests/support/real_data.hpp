#pragma once
// Real data lies beside the checkout, never in it. A test that needs it skips, saying so, where it is absent.

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

namespace cairn::tests {

inline std::filesystem::path real_data() {
    const char* stated = std::getenv("CAIRN_REAL_DATA");
    return stated != nullptr ? stated : CAIRN_REAL_DATA;
}

}  // namespace cairn::tests

#define CAIRN_REQUIRE_REAL_DATA(folder)                                 \
    if (!std::filesystem::exists(cairn::tests::real_data() / (folder))) \
    GTEST_SKIP() << "real data is absent: " << (cairn::tests::real_data() / (folder))
