#include <sstream>

#include <gtest/gtest.h>

#include "cairn/intake/describe.hpp"
#include "cairn/intake/guess.hpp"
#include "intake/import_text.hpp"

using namespace cairn;
using cairn::intake::PlaceSource;
using cairn::tests::guess_text;

namespace {

std::string codes(const intake::Guess& guess) {
    std::string all;
    for (const auto& question : guess.questions) all += question.code + " ";
    return all;
}

std::string column(const intake::Guess& guess, const std::string& field) {
    const auto at = guess.mapping.fields.find(field);
    return at == guess.mapping.fields.end() ? "" : at->second.column.value_or("");
}

}  // namespace

TEST(Guess, NamesAreKnownInManySpellings) {
    const auto guess = guess_text("a.csv",
                                  "Accident ID;LONGITUDE;Latitude;Date of accident;Killed;Number-Injured;Device Type\n"
                                  "A-1;10.1;45;2004-05-17;0;2;AP\nA-2;10.2;45;2004-06;1;0;AT mine\n",
                                  "accident");
    EXPECT_EQ(guess.mapping.id_column, "Accident ID");
    EXPECT_EQ(guess.mapping.place.kind, PlaceSource::Kind::lon_lat);
    EXPECT_EQ(guess.mapping.place.first, "LONGITUDE");
    EXPECT_EQ(column(guess, "date"), "Date of accident");
    EXPECT_EQ(column(guess, "killed"), "Killed");
    EXPECT_EQ(column(guess, "injured"), "Number-Injured");
    EXPECT_EQ(column(guess, "device_category"), "Device Type");
    EXPECT_EQ(codes(guess), "crs_not_stated ");
}

TEST(Guess, TheReferenceSystemIsAskedForButNotWhereTheFormatStatesIt) {
    const auto guess = guess_text(
        "a.geojson",
        R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"name":"x"}}]})",
        "recorded-area");
    EXPECT_EQ(guess.mapping.place.kind, PlaceSource::Kind::file);
    EXPECT_FALSE(guess.mapping.crs) << "the file states it, the mapping need not";
    EXPECT_EQ(codes(guess), "");
}

TEST(Guess, DatePatternsComeFromTheValues) {
    const auto one = guess_text("a.csv", "date_found\n17.05.2004\n1.2.2003\n", "find");
    EXPECT_EQ(one.mapping.fields.at("date_found").format, "dd.mm.yyyy");
    const auto years = guess_text("a.csv", "year\n1999\n2004\n", "find");
    EXPECT_EQ(column(years, "date_found"), "year");
}

TEST(Guess, ADateColumnWithManyBadCellsIsMappedAndTheyAreTold) {
    const char* text = "date_found,lon,lat\n17.05.2004,1,2\n?,1,2\n18.05.2004,1,2\nunknown,1,2\n,1,2\n31.12.2004,1,2\n";
    const auto guess = guess_text("a.csv", text, "find");
    EXPECT_EQ(guess.mapping.fields.at("date_found").format, "dd.mm.yyyy");
    EXPECT_EQ(codes(guess), "dates_not_read crs_not_stated ");
    EXPECT_EQ(guess.questions.front().found, "\"?\", \"unknown\"");
    EXPECT_EQ(guess.questions.front().field, "date_found");
    // Rows count, not different texts: three dates that repeat outweigh two texts that do not.
    EXPECT_EQ(column(guess_text("b.csv", "date_found\n2004\n2004\n2004\n?\nnone\n", "find"), "date_found"),
              "date_found");
    EXPECT_EQ(column(guess_text("c.csv", "date_found\n2004\n?\n", "find"), "date_found"), "") << "half is not most";
}

TEST(Guess, ADateThatCanBeReadInTwoWaysIsAskedAboutNotMapped) {
    const auto guess = guess_text("a.csv", "date_found,lon,lat\n03/04/2001,1,2\n05/06/2002,1,2\n", "find");
    EXPECT_EQ(column(guess, "date_found"), "");
    EXPECT_EQ(codes(guess), "ambiguous_date crs_not_stated ");
    EXPECT_EQ(guess.questions[0].expected, "dd/mm/yyyy or mm/dd/yyyy");
}

TEST(Guess, CodesThatNobodyKnowsAreAskedAboutNotMapped) {
    const auto guess = guess_text("a.csv", "event_type\n1\n2\n8\n", "accident");
    EXPECT_EQ(column(guess, "device_category"), "");
    EXPECT_EQ(codes(guess), "place_not_found codes_not_known ");
    EXPECT_EQ(guess.questions[1].found, "\"1\", \"2\", \"8\"");
}

TEST(Guess, SomeUnknownCodesAreToldAndTheColumnIsMapped) {
    const auto guess = guess_text("a.csv", "device_type\nAP\nAT\nthing\n", "find");
    EXPECT_EQ(column(guess, "device_category"), "device_type");
    EXPECT_NE(codes(guess).find("codes_not_known"), std::string::npos);
}

TEST(Guess, ValuesTellACodeColumnWhoseNameDoesNot) {
    const auto guess = guess_text("a.csv", "art\nAP mine\nAT mine\nUXO\n", "find");
    EXPECT_EQ(column(guess, "device_category"), "art");
    const auto everyday = guess_text("a.csv", "art\nyes\nno\nunknown\n", "find");
    EXPECT_TRUE(everyday.mapping.fields.empty()) << "yes and no say nothing";
}

TEST(Guess, NamesWithoutFittingValuesAreNotMapped) {
    const auto guess = guess_text("a.csv", "killed,date,depth\nmany,soon,deep\n", "accident");
    EXPECT_TRUE(guess.mapping.fields.empty());
}

TEST(Guess, UnitsInNamesAreUnderstood) {
    const auto guess = guess_text("a.csv", "depth_cm,accuracy_m\n15,3\n", "find");
    EXPECT_EQ(guess.mapping.fields.at("depth_m").unit, "cm");
    EXPECT_EQ(guess.mapping.fields.at("sigma_m").unit, "");
}

TEST(Guess, RowNumbersAndRepeatedValuesAreNoIds) {
    const auto counted = guess_text("a.csv", "id,count\n1,5\n2,5\n3,6\n", "find");
    EXPECT_FALSE(counted.mapping.id_column);
    EXPECT_NE(codes(counted).find("not_an_id"), std::string::npos);
    const auto repeated = guess_text("a.csv", "id\nx\ny\nx\n", "find");
    EXPECT_FALSE(repeated.mapping.id_column);
    const auto one = guess_text("a.csv", "id,lat\nx,1\ny,1\nz,2\nz,3\nu,1\n,9\n", "find");
    EXPECT_EQ(one.mapping.id_column, "id") << "one row twice and one of totals";
    EXPECT_NE(codes(one).find("id_not_unique"), std::string::npos);
    const auto good = guess_text("a.csv", "id\n17\n12\n", "find");
    EXPECT_EQ(good.mapping.id_column, "id");
    const auto features =
        guess_text("a.geojson",
                   R"({"type":"FeatureCollection","features":[{"type":"Feature","id":0,"geometry":null,"properties":{}},
                                         {"type":"Feature","id":1,"geometry":null,"properties":{}}]})",
                   "find");
    EXPECT_FALSE(features.mapping.feature_id) << "the library that wrote them counted";
}

TEST(Guess, MetresAreToldFromDegrees) {
    const auto metres = guess_text("a.csv", "X,Y\n500000,4983000\n", "find");
    EXPECT_EQ(metres.mapping.place.kind, PlaceSource::Kind::x_y);
    const auto degrees = guess_text("a.csv", "X,Y\n10.5,45.1\n", "find");
    EXPECT_EQ(degrees.mapping.place.kind, PlaceSource::Kind::lon_lat);
    const auto wkt = guess_text("a.csv", "id2,geom\n7,POINT (1 2)\n", "find");
    EXPECT_EQ(wkt.mapping.place.kind, PlaceSource::Kind::wkt);
}

TEST(Guess, ColumnsNamedLikeCoordinatesAreTakenWhenMostValuesAreAndTheRestIsTold) {
    const auto half =
        guess_text("a.csv", "id;lat;lon\nA;40,1;46,1\nB;40,2;46,2\nC;no;no\nD;none known;none known\n", "find");
    EXPECT_EQ(half.mapping.place.kind, PlaceSource::Kind::lon_lat);
    EXPECT_FALSE(half.mapping.place.is_open);
    EXPECT_NE(codes(half).find("coordinates_not_read"), std::string::npos);
    const auto beyond = guess_text("a.csv", "lat,lon\n40,46\n91,46\n40.5,46.5\n", "find");
    EXPECT_EQ(beyond.mapping.place.kind, PlaceSource::Kind::lon_lat) << "one row beyond the pole makes no metres";
    const auto cyrillic = guess_text("a.csv", "№;Х;У\n1;500000;4983000\n2;500100;4983100\n", "find");
    EXPECT_EQ(cyrillic.mapping.place.kind, PlaceSource::Kind::x_y);
    const auto bad = guess_text("a.csv", "lat,lon\n40,46\nno,no\nnone,none\nlost,lost\n", "find");
    EXPECT_TRUE(bad.mapping.place.is_open);
    EXPECT_NE(bad.questions.front().message.find("named like coordinates"), std::string::npos);
}

TEST(Guess, ATableWithoutCoordinatesCannotBeUsedUntilThatIsStated) {
    const auto& schemas = registers::Schemas::built_in();
    auto guess = guess_text("a.csv", "id,municipality\nA,North\nB,South\n", "find");
    EXPECT_TRUE(guess.mapping.place.is_open);
    const formats::RawTable table{.format = "CSV", .columns = {"id", "municipality"}};
    const auto refused = intake::check_mapping(guess.mapping, table, schemas);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].code, "place_not_found");
    EXPECT_NE(refused[0].message.find(R"("place": "none")"), std::string::npos);
    EXPECT_EQ(intake::parse_mapping(intake::to_json(guess.mapping)).value(), guess.mapping)
        << "saved and used unread, it stays open";
    auto json = intake::to_json(guess.mapping);
    json.replace(json.find("not stated"), 10, "none");
    EXPECT_TRUE(intake::check_mapping(intake::parse_mapping(json).value(), table, schemas).empty());
    EXPECT_EQ(codes(guess_text("a.csv", "id,lat,lon\n", "find")).find("place_not_found"), std::string::npos);
}

TEST(Guess, RowsThatLookLikePointsOfPolygonsAreAskedAbout) {
    const auto question = [](const std::string& text, const std::string& kind = "hazard") {
        for (const auto& asked : guess_text("a.csv", text, kind).questions) {
            if (asked.code == "points_not_stated") return asked.expected;
        }
        return std::string();
    };
    const std::string numbered = "Minefield,Point,Lat,Lon\nA,1,40,46\nA,2,40.1,46\nA,3,40.1,46.1\n";
    EXPECT_EQ(question(numbered), R"("points": {"id":"Minefield","order":"Point"}, "id": "Minefield")");
    EXPECT_EQ(question(numbered, "find"), "") << "finds are points";
    EXPECT_EQ(question("Minefield,Azimuth,Distance,Point,Lat,Lon\nA,,,SP,40,46\nA,45,100,TP1,,\nA,90,100,EP,,\n"),
              R"("points": {"id":"Minefield","type":"Point","bearing":"Azimuth","distance":"Distance","north":"?"}, )"
              R"("id": "Minefield")");
    EXPECT_NE(question("Name,No,Lat,Lon\nA,1,40,46\nA,2,40,46\nA,3,40,46\nB,1,41,46\nB,2,41,46\nB,3,41,46\n"), "");
    EXPECT_EQ(question("Name,Point,Lat,Lon\nA,1,40,46\nB,2,40.1,46\nC,3,40.1,46.1\n"), "") << "each row has its name";
    EXPECT_EQ(question("Area,No,Lat,Lon\nA,1,40,46\nA,2,40.1,46\nA,7,40.1,46.1\n"), "") << "numbers of hazards";
}

TEST(Guess, DecimalCommasAreNoticed) {
    const auto guess = guess_text("a.csv", "lon;lat;depth_m\n10,5;45,1;0,2\n", "find");
    EXPECT_EQ(guess.mapping.decimal, ',');
    EXPECT_EQ(guess.mapping.place.kind, PlaceSource::Kind::lon_lat);
}

TEST(Guess, AColumnServesOneField) {
    const auto guess = guess_text("a.csv", "type,device_type\nAP,AT\n", "find");
    EXPECT_EQ(column(guess, "device_category"), "type");
    std::set<std::string> used;
    for (const auto& [field, source] : guess.mapping.fields) EXPECT_TRUE(used.insert(*source.column).second);
}

TEST(Guess, WhatIsGuessedCanBeUsed) {
    const tests::TemporaryFolder folder;
    const auto file = folder.write(
        "a.csv",
        "find_id,gps_lon,gps_lat,date_found,device_type,qty\nF1,10,45,17.5.2004,AP,2\nF2,10,45,18.5.2004,AT,1\n");
    auto guess = intake::guess_mapping(intake::profile_file(file).value(), "find", registers::Schemas::built_in());
    guess.mapping.crs = "EPSG:4326";
    intake::ImportRequest request;
    request.file = file;
    request.mapping = guess.mapping;
    const auto done = tests::import_file(request);
    EXPECT_EQ(done.summary().accepted, 2);
    EXPECT_EQ(intake::parse_mapping(intake::to_json(guess.mapping)), guess.mapping);
}

TEST(Describe, LongLinesGoOnUnderTheirBeginning) {
    const tests::TemporaryFolder folder;
    std::string header = "lon,lat", row = "10,45";
    for (int column = 0; column < 30; ++column) header += ",Графа №" + std::to_string(column), row += ",x";
    const auto file = folder.write("a.csv", header + "\n" + row + "\n");
    const auto profile = intake::profile_file(file).value();
    const auto guess = intake::guess_mapping(profile, "find", registers::Schemas::built_in());
    std::istringstream text(describe_mapping(guess.mapping, profile, registers::Schemas::built_in()));
    int indented = 0;
    for (std::string line; std::getline(text, line);) {
        const auto letters = std::count_if(line.begin(), line.end(),
                                           [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        EXPECT_LE(letters, 122) << line;
        indented += line.starts_with(std::string(24, ' ')) ? 1 : 0;
    }
    EXPECT_GE(indented, 3);
}

TEST(Describe, TheMappingIsPrintedForApproval) {
    const tests::TemporaryFolder folder;
    const auto file = folder.write("a.csv",
                                   "find_id,gps_lon,gps_lat,date_found,device_type,weather\nF1,10,45,17.5.2004,AP,"
                                   "dry\nF2,10,45,18.5.2004,thing,wet\n");
    const auto profile = intake::profile_file(file).value();
    const auto guess = intake::guess_mapping(profile, "find", registers::Schemas::built_in());
    EXPECT_EQ(describe_mapping(guess.mapping, profile, registers::Schemas::built_in()),
              "CSV, 2 rows, as find\n"
              "  table                 6 columns named in the first line, divided by \",\"\n"
              "  place                 longitude gps_lon, latitude gps_lat; reference system not stated: it must be\n"
              "  id                    ← find_id   F1, F2\n"
              "  date_found            ← date_found as dd.mm.yyyy   17.5.2004 → 2004-05-17\n"
              "  device_category       ← device_type   AP → ap-mine (1), thing → not known, rows set aside (1)\n"
              "  not used              weather\n");
    const std::string questions = describe_questions(guess.questions, guess.mapping);
    EXPECT_EQ(questions.substr(0, 13), "To answer:\n  ");
    EXPECT_NE(questions.find("[crs_not_stated]"), std::string::npos) << questions;
    auto answered = guess.mapping;
    answered.crs = "EPSG:4326";
    EXPECT_EQ(describe_questions(guess.questions, answered).find("[crs_not_stated]"), std::string::npos);
}
