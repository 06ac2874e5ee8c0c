// What a KML may hold that a table of ours cannot take as it stands.

#include <fstream>

#include <gtest/gtest.h>

#include "cairn/formats/kml.hpp"
#include "support/temporary_folder.hpp"

namespace cairn {
namespace {

std::vector<formats::RawRow> rows_of(const std::string& placemarks, const formats::Limits& limits = {}) {
    const tests::TemporaryFolder folder;
    const auto file = folder.path() / "a.kml";
    std::ofstream(file) << R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>North</name>)"
                        << placemarks << "</Folder></Document></kml>";
    std::vector<formats::RawRow> rows;
    const auto table = formats::read_kml(
        file,
        [&rows](formats::RawRow&& row) {
            rows.push_back(std::move(row));
            return true;
        },
        limits);
    EXPECT_TRUE(table);
    return rows;
}

TEST(Kml, DataThatIsCalledAsTheFolderIsKeptBesideIt) {
    const auto rows = rows_of(
        R"(<Placemark><ExtendedData><Data name="_layer"><value>their own</value></Data></ExtendedData></Placemark>)");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].values.at("_layer"), "North");
    EXPECT_EQ(rows[0].values.at("_layer (data)"), "their own");
}

TEST(Kml, TextThatIsTooLongForARowIsTold) {
    formats::Limits limits;
    limits.max_text_bytes_per_row = 50;
    const std::string half(30, 'x'), whole(60, 'x');
    const auto rows =
        rows_of("<Placemark><name>" + half + "</name></Placemark><Placemark><name>" + half + "</name><description>" +
                    half + "</description></Placemark><Placemark><name>" + whole + "</name></Placemark>",
                limits);
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_TRUE(rows[0].findings.empty());
    for (const std::size_t row : {1U, 2U}) {
        ASSERT_EQ(rows[row].findings.size(), 1U);
        EXPECT_EQ(rows[row].findings[0].code, "row_too_long");
        EXPECT_EQ(rows[row].findings[0].severity, Severity::error);
    }
}

}  // namespace
}  // namespace cairn
