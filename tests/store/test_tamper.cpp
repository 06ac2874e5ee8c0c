// Whoever changes a store with other tools, triggers out of the way, is found out.

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

class Tamper : public testing::Test {
   protected:
    Tamper() : file_(folder_ / "s.gpkg") {
        const auto store = create_store(file_.string(), {"tester", "init", "new"});
        fill(*store);
    }

    VerifyReport verify() {
        NoProgress progress;
        return open_store(file_.string())->verify(progress);
    }

    /// Changes a fresh copy and expects to be found out; `first`: the change set that must be named.
    void expect_found(const std::string& sql, std::optional<std::int64_t> first = {}) {
        const auto whole = file_;
        file_ = folder_ / "copy.gpkg";
        std::filesystem::copy_file(whole, file_, std::filesystem::copy_options::overwrite_existing);
        Raw(file_).change(sql);
        try {
            const VerifyReport report = verify();
            EXPECT_FALSE(report.is_clean) << "not found out: " << sql;
            EXPECT_FALSE(report.findings.empty()) << sql;
            EXPECT_EQ(report.first_misfit, first ? first : report.first_misfit) << sql;
        } catch (const Error& error) {
            EXPECT_FALSE(first) << error.what();  // a store that does not open is found out as well
        }
        std::filesystem::remove(file_);
        file_ = whole;
    }

    TempFolder folder_;
    std::filesystem::path file_;
};

TEST_F(Tamper, TheSampleIsCleanAndHasRowsInEveryTable) {
    EXPECT_TRUE(verify().is_clean);
    Raw raw(file_);
    for (const char* table :
         {"change_set", "schema_change", "source_file", "source_chunk", "import", "import_row", "finding",
          "import_correction", "hazard", "hazard_revision", "accident_revision", "package"}) {
        EXPECT_NE(raw.one("SELECT count(*) FROM " + std::string(table)), "0") << table;
    }
}

TEST_F(Tamper, AnEditedCurrentRowIsFoundInEveryColumn) {
    Raw raw(file_);
    for (const auto& column : raw.column("SELECT name FROM pragma_table_info('hazard')")) {
        if (column == "fid" || column == "geom" || column == "id") continue;
        expect_found("UPDATE hazard SET \"" + column + "\" = 77 WHERE id = 'h1'", 4);
    }
    expect_found("UPDATE hazard SET fid = 99 WHERE id = 'h1'");
    expect_found("UPDATE hazard SET id = 'h7' WHERE id = 'h1'");
    expect_found("UPDATE hazard SET geom = NULL WHERE id = 'h1'", 4);
    expect_found("UPDATE hazard SET geom = (SELECT geom FROM hazard WHERE id = 'h4') WHERE id = 'h1'", 4);
    expect_found("UPDATE hazard SET geom = substr(geom, 1, 40) WHERE id = 'h1'", 4);
    expect_found("UPDATE hazard SET reported_area_m2 = NULL WHERE id = 'h4'", 6);
    expect_found("UPDATE accident SET killed = killed + 0.5 WHERE id = 'a0'", 3);
    expect_found("DELETE FROM hazard WHERE id = 'h1'");
    expect_found("INSERT INTO hazard (fid, id) VALUES (50, 'new')");
    expect_found("INSERT INTO package (fid, id, name) VALUES (50, 'new', 'n')");
    expect_found("DELETE FROM accident");
}

TEST_F(Tamper, AnEditedHistoryIsFoundAndItsFirstChangeSetNamed) {
    expect_found(
        "UPDATE hazard_revision SET state = (SELECT state FROM hazard_revision WHERE revision = 2) WHERE revision = 1",
        2);
    expect_found("UPDATE hazard_revision SET state = zeroblob(length(state)) WHERE revision = 3", 3);
    expect_found("UPDATE hazard_revision SET id = 'x' WHERE revision = 3", 3);
    expect_found("UPDATE hazard_revision SET fid = 2 WHERE revision = 3", 3);
    expect_found("UPDATE hazard_revision SET operation = 'withdraw' WHERE revision = 3", 3);
    expect_found("UPDATE hazard_revision SET operation = 'put' WHERE operation = 'withdraw'", 5);
    expect_found("UPDATE hazard_revision SET change_set = 4 WHERE revision = 3", 3);
    expect_found("UPDATE hazard_revision SET change_set = 2 WHERE revision = 4", 4);
    expect_found("UPDATE hazard_revision SET seq = seq + 10 WHERE revision = 4", 4);
    expect_found("DELETE FROM hazard_revision WHERE revision = 3", 3);
    expect_found("DELETE FROM hazard_revision WHERE revision = (SELECT max(revision) FROM hazard_revision)", 6);
    expect_found("INSERT INTO hazard_revision SELECT 100, 9, 0, 50, 'x', 'put', state FROM hazard_revision LIMIT 1");
    expect_found(
        "INSERT INTO hazard_revision SELECT 100, change_set, seq, fid, id, operation, state FROM hazard_revision "
        "LIMIT 1");
    // Reordered: two rows of one change set change places.
    expect_found(
        "UPDATE hazard_revision SET seq = CASE revision WHEN 1 THEN (SELECT seq FROM hazard_revision WHERE "
        "revision = 2) ELSE (SELECT seq FROM hazard_revision WHERE revision = 1) END WHERE revision IN (1, 2)",
        2);
}

TEST_F(Tamper, AnEditedLogIsFound) {
    for (const char* column : {"time", "actor", "action", "reason", "merkle_root", "previous", "hash"}) {
        expect_found(std::string("UPDATE change_set SET ") + column + " = 'x' WHERE number = 3", 3);
    }
    expect_found("UPDATE change_set SET rows = rows + 1 WHERE number = 3", 3);
    expect_found("DELETE FROM change_set WHERE number = 3", 3);
    expect_found("DELETE FROM change_set WHERE number = 7", 7);
    expect_found("UPDATE change_set SET number = 8 WHERE number = 7", 7);
    expect_found(
        "INSERT INTO change_set SELECT 8, time, actor, action, reason, 0, merkle_root, hash, hash FROM change_set "
        "WHERE number = 7",
        8);
}

TEST_F(Tamper, AnEditedImportIsFound) {
    for (const char* column : {"file_sha256", "file_name", "kind", "package", "mapping"}) {
        expect_found(std::string("UPDATE import SET ") + column + " = 'x' WHERE row = 1", 2);
    }
    for (const char* column : {"rows_in_file", "read", "accepted", "merged", "set_aside", "possible_duplicates"}) {
        expect_found(std::string("UPDATE import SET ") + column + " = 77 WHERE row = 1", 2);
    }
    expect_found("UPDATE import_row SET outcome = 'accepted' WHERE number = 4", 2);
    expect_found("UPDATE import_row SET raw_json = '{}' WHERE number = 4", 2);
    expect_found("UPDATE import_row SET entity_id = 'h2' WHERE number = 3", 2);
    expect_found("UPDATE import_row SET number = 9 WHERE number = 4", 2);
    expect_found("DELETE FROM import_row WHERE number = 4", 2);
    expect_found("DELETE FROM import");
    expect_found("UPDATE import_correction SET corrected_by = '2/9'", 6);
    expect_found("DELETE FROM import_correction", 6);
    for (const char* column : {"code", "severity", "message", "file", "data_row", "field", "found", "expected"}) {
        expect_found(std::string("UPDATE finding SET ") + column + " = 'x' WHERE row = 1", 2);
    }
    expect_found("UPDATE finding SET severity = 'note' WHERE row = 1", 2);
    expect_found("DELETE FROM finding WHERE row = 2", 2);
    expect_found(
        "INSERT INTO finding SELECT 3, 9, 9, code, severity, message, file, data_row, field, found, expected FROM "
        "finding WHERE row = 1");
    expect_found(
        "INSERT INTO finding SELECT 3, import, number, code, severity, message, file, data_row, field, found, "
        "expected FROM finding WHERE row = 1");
}

TEST_F(Tamper, AnEditedFileIsFound) {
    expect_found("UPDATE source_file SET name = 'b.csv'", 2);
    expect_found("UPDATE source_file SET bytes = bytes + 1", 2);
    expect_found("UPDATE source_file SET sha256 = '" + hash_of("x") + "'", 2);
    expect_found("DELETE FROM source_file", 2);
    expect_found("UPDATE source_chunk SET content = zeroblob(10) WHERE row = 2", 2);
    expect_found("DELETE FROM source_chunk WHERE row = 3", 2);
    expect_found("UPDATE source_chunk SET row = 9 WHERE row = 1");
    expect_found("INSERT INTO source_chunk VALUES (4, 1, x'00')", 2);
    expect_found("INSERT INTO source_chunk VALUES (4, 7, x'00')");
}

TEST_F(Tamper, AnEditedNoteOrDescriptionIsFound) {
    expect_found("UPDATE store_meta SET value = 'x' WHERE key = 'head_hash'");
    expect_found("UPDATE store_meta SET value = '6' WHERE key = 'head_number'");
    expect_found("UPDATE store_meta SET value = 'x' WHERE key = 'store_id'");
    expect_found("UPDATE store_meta SET value = '0' WHERE key = 'store_version'");
    expect_found("INSERT INTO store_meta VALUES ('x', 'y')");
    expect_found("DELETE FROM store_meta");
    expect_found("UPDATE schema_change SET extension = '{}'", 1);
    expect_found("UPDATE schema_change SET store_version = 1", 1);
    expect_found("DELETE FROM schema_change");
    expect_found("UPDATE gpkg_contents SET last_change = '2001-01-01T00:00:00.000Z' WHERE table_name = 'hazard'");
    expect_found("UPDATE gpkg_contents SET last_change = '2001-01-01T00:00:00.000Z' WHERE table_name = 'place'");
    expect_found("UPDATE gpkg_contents SET min_x = 0 WHERE table_name = 'hazard'");
    expect_found("UPDATE gpkg_contents SET identifier = 'x' WHERE table_name = 'hazard'");
    expect_found("DELETE FROM gpkg_contents WHERE table_name = 'hazard'");
    expect_found("UPDATE gpkg_spatial_ref_sys SET definition = 'x' WHERE srs_id = 4326");
    expect_found("UPDATE gpkg_geometry_columns SET srs_id = 0 WHERE table_name = 'hazard'");
    expect_found("DELETE FROM gpkg_extensions");
}

TEST_F(Tamper, AnEditedSpatialIndexIsFound) {
    expect_found("DELETE FROM rtree_hazard_geom WHERE id = 1");
    expect_found("UPDATE rtree_hazard_geom SET minx = minx + 0.001 WHERE id = 1");
    expect_found("UPDATE rtree_hazard_geom SET minx = minx - 5 WHERE id = 1");
    expect_found("INSERT INTO rtree_hazard_geom VALUES (70, 0, 1, 0, 1)");
    expect_found("UPDATE rtree_accident_geom_node SET data = zeroblob(1228) WHERE nodeno = 2");
    expect_found("DELETE FROM rtree_accident_geom_parent");
    expect_found("UPDATE rtree_accident_geom_rowid SET nodeno = 1");
}

TEST_F(Tamper, RemovedOrChangedTablesAndTriggersAreFound) {
    const auto expect_schema_found = [&](const std::string& sql) {
        const auto copy = folder_ / "copy.gpkg";
        std::filesystem::copy_file(file_, copy, std::filesystem::copy_options::overwrite_existing);
        ASSERT_EQ(Raw(copy).run(sql), "") << sql;
        NoProgress progress;
        try {
            EXPECT_FALSE(open_store(copy.string())->verify(progress).is_clean) << sql;
        } catch (const Error&) {
        }
    };
    expect_schema_found("DROP TRIGGER hazard_guard_update");
    expect_schema_found("DROP TRIGGER rtree_hazard_geom_insert");
    expect_schema_found("DROP INDEX hazard_by_id");
    expect_schema_found("DROP TABLE finding");
    expect_schema_found("DROP TABLE hazard_revision");
    expect_schema_found("DROP TABLE rtree_hazard_geom");
    expect_schema_found("DROP TABLE gpkg_extensions");
    expect_schema_found("ALTER TABLE hazard ADD COLUMN extra TEXT");
    expect_schema_found("ALTER TABLE import_row ADD COLUMN extra TEXT DEFAULT 'x'");
    expect_schema_found("CREATE TRIGGER own AFTER INSERT ON hazard BEGIN SELECT 1; END");
    expect_schema_found("CREATE INDEX own ON hazard (name)");
    expect_schema_found("PRAGMA user_version = 5");
    expect_schema_found("DROP TABLE change_set");
    expect_schema_found("ALTER TABLE hazard RENAME TO h; CREATE VIEW hazard AS SELECT * FROM h");
}

TEST_F(Tamper, WhatAnotherProgramKeepsBesideOursIsOnlyANote) {
    // As QGIS does when a project is saved into the file.
    Raw(file_).change(
        "CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, content BLOB); INSERT INTO gpkg_contents (table_name, "
        "data_type, identifier, description) VALUES ('qgis_projects', 'attributes', 'qgis_projects', '')");
    const VerifyReport report = verify();
    EXPECT_TRUE(report.is_clean);
    ASSERT_EQ(report.findings.size(), 2U);
    for (const Finding& finding : report.findings) EXPECT_EQ(finding.code, "store_foreign_object");
}

/// Takes the last change set away with all its rows, and mends everything else: what a chain without signatures
/// cannot prove by itself.
void cut_off_last(Raw& raw) {
    for (const char* table : {"accident_revision", "import_row", "import"}) {
        raw.run("DELETE FROM " + std::string(table) + " WHERE change_set = 7");
    }
    raw.change("DELETE FROM accident WHERE id LIKE 'm%'");
    raw.change("DELETE FROM rtree_accident_geom WHERE id > 2");
    raw.change("DELETE FROM change_set WHERE number = 7");
}

TEST_F(Tamper, ACutOffEndIsFoundByTheStoresOwnNote) {
    Raw raw(file_);
    cut_off_last(raw);
    const VerifyReport report = verify();
    EXPECT_FALSE(report.is_clean);
    EXPECT_EQ(report.first_misfit, 7);
}

TEST_F(Tamper, ACutOffEndWithANotePutRightIsFoundByTheHashThatWasWrittenDown) {
    const std::string head = open_store(file_.string())->log().back().hash;
    {
        Raw raw(file_);
        cut_off_last(raw);
        raw.change("UPDATE store_meta SET value = '6' WHERE key = 'head_number'");
        raw.change(
            "UPDATE store_meta SET value = (SELECT hash FROM change_set WHERE number = 6) WHERE key = 'head_hash'");
        raw.change(
            "UPDATE gpkg_contents SET last_change = (SELECT time FROM change_set WHERE number = 4), min_x = 11, "
            "max_x = 12, min_y = -40, max_y = -40 WHERE table_name = 'accident'");
    }
    NoProgress progress;
    const auto store = open_store(file_.string());
    EXPECT_TRUE(store->verify(progress).is_clean) << "this much a chain alone cannot tell";
    const VerifyReport report = store->verify(progress, head);
    EXPECT_FALSE(report.is_clean);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].code, "store_head_missing");
}

}  // namespace
}  // namespace cairn::store
