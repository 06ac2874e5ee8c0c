// Limits of maXML, stopping early, and what a file is told by. Its contents are fixtures (test_fixtures.cpp).

#include <gtest/gtest.h>

#include "cairn/formats/format.hpp"
#include "cairn/formats/maxml.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace cairn;

class Maxml : public testing::Test {
   protected:
    std::string code_of(const std::string& reports, const formats::Limits& limits,
                        const std::string& table = "Hazard") {
        const auto read = formats::read_maxml(write(reports), table, [](formats::RawRow&&) { return true; }, limits);
        return read ? "read" : read.error().code;
    }
    std::filesystem::path write(const std::string& reports) {
        return folder_.write("a.maxml", "<MineActionFieldReport>" + reports + "</MineActionFieldReport>");
    }
    static std::string hazard(const std::string& inside) {
        return "<FieldReport><Hazard><HazardName>x</HazardName>" + inside + "</Hazard></FieldReport>";
    }
    std::string format_of(const std::string& xml) {
        const auto format = formats::detect_format(folder_.write("a.xml", xml), {});
        if (!format) return format.error().code;
        return *format == formats::Format::maxml ? "maXML" : *format == formats::Format::gml ? "GML" : "other";
    }

    tests::TemporaryFolder folder_;
};

TEST_F(Maxml, LimitsHoldToTheLastByteRowAndColumn) {
    formats::Limits limits;
    limits.max_text_bytes_per_row = 100;
    EXPECT_EQ(code_of(hazard("<a>" + std::string(99, 'x') + "</a>"), limits), "read");
    EXPECT_EQ(code_of(hazard("<a>" + std::string(100, 'x') + "</a>"), limits), "too_many_values");
    EXPECT_EQ(code_of(hazard("<a b=\"" + std::string(100, 'x') + "\"/>"), limits), "too_many_values");
    limits = {};
    limits.max_rows = 2;
    EXPECT_EQ(code_of(hazard("") + hazard(""), limits), "read");
    EXPECT_EQ(code_of(hazard("") + hazard("") + hazard(""), limits), "too_many_rows");
    limits = {};
    limits.max_columns = 3;  // _index, HazardName, a
    EXPECT_EQ(code_of(hazard("<a/>"), limits), "read");
    EXPECT_EQ(code_of(hazard("<a/><b/>"), limits), "too_many_columns");
    EXPECT_EQ(code_of(hazard(""), {}, "Accident"), "no_such_table");
}

TEST_F(Maxml, IsReadNoFurtherThanIsWanted) {
    int rows = 0;
    const auto read = formats::read_maxml(write(hazard("") + hazard("") + hazard("")), "Hazard",
                                          [&rows](formats::RawRow&&) { return ++rows < 2; }, {});
    ASSERT_TRUE(read);
    EXPECT_EQ(rows, 2);
    EXPECT_FALSE(read->rows) << "it was not read to its end";
}

TEST_F(Maxml, IsToldByItsRootAndNotByAWordInItsText) {
    EXPECT_EQ(format_of("<x:MineActionFieldReport xmlns:x=\"urn:a\" xmlns:gml=\"http://www.opengis.net/gml\"/>"),
              "maXML");
    EXPECT_EQ(format_of("<MineActionOrganisation/>"), "maXML");
    EXPECT_EQ(format_of("<MineActionLayer xmlns:gml=\"http://www.opengis.net/gml\"/>"), "GML");
    EXPECT_EQ(format_of("<reports xmlns=\"http://example.org/maxml\"/>"), "maXML");
    EXPECT_EQ(format_of("<r><FieldReport><FieldReportInfo></FieldReportInfo></FieldReport></r>"), "maXML");
    EXPECT_EQ(format_of("<note>maxml</note>"), "wrong_format");
    EXPECT_EQ(format_of("<schemaxml/>"), "wrong_format");
    EXPECT_EQ(format_of("<ProMineAction/>"), "wrong_format");
}

}  // namespace
