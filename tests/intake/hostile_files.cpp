#include "intake/hostile_files.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "cairn/core/random.hpp"
#include "cairn/formats/writer.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::tests {
namespace {

using namespace std::string_literals;

std::string repeated(const std::string& text, int times) {
    std::string all;
    all.reserve(text.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

std::string collection(const std::string& features, const std::string& members = "") {
    return R"({"type":"FeatureCollection",)" + members + R"("features":[)" + features + "]}";
}
std::string feature(const std::string& geometry, const std::string& properties = R"({"name":"x"})") {
    return R"({"type":"Feature","geometry":)" + geometry + R"(,"properties":)" + properties + "}";
}
std::string geometry(const std::string& type, const std::string& coordinates) {
    return R"({"type":")" + type + R"(","coordinates":)" + coordinates + "}";
}
std::string of_geometry(const std::string& type, const std::string& coordinates) {
    return collection(feature(geometry(type, coordinates)));
}
std::string of_properties(const std::string& properties) {
    return collection(feature(geometry("Point", "[10,45]"), properties));
}

std::string good_geojson() {
    std::string features;
    for (int i = 0; i < 20; ++i) {
        const std::string x = std::to_string(10 + i), z = std::to_string(10 + i) + ".5";
        features += (i == 0 ? "" : ",") +
                    feature(geometry("Polygon", "[[[" + x + ",45],[" + z + ",45],[" + z + ",45.5],[" + x + ",45]]]"),
                            R"({"name":"field )" + std::to_string(i) + R"(","claimed_count":7,"date_laid":"1993-05"})");
    }
    return collection(features);
}

/// Copies of `good` cut short, and copies with a few bytes changed.
void add_damaged(std::vector<HostileFile>& files, const std::string& name, const std::string& good, int cuts, int flips,
                 const std::string& told_of_cuts) {
    Random random(20240517);
    for (int i = 0; i < cuts; ++i) {
        const std::size_t at = 1 + random.below(good.size() - 2);
        files.push_back({"cut at byte " + std::to_string(at) + name, good.substr(0, at), told_of_cuts});
    }
    for (int i = 0; i < flips; ++i) {
        std::string bytes = good;
        const int changes = 1 + static_cast<int>(random.below(6));
        for (int n = 0; n < changes; ++n) {
            bytes[random.below(bytes.size())] = static_cast<char>(static_cast<unsigned char>(random.below(256)));
        }
        files.push_back({"changed bytes " + std::to_string(i) + name, bytes, ""});
    }
}

std::string ring_of(int positions) {
    std::string ring = "[[";
    for (int i = 0; i < positions; ++i) {
        ring += "[" + std::to_string(10 + i % 7) + "." + std::to_string(i) + "," + std::to_string(40 + i % 5) + "],";
    }
    return ring + "[10.0,40]]]";
}

}  // namespace

std::vector<HostileFile> files_of_other_kinds() {
    Random random(7);
    std::string noise;
    for (int i = 0; i < 20'000; ++i) noise += static_cast<char>(static_cast<unsigned char>(random.below(256)));
    return {
        {"a pdf.geojson", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "wrong_format"},
        {"a picture.csv", "\x89PNG\r\n\x1A\n"s + noise, "wrong_format broken_file"},
        {"a photo.csv", "\xFF\xD8\xFF\xE0"s + noise, "wrong_format broken_file"},
        {"a zip bomb.gpkg", "PK\x03\x04"s + noise, "broken_file"},
        {"an empty zip.csv", "PK\x05\x06"s + std::string(18, '\0'), "no_table"},
        {"gzip.geojson", "\x1F\x8B\x08"s + noise, "no_table broken_file"},
        {"seven zip.csv", "7z\xBC\xAF\x27\x1C", "broken_file"},
        {"rar.csv", "Rar!\x1A\x07", "wrong_format"},
        {"bzip2.csv", "BZh91AY", "no_table broken_file"},
        {"xz.csv", "\xFD"s + "7zXZ", "no_table broken_file"},
        {"old spreadsheet.csv", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + noise, "wrong_format broken_file"},
        {"a web page.geojson", "<!DOCTYPE html><html>", "wrong_format"},
        {"kml.geojson", "<?xml version=\"1.0\"?><kml>", "broken_file"},
        {"program.csv", "\x7F"s + "ELF\x02\x01\x01\0\0\0\0"s, "wrong_format"},
        {"nothing.csv", "", "empty_file"},
        {"white space.geojson", " \n\t\r\n ", "empty_file"},
        {"only a byte order mark.csv", "\xEF\xBB\xBF", "empty_file"},
        {"one zero byte.csv", "\0"s, "wrong_format"},
        {"a megabyte of zeros.geojson", std::string(1'000'000, '\0'), "wrong_format"},
        {"utf-16.csv",
         "\xFF\xFE"
         "a\0,\0b\0\n\0"s,
         "empty_file"},
        {"utf-16 big endian.csv",
         "\xFE\xFF"
         "\0a\0,\0b"s,
         "empty_file"},
        {"noise.csv", noise, "wrong_format broken_file"},
        {"noise.geojson", "{" + noise, "wrong_format broken_file"},
        {"noise without zeros.csv", repeated("\x80\x81\xFE\xFF,\n", 500), "not_utf8"},
    };
}

std::vector<HostileFile> hostile_geojson() {
    std::vector<HostileFile> files{
        {"a list.geojson", "[1,2,3]", "wrong_format"},
        {"topojson.geojson", R"({"type":"Topology","objects":{},"arcs":[]})", "wrong_format"},
        {"esri json.geojson", R"({"features":[{"attributes":{"a":1},"geometry":{"x":1,"y":2}}]})", "broken_file"},
        {"comments.geojson", "{/* note */}", "broken_file"},
        {"single quotes.geojson", "{'type':'FeatureCollection'}", "broken_file"},
        {"trailing comma.geojson", collection(feature("null") + ","), "broken_file"},
        {"two documents.geojson", collection("") + collection(""), "broken_file"},
        {"garbage behind.geojson", collection("") + "xyz", "broken_file"},
        {"a string without end.geojson", R"({"type":"FeatureC)", "broken_file"},
        {"features null.geojson", R"({"type":"FeatureCollection","features":null})", ""},
        {"features object.geojson", R"({"type":"FeatureCollection","features":{"a":1}})", ""},
        {"features of numbers.geojson", collection("1,2,[3],\"x\",null"), "not_a_feature"},
        {"no type.geojson", R"({"features":[]})", "wrong_format"},
        {"deep arrays.geojson", R"({"a":)" + std::string(200'000, '['), "broken_file"},
        {"deep objects.geojson", repeated(R"({"a":)", 100'000), "broken_file"},
        {"deep coordinates.geojson", of_geometry("Polygon", std::string(60, '[') + std::string(60, ']')),
         "empty_geometry broken_file"},
        {"deep numbers.geojson", of_geometry("Polygon", std::string(50, '[') + "1,2" + std::string(50, ']')),
         "geometry_unreadable"},
        {"deep collections.geojson",
         collection(feature(repeated(R"({"type":"GeometryCollection","geometries":[)", 25) + repeated("]}", 25))),
         "empty_geometry"},
        {"deep properties.geojson", of_properties(repeated(R"({"a":)", 55) + "1" + std::string(55, '}')), ""},
        {"a number of 5000 digits.geojson", of_properties(R"({"a":)" + std::string(5000, '9') + "}"), "broken_file"},
        {"too large a number.geojson", of_geometry("Point", "[1e999,45]"), "geometry_unreadable"},
        {"not a number.geojson", of_geometry("Point", "[NaN,45]"), "geometry_unreadable"},
        {"infinity.geojson", of_geometry("Point", "[-Infinity,45]"), "geometry_unreadable"},
        {"text coordinates.geojson", of_geometry("Point", R"(["10","45"])"), "geometry_unreadable"},
        {"null coordinates.geojson", of_geometry("Point", "[null,null]"), "geometry_unreadable"},
        {"one coordinate.geojson", of_geometry("Point", "[10]"), "geometry_unreadable"},
        {"off the earth.geojson", of_geometry("Point", "[1e300,45]"), "outside_crs"},
        {"latitude 95.geojson", of_geometry("Point", "[10,95]"), "axes_swapped"},
        {"zero.geojson", of_geometry("Point", "[0,0]"), "zero_coordinates"},
        {"minus zero.geojson", of_geometry("Point", "[-0,-0.0]"), "zero_coordinates"},
        {"bow tie.geojson", of_geometry("Polygon", "[[[10,45],[11,46],[11,45],[10,46],[10,45]]]"), "ring_repaired"},
        {"no area.geojson", of_geometry("Polygon", "[[[10,45],[11,46],[12,47],[10,45]]]"), "broken_ring"},
        {"one position thrice.geojson", of_geometry("Polygon", "[[[10,45],[10,45],[10,45],[10,45]]]"), "broken_ring"},
        {"two positions.geojson", of_geometry("Polygon", "[[[10,45],[11,46]]]"), "broken_ring"},
        {"an open ring.geojson", of_geometry("Polygon", "[[[10,45],[11,45],[11,46]]]"), "ring_closed"},
        {"an empty ring.geojson", of_geometry("Polygon", "[[],[[10,45],[11,45],[11,46],[10,45]]]"),
         "geometry_unreadable"},
        {"a hole outside.geojson",
         of_geometry("Polygon", "[[[10,45],[11,45],[11,46],[10,45]],[[20,45],[21,45],[21,46],[20,45]]]"),
         "ring_repaired"},
        {"a hole as large as its shell.geojson",
         of_geometry("Polygon", "[[[10,45],[11,45],[11,46],[10,45]],[[10,45],[11,45],[11,46],[10,45]]]"),
         "broken_ring"},
        {"shells in each other.geojson",
         of_geometry("MultiPolygon", "[[[[10,45],[13,45],[13,48],[10,45]]],[[[11,45.2],[12,45.2],[12,46],[11,45.2]]]]"),
         "ring_repaired"},
        {"a spike.geojson", of_geometry("Polygon", "[[[10,45],[11,45],[12,45],[11,45],[11,46],[10,46],[10,45]]]"),
         "ring_repaired"},
        {"a line of one.geojson", of_geometry("LineString", "[[10,45]]"), "broken_line"},
        {"points and polygons.geojson",
         collection(feature(R"({"type":"GeometryCollection","geometries":[)" + geometry("Point", "[10,45]") + "," +
                            geometry("LineString", "[[10,45],[11,45]]") + "]}")),
         "geometry_unreadable"},
        {"a circle.geojson", of_geometry("Circle", "[10,45]"), "geometry_unreadable"},
        {"wrong nesting.geojson", of_geometry("Polygon", "[10,45]"), "geometry_unreadable"},
        {"a ring of 50 000.geojson", of_geometry("Polygon", ring_of(50'000)), "ring_too_intricate"},
        {"properties a list.geojson", of_properties("[1,2]"), "not_a_feature"},
        {"a property twice.geojson", of_properties(R"({"name":1,"name":2})"), "duplicate_column"},
        {"a nameless property.geojson", of_properties(R"({"":1})"), "-"},
        {"a long name.geojson", of_properties(R"({")" + std::string(1'000'000, 'n') + R"(":1})"),
         "column_name_too_long"},
        {"not utf-8.geojson", of_properties("{\"name\":\"NECH\xCD\"}"), "encoding_not_clear"},
        {"half a surrogate.geojson", of_properties(R"({"name":"\ud800"})"), "not_utf8"},
        {"control characters.geojson", of_properties("{\"name\":\"a\x01\x1F\tb\"}"), "-"},
        {"a zero in a text.geojson", of_properties(R"({"name":"a\u0000b"})"), "broken_text"},
        {"right to left.geojson",
         of_properties("{\"name\":\"\xE2\x80\xAE"
                       "txt\"}"),
         "-"},
        {"a script.geojson", of_properties(R"({"name":"<script>alert(1)</script>"})"), "-"},
        {"a query.geojson", of_properties(R"({"name":"'); DROP TABLE accident; --"})"), "-"},
        {"a text of 2 MB.geojson", of_properties(R"({"name":")" + std::string(2'000'000, 'x') + R"("})"),
         "text_too_long"},
        {"id an object.geojson", collection(R"({"type":"Feature","id":{"a":1},"geometry":null,"properties":{}})"),
         "missing_geometry"},
        {"crs unknown.geojson",
         collection(feature(geometry("Point", "[1,2]")),
                    R"("crs":{"type":"name","properties":{"name":"EPSG:999999"}},)"),
         "CallError"},
        {"crs without a code.geojson",
         collection(feature(geometry("Point", "[1,2]")),
                    R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG"}},)"),
         "CallError"},
        {"crs null.geojson", collection(feature(geometry("Point", "[1,2]")), R"("crs":null,)"), "crs_not_stated"},
        {"crs link.geojson",
         collection(feature(geometry("Point", "[1,2]")),
                    R"("crs":{"type":"link","properties":{"href":"http://example.org/"}},)"),
         "crs_not_stated"},
        {"crs a number.geojson", collection(feature(geometry("Point", "[1,2]")), R"("crs":4326,)"), "crs_not_stated"},
        {"crs text that is a path.geojson",
         collection(feature(geometry("Point", "[1,2]")),
                    R"("crs":{"type":"name","properties":{"name":"/etc/passwd"}},)"),
         "CallError"},
    };
    std::string many = "{";
    for (int i = 0; i < 3000; ++i) many += (i == 0 ? "\"c" : ",\"c") + std::to_string(i) + "\":1";
    files.push_back({"3000 columns.geojson", of_properties(many + "}"), "too_many_columns"});
    add_damaged(files, ".geojson", good_geojson(), 12, 25, "broken_file");
    return files;
}

std::vector<HostileFile> hostile_csv() {
    std::string wide = "c0";
    for (int i = 1; i < 3000; ++i) wide += ",c" + std::to_string(i);
    std::string positions = "0 0";
    for (int i = 1; i < 50'000; ++i) positions += "," + std::to_string(i % 90) + " " + std::to_string(i % 45);
    std::vector<HostileFile> files{
        {"a name twice.csv", "lon,lat,name,name\n10,45,a,b\n", "duplicate_column"},
        {"a longer row.csv", "lon,lat,name\n10,45,a,b,c\n", "row_too_long"},
        {"a shorter row.csv", "lon,lat,name\n10,45\n", "row_too_short"},
        {"a quote without end.csv", "lon,lat,name\n10,45,\"a\n10,45,b\n", "broken_file"},
        {"quotes inside.csv", "lon,lat,name\n10,45,a \"b\" c\n", "-"},
        {"text behind a quote.csv", "lon,lat,name\n10,45,\"a\"b\n", "-"},
        {"only a header.csv", "lon,lat,name\n", "-"},
        {"no header.csv", "10,45,a\n11,46,b\n", ""},
        {"3000 columns.csv", wide + "\n", "broken_file"},
        {"a row of delimiters.csv", "lon,lat\n" + std::string(100'000, ',') + "\n", "broken_file"},
        {"a line of 2 MB.csv", "lon,lat,name\n10,45," + std::string(2'000'000, 'x') + "\n", "text_too_long"},
        {"a header of 1 MB.csv", std::string(1'000'000, 'h') + ",b\n1,2\n", "column_name_too_long"},
        {"formulas.csv", "lon,lat,name\n10,45,\"=HYPERLINK(\"\"http://example.org\"\")\"\n", "-"},
        {"mixed line ends.csv", "lon,lat,name\r\n10,45,a\n11,45,b\r12,45,c", "-"},
        {"latin 1.csv",
         "lon,lat,name\n10,45,Gra\xE8"
         "anica\n",
         "encoding_taken"},
        {"a header that is not utf-8.csv", "lon,lat,n\xE4me\n10,45,a\n", "encoding_not_clear"},
        {"degrees and minutes.csv", "lon,lat\n18°06'E,43°54'N\n", "crs_not_stated place_not_found"},
        {"some degrees and minutes.csv", "lon,lat\n10,45\n11,46\n12,47\n13,45\n18°06'E,43°54'N\n", "crs_not_stated"},
        {"thousands.csv", "lon;lat;claimed_count\n10,5;45,1;1.000\n11,5;45,2;2000\n", "-"},
        {"blank coordinates.csv", "lon,lat\n10,45\n,\n11,\n", "missing_geometry"},
        {"exchanged.csv", "lon,lat\n10,45\n11,46\n12,47\n12,46\n12,95\n", "axes_swapped"},
        {"broken wkt.csv", "wkt\n\"POINT (10 45)\"\n\"POLYGON ((10 45, 11 45\"\n", "malformed_wkt"},
        {"deep wkt.csv", "wkt\n\"POINT (10 45)\"\n" + std::string(100'000, '(') + "\n", "malformed_wkt"},
        {"wkt of 50 000.csv", "wkt\n\"POINT (10 45)\"\n\"POLYGON ((" + positions + ", 0 0))\"\n", "ring_too_intricate"},
        {"empty wkt.csv", "wkt\nPOINT (10 45)\nPOLYGON EMPTY\n", "empty_geometry"},
        {"impossible dates.csv",
         "lon,lat,date_laid\n10,45,1993-01-01\n10,45,1993-02-30\n10,45,1994-01-01\n10,45,1995-01-01\n10,45,1996-01-"
         "01\n",
         "impossible_date"},
        {"dates to come.csv", "lon,lat,date_laid\n10,45,2190-01-01\n", "date_in_future"},
        {"ambiguous dates.csv", "lon,lat,date_laid\n10,45,03/04/1993\n", "ambiguous_date"},
        {"counts below zero.csv", "lon,lat,claimed_count\n10,45,-5\n", "number_out_of_range"},
        {"counts beyond reason.csv", "lon,lat,claimed_count\n10,45,1e30\n", "not_a_whole_number number_out_of_range"},
        {"half devices.csv", "lon,lat,claimed_count\n10,45,1.5\n", "not_a_whole_number"},
        {"unknown codes.csv", "lon,lat,device_type\n10,45,AP\n10,45,dragon\n", "unknown_code"},
        {"the same id.csv", "minefield_id,lon,lat\nA,10,45\nA,11,45\nB,10,45\n", "not_an_id"},
        {"our own columns.csv", "_import,_row,_code,lon,lat\n1,1,x,10,45\n", "-"},
        {"a column called like a layer.csv", "_layer,_surplus,lon,lat\n1,1,10,45\n", "-"},
        {"line ends in names.csv", "lon,lat,\"na\nme\"\n10,45,x\n", "-"},
        {"a nameless column.csv", "lon,lat,\n10,45,x\n", "-"},
        {"one column.csv", "lon\n10\n11\n", "place_not_found"},
        {"zero inside.csv",
         "lon,lat\n10,4\0"
         "5\n"s,
         "wrong_format"},
        {"zero far inside.csv",
         "lon,lat,name\n" + repeated("10,45,abcdef\n", 1000) +
             "10,45,a\0"
             "b\n"s,
         "broken_text"},
        {"sheet of a bar.csv", "lon|lat|name\n10|45|a\n", "-"},
        {"look-alikes.csv", "lon,lat\n" + repeated("10,45\n", 50), "possible_duplicate"},
        {"a shared place.csv", "lon,lat,claimed_count\n10,45,1\n10,45,2\n10,45,3\n10,45,4\n10,45,5\n",
         "shared_coordinate"},
    };
    add_damaged(files, ".csv",
                "lon,lat,name,date_laid,claimed_count\n" + repeated("10.5,45.5,\"field, far\",1993-05-17,7\n", 30), 5,
                15, "");
    return files;
}

namespace {

/// A package with one layer of three rows, changed by `sql` without the triggers that would forbid it.
std::string package_after(const std::string& sql) {
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.gpkg";
    formats::Layer layer{.name = "fields",
                         .columns = {{"name"}, {"claimed_count", formats::Column::Type::integer}, {"date_laid"}}};
    for (int i = 0; i < 3; ++i) {
        Entity row;
        row.fields = {{"name", "field " + std::to_string(i)},
                      {"claimed_count", std::int64_t{7}},
                      {"date_laid", std::string("1993")}};
        const double x = 10 + i;
        row.geometry = GeoMultiPolygon{{{{x, 45}, {x + 0.5, 45}, {x + 0.5, 45.5}, {x, 45}}, {}}};
        layer.rows.push_back(row);
    }
    formats::write_geopackage(file, {layer});
    sqlite3* db = nullptr;
    sqlite3_open(file.c_str(), &db);
    std::string all;
    const auto collect = [](void* to, int, char** cells, char**) {
        *static_cast<std::string*>(to) += "DROP TRIGGER \""s + cells[0] + "\";";
        return 0;
    };
    if (!sql.empty()) {
        sqlite3_exec(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'", collect, &all, nullptr);
        all += "PRAGMA writable_schema = ON;" + sql;
        EXPECT_EQ(sqlite3_exec(db, all.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db) << sql;
    }
    sqlite3_close(db);
    return read_bytes(file);
}

}  // namespace

std::vector<HostileFile> hostile_geopackages() {
    const std::string blob = "UPDATE fields SET geometry = ";
    std::vector<HostileFile> files{
        {"good.gpkg", package_after(""), "-"},
        {"not a package.gpkg", "SQLite format 3\0"s + std::string(5000, 'x'), "broken_file"},
        {"no contents.gpkg", package_after("DELETE FROM gpkg_contents;"), "broken_file"},
        {"contents gone.gpkg", package_after("DROP TABLE gpkg_contents;"), "broken_file"},
        {"systems gone.gpkg", package_after("DROP TABLE gpkg_spatial_ref_sys;"), ""},
        {"a table that is not there.gpkg", package_after("DROP TABLE fields;"), "broken_file"},
        {"a view that reads itself.gpkg",
         package_after("DROP TABLE fields; CREATE VIEW fields AS SELECT * FROM fields;"),
         "layer_is_a_view broken_file"},
        {"an endless view.gpkg",
         package_after("DROP TABLE fields; CREATE VIEW fields AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i "
                       "+ 1 FROM n) SELECT i AS cairn_fid, NULL AS geometry, 'x' AS name FROM n WHERE i < 0;"),
         "layer_is_a_view"},
        {"no system stated.gpkg", package_after("UPDATE gpkg_geometry_columns SET srs_id = 0;"), "crs_not_stated"},
        {"a system that is not there.gpkg", package_after("UPDATE gpkg_geometry_columns SET srs_id = 77777;"),
         "crs_not_stated broken_file"},
        {"no geometry.gpkg", package_after(blob + "NULL"), "missing_geometry"},
        {"geometry of text.gpkg", package_after(blob + "'POINT (1 2)'"), "geometry_unreadable missing_geometry"},
        {"geometry of four bytes.gpkg", package_after(blob + "x'47500001'"), "geometry_unreadable"},
        {"geometry of noise.gpkg", package_after(blob + "x'475000010000000001ff00ff00ff00ff00ff00ff'"),
         "geometry_unreadable"},
        {"two thousand million positions.gpkg",
         package_after(blob + "x'4750000100000000010200000000ffff7f0000000000000000'"), "geometry_unreadable"},
        {"rings without end.gpkg", package_after(blob + "x'47500001000000000103000000ffffff7f'"),
         "geometry_unreadable"},
        {"a point that is none.gpkg",
         package_after(blob + "x'47500001000000000101000000000000000000f87f000000000000f87f'"),
         "empty_geometry geometry_unreadable"},
        {"a point at infinity.gpkg",
         package_after(blob + "x'47500001000000000101000000000000000000f07f000000000000f07f'"), "geometry_unreadable"},
        {"text for a number.gpkg", package_after("UPDATE fields SET claimed_count = 'about seven' WHERE cairn_fid = 1"),
         "not_a_number"},
        {"bytes for a text.gpkg", package_after("UPDATE fields SET name = x'00ff00'"), "-"},
        {"text that is not utf-8.gpkg", package_after("UPDATE fields SET name = CAST(x'4e454348cd' AS TEXT)"),
         "not_utf8"},
        {"a strange name.gpkg", package_after("ALTER TABLE fields RENAME COLUMN name TO 'a\"b'';--'"), ""},
        {"an impossible date.gpkg", package_after("UPDATE fields SET date_laid = '1993-02-31' WHERE cairn_fid = 1"),
         ""},
    };
    std::string good = package_after("");
    add_damaged(files, ".gpkg", good, 8, 25, "broken_file");
    return files;
}

}  // namespace cairn::tests
