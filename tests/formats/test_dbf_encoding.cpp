// Tables of Shapefiles that do not say their encoding: their letters tell it, or a person does.

#include <gtest/gtest.h>

#include "formats/place_names.hpp"
#include "formats/read_all.hpp"

namespace {

using namespace cairn;
using formats::Encoding;
using tests::read_text;

/// A dBASE III table of one text column, with no language driver.
std::string dbf_of(const std::string& column, const std::vector<std::string>& cells) {
    const auto low = [](std::size_t n) { return static_cast<char>(n & 0xFFU); };
    const auto high = [](std::size_t n) { return static_cast<char>(n >> 8U); };
    constexpr std::size_t width = 60, header = 32 + 32 + 1, record = 1 + width;
    std::string bytes{3, 104, 5, 17};
    bytes += {low(cells.size()), high(cells.size()), 0, 0, low(header), high(header), low(record), high(record)};
    bytes.resize(32);
    bytes += column;
    bytes.resize(32 + 11);
    bytes += 'C';
    bytes.resize(32 + 16);
    bytes += static_cast<char>(width);
    bytes.resize(64);
    bytes += '\r';
    for (const auto& cell : cells) bytes += " " + cell + std::string(width - cell.size(), ' ');
    return bytes + '\x1A';
}

std::string encoded(const std::string& text, Encoding encoding) { return formats::from_utf8(text, encoding).value(); }

}  // namespace

TEST(DbfEncoding, IsToldByItsLettersWhereTheFileDoesNotSay) {
    for (const auto& [list, encoding] :
         {std::pair{"russian", Encoding::cp1251}, std::pair{"russian", Encoding::cp866},
          std::pair{"arabic", Encoding::cp1256}, std::pair{"south-slavic", Encoding::cp1250},
          std::pair{"armenian", Encoding::armscii8}}) {
        const auto names = formats::read_names(list);
        std::vector<std::string> cells;
        for (const auto& name : names) cells.push_back(encoded(name, encoding));
        const auto read = read_text("places.dbf", dbf_of("NAME", cells));
        ASSERT_TRUE(read.table) << list;
        ASSERT_TRUE(read.table->encoding) << list;
        EXPECT_EQ(read.table->encoding->encoding(), encoding) << list;
        ASSERT_EQ(read.rows.size(), names.size());
        for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(read.rows[i].values.at("NAME"), names[i]);
    }
}

TEST(DbfEncoding, NamesOfColumnsReadInItToo) {
    const auto read =
        read_text("a.dbf", dbf_of(encoded("ИМЯ", Encoding::cp1251), {encoded("Новая Слобода", Encoding::cp1251)}));
    ASSERT_TRUE(read.table);
    EXPECT_EQ(read.rows.at(0).values.at("ИМЯ"), "Новая Слобода");
}

TEST(DbfEncoding, AStatedOneWins) {
    const auto read = read_text("a.dbf", dbf_of("NAME", {"\xF1"}), {.encoding = Encoding::cp1250});
    ASSERT_TRUE(read.table);
    EXPECT_EQ(read.rows.at(0).values.at("NAME"), "ń");
}
