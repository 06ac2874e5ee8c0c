// Files that are no store, or were one: a clear refusal each, never a crash.

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/core/random.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

/// Opens, verifies and reads everything; true when the store was called clean.
bool use(const std::filesystem::path& file) {
    try {
        const auto store = open_store(file.string());
        NoProgress progress;
        const bool is_clean = store->verify(progress).is_clean;
        for (const auto& schema : store->schemas().all()) store->for_each(schema.kind, {}, [](const Entity&) {});
        for (const auto& import : store->imports()) store->for_each_row(import.id, {}, [](const ImportRow&) {});
        return is_clean;
    } catch (const Error& error) {
        EXPECT_GT(std::string(error.what()).size(), 20U);
        return false;
    }
}

TEST(HostileStore, NamesThatAreNoStoreAreWrongCalls) {
    const TempFolder folder;
    for (const char* name : {"", ".gpkg", "a.sqlite", "/etc/passwd", ":memory:", "file:x?mode=memory"}) {
        EXPECT_THROW((void)open_store(name), CallError) << name;
        EXPECT_THROW((void)create_store(name, sample_header), CallError) << name;
    }
    EXPECT_THROW((void)open_store((folder / "none.gpkg").string()), CallError);
    EXPECT_THROW((void)open_store(folder.path().string() + ".gpkg"), CallError);
    std::filesystem::create_directory(folder / "d.gpkg");
    EXPECT_THROW((void)open_store((folder / "d.gpkg").string()), CallError);
    EXPECT_THROW((void)create_store((folder / "no/such/s.gpkg").string(), sample_header), WorldError);
    EXPECT_FALSE(std::filesystem::exists(folder / "no"));
}

TEST(HostileStore, FilesThatAreNoStoreAreLeftAsTheyAre) {
    const TempFolder folder;
    Random random(5);
    std::string noise(20'000, '\0');
    for (char& c : noise) c = static_cast<char>(random.bits());
    for (const std::string& bytes : {std::string(), std::string("x"), std::string("SQLite format 3"), noise,
                                     std::string("SQLite format 3\0", 16) + noise}) {
        write_bytes(folder / "s.gpkg", bytes);
        EXPECT_THROW((void)open_store((folder / "s.gpkg").string()), Error);
        EXPECT_EQ(read_bytes(folder / "s.gpkg"), bytes);
    }
}

TEST(HostileStore, AnotherDatabaseIsNotTakenForAStoreNorTouched) {
    const TempFolder folder;
    const auto file = folder / "s.gpkg";
    write_bytes(file, "");
    Raw(file).change("CREATE TABLE store_meta (key, value); INSERT INTO store_meta VALUES ('store_version', 1)");
    const std::string bytes = read_bytes(file);
    EXPECT_THROW((void)open_store(file.string()), CallError);
    EXPECT_EQ(read_bytes(file), bytes);
    // One that says that it is ours but is empty.
    Raw(file).run(
        "PRAGMA application_id=1196444487; CREATE TABLE change_set (number); CREATE TABLE schema_change (row)");
    EXPECT_THROW((void)open_store(file.string()), Error);
}

TEST(HostileStore, ANewerStoreIsLeftToANewerCairn) {
    const TempFolder folder;
    const auto file = folder / "s.gpkg";
    create_store(file.string(), sample_header);
    Raw(file).change("UPDATE store_meta SET value = '99' WHERE key = 'store_version'");
    EXPECT_THROW((void)open_store(file.string()), CallError);
}

TEST(HostileStore, ATruncatedStoreIsRefusedOrFoundOut) {
    const TempFolder folder;
    const auto whole = folder / "whole.gpkg";
    fill(*create_store(whole.string(), sample_header));
    ASSERT_TRUE(use(whole));
    const std::string bytes = read_bytes(whole);
    for (int i = 0; i < 25; ++i) {
        write_bytes(folder / "s.gpkg", bytes.substr(0, bytes.size() * static_cast<std::size_t>(i) / 25));
        EXPECT_FALSE(use(folder / "s.gpkg")) << i;
    }
}

TEST(HostileStore, DamagedPagesNeverCrash) {
    const TempFolder folder;
    const auto whole = folder / "whole.gpkg";
    {
        const auto store = create_store(whole.string(), sample_header);
        auto t = store->begin(sample_header);
        for (int i = 0; i < 40; ++i) t->put(hazard("h" + std::to_string(i), i));
        t->commit();
    }
    const std::string bytes = read_bytes(whole);
    Random random(23);
    for (int i = 0; i < 60; ++i) {
        std::string damaged = bytes;
        for (int hits = 0; hits < 20; ++hits) damaged[random.below(damaged.size())] = static_cast<char>(random.bits());
        write_bytes(folder / "s.gpkg", damaged);
        use(folder / "s.gpkg");  // clean only if unused bytes were hit
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(folder / (std::string("s.gpkg") + suffix));
    }
}

TEST(HostileStore, AViewInPlaceOfATableIsNotRun) {
    const TempFolder folder;
    const auto file = folder / "s.gpkg";
    fill(*create_store(file.string(), sample_header));
    Raw(file).run("ALTER TABLE hazard RENAME TO h; CREATE VIEW hazard AS SELECT * FROM h");
    EXPECT_FALSE(use(file));
}

}  // namespace
}  // namespace cairn::store
