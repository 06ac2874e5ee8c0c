// Registers out and in again: every format, every register, with what is lost listed on the format's page and nothing
// else; what the reader may not see is not there; every export is in the history.

#include <cmath>
#include <expat.h>
#include <fstream>
#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/workflow/export_mapping.hpp"
#include "cairn/workflow/export_registers.hpp"
#include "cairn/workflow/import_files.hpp"
#include "formats/gdal_layers.hpp"
#include "formats/read_all.hpp"
#include "workflow/export_sample.hpp"

using namespace cairn;
using cairn::tests::ExportStore;
using testing::HasSubstr;

namespace {

namespace fs = std::filesystem;

workflow::ExportRequest request_of(const ExportStore& store, const std::string& to, const std::string& format = {}) {
    workflow::ExportRequest request;
    request.store = store.file;
    request.to = store / to;
    request.format = format;
    request.up_to = "personal";
    request.actor = "tester";
    return request;
}

workflow::ExportAnswer export_all(const ExportStore& store, const std::string& to, const std::string& format = {}) {
    NoProgress progress;
    return workflow::export_registers(request_of(store, to, format), progress);
}

/// In the order in which references can be followed.
const std::vector<std::string> kinds{"package", "area",   "place", "recorded-area",
                                     "hazard",  "search", "find",  "accident"};

std::string table_of(std::string kind) {
    std::replace(kind.begin(), kind.end(), '-', '_');
    return kind;
}

/// One file (its table behind a #) and the mapping that reads it.
struct Again {
    std::string name;
    nlohmann::json mapping;
};

/// Imports what was exported, by the program, every row of every register.
void import_again(const ExportStore& before, const std::string& after,
                  const std::function<std::vector<Again>(const std::string& table)>& files) {
    store::create_store(after, {"tester", "init", "a new store"});
    NoProgress progress;
    for (const auto& kind : kinds) {
        for (const Again& again : files(table_of(kind))) {
            const std::string file = before / (table_of(kind) + ".used.json");
            std::ofstream(file) << again.mapping;
            workflow::ImportRequest request;
            request.store = after;
            request.files = {before / again.name};
            request.kind = kind;
            request.mapping = file;
            request.actor = "tester";
            const auto answer = workflow::import_files(request, [](const std::string&) { return true; }, progress);
            ASSERT_EQ(answer.files.size(), 1U);
            EXPECT_EQ(answer.files[0].read, answer.files[0].accepted) << again.name << answer.json;
        }
    }
}

/// `names` tells the files of a register. The mappings are those that an export of CSV writes; `place` as it is in the
/// format.
void import_again(const ExportStore& before, const std::string& after,
                  const std::function<std::vector<std::string>(const std::string& table)>& names,
                  const std::string& place) {
    export_all(before, "mappings", "csv");
    import_again(before, after, [&](const std::string& table) {
        auto mapping = nlohmann::json::parse(tests::read_bytes(before / ("mappings/" + table + ".mapping.json")));
        if (mapping.contains("place") && mapping["place"].is_object() && place != "wkt") mapping["place"] = "file";
        // KML has a name of its own for each place; ours stands beside it.
        if (place == "kml" && mapping["fields"].contains("name")) mapping["fields"]["name"] = "name (data)";
        std::vector<Again> all;
        for (const auto& name : names(table)) all.push_back({name, mapping});
        return all;
    });
}

std::map<std::string, Entity> by_source_id(const std::string& file, const std::string& kind) {
    std::map<std::string, Entity> all;
    const auto store = store::open_store_to_read(file);
    store->for_each(kind, std::nullopt,
                    [&all](const Entity& entity) { all[text_of(entity, "source_id").value_or(entity.id)] = entity; });
    return all;
}

/// What a reading states anew: docs/export.md, "What comes back".
bool is_stated_anew(const registers::Schema& schema, const std::string& field) {
    const auto* described = schema.find(field);
    return described == nullptr || !described->imported;
}

/// A Shapefile's shells run clockwise, and its parts stand in an order of its own: rings from their least position, in
/// the direction of the lesser neighbour, and all in order.
std::vector<std::vector<std::vector<LonLat>>> parts_in_order(const GeoGeometry& geometry) {
    const auto less = [](const LonLat& a, const LonLat& b) {
        return std::pair(a.lon_deg, a.lat_deg) < std::pair(b.lon_deg, b.lat_deg);
    };
    const auto by_positions = [&less](const std::vector<LonLat>& a, const std::vector<LonLat>& b) {
        return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), less);
    };
    const auto from_least = [&less](GeoRing ring) {
        ring.pop_back();
        std::rotate(ring.begin(), std::min_element(ring.begin(), ring.end(), less), ring.end());
        if (less(ring.back(), ring[1])) std::reverse(ring.begin() + 1, ring.end());
        return ring;
    };
    std::vector<std::vector<std::vector<LonLat>>> parts;
    if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&geometry)) {
        for (const LonLat& p : *points) parts.push_back({{p}});
    } else if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
        for (const auto& line : *lines) parts.push_back({line.positions});
    } else {
        for (const auto& polygon : std::get<GeoMultiPolygon>(geometry)) {
            parts.push_back({from_least(polygon.shell)});
            for (const GeoRing& hole : polygon.holes) parts.back().push_back(from_least(hole));
            std::sort(parts.back().begin() + 1, parts.back().end(), by_positions);
        }
    }
    std::sort(parts.begin(), parts.end(),
              [&](const auto& a, const auto& b) { return by_positions(a.front(), b.front()); });
    return parts;
}

void expect_equal_places(const std::optional<GeoGeometry>& a, const std::optional<GeoGeometry>& b, double tolerance_deg,
                         const std::string& which, bool in_any_order) {
    ASSERT_EQ(a.has_value(), b.has_value()) << which;
    if (!a) return;
    EXPECT_EQ(a->index(), b->index()) << which;
    if (in_any_order) {
        EXPECT_EQ(parts_in_order(*a), parts_in_order(*b)) << which;
        return;
    }
    std::vector<LonLat> one, two;
    for_each_position(*a, [&one](const LonLat& p) { one.push_back(p); });
    for_each_position(*b, [&two](const LonLat& p) { two.push_back(p); });
    ASSERT_EQ(one.size(), two.size()) << which;
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_LE(std::abs(one[i].lon_deg - two[i].lon_deg), tolerance_deg) << which;
        EXPECT_LE(std::abs(one[i].lat_deg - two[i].lat_deg), tolerance_deg) << which;
    }
}

/// Every field of every entry; references as what they refer to is called.
/// `lost`: what differs by the format's page, and how it comes back.
void expect_equal_stores(const std::string& before, const std::string& after, double tolerance_deg,
                         const std::map<std::string, std::string>& lost = {}, bool in_any_order = false) {
    const auto opened = store::open_store_to_read(after);
    for (const auto& kind : kinds) {
        const auto& schema = *registers::Schemas::built_in().find(kind);
        const auto was = by_source_id(before, kind);
        const auto is = by_source_id(after, kind);
        ASSERT_EQ(was.size(), is.size()) << kind;
        for (const auto& [id, old] : was) {
            ASSERT_TRUE(is.contains(id)) << kind << " " << id;
            const Entity& now = is.at(id);
            for (const auto& field : schema.fields) {
                if (is_stated_anew(schema, field.name)) continue;
                const Value* a = find_value(old, field.name);
                const Value* b = find_value(now, field.name);
                ASSERT_EQ(a != nullptr, b != nullptr) << kind << " " << id << " " << field.name;
                if (a == nullptr) continue;
                if (field.refers_to) {
                    const auto there = opened->find(*field.refers_to, std::get<std::string>(*b));
                    ASSERT_TRUE(there) << "leads to " << std::get<std::string>(*b);
                    EXPECT_EQ(text_of(*there, "source_id"), "S/" + std::get<std::string>(*a));
                } else if (lost.contains(kind + "." + id + "." + field.name)) {
                    EXPECT_EQ(formats::to_text(*b), lost.at(kind + "." + id + "." + field.name));
                } else {
                    EXPECT_EQ(*a, *b) << kind << " " << id << " " << field.name;
                }
            }
            expect_equal_places(old.geometry, now.geometry, tolerance_deg, kind + " " + id, in_any_order);
        }
    }
}

TEST(Export, CsvComesBackEqualToTheLastBitButForTheApostropheBeforeAFormula) {
    const ExportStore store;
    export_all(store, "out", "csv");
    import_again(
        store, store / "again.gpkg", [](const std::string& table) { return std::vector{"out/" + table + ".csv"}; },
        "wkt");
    expect_equal_stores(store.file, store / "again.gpkg", 0, {{"hazard.S/h1.comments", "'=SUM(A1)"}});
}

TEST(Export, GeoJsonComesBackEqualWithPlacesWithinHalfACentimetre) {
    const ExportStore store;
    export_all(store, "out", "geojson");
    import_again(
        store, store / "again.gpkg", [](const std::string& table) { return std::vector{"out/" + table + ".geojson"}; },
        "file");
    expect_equal_stores(store.file, store / "again.gpkg", 5.0001e-8);
}

TEST(Export, GeoPackageComesBackEqualToTheLastBit) {
    const ExportStore store;
    export_all(store, "out.gpkg");
    import_again(
        store, store / "again.gpkg", [](const std::string& table) { return std::vector{"out.gpkg#" + table}; }, "file");
    expect_equal_stores(store.file, store / "again.gpkg", 0);
}

TEST(Export, AWorkbookComesBackEqualToTheLastBit) {
    const ExportStore store;
    export_all(store, "out.xlsx");
    import_again(
        store, store / "again.gpkg", [](const std::string& table) { return std::vector{"out.xlsx#" + table}; }, "wkt");
    expect_equal_stores(store.file, store / "again.gpkg", 0);
}

TEST(Export, KmlOfOneRegisterComesBackEqualToTheLastBit) {
    const ExportStore store;
    NoProgress progress;
    for (const auto& kind : kinds) {
        auto request = request_of(store, table_of(kind) + ".kml");
        request.kinds = {kind};
        workflow::export_registers(request, progress);
    }
    import_again(
        store, store / "again.gpkg", [](const std::string& table) { return std::vector{table + ".kml"}; }, "kml");
    expect_equal_stores(store.file, store / "again.gpkg", 0);
}

/// Beside the sample, what a DBF holds not at all or not whole. `long_text` has 300 letters of two bytes.
void put_what_a_dbf_cannot_hold(const ExportStore& store, const std::string& long_text) {
    const auto opened = store::open_store(store.file);
    const auto change = opened->begin({"tester", "import", "what a DBF cannot hold"});
    Entity hazard{.kind = "hazard", .id = "h4", .fields = {}, .geometry = tests::square_at(18.06, 43.86, 0.01)};
    hazard.fields = {{"source_id", std::string("S/h4")},
                     {"comments", long_text},
                     {"name", std::string("blanks behind  ")},
                     {"reported_area_m2", 1.0 / 3},
                     {"date_reported", tests::date_at("2004-05")}};
    change->put(hazard);
    Entity accident{.kind = "accident", .id = "a2", .fields = {}, .geometry = MultiPointOf<LonLat>{{18.22, 43.97}}};
    accident.fields = {
        {"source_id", std::string("S/a2")}, {"date", tests::date_at("2002")}, {"killed", std::int64_t{0}}};
    change->put(accident);
    change->commit();
}

TEST(Export, ShapefilesComeBackEqualButForWhatTheirPageLists) {
    const ExportStore store;
    std::string long_text;
    for (int i = 0; i < 300; ++i) long_text += "й";
    put_what_a_dbf_cannot_hold(store, long_text);
    export_all(store, "out", "shapefile");
    import_again(store, store / "again.gpkg", [&store](const std::string& table) {
        std::vector<Again> all;
        for (const char* part : {"_polygon", "_line", "_point", ""}) {
            const std::string name = "out/" + table + part;
            for (const char* ending : {".shp", ".dbf"}) {
                if (!fs::exists(store / (name + ending))) continue;
                all.push_back(
                    {name + ending, nlohmann::json::parse(tests::read_bytes(store / (name + ".mapping.json")))});
                break;
            }
        }
        return all;
    });
    std::string cut = long_text.substr(0, 254);
    const std::map<std::string, std::string> lost{{"hazard.S/h4.comments", cut},
                                                  {"hazard.S/h4.name", "blanks behind"},
                                                  {"hazard.S/h4.reported_area_m2", "0.333333333333333"}};
    expect_equal_stores(store.file, store / "again.gpkg", 0, lost, true);
    EXPECT_THAT(tests::read_bytes(store / "out/long_texts.csv"), HasSubstr(long_text));
}

TEST(Export, AMappingForOtherColumnsNamesThemWhereverItNamesAColumn) {
    intake::Mapping mapping;
    mapping.kind = "hazard";
    mapping.id_column = "id";
    mapping.crs_column = "datum";
    mapping.place = {.kind = intake::PlaceSource::Kind::easting_northing, .first = "e", .second = "n", .third = "z"};
    mapping.where["status"] = {"open"};
    mapping.fields["name"].column = "called";
    const auto renamed = workflow::with_columns(mapping, [](const std::string& name) { return "x_" + name; });
    EXPECT_THAT(columns_of(renamed),
                testing::UnorderedElementsAre("x_id", "x_datum", "x_e", "x_n", "x_z", "x_status", "x_called"));
    mapping.place = {.kind = intake::PlaceSource::Kind::file};
    EXPECT_EQ(workflow::with_columns(mapping, [](const std::string& name) { return "x_" + name; }).place,
              mapping.place);
}

TEST(Export, AMappingBesideAShapefileIsFoundWithoutBeingNamed) {
    const ExportStore store;
    export_all(store, "out", "shapefile");
    store::create_store(store / "again.gpkg", {"tester", "init", "a new store"});
    workflow::ImportRequest request;
    request.store = store / "again.gpkg";
    request.files = {store / "out/recorded_area_polygon.shp"};
    request.kind = "recorded-area";
    request.actor = "tester";
    NoProgress progress;
    const auto never = [](const std::string&) { return false; };
    EXPECT_EQ(workflow::import_files(request, never, progress).files.at(0).accepted, 2);
    EXPECT_EQ(by_source_id(store / "again.gpkg", "recorded-area").at("S/r1").fields.at("claimed_count_low"),
              Value(std::int64_t{12}));
}

TEST(Export, ImsmaTablesComeBackEqualToTheLastBitButForTheApostropheBeforeAFormula) {
    const ExportStore store;
    export_all(store, "out", "imsma");
    const std::map<std::string, std::string> tables{{"package", "cairn_package"},   {"area", "gazetteer"},
                                                    {"place", "location"},          {"recorded_area", "hazard"},
                                                    {"hazard", "hazard"},           {"search", "hazreduc"},
                                                    {"find", "hazreducdeviceinfo"}, {"accident", "accident"}};
    import_again(store, store / "again.gpkg", [&](const std::string& table) {
        const std::string& file = tables.at(table);
        const std::string name = "out/" + (file == "hazard" ? table : file) + ".mapping.json";
        return std::vector<Again>{{"out/" + file + ".csv", nlohmann::json::parse(tests::read_bytes(store / name))}};
    });
    expect_equal_stores(store.file, store / "again.gpkg", 0, {{"hazard.S/h1.comments", "'=SUM(A1)"}});
}

/// Values of one entry as GDAL reads them from a file that we wrote, held against the store.
struct AsText {
    std::string boolean_true = "1", boolean_false = "0";
    std::string name_column = "name";
    std::map<std::string, std::string> short_names;  ///< "hazard_polygon.reported_area_m2" → "reported_a"
};

void expect_values(const tests::GdalRow& row, const std::string& layer, const Entity& entity, const AsText& as) {
    for (const auto& [field, value] : entity.fields) {
        const auto shortened = as.short_names.find(layer + "." + field);
        std::string column = shortened == as.short_names.end() ? field : shortened->second;
        if (column == "name") column = as.name_column;
        ASSERT_TRUE(row.values.contains(column)) << layer << " " << entity.id << " lacks " << column;
        const std::string& found = row.values.at(column);
        if (const auto* real = std::get_if<double>(&value))
            EXPECT_EQ(std::stod(found), *real) << column;
        else if (const auto* flag = std::get_if<bool>(&value))
            EXPECT_EQ(found, *flag ? as.boolean_true : as.boolean_false) << column;
        else if (const auto* date = std::get_if<Date>(&value))
            EXPECT_EQ(found, to_text(*date)) << column;
        else
            EXPECT_EQ(found, formats::to_text(value)) << column;
    }
}

/// Every entry of the store is found once, under its id, in one of the layers that begin with its table's name.
void expect_all_with_gdal(const ExportStore& store, const std::map<std::string, tests::GdalLayer>& layers,
                          const AsText& as) {
    for (const auto& entity : tests::export_sample()) {
        int found = 0;
        for (const auto& [name, layer] : layers) {
            if (!name.starts_with(table_of(entity.kind))) continue;
            for (const auto& row : layer.rows) {
                const auto id = row.values.find("id");
                if (id == row.values.end() || id->second != entity.id) continue;
                ++found;
                expect_values(row, name, entity, as);
                EXPECT_EQ(row.wkt.empty(), !entity.geometry.has_value()) << entity.id;
            }
        }
        EXPECT_EQ(found, 1) << entity.kind << " " << entity.id << " in " << store.file;
    }
}

TEST(Export, GeoPackageHoldsEveryValueAndTheStylesOfEachLayer) {
    const ExportStore store;
    export_all(store, "out.gpkg");
    const auto layers = tests::read_with_gdal(store / "out.gpkg", "GPKG");
    expect_all_with_gdal(store, layers, {});
    ASSERT_TRUE(layers.contains("layer_styles"));
    std::set<std::string> styled;
    for (const auto& row : layers.at("layer_styles").rows) styled.insert(row.values.at("f_table_name"));
    EXPECT_EQ(styled,
              (std::set<std::string>{"hazard", "recorded_area", "search", "find", "accident", "area", "place"}));
    ASSERT_TRUE(layers.contains("export_note"));
    EXPECT_EQ(layers.at("hazard").crs, "EPSG:4326");
}

TEST(Export, KmlHoldsEveryValue) {
    const ExportStore store;
    export_all(store, "out.kml");
    AsText as;
    as.name_column = "Name";
    expect_all_with_gdal(store, tests::read_with_gdal(store / "out.kml", "LIBKML"), as);
}

TEST(Export, ShapefilesHoldEveryValueUnderShorterNames) {
    const ExportStore store;
    export_all(store, "out", "shapefile");
    AsText as;
    as.boolean_true = "true";
    as.boolean_false = "false";
    const auto names = tests::read_all(store / "out/fields.csv");
    for (const auto& row : names.rows)
        as.short_names[row.values.at("file") + "." + row.values.at("name")] = row.values.at("short_name");
    auto layers = tests::read_with_gdal(store / "out", "ESRI Shapefile");
    expect_all_with_gdal(store, layers, as);
    EXPECT_TRUE(fs::exists(store / "out/README.txt"));
}

TEST(Export, AZipOfShapefilesIsReadWithoutUnpacking) {
    const ExportStore store;
    export_all(store, "out.zip", "shapefile");
    const auto layers = tests::read_with_gdal("/vsizip/" + (store / "out.zip"), "ESRI Shapefile");
    EXPECT_TRUE(layers.contains("hazard_polygon"));
    EXPECT_TRUE(layers.contains("package"));
}

TEST(Export, WorkbookHoldsEveryValue) {
    const ExportStore store;
    export_all(store, "out.xlsx");
    auto layers = tests::read_with_gdal(store / "out.xlsx", "XLSX");
    ASSERT_TRUE(layers.contains("about"));
    for (auto& [name, layer] : layers)
        for (auto& row : layer.rows) {
            if (row.values.contains("geometry_wkt")) row.wkt = row.values.at("geometry_wkt");
            // GDAL writes a date of the spreadsheet with slashes.
            for (auto& [column, text] : row.values)
                if (text.size() == 10 && text[4] == '/' && text[7] == '/') text[4] = text[7] = '-';
        }
    expect_all_with_gdal(store, layers, {});
}

TEST(Export, ImsmaTablesKeepTheSourcesIdsAndEveryTurningPoint) {
    const ExportStore store;
    export_all(store, "out", "imsma");
    const auto table = [&](const std::string& name) {
        return tests::read_with_gdal(store / ("out/" + name + ".csv"), "CSV").at(name).rows;
    };
    std::map<std::string, tests::GdalRow> hazards;
    for (const auto& row : table("hazard")) hazards[row.values.at("hazard_guid")] = row;
    EXPECT_EQ(hazards.size(), 5U) << "hazards and recorded areas";
    EXPECT_EQ(hazards.at("h1").values.at("hazard_localid"), "S/h1");
    EXPECT_EQ(hazards.at("h1").values.at("hazardclassenum"), "Confirmed hazardous area");
    EXPECT_EQ(hazards.at("r1").values.at("hazardtypeenum"), "Recorded area");
    EXPECT_EQ(table("hazreducdeviceinfo").at(0).values.at("hazreduc_guid"), "s1");
    EXPECT_EQ(table("hazreducdeviceinfo").at(0).values.at("hazreduc_localid"), "S/s1");
    EXPECT_EQ(table("accident").at(0).values.at("killedcount"), "1");
    EXPECT_EQ(table("gazetteer").at(0).values.at("gazetteername"), "Orvel valley");
    std::set<std::string> shapes;
    for (const auto& row : table("hazard_has_geospatialinfo"))
        if (row.values.at("hazard_guid") == "h1") shapes.insert(row.values.at("geospatialinfo_guid"));
    EXPECT_EQ(shapes.size(), 3U) << "two shells and a hole";
    int points = 0, holes = 0;
    for (const auto& row : table("geopoint")) points += shapes.contains(row.values.at("geospatialinfo_guid")) ? 1 : 0;
    for (const auto& row : table("geospatialinfo")) holes += row.values.at("cairn_hole_of").empty() ? 0 : 1;
    EXPECT_EQ(points, 4 + 4 + 3);
    EXPECT_EQ(holes, 1);
}

TEST(Export, ImsmaTablesTellAHazardFromARecordedAreaOfTheSameId) {
    const ExportStore store;
    {
        const auto opened = store::open_store(store.file);
        const auto change = opened->begin({"tester", "import", "two registers that count from 1"});
        for (const char* kind : {"recorded-area", "hazard"}) {
            Entity entity{.kind = kind, .id = "1", .fields = {}, .geometry = tests::square_at(18.2, 44.0, 0.01)};
            entity.fields["source_id"] = std::string("1");
            change->put(entity);
        }
        change->commit();
    }
    export_all(store, "out", "imsma");
    const auto ids = [&](const std::string& table, const std::string& column) {
        std::multiset<std::string> all;
        const auto layers = tests::read_with_gdal(store / ("out/" + table + ".csv"), "CSV");
        for (const auto& row : layers.at(table).rows) all.insert(row.values.at(column));
        return all;
    };
    for (const std::string table : {"hazard", "geospatialinfo"}) {
        const auto all = ids(table, table + "_guid");
        EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size()) << table;
    }
    EXPECT_EQ(ids("hazard", "hazard_localid").count("1"), 2U);
}

TEST(Export, RestrictedIsTheDefaultAndLeavesOutWhatIsPersonal) {
    const ExportStore store;
    NoProgress progress;
    auto request = request_of(store, "out.gpkg");
    request.up_to = workflow::ExportRequest{}.up_to;
    const auto answer = workflow::export_registers(request, progress);
    const auto layers = tests::read_with_gdal(store / "out.gpkg", "GPKG");
    EXPECT_EQ(layers.at("hazard").rows.size(), 2U);
    EXPECT_EQ(std::count(layers.at("accident").columns.begin(), layers.at("accident").columns.end(), "circumstances"),
              0);
    const auto json = nlohmann::json::parse(answer.json);
    int met = 0;
    for (const auto& each : json["registers"]) {
        met += each["kind"] == "hazard" || each["kind"] == "accident" ? 1 : 0;
        if (each["kind"] == "hazard") {
            EXPECT_EQ(each["written"], 2);
            EXPECT_EQ(each["left_out"], 1);
        }
        if (each["kind"] == "accident") {
            EXPECT_EQ(each["fields_left_out"], nlohmann::json::parse(R"(["circumstances"])"));
        }
    }
    EXPECT_EQ(met, 2);
}

TEST(Export, PartnersSeeNoDevicePositions) {
    const ExportStore store;
    NoProgress progress;
    auto request = request_of(store, "out.gpkg");
    request.up_to = "partner";
    workflow::export_registers(request, progress);
    const auto layers = tests::read_with_gdal(store / "out.gpkg", "GPKG");
    EXPECT_FALSE(layers.contains("find"));
    EXPECT_EQ(layers.at("hazard").rows.size(), 2U);
    EXPECT_EQ(std::count(layers.at("hazard").columns.begin(), layers.at("hazard").columns.end(), "device_category"), 0);
}

TEST(Export, AReferenceDoesNotTellOfAnEntryThatTheReaderMustNotSee) {
    const ExportStore store;
    {
        const auto opened = store::open_store(store.file);
        Entity search = opened->find("search", "s1").value();
        search.fields["sensitivity"] = std::string("personal");
        const auto change = opened->begin({"tester", "import", "a search that few may see"});
        change->put(search);
        change->commit();
    }
    NoProgress progress;
    auto request = request_of(store, "out.gpkg");
    request.up_to = "restricted";
    workflow::export_registers(request, progress);
    EXPECT_EQ(tests::read_with_gdal(store / "out.gpkg", "GPKG").at("find").rows.size(), 1U);
    EXPECT_EQ(tests::read_bytes(store / "out.gpkg").find("S/s1"), std::string::npos);
}

TEST(Export, ThePublicSeesCellsOfAKilometreAndNothingThatTellsAnEntry) {
    const ExportStore store;
    NoProgress progress;
    auto request = request_of(store, "out.gpkg");
    request.up_to = "public";
    workflow::export_registers(request, progress);
    const auto layers = tests::read_with_gdal(store / "out.gpkg", "GPKG");
    for (const char* kind : {"hazard", "recorded_area", "search", "find", "accident", "package"})
        EXPECT_FALSE(layers.contains(kind)) << kind;
    const auto& cells = layers.at("public_cell");
    EXPECT_EQ(cells.columns, (std::vector<std::string>{"id", "state"}));
    std::map<std::string, int> states;
    for (const auto& row : cells.rows) ++states[row.values.at("state")];
    EXPECT_GT(states["hazard"], 4);
    EXPECT_GT(states["not looked at"], states["hazard"]);
    // s1 is 1.6 by 2.2 km: it covers few cells whole, and none that a hazard touches. s2 was only planned.
    EXPECT_LE(states["searched"], 2);
    EXPECT_EQ(layers.at("area").rows.at(0).values.at("id"), "1") << "ids may be made of the source's";
    const std::string bytes = tests::read_bytes(store / "out.gpkg");
    for (const char* secret : {"S/h1", "S/f1", "S/study", "no 7", "told by a person", "ap-mine", "left out"})
        EXPECT_EQ(bytes.find(secret), std::string::npos) << secret;
}

TEST(Export, ASearchThatLeftSomeOfItsGroundOutMakesNoPublicCellSearched) {
    const auto searched_cells = [](std::optional<double> share) {
        const ExportStore store;
        {
            const auto opened = store::open_store(store.file);
            const auto change = opened->begin({"tester", "import", "a wide search"});
            Entity search{
                .kind = "search", .id = "wide", .fields = {}, .geometry = tests::square_at(18.25, 44.0, 0.08)};
            search.fields["activity"] = std::string("clearance");
            if (share) search.fields["coverage_share"] = *share;
            change->put(search);
            change->commit();
        }
        NoProgress progress;
        auto request = request_of(store, "out.gpkg");
        request.up_to = "public";
        workflow::export_registers(request, progress);
        const auto layers = tests::read_with_gdal(store / "out.gpkg", "GPKG");
        const auto& rows = layers.at("public_cell").rows;
        return std::count_if(rows.begin(), rows.end(),
                             [](const auto& row) { return row.values.at("state") == "searched"; });
    };
    EXPECT_GT(searched_cells(std::nullopt), 20);
    EXPECT_GT(searched_cells(1.0), 20);
    EXPECT_LE(searched_cells(0.5), 2);
}

TEST(Export, ThePublicSeesAsSearchedTheCellsThatWereSearchedWholly) {
    const tests::TemporaryFolder folder;
    workflow::ExportRequest request;
    request.store = folder.path() / "world.gpkg";
    request.to = folder.path() / "out.gpkg";
    request.up_to = "public";
    request.actor = "tester";
    {
        const auto store = store::create_store(request.store, {"tester", "init", "a new store"});
        const auto change = store->begin({"tester", "import", "no hazard, one search"});
        // 8 by 11 km, and of that 4.0 by 5.6 km.
        change->put({.kind = "area",
                     .id = "study",
                     .fields = {{"name", std::string("Orvel valley")}, {"level", std::string("study-area")}},
                     .geometry = tests::square_at(18.05, 43.85, 0.1)});
        change->put({.kind = "search",
                     .id = "s1",
                     .fields = {{"activity", std::string("clearance")}, {"status", std::string("completed")}},
                     .geometry = tests::square_at(18.07, 43.87, 0.05)});
        change->commit();
    }
    NoProgress progress;
    workflow::export_registers(request, progress);
    const auto layers = tests::read_with_gdal((folder.path() / "out.gpkg").string(), "GPKG");
    std::map<std::string, int> states;
    for (const auto& row : layers.at("public_cell").rows) ++states[row.values.at("state")];
    EXPECT_EQ(states.count("hazard"), 0U);
    EXPECT_GE(states["searched"], 3 * 4);
    EXPECT_LE(states["searched"], 22) << "no more than its area";
    EXPECT_GE(states["not looked at"], 60);
}

TEST(Export, StandsInTheHistoryWithWhoForWhomAndOnWhatGrounds) {
    const ExportStore store;
    NoProgress progress;
    auto request = request_of(store, "out.xlsx");
    request.recipient = "Office B";
    request.basis = "agreement 12";
    request.kinds = {"hazard"};
    workflow::export_registers(request, progress);
    const auto opened = store::open_store_to_read(store.file);
    const auto last = opened->log().back();
    EXPECT_EQ(last.header.action, "export");
    EXPECT_EQ(last.header.actor, "tester");
    EXPECT_THAT(last.header.reason, HasSubstr("3 entries as a workbook (XLSX) to out.xlsx"));
    EXPECT_THAT(last.header.reason, HasSubstr("for: Office B; basis: agreement 12"));
    EXPECT_TRUE(opened->verify(progress).is_clean);
}

TEST(Export, AWrongCallWritesNothingAndLogsNothing) {
    const ExportStore store;
    NoProgress progress;
    tests::TemporaryFolder other;
    other.write("there.gpkg", "mine");
    const auto refuse = [&](const std::string& to, const std::string& format, const std::string& up_to,
                            std::vector<std::string> only, bool results, const std::string& says) {
        auto request = request_of(store, to, format);
        request.up_to = up_to;
        request.kinds = std::move(only);
        request.with_results = results;
        try {
            workflow::export_registers(request, progress);
            ADD_FAILURE() << "not refused: " << says;
        } catch (const CallError& error) {
            EXPECT_THAT(error.what(), HasSubstr(says));
        }
    };
    refuse("out", "", "restricted", {}, false, "does not tell a format");
    refuse("out.zip", "", "restricted", {}, false, "does not tell a format");
    refuse("out", "dwg", "restricted", {}, false, "Expected one of: geopackage, geojson");
    refuse("out.kml", "csv", "restricted", {}, false, "is named like KML");
    refuse("out.csv", "", "restricted", {}, false, "holds one register");
    refuse("out.csv", "", "restricted", {"hazzard"}, false, "there is no register \"hazzard\"");
    refuse("out.gpkg", "", "secret", {}, false, "public, partner, restricted, personal");
    refuse("out.gpkg", "", "public", {}, true, "--results are restricted");
    refuse("world.gpkg", "", "restricted", {}, false, "is there already");
    EXPECT_EQ(store::open_store_to_read(store.file)->log().size(), 2U);
    int files = 0;
    for (const auto& entry : fs::directory_iterator(store.folder.path()))
        files += entry.path().filename().string().starts_with("world.gpkg") ? 0 : 1;
    EXPECT_EQ(files, 0);
}

TEST(Export, AProjectOfQgisIsXmlNamesEachKindOfGeometryAndStaysBesideTheData) {
    const ExportStore store;
    NoProgress progress;
    auto request = request_of(store, "out.gpkg");
    request.with_project = true;
    const auto answer = workflow::export_registers(request, progress);
    ASSERT_EQ(answer.written.size(), 2U);
    const std::string text = tests::read_bytes(store / "out.qgs");
    XML_Parser parser = XML_ParserCreate(nullptr);
    EXPECT_EQ(XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE), XML_STATUS_OK);
    XML_ParserFree(parser);
    for (const char* source :
         {"./out.gpkg|layername=hazard|geometrytype=Polygon", "./out.gpkg|layername=hazard|geometrytype=LineString",
          "./out.gpkg|layername=accident|geometrytype=Point"})
        EXPECT_THAT(text, HasSubstr(source));
    EXPECT_EQ(workflow::write_store_project(store.file), fs::path(store / "world.qgs"));
}

}  // namespace
