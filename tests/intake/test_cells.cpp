#include <gtest/gtest.h>

#include "cairn/formats/writer.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/units.hpp"

using namespace cairn;
using namespace cairn::intake;

namespace {

const registers::Schemas& schemas() { return registers::Schemas::built_in(); }

/// The value as text, or the finding's code.
std::string read(const std::string& field_name, const std::string& text, FieldSource source = {}, char decimal = '.') {
    const registers::Field* field = schemas().find("find")->find(field_name);
    const registers::CodeList* codes = field->code_list ? schemas().find_code_list(*field->code_list) : nullptr;
    const CellReader cell{
        field, codes, &source, find_factor(source.unit, field->unit).value(), decimal, *parse_date("2024-06-30")};
    const auto value = cell.read(text);
    return value ? formats::to_text(*value) : value.error().code;
}

}  // namespace

TEST(Cells, NumbersFollowTheStatedDecimalSign) {
    EXPECT_EQ(read("depth_m", " 0.15 "), "0.15");
    EXPECT_EQ(read("depth_m", "0,15", {}, ','), "0.15");
    EXPECT_EQ(read("depth_m", "0,15"), "not_a_number");
    EXPECT_EQ(read("depth_m", "0.15", {}, ','), "not_a_number") << "1.500 could be 1500";
    EXPECT_EQ(read("depth_m", "nan"), "not_a_number");
    EXPECT_EQ(read("depth_m", "inf"), "not_a_number");
}

TEST(Cells, ThousandsAndDigitsOfOtherScriptsAreRead) {
    EXPECT_EQ(parse_decimal("1,234.5", '.'), 1234.5);
    EXPECT_EQ(parse_decimal("1.234.567,5", ','), 1234567.5);
    EXPECT_EQ(parse_decimal("1\u202F234,5", ','), 1234.5);
    EXPECT_EQ(parse_decimal("12 345", '.'), 12345);
    EXPECT_EQ(parse_decimal("1'234'567.25", '.'), 1234567.25);
    EXPECT_EQ(parse_decimal("1\u2019234", ','), 1234);
    EXPECT_EQ(parse_decimal("١٢٣٤٫٥", '.'), 1234.5);
    EXPECT_EQ(parse_decimal("١٬٢٣٤٫٥", ','), 1234.5);
    EXPECT_EQ(parse_decimal("۱۲", '.'), 12);
    EXPECT_EQ(parse_decimal("\u22125,5", ','), -5.5);
    for (const char* text : {"1,23", "12,34.5", "1,234,5", "1 23", "1'2345", "1,234'567", ",123", "1.234.5", "12 34"}) {
        EXPECT_EQ(parse_decimal(text, '.'), std::nullopt) << text;
    }
    EXPECT_TRUE(can_be_thousands_or_fraction("1.234"));
    EXPECT_TRUE(can_be_thousands_or_fraction("١٢,٣٤٥"));
    for (const char* text : {"0.234", "1.23", "1234.567", "1.2345", "1.234,5", "abc", ""}) {
        EXPECT_FALSE(can_be_thousands_or_fraction(text)) << text;
    }
}

TEST(Cells, AUnitInACellWinsOverTheColumns) {
    EXPECT_EQ(read("depth_m", "15 cm"), "0.15");
    EXPECT_EQ(read("depth_m", "15см", {.unit = "m"}), "0.15");
    EXPECT_EQ(read("depth_m", "1,5 м", {.unit = "cm"}, ','), "1.5");
    EXPECT_EQ(read("depth_m", "15 kg"), "not_a_number");
    EXPECT_EQ(read("depth_m", "5 ha"), "not_a_number") << "no length";
    EXPECT_EQ(parse_quantity("1 200 m2", '.')->value, 1200);
    EXPECT_EQ(parse_quantity("1 200 м²", '.')->unit, "m2");
}

TEST(Cells, UnitsAreConverted) {
    EXPECT_EQ(read("depth_m", "15", {.unit = "cm"}), "0.15");
    EXPECT_EQ(find_factor("ha", "m2"), 10'000);
    EXPECT_EQ(find_factor("ft", "m"), 0.3048);
    EXPECT_EQ(find_factor("ha", "m"), std::nullopt);
    EXPECT_EQ(find_factor("furlong", "m"), std::nullopt);
    EXPECT_EQ(find_unit_suffix("depth_cm"), "cm");
    EXPECT_EQ(find_unit_suffix("type_of"), std::nullopt);
}

TEST(Cells, WholeNumbersAndRangesAreHeld) {
    EXPECT_EQ(read("count", "3.0"), "3");
    EXPECT_EQ(read("count", "3.5"), "not_a_whole_number");
    EXPECT_EQ(read("count", "0"), "number_out_of_range");
    EXPECT_EQ(read("count", "1e30"), "not_a_whole_number");
    EXPECT_EQ(read("depth_m", "-1"), "number_out_of_range");
    EXPECT_EQ(read("depth_m", "150"), "number_out_of_range") << "centimetres taken for metres";
}

TEST(Cells, DatesInTheFutureAndBefore1900AreRefused) {
    EXPECT_EQ(read("date_found", "2024-06-30"), "2024-06-30");
    EXPECT_EQ(read("date_found", "2024"), "2024") << "the year that runs has begun";
    EXPECT_EQ(read("date_found", "2024-07-01"), "date_in_future");
    EXPECT_EQ(read("date_found", "1899-12-31"), "impossible_date");
    EXPECT_EQ(read("date_found", "17.05.2004", {.format = "dd.mm.yyyy"}), "2004-05-17");
}

TEST(Cells, CodesAreKnownByTheirListOrByTheMapping) {
    EXPECT_EQ(read("device_category", "AP"), "ap-mine");
    EXPECT_EQ(read("device_category", "Anti-Personnel Mine"), "ap-mine");
    EXPECT_EQ(read("device_category", "7"), "unknown_code");
    EXPECT_EQ(read("device_category", "7", {.codes = {{"7", "uxo"}}}), "uxo");
    EXPECT_EQ(read("device_category", "?", {.codes = {{"?", std::nullopt}}}), "") << "left blank on purpose";
    EXPECT_EQ(read("device_category", "AP", {.codes = {{"AP", "av-mine"}}}), "av-mine") << "the mapping wins";
}

TEST(Cells, BlanksStayBlank) {
    EXPECT_EQ(read("count", ""), "");
    EXPECT_EQ(read("date_found", "  \t"), "");
}

TEST(Cells, YesAndNoAreReadInSeveralLanguages) {
    EXPECT_EQ(parse_yes_or_no("Yes"), true);
    EXPECT_EQ(parse_yes_or_no("SÍ"), true);
    EXPECT_EQ(parse_yes_or_no("нет"), false);
    EXPECT_EQ(parse_yes_or_no("0"), false);
    EXPECT_EQ(parse_yes_or_no("perhaps"), std::nullopt);
}

TEST(Cells, ALongTextIsCutBetweenCharactersInMessages) {
    std::string text(79, 'a');
    text += "é and more that does not fit into a message of this length";
    EXPECT_EQ(shorten(text), std::string(79, 'a') + "…");
    EXPECT_EQ(shorten("short"), "short");
}
