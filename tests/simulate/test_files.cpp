#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cairn/registers/fold.hpp"
#include "cairn/registers/schema.hpp"
#include "cairn/simulate/files.hpp"
#include "simulate/worlds.hpp"

namespace cairn::simulate {
namespace {

bool knows(const std::vector<std::string>& synonyms, const std::string& column) {
    return std::any_of(synonyms.begin(), synonyms.end(),
                       [&](const std::string& synonym) { return registers::fold(synonym) == registers::fold(column); });
}

bool has_field_for(const registers::Schema& schema, const std::string& column) {
    return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const registers::Field& field) {
        return registers::fold(field.name) == registers::fold(column) || knows(field.synonyms, column);
    });
}

bool is_coordinate(const std::string& column) { return column == "longitude" || column == "latitude"; }

TEST(Files, EveryRowBringsTheColumnsOfItsTableAndItsOwnId) {
    for (const FileTable& table : to_files(test::bundled("borne-out")).tables) {
        EXPECT_FALSE(table.rows.empty()) << table.path;
        std::set<std::string> ids;
        for (const Entity& row : table.rows) {
            EXPECT_TRUE(ids.insert(row.id).second) << table.path << " " << row.id;
            for (const FileColumn& column : table.columns) {
                EXPECT_TRUE(row.fields.contains(column.name)) << table.path << " " << column.name;
            }
            EXPECT_EQ(row.fields.size(), table.columns.size()) << table.path;
        }
    }
}

TEST(Files, ColumnsThatAreImportedAreOnesThatTheRegistersKnow) {
    const registers::Schemas& schemas = registers::Schemas::built_in();
    for (const FileTable& table : to_files(test::bundled("borne-out")).tables) {
        if (table.import_kind.empty()) continue;
        const registers::Schema* schema = schemas.find(table.import_kind);
        ASSERT_NE(schema, nullptr) << table.import_kind;
        for (const FileColumn& column : table.columns) {
            if (is_coordinate(column.name)) continue;
            EXPECT_TRUE(has_field_for(*schema, column.name)) << table.path << " " << column.name;
        }
    }
}

TEST(Files, CodesAreWrittenInWordsThatTheRegistersKnow) {
    const registers::Schemas& schemas = registers::Schemas::built_in();
    const auto expect_known = [&](const char* list, const FileTable& table, const char* column) {
        for (const Entity& row : table.rows) {
            const auto text = text_of(row, column);
            EXPECT_TRUE(!text || schemas.find_code_list(list)->find(*text) != nullptr) << text.value_or("");
        }
    };
    for (const FileTable& table : to_files(test::bundled("contradicted")).tables) {
        if (table.path == "recorded_areas.geojson") {
            expect_known("device-category", table, "mine_type");
            expect_known("location-status", table, "position_status");
        }
        if (table.path == "finds.csv") expect_known("device-category", table, "item_type");
        if (table.path == "accidents.csv") {
            expect_known("device-category", table, "cause");
            expect_known("position-precision", table, "position_source");
        }
        if (table.path == "searches.geojson") {
            expect_known("search-activity", table, "type_of_activity");
            expect_known("search-method", table, "method_used");
        }
    }
}

TEST(Files, SpreadsheetsStateTheirReferenceSystemAndGiveSevenDecimals) {
    int tables = 0;
    for (const FileTable& table : to_files(test::bundled("borne-out")).tables) {
        const bool has_position = std::any_of(table.columns.begin(), table.columns.end(),
                                              [](const FileColumn& c) { return is_coordinate(c.name); });
        EXPECT_EQ(!table.crs.empty(), has_position) << table.path;
        if (!has_position) continue;
        ++tables;
        for (const Entity& row : table.rows) {
            EXPECT_FALSE(row.geometry);
            for (const char* name : {"longitude", "latitude"}) {
                const double degrees = *number_of(row, name);
                EXPECT_NEAR(degrees * 1e7, std::round(degrees * 1e7), 1e-5);
            }
        }
    }
    EXPECT_EQ(tables, 2);
}

TEST(Files, MappingsBesideSpreadsheetsNameTheirColumnsAndOurFields) {
    const WorldFiles files = to_files(test::bundled("borne-out"));
    for (const std::string name : {"finds", "accidents"}) {
        const auto text = std::find_if(files.texts.begin(), files.texts.end(),
                                       [&](const FileText& t) { return t.path == name + ".mapping.json"; });
        const auto table = std::find_if(files.tables.begin(), files.tables.end(),
                                        [&](const FileTable& t) { return t.path == name + ".csv"; });
        ASSERT_NE(text, files.texts.end());
        ASSERT_NE(table, files.tables.end());
        const nlohmann::json mapping = nlohmann::json::parse(text->text);
        EXPECT_EQ(mapping.at("crs"), table->crs);
        EXPECT_EQ(mapping.at("kind"), table->import_kind);
        std::set<std::string> used{mapping.at("id"), mapping.at("place").at("lon"), mapping.at("place").at("lat")};
        for (const auto& [field, column] : mapping.at("fields").items()) {
            EXPECT_NE(registers::Schemas::built_in().find(table->import_kind)->find(field), nullptr) << field;
            used.insert(column.get<std::string>());
        }
        std::set<std::string> columns;
        for (const FileColumn& column : table->columns) columns.insert(column.name);
        EXPECT_EQ(used, columns);
    }
}

TEST(Files, TheTruthStandsApart) {
    for (const FileTable& table : to_files(test::bundled("borne-out")).tables) {
        EXPECT_EQ(table.path.starts_with("truth/"), table.import_kind.empty() && table.path != "claims.csv");
    }
}

}  // namespace
}  // namespace cairn::simulate
