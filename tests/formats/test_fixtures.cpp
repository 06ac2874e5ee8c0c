// The small files of tests/data/formats, made by public tools: each is read as what its maker put into it, or refused
// with the code that expected.json names. What is expected was never computed by Cairn.

#include <cctype>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/formats/source_file.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace cairn;
using formats::RawRow;
using formats::RawTable;
using Json = nlohmann::json;

std::filesystem::path fixtures() { return std::filesystem::path(CAIRN_TEST_DATA) / "formats"; }

const Json& expectations() {
    static const Json all = [] {
        std::ifstream in(fixtures() / "expected.json");
        return Json::parse(in);
    }();
    return all;
}

struct FixtureRead {
    std::optional<formats::Source> source;
    std::vector<RawRow> rows;
    std::optional<RawTable> table;
    std::string code;     ///< of what refused it
    std::string message;  ///< of the same
};

FixtureRead read_fixture(const Json& fixture) {
    FixtureRead out;
    const auto refuse = [&out](const Finding& finding) {
        out.code = finding.code;
        out.message = finding.message;
        return std::move(out);
    };
    auto source = formats::Source::open(fixtures() / fixture.at("file").get<std::string>());
    if (!source) return refuse(source.error());
    out.source = *source;
    std::optional<std::string> layer;
    if (fixture.contains("layer")) layer = fixture.at("layer").get<std::string>();
    const auto at = source->find_table(layer);
    if (!at) return refuse(at.error());
    auto table = source->read(*at, [&out](RawRow&& row) {
        out.rows.push_back(std::move(row));
        return true;
    });
    if (!table) return refuse(table.error());
    out.table = *std::move(table);
    return out;
}

const RawRow& row_at(const FixtureRead& read, const Json& number) {
    return read.rows.at(number.get<std::size_t>() - 1);
}

std::optional<std::string> cell_of(const RawRow& row, const std::string& column) {
    const auto at = row.values.find(column);
    return at == row.values.end() ? std::nullopt : std::optional(at->second);
}

/// "polygon 2 1 9": kind, parts, holes, positions.
std::string shape_of(const RawRow& row) {
    if (!row.geometry) return "none";
    const char* const kinds[] = {"point", "line", "polygon"};
    std::size_t parts = 0, holes = 0, positions = 0;
    std::visit([&parts](const auto& many) { parts = many.size(); }, *row.geometry);
    if (const auto* polygons = std::get_if<MultiPolygonOf<XY>>(&*row.geometry)) {
        for (const auto& polygon : *polygons) holes += polygon.holes.size();
    }
    for_each_position(*row.geometry, [&positions](const XY&) { ++positions; });
    return std::string(kinds[row.geometry->index()]) + " " + std::to_string(parts) + " " + std::to_string(holes) + " " +
           std::to_string(positions);
}

void expect_rows(const Json& fixture, const FixtureRead& read) {
    for (const Json& cell : fixture.value("cells", Json::array())) {
        const auto found = cell_of(row_at(read, cell[0]), cell[1].get<std::string>());
        const auto wanted = cell[2].is_null() ? std::nullopt : std::optional(cell[2].get<std::string>());
        EXPECT_EQ(found, wanted) << cell.dump();
    }
    for (const Json& shape : fixture.value("geometries", Json::array())) {
        const std::string wanted = shape[1].is_null() ? "none"
                                                      : shape[1].get<std::string>() + " " + shape[2].dump() + " " +
                                                            shape[3].dump() + " " + shape[4].dump();
        EXPECT_EQ(shape_of(row_at(read, shape[0])), wanted) << shape.dump();
    }
    for (const Json& position : fixture.value("positions", Json::array())) {
        const RawRow& row = row_at(read, position[0]);
        ASSERT_TRUE(row.geometry) << position.dump();
        bool is_met = false;
        for_each_position(*row.geometry, [&](const XY& p) {
            is_met |=
                std::abs(p.x - position[1].get<double>()) < 1e-6 && std::abs(p.y - position[2].get<double>()) < 1e-6;
        });
        EXPECT_TRUE(is_met) << position.dump();
    }
    for (const Json& finding : fixture.value("findings", Json::array())) {
        const RawRow& row = row_at(read, finding[0]);
        bool is_told = row.geometry_finding && row.geometry_finding->code == finding[1].get<std::string>();
        for (const Finding& each : row.findings) is_told |= each.code == finding[1].get<std::string>();
        EXPECT_TRUE(is_told) << finding.dump();
    }
    if (fixture.contains("numbers")) {
        std::vector<std::int64_t> numbers;
        for (const RawRow& row : read.rows) numbers.push_back(row.number);
        EXPECT_EQ(numbers, fixture.at("numbers").get<std::vector<std::int64_t>>());
    }
    if (fixture.contains("names")) {
        std::vector<std::string> names;
        for (const RawRow& row : read.rows) names.push_back(cell_of(row, "name").value_or(""));
        EXPECT_EQ(names, fixture.at("names").get<std::vector<std::string>>());
    }
}

void expect_codes(const Json& wanted, const Findings& findings) {
    for (const Json& code : wanted) {
        bool is_told = false;
        for (const Finding& finding : findings) is_told |= finding.code == code.get<std::string>();
        EXPECT_TRUE(is_told) << code.dump();
    }
}

void expect_table(const Json& fixture, const FixtureRead& read) {
    EXPECT_EQ(read.table->format, fixture.at("format").get<std::string>());
    EXPECT_EQ(read.rows.size(), fixture.at("rows").get<std::size_t>());
    if (fixture.contains("crs")) {
        const Json& crs = fixture.at("crs");
        EXPECT_EQ(read.table->crs.value_or("not stated"), crs.is_null() ? "not stated" : crs.get<std::string>());
    }
    if (fixture.contains("crs_has")) {
        EXPECT_THAT(read.table->crs.value_or(""), testing::HasSubstr(fixture.at("crs_has").get<std::string>()));
    }
    if (fixture.contains("columns")) {
        EXPECT_EQ(read.table->columns, fixture.at("columns").get<std::vector<std::string>>());
    }
    if (fixture.contains("header")) {
        EXPECT_EQ(read.table->header_row, fixture.at("header").get<std::int64_t>());
    }
    expect_codes(fixture.value("notes", Json::array()), read.table->notes);
    if (read.rows.size() == fixture.at("rows").get<std::size_t>()) expect_rows(fixture, read);
}

std::string fixture_name(const testing::TestParamInfo<std::size_t>& at) {
    std::string name = expectations().at(at.param).at("file").get<std::string>();
    for (char& c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    }
    return name + "_" + std::to_string(at.param);
}

/// Every file below a folder, with its size and when it was last written.
std::map<std::string, std::pair<std::uintmax_t, std::filesystem::file_time_type>> snapshot(
    const std::filesystem::path& folder) {
    std::map<std::string, std::pair<std::uintmax_t, std::filesystem::file_time_type>> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) out[entry.path().string()] = {entry.file_size(), entry.last_write_time()};
    return out;
}

// A library wrote the index of a Shapefile anew where it stood, each time that it read it.
TEST(Fixtures, AreNotWrittenToByBeingRead) {
    const auto before = snapshot(fixtures());
    for (const Json& fixture : expectations()) read_fixture(fixture);
    EXPECT_EQ(snapshot(fixtures()), before);
}

// An index of fewer records, left from an earlier export, hid the others.
TEST(Fixtures, AnOldIndexOfAShapefileHidesNoRecord) {
    const tests::TemporaryFolder folder;
    for (const char* ending : {".shp", ".dbf", ".prj", ".cpg"}) {
        const std::string name = std::string("hazards") + ending;
        std::filesystem::copy_file(fixtures() / "shapefile" / name, folder.path() / name);
    }
    std::ifstream in(fixtures() / "shapefile/hazards.shx", std::ios::binary);
    const std::string own{std::istreambuf_iterator<char>(in), {}};
    const auto whole = read_fixture({{"file", (folder.path() / "hazards.shp").string()}});
    for (const std::string& index : {own.substr(0, 108), std::string(100, '\0'), std::string()}) {
        std::ofstream(folder.path() / "hazards.shx", std::ios::binary) << index;
        EXPECT_EQ(read_fixture({{"file", (folder.path() / "hazards.shp").string()}}).rows.size(), whole.rows.size());
        EXPECT_EQ(std::filesystem::file_size(folder.path() / "hazards.shx"), index.size());
    }
    EXPECT_GT(whole.rows.size(), 1U);
}

}  // namespace

class FormatFixture : public testing::TestWithParam<std::size_t> {};

TEST_P(FormatFixture, IsReadAsWhatItsMakerPutIntoItOrRefused) {
    const Json& fixture = expectations().at(GetParam());
    SCOPED_TRACE(fixture.at("file").get<std::string>() + ": " + fixture.at("made").get<std::string>());
    const FixtureRead read = read_fixture(fixture);
    if (fixture.contains("refused")) {
        EXPECT_EQ(read.code, fixture.at("refused").get<std::string>()) << read.message;
        EXPECT_GT(read.message.size(), 40U) << "a sentence that a person can act on";
        return;
    }
    ASSERT_EQ(read.code, "") << read.message;
    expect_table(fixture, read);
    expect_codes(fixture.value("source_notes", Json::array()), read.source->notes());
    if (fixture.contains("tables")) {
        std::vector<std::string> names;
        for (const auto& table : read.source->tables()) names.push_back(table.name);
        EXPECT_EQ(names, fixture.at("tables").get<std::vector<std::string>>());
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, FormatFixture, testing::Range<std::size_t>(0, expectations().size()), fixture_name);

TEST(Fixtures, AreAtLeastSixtyAndThreeForEachFormat) {
    std::map<std::string, int> by_folder;
    std::set<std::string> files;
    for (const Json& fixture : expectations()) {
        const std::string file = fixture.at("file").get<std::string>();
        files.insert(file);
        ++by_folder[file.substr(0, file.find('/'))];
    }
    EXPECT_GE(files.size(), 60U);
    for (const auto& [folder, count] : by_folder) EXPECT_GE(count, 3) << folder;
}

TEST(Sources, AFolderIsItsFilesInOrderAndSetsOnce) {
    std::vector<std::string> names;
    for (const auto& found : formats::expand_folders({fixtures() / "folder"})) {
        EXPECT_FALSE(found.is_named);
        names.push_back(found.path.lexically_relative(fixtures()).generic_string());
    }
    EXPECT_EQ(names,
              (std::vector<std::string>{"folder/a.csv", "folder/b.txt", "folder/more/c.geojson", "folder/more/d.shp"}));
    const auto note = formats::Source::open(fixtures() / "folder/b.txt", {}, true);
    ASSERT_FALSE(note);
    EXPECT_EQ(note.error().code, "not_a_table");
}

TEST(Sources, WhatIsKeptOfASetDependsOnItsFilesAlone) {
    const auto bytes_of = [](const char* named) {
        const auto source = formats::Source::open(fixtures() / named);
        EXPECT_TRUE(source);
        std::ifstream in(source->kept_file(), std::ios::binary);
        return std::string{std::istreambuf_iterator<char>(in), {}};
    };
    const std::string kept = bytes_of("shapefile/hazards.shp");
    EXPECT_EQ(kept.substr(0, 2), "PK");
    EXPECT_EQ(bytes_of("shapefile/hazards.dbf"), kept) << "whichever of its files is named";
    EXPECT_EQ(bytes_of("shapefile/hazards.shp"), kept) << "and again";
}
