// A small store of each version before, kept as that version made it.

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/store/store.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace cairn;

/// tests/data/stores/<name>.gpkg.gz, unpacked below `folder`.
std::string unpacked(const tests::TemporaryFolder& folder, const std::string& name) {
    const std::string to = (folder.path() / (name + ".gpkg")).string();
    const std::string from = std::string(CAIRN_TEST_DATA) + "/stores/" + name + ".gpkg.gz";
    EXPECT_EQ(std::system(("gzip -dc '" + from + "' > '" + to + "'").c_str()), 0);
    return to;
}

constexpr const char* head_of_version_1 = "61617a231909a41a671cd3d163f69b0f587c5b2568228a00d377c07aa3117f7a";

}  // namespace

TEST(Migration, AStoreOfVersionOneIsContinuedAndKeepsItsHistory) {
    const tests::TemporaryFolder folder;
    const std::string file = unpacked(folder, "version-1");
    EXPECT_THROW((void)store::open_store_to_read(file), CallError) << "reading changes nothing";
    const auto store = store::open_store(file);
    const auto log = store->log();
    ASSERT_EQ(log.size(), 3U);
    EXPECT_EQ(log.back().header.action, "migrate");
    NoProgress progress;
    const auto report = store->verify(progress, std::string(head_of_version_1));
    EXPECT_TRUE(report.is_clean) << (report.findings.empty() ? "" : report.findings.front().message);

    std::int64_t finds = 0;
    store->for_each("find", std::nullopt, [&](const Entity& entity) {
        ++finds;
        EXPECT_EQ(find_value(entity, "source_table"), nullptr);
    });
    EXPECT_EQ(finds, 3);
    // Rows of a file with one table are known as they were; so are those that were numbered over all tables.
    const std::string sha = store->imports().front().file_sha256;
    EXPECT_TRUE(store->find_by_source_row("find", sha, std::nullopt, 1));
    EXPECT_TRUE(store->find_by_source_row("find", sha, "a layer", 1));
    EXPECT_FALSE(store->find_by_source_row("find", sha, std::nullopt, 3)) << "it was set aside";
}

TEST(Migration, RowsOfTwoTablesOfOneFileAreTwoRows) {
    const tests::TemporaryFolder folder;
    const auto store = store::open_store(unpacked(folder, "version-1"));
    const std::string sha(64, 'a');
    auto change = store->begin({"somebody", "import", "two tables"});
    for (const char* table : {"north", "south"}) {
        Entity entity{.kind = "find", .id = std::string("f-") + table};
        entity.fields["source_file"] = sha;
        entity.fields["source_table"] = std::string(table);
        entity.fields["source_row"] = std::int64_t{1};
        change->put(entity);
    }
    change->commit();
    EXPECT_EQ(store->find_by_source_row("find", sha, "north", 1), "f-north");
    EXPECT_EQ(store->find_by_source_row("find", sha, "south", 1), "f-south");
    EXPECT_FALSE(store->find_by_source_row("find", sha, std::nullopt, 1));
    EXPECT_FALSE(store->find_by_source_row("find", sha, "east", 1));
    NoProgress progress;
    EXPECT_TRUE(store->verify(progress).is_clean);
}
