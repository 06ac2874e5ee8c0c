#include "cairn/store/migrations.hpp"

#include <array>

namespace cairn::store {

namespace {

// Columns for new fields are added after each step; where that is all, there is nothing to run.
const std::array<Migration, 1> steps{
    {{2, "tell the table of a source file that has several (source_table)", [](Database&) {}}}};

}  // namespace

// The next version adds its step here, raises store_version, and adds a small store of the version before to the tests.
std::span<const Migration> migrations() { return steps; }

}  // namespace cairn::store
