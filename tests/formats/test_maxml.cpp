// Limits of maXML, stopping early, what a file is told by, and what must not be taken for a place, an id or an item.
// Its contents are fixtures (test_fixtures.cpp).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/wkt.hpp"
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

    /// The rows of a table of the reports.
    std::vector<formats::RawRow> rows_of(const std::string& reports, const std::string& table) {
        std::vector<formats::RawRow> rows;
        const auto read = formats::read_maxml(write(reports), table,
                                              [&rows](formats::RawRow&& row) {
                                                  rows.push_back(std::move(row));
                                                  return true;
                                              },
                                              {});
        EXPECT_TRUE(read) << read.error().message;
        return rows;
    }
    static std::string cell(const formats::RawRow& row, const std::string& column) {
        const auto at = row.values.find(column);
        return at == row.values.end() ? "-" : at->second;
    }
    /// The place of the only hazard: well-known text, or why it has none, or "none".
    std::string place_of(const std::string& inside, const std::string& header = {}) {
        const auto rows = rows_of(header + hazard(inside), "Hazard");
        if (rows.size() != 1) return std::to_string(rows.size()) + " rows";
        if (rows[0].geometry) return to_wkt(*rows[0].geometry);
        return rows[0].geometry_finding ? rows[0].geometry_finding->found + rows[0].geometry_finding->message : "none";
    }
    static std::string at(double lat, double lon) {
        return "<Latitude>" + std::to_string(lat) + "</Latitude><Longitude>" + std::to_string(lon) + "</Longitude>";
    }
    /// A corner of that name, with more in it.
    static std::string point(const std::string& name, double lat, double lon, const std::string& more = {}) {
        return "<" + name + ">" + more + at(lat, lon) + "</" + name + ">";
    }
    static std::string square(const std::string& more = {}) {
        return point("GeoPoint", 50, 10, more) + point("GeoPoint", 50.01, 10, more) +
               point("GeoPoint", 50.01, 10.01, more) + point("GeoPoint", 50, 10.01, more);
    }
    static std::string header(const std::string& inside) { return "<DocumentHeader>" + inside + "</DocumentHeader>"; }
    /// The reference system of the hazards' table, or what refused it.
    std::string crs_of(const std::string& reports) {
        const auto read = formats::read_maxml(write(reports), "Hazard", [](formats::RawRow&&) { return true; }, {});
        return read ? read->crs.value_or("not stated") : read.error().code;
    }

    tests::TemporaryFolder folder_;
};

using testing::HasSubstr;
using testing::StartsWith;

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

TEST_F(Maxml, APointStandsWhereItSaysAndNotWhereItStartsFrom) {
    const std::string from = "<FromPoint>" + at(34.4, 69) + "</FromPoint>";
    EXPECT_EQ(place_of("<Geo>" + point("GeoPoint", 34.5, 69.1, from) + "</Geo>"), "POINT (69.1 34.5)");
    EXPECT_EQ(place_of("<Geo>" + point("GeoPoint", 34.5, 69.1) + point("FromPoint", 34.4, 69) + "</Geo>"),
              "POINT (69.1 34.5)");
    EXPECT_EQ(place_of("<Geo>" + point("GeoPoint", 34.5, 69.1, "<ReferencePoint>" + at(1, 2) + "</ReferencePoint>") +
                       "</Geo>"),
              "POINT (69.1 34.5)");
    EXPECT_THAT(place_of("<Geo><GeoPoint><Bearing>9</Bearing><Distance>5</Distance>" + from + "</GeoPoint></Geo>"),
                HasSubstr("no latitude and longitude"));
    EXPECT_EQ(place_of("<Geo><GeoPoint><Bearing>9</Bearing>" + from + "</GeoPoint></Geo>"), "none");
    EXPECT_THAT(place_of("<Geo>" + point("GeoPoint", 34.5, 69.1, point("GeoPoint", 1, 2)) + "</Geo>"),
                HasSubstr("holds another point"));
    // Not the latitude of one writing with the longitude of another.
    EXPECT_THAT(place_of("<Geo><GeoPoint><Latitude>34.5</Latitude><Longitude/><OriginalCoordinates>" + at(1, 2) +
                         "</OriginalCoordinates></GeoPoint></Geo>"),
                HasSubstr("is no latitude and longitude"));
}

TEST_F(Maxml, PointsOfOneElementAreOneShapeWhateverTheyAreCalled) {
    const auto number = [](int n) { return "<Number>" + std::to_string(n) + "</Number>"; };
    const std::string middle = point("TurningPoint", 50.01, 10, number(2)) +
                               point("TurningPoint", 50.01, 10.01, number(3)) +
                               point("TurningPoint", 50.005, 10.02, number(4));
    const std::string all = middle + point("EndPoint", 50, 10.01, number(5)) + point("StartPoint", 50, 10, number(1));
    EXPECT_EQ(place_of("<Geo>" + all + point("Landmark", 51, 11) + "</Geo>"),
              "POLYGON ((10 50, 10 50.01, 10.01 50.01, 10.02 50.005, 10.01 50, 10 50))");
    EXPECT_THAT(place_of("<Geo>" + middle + point("EndPoint", 50, 10.01, number(5)) +
                         "<StartPoint><Number>1</Number></StartPoint></Geo>"),
                HasSubstr("no latitude and longitude"));
    EXPECT_THAT(place_of("<Geo>" + middle + "<StartPoint/></Geo>"), HasSubstr("no latitude and longitude"));
    EXPECT_THAT(place_of("<Geo>" + square("<Shape>Polygon</Shape>") + point("Centre", 50.005, 10.005) + "</Geo>"),
                HasSubstr("knows the type of point"));
    EXPECT_THAT(place_of(point("AccidentPoint", 50, 10) + point("HospitalPoint", 51, 11)),
                HasSubstr("knows the type of point"));
    EXPECT_EQ(place_of(point("ReferencePoint", 51, 11)), "none") << "no hazard is where its landmark is";
    EXPECT_EQ(place_of(point("GeoPoint", 50, 10) + point("ReferencePoint", 51, 11)), "POINT (10 50)");
    EXPECT_THAT(place_of("<Geo>" + point("StartPoint", 50, 10) + point("EndPoint", 50, 10.01) +
                         point("TurningPoint", 50.01, 10.01) + "</Geo>"),
                HasSubstr("does not stand last"));
    // Which orders the types allow, where nothing numbers the points: of a ring, and of a line.
    const auto in_order = [this](const std::string& types, const std::string& shape) {
        std::string points;
        for (std::size_t i = 0; i < types.size(); ++i) {
            const std::string type = types[i] == 'S' ? "Start" : types[i] == 'E' ? "EP" : "TP" + std::to_string(i);
            const auto n = static_cast<double>(i);
            points += point("GeoPoint", 50 + n * (7 - n) / 1000, 10 + n / 1000, "<Type>" + type + "</Type>");
        }
        const auto place = place_of("<Geo><Shape>" + shape + "</Shape>" + points + "</Geo>");
        return place.starts_with(shape == "Line" ? "LINESTRING" : "POLYGON");
    };
    for (const char* types : {"STTE", "ESTT", "TTES", "TTT", "TTE", "STT", "STTES", "STTS", "SSTT"}) {
        EXPECT_EQ(in_order(types, "Polygon"), std::string(types) != "SSTT") << types;
    }
    for (const char* types : {"SETT", "TSTE", "TST", "ETT", "TET"}) EXPECT_FALSE(in_order(types, "Polygon")) << types;
    for (const char* types : {"STTE", "TTE", "STT"}) EXPECT_TRUE(in_order(types, "Line")) << types;
    for (const char* types : {"ESTT", "SETT", "TST", "ETT", "STTES"}) EXPECT_FALSE(in_order(types, "Line")) << types;
    EXPECT_EQ(place_of("<Geo>" + point("GeoPoint", 50, 10) + "<NumberOfPoints unit=\"1\">1</NumberOfPoints></Geo>"),
              "POINT (10 50)");
    EXPECT_THAT(place_of("<Geo>" + square("<ShapeID>1</ShapeID><Shape>Polygon</Shape>") +
                         point("GeoPoint", 50.005, 10.02, "<Shape>Polygon</Shape>") + "</Geo>"),
                HasSubstr("name their shape and others do not"));
}

TEST_F(Maxml, AShapeThatIsNotKnownIsNoOther) {
    EXPECT_THAT(place_of("<Geo><Shape>Circle</Shape><Radius>200</Radius>" + point("GeoPoint", 50, 10) + "</Geo>"),
                HasSubstr("the shape \"Circle\""));
    for (const char* line : {"Ligne", "Trasse", "Centre line"}) {
        EXPECT_THAT(
            place_of("<Geo><Shape>" + std::string(line) + "</Shape>" + square("<Type>Turning</Type>") + "</Geo>"),
            HasSubstr("the shape \"" + std::string(line)));
    }
    EXPECT_THAT(place_of("<Geo><Outline>" + square("<Type>Turning</Type>") + "</Outline></Geo>"),
                StartsWith("POLYGON"));
    EXPECT_THAT(place_of("<Geo><Polyline>" + square() + "</Polyline></Geo>"), StartsWith("LINESTRING"));
    EXPECT_THAT(place_of("<Geo><CentreLine>" + square("<Type>Turning</Type>") + "</CentreLine></Geo>"),
                HasSubstr("the shape \"CentreLine\""));
}

TEST_F(Maxml, AReferenceSystemIsStatedOnceOrAsked) {
    const std::string datum = "<Datum>ED50</Datum>";
    EXPECT_EQ(crs_of(header(datum) + hazard("")), "ED50");
    EXPECT_EQ(crs_of(header("<A><B>" + datum + "</B></A>") + hazard("")), "ED50");
    EXPECT_EQ(crs_of(header("<CoordinateSystem>Pulkovo 1942 / Gauss-Kruger zone 7</CoordinateSystem>") + hazard("")),
              "not stated");
    EXPECT_EQ(crs_of(header("<CoordinateSystem>Latitude/Longitude</CoordinateSystem>") + hazard("")), "EPSG:4326");
    EXPECT_EQ(crs_of(header("<CoordinateSystem>WGS 84 / UTM zone 42N</CoordinateSystem>") + hazard("")), "EPSG:4326");
    EXPECT_EQ(crs_of(header("<A>" + datum + "</A><B><Datum>WGS 84</Datum></B>") + hazard("")), "headers_disagree");
    EXPECT_EQ(crs_of(header(datum) + hazard("") + header("<Datum>WGS 84</Datum>")), "headers_disagree");
    const auto document = [](const std::string& inside) {
        return "<MineActionFieldReport>" + inside + "</MineActionFieldReport>";
    };
    EXPECT_EQ(crs_of(document(header(datum) + hazard("")) + document(hazard(""))), "headers_disagree");
    EXPECT_EQ(crs_of(document(header(datum) + hazard("")) + document(header(datum) + hazard(""))), "ED50");
    const auto in = [](const std::string& crs) {
        return point("GeoPoint", 50, 10, "<CoordRefSys>" + crs + "</CoordRefSys>");
    };
    EXPECT_EQ(place_of(in("EPSG:4326")), "POINT (10 50)");
    EXPECT_EQ(place_of(in("ED 50"), header(datum)), "POINT (10 50)");
    EXPECT_THAT(place_of(in("WGS 84"), header(datum)), HasSubstr("and not in the header's \"ED50\""));
    EXPECT_THAT(place_of(in("ED50")), HasSubstr("and not in WGS 84"));
}

TEST_F(Maxml, AnIdIsTheItemsOwnWhereverItStands) {
    const auto id_of = [this](const std::string& ids) {
        const auto rows = rows_of("<FieldReport><Hazard><Name>x</Name>" + ids + "</Hazard></FieldReport>", "Hazard");
        return rows.empty() ? "no row" : cell(rows[0], "_id");
    };
    EXPECT_EQ(id_of("<LocalId>L</LocalId><OriginalID>O</OriginalID>"), "O");
    EXPECT_EQ(id_of("<OriginalID>O</OriginalID><LocalId>L</LocalId>"), "O");
    EXPECT_EQ(id_of("<OriginalID/><LocalId>L</LocalId>"), "L");
    EXPECT_EQ(id_of("<HazardID><OriginalID/><GUID>g</GUID></HazardID><OriginalID>O</OriginalID>"), "g");
    EXPECT_EQ(id_of("<HazardID><GUID>g</GUID></HazardID><HazardIdentification><OriginalID>O</OriginalID>"
                    "</HazardIdentification>"),
              "O");
    EXPECT_EQ(id_of("<LocalId>" + std::string(300, 'x') + "</LocalId>"), "-");
    const std::string part = "<Ordnance><OrdnanceID><OriginalID>PMN</OriginalID></OrdnanceID><Qty>1</Qty></Ordnance>";
    const auto parts = rows_of("<FieldReport><Clearance><Name>a</Name>" + part + part + "</Clearance></FieldReport>",
                               "Clearance/Ordnance");
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(cell(parts[1], "_id"), "-") << "what a part refers to is no id of its own";
    EXPECT_EQ(cell(parts[1], "OrdnanceID/OriginalID"), "PMN");
}

TEST_F(Maxml, AnItemMayHaveAttributesAlone) {
    const std::string bare = "<FieldReport><Accident LocalId=\"A7\" DateOfAccident=\"2001-07-04\"/></FieldReport>";
    const auto rows = rows_of(bare +
                                  "<FieldReport><Note lang=\"en\">seen</Note><Accident>near the mill</Accident>"
                                  "<Accident/></FieldReport>",
                              "Accident");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(cell(rows[0], "_id"), "A7");
    EXPECT_EQ(cell(rows[0], "@DateOfAccident"), "2001-07-04");
    EXPECT_EQ(cell(rows[1], "text"), "near the mill");
    EXPECT_EQ(cell(rows[1], "FieldReport/Note"), "seen");
}

TEST_F(Maxml, RowsOfPointsTellTheirShapeAndHaveTheFieldsOnceForEach) {
    const std::string geo = "<Geo><Shape>Polygon</Shape><GeoPoint><Type>Landmark</Type></GeoPoint>" + square() +
                            "</Geo><Geo><Polyline>" + square() + "</Polyline></Geo><Geo>" + point("GeoPoint", 51, 11) +
                            point("Landmark", 52, 11) + "</Geo><Geo><Shape>Circle</Shape>" + point("GeoPoint", 51, 11) +
                            "</Geo><Geo>" + square() + "</Geo>";
    const auto rows = rows_of("<FieldReport><Hazard><LocalId>H</LocalId><Name>" + std::string(70'000, 'x') + "</Name>" +
                                  geo + "</Hazard></FieldReport>",
                              "Hazard/points");
    ASSERT_EQ(rows.size(), 16U);
    std::string shapes, with_fields;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(cell(rows[i], "_id"), "H");
        if (cell(rows[i], "Name") != "-") with_fields += std::to_string(i) + " ";
        if (i == 0 || cell(rows[i], "_shape") != cell(rows[i - 1], "_shape")) shapes += cell(rows[i], "_shape") + " ";
    }
    EXPECT_EQ(with_fields, "1 5 9 11 12 ");
    EXPECT_EQ(shapes, "polygon line point landmark Circle unclear ");
    EXPECT_EQ(cell(rows[1], "_latitude"), "50.000000");
}

TEST_F(Maxml, ASmallFileMakesNoGreatOnes) {
    const auto times = [](const std::string& text, std::size_t n) {
        std::string out;
        for (std::size_t i = 0; i < n; ++i) out += text;
        return out;
    };
    const std::string name(90, 'n');
    const std::string way = times("<" + name + ">", 12), back = times("</" + name + ">", 12);
    EXPECT_EQ(code_of(hazard(way + back), {}), "column_name_too_long");
    EXPECT_EQ(code_of(hazard("<Geo>" + way + point("P", 1, 2) + back + "</Geo>"), {}), "column_name_too_long");
    EXPECT_EQ(code_of("<FieldReport><FieldReportInfo>" + way + back + "</FieldReportInfo></FieldReport>", {}),
              "column_name_too_long");
    EXPECT_EQ(code_of(hazard("<a " + std::string(999, 'b') + "=\"1\"/>"), {}), "column_name_too_long");
    formats::Limits limits;
    limits.max_text_bytes_per_row = 2'000;
    const std::string deep = "<" + name + ">", deep_end = "</" + name + ">";
    EXPECT_EQ(code_of(hazard("<Geo><P>" + deep + times("<a/>", 30) + deep_end + at(1, 2) + "</P></Geo>"), limits),
              "read");
    EXPECT_EQ(code_of(hazard(deep + times("<a/>", 30) + deep_end), limits), "too_many_values");
    EXPECT_EQ(code_of("<FieldReport><FieldReportInfo><a>" + std::string(900, 'x') + "</a></FieldReportInfo>" +
                          times("<Hazard><b/></Hazard>", 3) + "</FieldReport>",
                      limits),
              "too_many_values");
    std::string tables, fields;
    for (int i = 0; i < 501; ++i) tables += "<k" + std::to_string(i) + "><a/></k" + std::to_string(i) + ">";
    for (int i = 0; i < 2'001; ++i) fields += "<f" + std::to_string(i) + "/>";
    const auto listed = formats::list_maxml(write("<FieldReport>" + tables + "</FieldReport>"), {});
    EXPECT_EQ(listed ? "listed" : listed.error().code, "too_many_values");
    const auto wide = formats::list_maxml(write(hazard("<Geo>" + point("P", 1, 2, fields) + "</Geo>")), {});
    EXPECT_EQ(wide ? "listed" : wide.error().code, "too_many_columns");
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
