#include <gtest/gtest.h>

#include "cairn/registers/hash.hpp"
#include "simulate/table_text.hpp"
#include "simulate/worlds.hpp"

namespace cairn::simulate {
namespace {

std::string hash_of_bundled(std::string_view name) {
    NoProgress progress;
    const World world = simulate(*find_bundled_scenario(name), progress);
    return registers::to_hex(registers::sha256(test::to_text(to_files(world))));
}

// Every compiler must come to these: they change only when a scenario or the way it is lived through changes, and
// then whoever changes it says so in the changelog.
TEST(Bytes, TheBundledWorldsAreTheSameFromEveryCompiler) {
    EXPECT_EQ(hash_of_bundled("borne-out"), "750ddf32c66a98669f35195da7e86cff6de9b11e1a23a6a0ecaa7b2a9f67410e");
    EXPECT_EQ(hash_of_bundled("contradicted"), "5da75b221127656683ebf5d54038a5b6b6e9039501a7094435e89ede606d2e9b");
}

TEST(Bytes, AnotherSeedIsAnotherWorld) {
    NoProgress progress;
    Scenario scenario = test::small_scenario();
    const std::string first = test::to_text(to_files(simulate(scenario, progress)));
    EXPECT_EQ(first, test::to_text(to_files(simulate(scenario, progress))));
    ++scenario.seed;
    EXPECT_NE(first, test::to_text(to_files(simulate(scenario, progress))));
}

}  // namespace
}  // namespace cairn::simulate
