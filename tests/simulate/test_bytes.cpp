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
    EXPECT_EQ(hash_of_bundled("borne-out"), "8960c6eaceb39fd5fa1373e88124d0e1c63733541ee58e4b3d0dffa7bcf9c1c5");
    EXPECT_EQ(hash_of_bundled("contradicted"), "85f39c5b92f683e2a34ae7f1f4b4f7e97409dd49cf28a01de3252bedc39559fd");
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
