#include <gtest/gtest.h>

#include "cairn/formats/sheet_table.hpp"
#include "cairn/formats/workbook.hpp"
#include "cairn/formats/write_zip.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace cairn;

formats::SheetRow row_of(std::int64_t number, const std::vector<std::string>& texts, const formats::Limits& limits) {
    formats::SheetRow row{.number = number};
    for (std::size_t i = 0; i < texts.size(); ++i) row.add({.column = i, .text = texts[i]}, limits);
    return row;
}

TEST(SheetTable, ARowWithMoreTextThanARowMayHaveIsToldAndStaysARow) {
    formats::Limits limits;
    limits.max_text_bytes_per_row = 100;
    std::vector<formats::RawRow> rows;
    const std::function<bool(formats::RawRow&&)> on_row = [&rows](formats::RawRow&& row) {
        rows.push_back(std::move(row));
        return true;
    };
    const std::vector<formats::MergedCells> merged{
        {.first_row = 4, .last_row = 5, .first_column = 0, .last_column = 0}};
    formats::SheetTable table(merged, on_row, limits);
    const std::string half(60, 'x');
    for (const auto& [number, texts] : std::vector<std::pair<std::int64_t, std::vector<std::string>>>{
             {1, {"id", "note"}}, {2, {half, half}}, {3, {std::string(200, 'x')}}, {4, {half}}}) {
        table.add(row_of(number, texts, limits));
    }
    formats::SheetRow below{.number = 5};
    below.add({.column = 1, .text = half}, limits);
    table.add(std::move(below));
    ASSERT_TRUE(table.finish("XLSX").has_value());
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].values.size(), 1U);
    EXPECT_EQ(rows[1].values.size(), 0U);
    for (const std::size_t i : {0U, 1U, 3U}) {
        ASSERT_EQ(rows[i].findings.size(), 1U) << i;
        EXPECT_EQ(rows[i].findings[0].code, "row_too_long");
    }
    EXPECT_TRUE(rows[2].findings.empty());
}

TEST(Ods, ATableInsideACellIsNoPartOfTheSheet) {
    const tests::TemporaryFolder folder;
    const auto cell = [](const std::string& inside) { return "<c:table-cell>" + inside + "</c:table-cell>"; };
    const auto row = [](const std::string& cells) { return "<c:table-row>" + cells + "</c:table-row>"; };
    const std::string inner = "<c:table c:name='in'>" + row(cell("<x:p>none</x:p>")) + "</c:table>";
    const auto content =
        folder.write("content", "<d xmlns:c='c' xmlns:x='x'><c:table c:name='S'>" +
                                    row(cell("<x:p>id</x:p>") + cell("<x:p>note</x:p>")) +
                                    row(cell("<x:p>a</x:p>") + cell("<x:p>b</x:p>" + inner)) + "</c:table></d>");
    const auto file = folder.path() / "a.ods";
    formats::write_plain_zip(file, {{"content.xml", content}});
    std::vector<formats::RawRow> rows;
    const auto on_row = [&rows](formats::RawRow&& each) {
        rows.push_back(std::move(each));
        return true;
    };
    ASSERT_TRUE(formats::read_ods(file, "S", on_row, {}).has_value());
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].values.at("id"), "a");
    EXPECT_EQ(rows[0].values.at("note"), "b");
}

}  // namespace
