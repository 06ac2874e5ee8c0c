#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/report/report.hpp"
#include "report/sample.hpp"

namespace cairn::report {
namespace {

using testing::HasSubstr;
using testing::Not;

Measure* find(ReportInput& input, std::string_view code) {
    auto& all = input.assessment.measures;
    const auto at = std::find_if(all.begin(), all.end(), [&](const Measure& m) {
        return m.measure == code && m.tolerance_m == 50.0 && !m.package && !m.area && m.weighting == Weighting::raw;
    });
    return at == all.end() ? nullptr : &*at;
}

void erase(ReportInput& input, std::string_view code) {
    std::erase_if(input.assessment.measures, [&](const Measure& m) { return m.measure == code; });
}

TEST(Answer, IsThreeSentencesWithCountsAndRanges) {
    const auto sentences = answer(tests::sample_report());
    ASSERT_EQ(sentences.size(), 3U);
    EXPECT_THAT(sentences[0],
                HasSubstr("24 of 61 tested records are confirmed by a find within 50\u202Fm, 39\u202F%\u00A0(30–50)"));
    EXPECT_THAT(sentences[0], HasSubstr("419 of 871 finds lie within 50\u202Fm of a record, 48\u202F%\u00A0(45–51)"));
    EXPECT_THAT(sentences[1],
                HasSubstr("17 of 26 accidents happened more than 50\u202Fm from every record, 65\u202F%\u00A0(49–79)"));
    for (const std::string& sentence : sentences) EXPECT_EQ(sentence.back(), '.');
}

TEST(Answer, EndsWithWhatItDoesNotMean) {
    const auto sentences = answer(tests::sample_report());
    EXPECT_THAT(sentences.back(), HasSubstr("not where devices are left"));
    EXPECT_THAT(sentences.back(), HasSubstr("of the study area was not looked at"));
    EXPECT_THAT(answer(tests::empty_report()).back(), HasSubstr("ground that nobody looked at stays unknown"));
}

TEST(Answer, BeginsWithTheResidueWhereTodaysPolygonsAreScored) {
    const auto sentences = answer(tests::residue_report());
    ASSERT_EQ(sentences.size(), 3U);
    EXPECT_THAT(sentences[0], HasSubstr("today's polygons"));
    EXPECT_THAT(sentences[0], HasSubstr("not the accuracy of a map"));
    EXPECT_THAT(sentences[1], HasSubstr("17 of 26 accidents"));
    EXPECT_THAT(sentences[1], HasSubstr("419 of 871 finds"));
    EXPECT_THAT(sentences[1], Not(HasSubstr("record")));
}

TEST(Answer, TreatsUndatedRecordedAreasOfTodayLikeHazards) {
    ReportInput input = tests::sample_report();
    input.assessment.cautions.push_back("todays_residue");
    EXPECT_THAT(answer(input)[0], HasSubstr("not the accuracy of a map"));
}

TEST(Answer, NamesNoShareBelowTenTests) {
    const auto sentences = answer(tests::sparse_report());
    EXPECT_THAT(sentences[0], HasSubstr("Tested so far: 3 records"));
    EXPECT_THAT(sentences[0], HasSubstr("too few"));
    EXPECT_THAT(sentences[0] + sentences[1], Not(HasSubstr("%")));
}

TEST(Answer, NamesNoShareWhoseRangeIsWiderThanFiftyPoints) {
    ReportInput input = tests::sample_report();
    Measure* confirmed = find(input, "confirmed_rate");
    confirmed->low = 0.1;
    confirmed->high = 0.61;
    EXPECT_THAT(answer(input)[0], HasSubstr("too few"));
    EXPECT_THAT(answer(input)[0], Not(HasSubstr("39\u202F%")));
    confirmed->high = 0.6;
    EXPECT_THAT(answer(input)[0], HasSubstr("39\u202F%"));
}

TEST(Answer, SaysWhenRoughPositionsHideTheShareOutside) {
    ReportInput input = tests::sample_report();
    Measure* adjusted = find(input, "accidents_outside_adjusted");
    adjusted->value.reset();
    adjusted->caution = "uniform_exposure cannot_be_told";
    EXPECT_THAT(answer(input)[1], HasSubstr("so roughly that the real share cannot be told"));
    EXPECT_THAT(write_report(input), HasSubstr("cannot be told: they are placed too roughly"));
}

TEST(Answer, SaysNothingOfAnAdjustmentThatWasNotNeeded) {
    ReportInput input = tests::sample_report();
    find(input, "accidents_outside_adjusted")->caution = "positions_precise_enough";
    EXPECT_THAT(answer(input)[1], Not(HasSubstr("allowing for")));
}

TEST(Answer, SaysWhatIsMissing) {
    ReportInput input = tests::sample_report();
    erase(input, "accidents_outside");
    EXPECT_THAT(answer(input)[1], HasSubstr("No accident with a position was given"));
    erase(input, "confirmed_rate");
    EXPECT_THAT(answer(input)[0], HasSubstr("None of the records could be tested"));
    erase(input, "coverage");
    EXPECT_THAT(answer(input)[0], HasSubstr("No record could be held against what was found"));
}

TEST(Answer, RefusesALanguageWithoutCatalogue) {
    ReportInput input = tests::sample_report();
    input.language = "xx";
    EXPECT_THROW(answer(input), CallError);
    EXPECT_THROW(write_report(input), CallError);
}

}  // namespace
}  // namespace cairn::report
