#include <gtest/gtest.h>

#include "cairn/registers/hash.hpp"
#include "simulate/table_text.hpp"

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
    EXPECT_EQ(hash_of_bundled("borne-out"), "18c861239ac130a185a60845d31d618a2cfa62a089b9ba39342dc4ce60feddcb");
    EXPECT_EQ(hash_of_bundled("contradicted"), "11a85cb21a4326094389c4053753c394731a2451040ff8335fb61064d1c4d061");
}

TEST(Bytes, AnotherSeedIsAnotherWorld) {
    NoProgress progress;
    Scenario scenario = *find_bundled_scenario("borne-out");
    const std::string first = test::to_text(to_files(simulate(scenario, progress)));
    EXPECT_EQ(first, test::to_text(to_files(simulate(scenario, progress))));
    ++scenario.seed;
    EXPECT_NE(first, test::to_text(to_files(simulate(scenario, progress))));
}

}  // namespace
}  // namespace cairn::simulate
