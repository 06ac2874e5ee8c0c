#include "intake/hostile_containers.hpp"

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "cairn/core/random.hpp"

namespace cairn::tests {
namespace {

using namespace std::string_literals;

struct Part {
    std::string name, content;
};

std::uint32_t crc_of(const std::string& bytes) {  // ISO 3309, as zip has it
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::string little(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
    return out;
}

/// A zip without compression, as nobody's writer would make it: names stand as they are given.
std::string zip_of(const std::vector<Part>& parts) {
    std::string out, directory;
    for (const Part& part : parts) {
        const std::string common = little(20, 2) + little(0x800, 2) + little(0, 2) + little(0, 4) +
                                   little(crc_of(part.content), 4) + little(part.content.size(), 4) +
                                   little(part.content.size(), 4) + little(part.name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) +
                     little(out.size(), 4) + part.name;
        out += "PK\x03\x04" + common + part.name + part.content;
    }
    const std::size_t start = out.size();
    return out + directory + "PK\x05\x06" + little(0, 4) + little(parts.size(), 2) + little(parts.size(), 2) +
           little(directory.size(), 4) + little(start, 4) + little(0, 2);
}

std::string times(const std::string& text, int n) {
    std::string all;
    for (int i = 0; i < n; ++i) all += text;
    return all;
}

const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
const std::string good_csv = "id,lon,lat\n1,10,45\n";
const std::string entities =
    "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";

std::vector<Part> workbook(const std::string& rows, const std::string& after = "", const std::string& shared = "") {
    const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return {{"[Content_Types].xml", head + "<Types/>"},
            {"xl/workbook.xml", head + "<workbook xmlns:r=\"" + office +
                                    "\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels", head + "<Relationships><Relationship Id=\"r1\" Type=\"" + office +
                                               "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
            {"xl/sharedStrings.xml", head + "<sst>" + shared + "</sst>"},
            {"xl/worksheets/sheet1.xml", head + "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>" + rows +
                                             "</sheetData>" + after + "</worksheet>"}};
}

std::string inline_cell(const std::string& at, const std::string& text) {
    return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}
std::string number(const std::string& at, const std::string& value) {
    return "<c r=\"" + at + "\"><v>" + value + "</v></c>";
}
std::string row(const std::string& at, const std::string& cells) { return "<row r=\"" + at + "\">" + cells + "</row>"; }

const std::string header_row = row("1", inline_cell("A1", "id") + inline_cell("B1", "lon") + inline_cell("C1", "lat"));
const std::string good_row = row("2", inline_cell("A2", "x") + number("B2", "10") + number("C2", "45"));

std::string without(std::vector<Part> parts, const std::string& name) {
    std::erase_if(parts, [&name](const Part& part) { return part.name == name; });
    return zip_of(parts);
}

std::string spoiled(std::vector<Part> parts, const std::string& name, const std::string& content) {
    for (Part& part : parts) {
        if (part.name == name) part.content = content;
    }
    return zip_of(parts);
}

std::string ods(const std::string& sheets) {
    return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                   {"content.xml", head +
                                       "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\">"
                                       "<office:body><office:spreadsheet>" +
                                       sheets + "</office:spreadsheet></office:body></office:document-content>"}});
}

std::string ods_row(const std::string& attributes, const std::string& cells) {
    return "<table:table-row" + attributes + ">" + cells + "</table:table-row>";
}
std::string ods_text(const std::string& text, const std::string& attributes = "") {
    return "<table:table-cell office:value-type=\"string\"" + attributes + "><text:p>" + text +
           "</text:p></table:table-cell>";
}
std::string ods_number(const std::string& value) {
    return "<table:table-cell office:value-type=\"float\" office:value=\"" + value + "\"/>";
}
std::string ods_table(const std::string& rows) { return "<table:table table:name=\"S\">" + rows + "</table:table>"; }

/// The file of a fixture, cut at many places and with bytes changed.
void add_damaged(std::vector<HostileFile>& out, const std::string& file, int copies, std::uint64_t seed) {
    std::ifstream in(std::string(CAIRN_TEST_DATA) + "/formats/" + file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    std::string name = file.substr(file.find('/') + 1);
    if (whole.empty()) throw std::runtime_error("there is no tests/data/formats/" + file);
    Random random(seed);
    for (int i = 0; i < copies; ++i) {
        std::string bytes = whole;
        if (i % 2 == 0) {
            bytes.resize(whole.size() * static_cast<std::size_t>(i + 1) / static_cast<std::size_t>(copies + 1));
        } else {
            for (int n = 0; n < 12; ++n) bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        }
        out.push_back({"damaged " + std::to_string(i) + " " + name, bytes, ""});
    }
}

}  // namespace

std::vector<HostileFile> hostile_archives() {
    std::vector<HostileFile> out;
    for (const char* name : {"../a.csv", "../../../../etc/cron.d/a.csv", "/etc/a.csv", "a/../../b.csv", "..\\..\\a.csv",
                             "C:\\a.csv", "C:a.csv", "\\\\server\\share\\a.csv"}) {
        out.push_back({"climbs.zip", zip_of({{name, good_csv}}), "archive_unsafe"});
    }
    const std::string deep = times("d/", 40);
    out.push_back({"deep folders.zip", zip_of({{deep + "a.csv", good_csv}}), "archive_unsafe"});
    out.push_back({"long name.zip", zip_of({{std::string(5000, 'n') + ".csv", good_csv}}), "archive_unsafe"});
    out.push_back({"no name.zip", zip_of({{"", good_csv}}), "archive_unsafe broken_file"});
    out.push_back({"twice.zip", zip_of({{"a.csv", good_csv}, {"a.csv", good_csv}}), "archive_unsafe"});
    out.push_back({"file and folder.zip", zip_of({{"a", good_csv}, {"a/b.csv", good_csv}}), "archive_unsafe"});
    out.push_back({"bytes in the name.zip", zip_of({{"\xFF\xFE\x01.csv", good_csv}}), "-"});
    out.push_back({"dots in the name.zip", zip_of({{"./a/./b.csv", good_csv}}), "-"});
    out.push_back({"only a note.zip", zip_of({{"read me", "nothing to see"}}), "no_table"});
    out.push_back({"only hidden.zip", zip_of({{".a.csv", good_csv}, {"__MACOSX/a.csv", good_csv}}), "no_table"});
    out.push_back({"no entries.zip", zip_of({}), "no_table"});
    std::vector<Part> many;
    for (int i = 0; i < 20'100; ++i) many.push_back({std::to_string(i), ""});
    out.push_back({"many entries.zip", zip_of(many), "archive_too_large"});
    std::string nested = zip_of({{"a.csv", good_csv}});
    for (int i = 0; i < 8; ++i) nested = zip_of({{"inner.zip", nested}});
    out.push_back({"nested.zip", nested, "no_table"});
    out.push_back({"a page inside.zip", zip_of({{"a.html", "<html></html>"}}), "no_table"});
    out.push_back({"a virtual file inside.zip",
                   zip_of({{"a.vrt",
                            "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd"
                            "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"}}),
                   "no_table"});
    out.push_back({"a shapefile of nothing.zip", zip_of({{"a.shp", ""}, {"a.dbf", ""}, {"a.shx", ""}}), "no_table"});
    out.push_back({"a document.docx", zip_of({{"word/document.xml", head + "<w/>"}}), "wrong_format"});
    out.push_back({"a binary workbook.xlsb", zip_of({{"xl/workbook.bin", "x"}}), "wrong_format"});
    for (const char* file : {"zipped/one.zip", "archive/one.tar.gz", "archive/finds.7z"}) add_damaged(out, file, 8, 1);
    return out;
}

std::vector<HostileFile> hostile_workbooks() {
    std::vector<HostileFile> out;
    const auto add = [&out](const std::string& name, const std::string& rows, const std::string& told,
                            const std::string& after = "") {
        out.push_back({name + ".xlsx", zip_of(workbook(rows, after)), told});
    };
    add("a billion rows in its header", header_row + good_row, "-");
    add("a row far out", header_row + row("999999999999", number("A1", "1")), "broken_file");
    add("a row number that is none", header_row + row("many", number("A2", "1") + number("B2", "10")), "");
    add("rows out of order", header_row + good_row + good_row, "broken_file");
    add("a column far out", header_row + row("2", number("ZZZZZZZZ2", "1")), "broken_file");
    add("a column beyond the last", header_row + row("2", number("XFE2", "1")), "broken_file");
    add("cells out of order", header_row + row("2", number("B2", "1") + number("A2", "1")), "broken_file");
    add("cells without names",
        header_row + "<row><c t=\"inlineStr\"><is><t>x</t></is></c><c><v>10</v></c><c><v>45</v></c></row>", "-");
    add("a shared text that is not there", header_row + row("2", "<c r=\"A2\" t=\"s\"><v>7</v></c>"), "broken_file");
    add("a shared text below none", header_row + row("2", "<c r=\"A2\" t=\"s\"><v>-1</v></c>"), "broken_file");
    add("no number", header_row + row("2", number("A2", "1") + number("B2", "1e999") + number("C2", "45")), "");
    add("a formula that would run",
        header_row + row("2", inline_cell("A2", "=cmd|' /C calc'!A0") + number("B2", "10") + number("C2", "45")), "-");
    add("a formula that would fetch",
        header_row + row("2", "<c r=\"A2\"><f>WEBSERVICE(\"http://example.org\")</f></c>" + number("B2", "10") +
                                  number("C2", "45")),
        "formula_without_value");
    add("an error in a coordinate",
        header_row + row("2", inline_cell("A2", "x") + "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>" + number("C2", "45")),
        "cell_error place_not_found");
    add("nothing", "", "empty_file");
    add("only a title", row("1", inline_cell("A1", "List of finds")), "");
    add("deep", header_row + times("<x>", 5000), "broken_file");
    add("merged everywhere", header_row + good_row, "-",
        "<mergeCells>" + times("<mergeCell ref=\"A5:XFD1048576\"/>", 1000) + "</mergeCells>");
    add("merged nonsense", header_row + good_row, "-",
        "<mergeCells><mergeCell ref=\"A9:\"/><mergeCell ref=\":::\"/><mergeCell/></mergeCells>");
    add("a long name", row("1", inline_cell("A1", std::string(5000, 'n')) + inline_cell("B1", "b")) + good_row,
        "column_name_too_long");
    std::string wide;
    for (int i = 0; i < 3000; ++i) wide += "<c t=\"inlineStr\"><is><t>c" + std::to_string(i) + "</t></is></c>";
    add("wide", "<row r=\"1\">" + wide + "</row>", "too_many_columns");
    const auto good = workbook(header_row + good_row);
    for (const char* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"}) {
        out.push_back({"lacks a part.xlsx", without(good, part), "broken_file wrong_format no_table"});
        out.push_back({"entities.xlsx", spoiled(good, part, head + entities + "<a>&c;</a>"), "xml_entities"});
        out.push_back({"cut xml.xlsx", spoiled(good, part, head + "<a><b"), "broken_file"});
    }
    out.push_back({"external sheet.xlsx",
                   spoiled(good, "xl/_rels/workbook.xml.rels",
                           head + "<Relationships><Relationship Id=\"r1\" TargetMode=\"External\" Type=\"x/worksheet\" "
                                  "Target=\"http://example.org/\"/></Relationships>"),
                   "broken_file no_table"});
    out.push_back({"climbing sheet.xlsx",
                   spoiled(good, "xl/_rels/workbook.xml.rels",
                           head + "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
                                  "Target=\"../../../etc/passwd\"/></Relationships>"),
                   "broken_file"});
    const std::string line = ods_row("", ods_text("id") + ods_text("lon") + ods_text("lat"));
    const auto value = ods_text("x") + ods_number("10") + ods_number("45");
    out.push_back({"good.ods", ods(ods_table(line + ods_row("", value))), "-"});
    out.push_back({"a billion rows.ods",
                   ods(ods_table(line + ods_row(" table:number-rows-repeated=\"1000000000\"", value))), "broken_file"});
    out.push_back(
        {"a billion blank rows.ods",
         ods(ods_table(line + ods_row("", value) + ods_row(" table:number-rows-repeated=\"1000000000\"", ""))), "-"});
    out.push_back({"a billion columns.ods",
                   ods(ods_table(line + ods_row("", ods_text("x", " table:number-columns-repeated=\"1000000000\"")))),
                   "broken_file"});
    out.push_back({"spaces.ods",
                   ods(ods_table(line + ods_row("", ods_text("<text:s text:c=\"1000000000\"/>x") + ods_number("10") +
                                                        ods_number("45")))),
                   "-"});
    out.push_back(
        {"a table in a cell.ods",
         ods(ods_table(line + ods_row("", ods_text("x<table:table/>") + ods_number("10") + ods_number("45")))), ""});
    out.push_back({"entities.ods",
                   zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                           {"content.xml", entities + "<a>&c;</a>"}}),
                   "xml_entities"});
    out.push_back(
        {"no content.ods", zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "broken_file"});
    for (const char* file : {"xlsx/simple.xlsx", "xls/simple.xls", "ods/simple.ods"}) add_damaged(out, file, 8, 2);
    return out;
}

std::vector<HostileFile> hostile_xml() {
    const std::string kml = head + "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>";
    const auto place = [&kml](const std::string& inside) {
        return kml + "<Placemark><name>x</name>" + inside + "</Placemark></Document></kml>";
    };
    std::vector<HostileFile> out{
        {"entities.kml", head + entities + "<kml><Document><name>&c;</name></Document></kml>", "xml_entities"},
        {"entities late.kml", head + times("<!-- a long comment -->", 100) + entities + "<kml/>", "xml_entities"},
        {"file entity.gml",
         "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a xmlns=\"http://www.opengis.net/gml\">&x;</a>",
         "xml_entities"},
        {"deep.kml", kml + times("<Folder>", 20000), "broken_file"},
        {"no coordinates.kml", place("<Point><coordinates></coordinates></Point>"), "empty_geometry"},
        {"words for coordinates.kml", place("<Point><coordinates>here,there</coordinates></Point>"),
         "geometry_unreadable"},
        {"not a number.kml", place("<Point><coordinates>nan,inf</coordinates></Point>"), "geometry_unreadable"},
        {"far away.kml", place("<Point><coordinates>1e300,1e300</coordinates></Point>"), "outside_crs"},
        {"one position ring.kml",
         place("<Polygon><outerBoundaryIs><LinearRing><coordinates>10,45</coordinates></LinearRing></outerBoundaryIs></"
               "Polygon>"),
         "broken_ring"},
        {"a link.kml",
         kml + "<NetworkLink><Link><href>http://example.org/a.kml</href></Link></NetworkLink></Document></kml>",
         "empty_file"},
        {"a vrt.kml", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"/></OGRVRTDataSource>", "wrong_format"},
        {"a page.kml", "<!doctype html><html>", "wrong_format"},
        {"svg.kml", head + "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "wrong_format"},
        {"nothing.gpx", head + "<gpx version=\"1.1\"/>", "broken_file"},
        {"far.gpx", head + "<gpx version=\"1.1\"><wpt lat=\"1e308\" lon=\"x\"/></gpx>", "outside_crs"},
        {"no position.gpx", head + "<gpx version=\"1.1\"><wpt/></gpx>", "broken_file"},
        {"xlink.gml",
         head + "<a xmlns:gml=\"http://www.opengis.net/gml\" "
                "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><gml:featureMember><b><gml:pointProperty "
                "xlink:href=\"http://example.org/a\"/></b></gml:featureMember></a>",
         ""},
        {"many dimensions.gml",
         head + "<a xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><b><g><gml:Point "
                "srsDimension=\"99\"><gml:pos>1 2</gml:pos></gml:Point></g></b></gml:featureMember></a>",
         ""},
        {"unknown system.gml",
         head + "<a xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><b><g><gml:Point "
                "srsName=\"EPSG:999999\"><gml:pos>1 2</gml:pos></gml:Point></g></b></gml:featureMember></a>",
         ""},
        {"latin.kml", "<?xml version=\"1.0\" encoding=\"nonsense\"?><kml/>", "broken_file"},
    };
    for (const char* file : {"kml/polygons.kml", "gml/urn.gml", "gpx/both.gpx"}) add_damaged(out, file, 6, 3);
    return out;
}

std::vector<HostileFile> hostile_maxml() {
    const auto reports = [](const std::string& all) {
        return head + "<MineActionFieldReport>" + all + "</MineActionFieldReport>";
    };
    const auto hazard = [&reports](const std::string& inside) {
        return reports("<FieldReport><Hazard><HazardName>x</HazardName>" + inside + "</Hazard></FieldReport>");
    };
    const auto shape = [&hazard](const std::string& point) {
        return hazard("<Geospatialinfo><Geo><Shape>Polygon</Shape>" + point + "</Geo></Geospatialinfo>");
    };
    std::string kinds, fields;
    for (int i = 0; i < 1200; ++i) {
        kinds += "<FieldReport><K" + std::to_string(i) + "><a>1</a></K" + std::to_string(i) + "></FieldReport>";
    }
    for (int i = 0; i < 21'000; ++i) fields += "<f" + std::to_string(i) + "/>";
    const std::string name(990, 'n');
    std::vector<HostileFile> out{
        {"entities.maxml", head + entities + "<MineActionFieldReport>&c;</MineActionFieldReport>", "xml_entities"},
        {"deep.maxml", head + "<MineActionFieldReport><FieldReport>" + times("<a>", 20000), "broken_file"},
        {"closed by another.maxml", hazard("<a></b>"), "broken_file"},
        {"two roots.maxml", hazard("") + "<MineActionFieldReport/>", "broken_file"},
        {"a million elements.maxml", hazard(times("<a/>", 1'000'001)), "too_many_values"},
        {"a kind for each report.maxml", reports(kinds), "too_many_values"},
        {"a field for each value.maxml", hazard(fields), "too_many_columns"},
        {"a long name.maxml", hazard("<" + name + "nnnnnnnnnnnn/>"), "column_name_too_long"},
        {"a long way.maxml", hazard("<" + name + "><" + name + ">x</" + name + "></" + name + ">"),
         "column_name_too_long"},
        {"no points.maxml", shape("<GeoPoint><Latitude/><Longitude/></GeoPoint>"), "geometry_unreadable"},
        {"not a number.maxml", shape("<GeoPoint><Latitude>nan</Latitude><Longitude>inf</Longitude></GeoPoint>"),
         "geometry_unreadable"},
        {"far away.maxml", hazard("<GeoPoint><Latitude>1e300</Latitude><Longitude>1e300</Longitude></GeoPoint>"),
         "outside_crs"},
        {"one corner.maxml", shape("<GeoPoint><Latitude>1</Latitude><Longitude>1</Longitude></GeoPoint>"),
         "geometry_unreadable"},
        {"names of ours.maxml", hazard("<_index>7</_index><_id>7</_id><_polygon>7</_polygon>"), ""},
        {"points in points.maxml",
         shape(times("<Point><Latitude>1</Latitude><Longitude>1</Longitude>", 120) + times("</Point>", 120)), ""},
        {"names of nothing.maxml", hazard("<a:><b: c:=\"1\">x</b:></a:><a:/>"), ""},
        {"shapes of one.maxml",
         shape("<GeoPoint><Shape>Line</Shape><Latitude>1</Latitude><Longitude>1</Longitude></"
               "GeoPoint><GeoPoint><Latitude>2"
               "</Latitude><Longitude>1</Longitude></GeoPoint>"),
         "geometry_unreadable"},
        {"a note in XML.maxml", head + "<note>maxml</note>", "wrong_format"},
        {"a schema.maxml", head + "<schemaxml/>", "wrong_format"},
    };
    add_damaged(out, "maxml/hazards.xml", 6, 3);
    return out;
}

std::vector<HostileFile> hostile_binaries() {
    std::vector<HostileFile> out{
        {"header only.shp", "\0\0\x27\x0A"s + std::string(96, '\0'), ""},
        {"a length of all bytes.shp",
         "\0\0\x27\x0A"s + std::string(20, '\0') + "\x7F\xFF\xFF\xFF" + std::string(72, '\1'), "broken_file"},
        {"fields without end.dbf",
         "\x03\x18\x01\x01\xFF\xFF\xFF\x7F\xE1\xFF\xFF\xFF"s + std::string(20, '\0') + "NAME" + std::string(7, '\0') +
             "C" + std::string(200, '\0'),
         "broken_file"},
        {"magic only.fgb",
         "fgb\x03"
         "fgb\x00"s,
         "broken_file"},
        {"a huge header.fgb",
         "fgb\x03"
         "fgb\x00\xFF\xFF\xFF\x7F"s +
             std::string(100, 'x'),
         "broken_file"},
        {"linked.tab", "!table\n!version 300\nDefinition Table\n  Type LINKED\n  File \"/etc/passwd\"\n",
         "broken_file"},
        {"climbing.tab",
         "!table\n!version 300\n!charset Neutral\n\nDefinition Table\n  Type NATIVE\n  File "
         "\"../../../../etc/passwd\"\n  Fields 1\n    a Char (10) ;\n",
         "broken_file"},
        {"columns without end.mif", "Version 300\nDelimiter \",\"\nColumns 999999999\n", "broken_file"},
        {"points without end.mif",
         "Version 300\nDelimiter \",\"\nColumns 1\n a Char(5)\nData\nPline Multiple 999999999\n", "broken_file"},
        {"rings without end.json",
         R"({"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":4326},"fields":[],"features":[{"attributes":{},"geometry":{"rings":[[[[[[]]]]]]}}]})",
         "missing_geometry"},
        {"curves.json",
         R"({"geometryType":"esriGeometryPolygon","fields":[],"features":[{"attributes":{},"geometry":{"curveRings":[[[1,2],{"a":[[1,2],[3,4],0,1]}]]}}]})",
         "missing_geometry"},
        {"a page of a service.json", R"({"error":{"code":498,"message":"Invalid token.","details":[]}})",
         "wrong_format broken_file"},
    };
    for (const char* file : {"shapefile/hazards.shp", "shapefile/table.dbf", "flatgeobuf/plain.fgb",
                             "mapinfo/cyrillic.mif", "esri_json/polygons.json", "geopackage/two.gpkg"}) {
        add_damaged(out, file, 6, 4);
    }
    return out;
}

}  // namespace cairn::tests
