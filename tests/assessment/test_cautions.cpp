#include <algorithm>

#include <gtest/gtest.h>

#include "assessment/world.hpp"
#include "cairn/assessment/cautions.hpp"

namespace cairn::assessment {
namespace {

using namespace tests;

bool tells_of_what_lies_beyond(const Input& input) {
    const auto cautions = list_cautions(input);
    return std::find(cautions.begin(), cautions.end(), "beyond_study_area") != cautions.end();
}

TEST(Cautions, WhatLiesWhollyBeyondTheStudyAreaIsTold) {
    Input input;
    input.study_area = {{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {0, 0}}, {}}};
    input.footprints.push_back(footprint("inside", 10, 10, 50, 50));
    input.footprints.push_back(footprint("across its border", 990, 10, 1050, 50));
    input.footprints.push_back(footprint("larger than it", -100, -100, 2000, 2000));
    input.finds.push_back(find(1000, 1000));
    EXPECT_FALSE(tells_of_what_lies_beyond(input));
    Input with_find = input, with_record = input, with_no_area = input;
    with_find.finds.push_back(find(1000, 1001));
    EXPECT_TRUE(tells_of_what_lies_beyond(with_find));
    with_record.footprints.push_back(footprint("elsewhere", 5000, 5000, 5010, 5010));
    EXPECT_TRUE(tells_of_what_lies_beyond(with_record));
    with_no_area.study_area.clear();
    with_no_area.finds.push_back(find(9000, 9000));
    EXPECT_FALSE(tells_of_what_lies_beyond(with_no_area)) << "there is nothing to lie beyond";
}

}  // namespace
}  // namespace cairn::assessment
