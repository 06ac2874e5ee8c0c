// What every store promises, whatever stands behind it.

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Backend {
    const char* name;
    std::function<std::string(const TempFolder&)> place;  ///< where a new store goes
};

class StoreSuite : public testing::TestWithParam<Backend> {
   protected:
    std::unique_ptr<Store> create() { return create_store(where(), {"tester", "init", "new"}); }
    std::unique_ptr<Store> open() { return open_store(where()); }
    std::string where() const { return GetParam().place(folder_); }

    static void put(Store& store, const std::vector<Entity>& entities) {
        auto t = store.begin(sample_header);
        for (const Entity& entity : entities) t->put(entity);
        t->commit();
    }
    static std::vector<Entity> all(const Store& store, std::string_view kind, std::optional<Date> as_of = {}) {
        std::vector<Entity> out;
        store.for_each(kind, as_of, [&](const Entity& entity) { out.push_back(entity); });
        return out;
    }
    static VerifyReport verify(const Store& store, const std::optional<std::string>& head = {}) {
        NoProgress progress;
        return store.verify(progress, head);
    }
    static void expect_clean(const Store& store) {
        const VerifyReport report = verify(store);
        EXPECT_TRUE(report.is_clean);
        EXPECT_FALSE(report.first_misfit.has_value());
        for (const Finding& finding : report.findings) ADD_FAILURE() << finding.code << ": " << finding.message;
    }

    TempFolder folder_;
};

TEST_P(StoreSuite, ANewStoreIsEmptyCleanAndNotMadeTwice) {
    EXPECT_FALSE(store_exists(where()));
    EXPECT_THROW(open(), CallError);
    {
        const auto store = create();
        EXPECT_TRUE(store_exists(where()));
        EXPECT_THROW(create(), CallError);
        for (const auto& schema : store->schemas().all()) EXPECT_THAT(all(*store, schema.kind), IsEmpty());
        ASSERT_EQ(store->log().size(), 1U);
        EXPECT_EQ(store->log()[0].header.action, "init");
        EXPECT_EQ(store->log()[0].previous, std::string(64, '0'));
        expect_clean(*store);
    }
    expect_clean(*open());
}

TEST_P(StoreSuite, GivesBackWhatWasPutInOrderOfInsertion) {
    Entity full = hazard("é \"'; DROP TABLE hazard;--");
    full.fields["comments"] = std::string("two\nlines, Ж, 雪");
    full.geometry = GeoMultiPolygon{
        {{{0.1, 0}, {1, 0}, {1, 1.0 / 3}, {0.1, 0}}, {{{0.2, 0.01}, {0.3, 0.01}, {0.3, 0.02}, {0.2, 0.01}}}},
        {{{5, 5}, {6, 5}, {6, 6}, {5, 5}}, {}}};
    Entity line = hazard("line");
    line.geometry = MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}};
    Entity bare{.kind = "hazard", .id = "bare", .fields = {}, .geometry = {}};
    {
        const auto store = create();
        put(*store, {full, line, bare, accident("a"), package("p")});
    }
    const auto store = open();
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(full, line, bare));
    EXPECT_THAT(all(*store, "accident"), ElementsAre(accident("a")));
    EXPECT_THAT(all(*store, "package"), ElementsAre(package("p")));
    EXPECT_EQ(store->find("hazard", full.id), full);
    EXPECT_EQ(store->find("hazard", "none"), std::nullopt);
    EXPECT_THROW((void)store->find("dragon", "x"), CallError);
    expect_clean(*store);
}

TEST_P(StoreSuite, KeepsNumbersAsTheyAreAndBlanksOut) {
    const auto store = create();
    Entity given = accident("a");
    given.fields["sigma_m"] = std::int64_t{30};
    given.fields["injured"] = std::monostate{};
    Entity zero = accident("z");
    zero.fields["sigma_m"] = -0.0;
    put(*store, {given, zero});
    const auto kept = store->find("accident", "a");
    ASSERT_TRUE(kept);
    EXPECT_EQ(std::get<double>(kept->fields.at("sigma_m")), 30.0);
    EXPECT_FALSE(kept->fields.contains("injured"));
    expect_clean(*store);
}

TEST_P(StoreSuite, AnEditKeepsThePlaceAndTheHistory) {
    const auto store = create();
    put(*store, {hazard("h1"), hazard("h2")});
    Entity changed = hazard("h1", 20, 30);
    changed.fields.erase("name");
    put(*store, {changed});
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(changed, hazard("h2")));
    EXPECT_EQ(verify(*store).revisions, 3);
    put(*store, {changed});
    EXPECT_EQ(verify(*store).revisions, 3) << "what equals the current entity changes nothing";
    expect_clean(*store);
}

TEST_P(StoreSuite, WithdrawingTakesOutAndPuttingBringsBack) {
    const auto store = create();
    put(*store, {hazard("h1"), hazard("h2")});
    {
        auto t = store->begin(sample_header);
        t->withdraw("hazard", "h1");
        t->commit();
    }
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(hazard("h2")));
    expect_clean(*store);
    {
        auto t = store->begin(sample_header);
        EXPECT_THROW(t->withdraw("hazard", "h1"), CallError);
    }
    put(*store, {hazard("h1", 3)});
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(hazard("h1", 3), hazard("h2")));
    expect_clean(*store);
}

TEST_P(StoreSuite, ManyChangesOfOneEntityInOneTransactionHold) {
    const auto store = create();
    auto t = store->begin(sample_header);
    t->put(hazard("h1", 1));
    t->put(hazard("h1", 2));
    t->withdraw("hazard", "h1");
    t->put(hazard("h1", 3));
    Entity bare = hazard("h1");
    bare.geometry.reset();
    t->put(bare);
    t->put(hazard("h2", 5));
    t->withdraw("hazard", "h2");
    EXPECT_EQ(t->commit().rows, 7);
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(bare));
    expect_clean(*store);
}

TEST_P(StoreSuite, WithoutCommitNothingHappened) {
    const auto store = create();
    put(*store, {hazard("h1")});
    const auto head = store->log().back().hash;
    {
        auto t = store->begin(sample_header);
        t->put(hazard("h2"));
        t->put(hazard("h1", 70));
        t->keep_bytes("b", "bytes", hash_of("bytes"));
        EXPECT_TRUE(store->find("hazard", "h2").has_value()) << "seen inside the change";
    }
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(hazard("h1")));
    EXPECT_FALSE(store->find_file(hash_of("bytes")));
    EXPECT_EQ(store->log().back().hash, head);
    expect_clean(*store);
}

TEST_P(StoreSuite, OneChangeAtATime) {
    const auto store = create();
    auto t = store->begin(sample_header);
    EXPECT_THROW((void)store->begin(sample_header), CallError);
    t.reset();
    store->begin(sample_header)->commit();
    EXPECT_EQ(store->log().size(), 2U);
    expect_clean(*store);
}

TEST_P(StoreSuite, NoChangeBeginsWhileTheStoreIsBeingRead) {
    const auto store = create();
    put(*store, {hazard("h1")});
    store->for_each("hazard", std::nullopt,
                    [&](const Entity&) { EXPECT_THROW((void)store->begin(sample_header), CallError); });
    store->begin(sample_header)->commit();
    expect_clean(*store);
}

TEST_P(StoreSuite, AnEntityThatDoesNotHoldTogetherIsRefused) {
    const auto store = create();
    auto t = store->begin(sample_header);
    Entity bad = hazard("h1");
    bad.fields["hazard_class"] = std::string("dragon");
    EXPECT_THROW(t->put(bad), CallError);
    EXPECT_THROW(t->commit(), CallError) << "a change that failed half-way cannot be committed";
    t.reset();
    EXPECT_THAT(all(*store, "hazard"), IsEmpty());
    expect_clean(*store);
}

TEST_P(StoreSuite, KeepsFilesWholeAndOnce) {
    const auto store = create();
    std::string bytes;
    for (int i = 0; i < 700'000; ++i) bytes += std::to_string(i);
    write_bytes(folder_ / "in.bin", bytes);
    write_bytes(folder_ / "empty.csv", "");
    {
        auto t = store->begin(sample_header);
        t->keep_file(folder_ / "in.bin", hash_of(bytes));
        t->keep_bytes("again.bin", bytes, hash_of(bytes));
        t->keep_file(folder_ / "empty.csv", hash_of(""));
        EXPECT_EQ(t->commit().rows, 2);
    }
    const auto file = store->find_file(hash_of(bytes));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, "in.bin");
    EXPECT_EQ(file->bytes, bytes.size());
    EXPECT_EQ(file->first_seen, store->log().back().time);
    store->write_file(hash_of(bytes), folder_ / "out.bin");
    EXPECT_EQ(read_bytes(folder_ / "out.bin"), bytes);
    store->write_file(hash_of(""), folder_ / "out.csv");
    EXPECT_EQ(read_bytes(folder_ / "out.csv"), "");
    EXPECT_EQ(store->find_file(hash_of("x")), std::nullopt);
    EXPECT_THROW(store->write_file(hash_of("x"), folder_ / "x"), CallError);
    EXPECT_THROW(store->write_file(hash_of(""), folder_ / "no/such/folder"), WorldError);
    expect_clean(*store);
}

TEST_P(StoreSuite, AFileThatIsNotWhatItsHashSaysIsNotKept) {
    const auto store = create();
    auto t = store->begin(sample_header);
    EXPECT_THROW(t->keep_bytes("a", "bytes", hash_of("other")), WorldError);
    EXPECT_THROW(t->commit(), CallError);
    t.reset();
    t = store->begin(sample_header);
    EXPECT_THROW(t->keep_file(folder_ / "none", hash_of("")), WorldError);
    t.reset();
    t = store->begin(sample_header);
    EXPECT_THROW(t->keep_bytes("a", "bytes", "abc"), CallError);
    t.reset();
    expect_clean(*store);
}

TEST_P(StoreSuite, RemembersWhatBecameOfEveryRow) {
    const auto store = create();
    fill(*store);
    const auto imports = store->imports();
    ASSERT_EQ(imports.size(), 2U);
    EXPECT_EQ(imports[0].id, 1);
    EXPECT_EQ(imports[0].change_set, 2);
    EXPECT_EQ(imports[0].package, "p1");
    EXPECT_EQ(imports[1].package, std::nullopt);
    EXPECT_EQ(imports[0].rows_in_file, 5);
    EXPECT_EQ(imports[0].read, imports[0].accepted + imports[0].merged + imports[0].set_aside);
    std::vector<ImportRow> rows;
    store->for_each_row(1, std::nullopt, [&](const ImportRow& row) { rows.push_back(row); });
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[2].outcome, Outcome::merged);
    EXPECT_EQ(rows[2].entity_id, "h1");
    EXPECT_EQ(rows[3].raw_json, R"({"a": 1})");
    EXPECT_EQ(rows[3].corrected_by, "2/1");
    EXPECT_EQ(rows[0].corrected_by, "");
    ASSERT_EQ(rows[3].findings.size(), 2U);
    EXPECT_EQ(rows[3].findings[0].code, "impossible_date");
    EXPECT_EQ(rows[3].findings[0].severity, Severity::warning);
    EXPECT_EQ(rows[3].findings[0].row, 3);
    EXPECT_EQ(rows[3].findings[1].row, std::nullopt);
    EXPECT_EQ(rows[3].findings[1].expected, "a number");
    int set_aside = 0;
    store->for_each_row(1, Outcome::set_aside, [&](const ImportRow&) { ++set_aside; });
    EXPECT_EQ(set_aside, 1);
    expect_clean(*store);
}

TEST_P(StoreSuite, ImportsMustAddUp) {
    const auto store = create();
    const ImportEntry entry{.file_name = "a", .kind = "hazard", .package = {}, .read = 2, .accepted = 1};
    {
        auto t = store->begin(sample_header);
        const auto import = t->begin_import(entry);
        t->put_row(import, {.number = 1, .entity_id = "x", .findings = {}});
        EXPECT_THROW(t->finish_import(import, entry), CallError);
    }
    {
        auto t = store->begin(sample_header);
        t->begin_import(entry);
        EXPECT_THROW(t->commit(), CallError);
    }
    {
        auto t = store->begin(sample_header);
        EXPECT_THROW(t->put_row(7, {.number = 1, .findings = {}}), CallError);
    }
    {
        auto t = store->begin(sample_header);
        EXPECT_THROW(t->mark_corrected(1, 1, "2/1"), CallError);
    }
    EXPECT_TRUE(store->imports().empty());
    expect_clean(*store);
}

TEST_P(StoreSuite, ARowIsCorrectedOnceAndOnlyWhenItWasSetAside) {
    const auto store = create();
    fill(*store);
    auto t = store->begin(sample_header);
    EXPECT_THROW(t->mark_corrected(1, 4, "3/1"), CallError);
    t.reset();
    t = store->begin(sample_header);
    EXPECT_THROW(t->mark_corrected(1, 1, "3/1"), CallError);
}

TEST_P(StoreSuite, FindsTheSameSourceRowAgain) {
    const auto store = create();
    fill(*store);
    const std::string sha = store->imports()[0].file_sha256;
    // h1 was replaced by an edit that names no source; h2 was withdrawn.
    EXPECT_EQ(store->find_by_source_row("hazard", sha, std::nullopt, 1), std::nullopt);
    EXPECT_EQ(store->find_by_source_row("hazard", sha, std::nullopt, 2), std::nullopt);
    Entity entity = hazard("h9");
    entity.fields["source_file"] = sha;
    entity.fields["source_row"] = std::int64_t{9};
    entity.fields["source_id"] = std::string("S9");
    Entity other = entity;
    other.id = "h10";
    other.fields["package"] = std::string("p1");
    other.fields["source_row"] = std::int64_t{10};
    put(*store, {entity, other});
    EXPECT_EQ(store->find_by_source_row("hazard", sha, std::nullopt, 9), "h9");
    EXPECT_EQ(store->find_by_source_row("hazard", hash_of(""), std::nullopt, 9), std::nullopt);
    EXPECT_EQ(store->find_by_source_row("accident", sha, std::nullopt, 9), std::nullopt);
    EXPECT_EQ(store->find_by_source_id("hazard", std::nullopt, "S9"), "h9");
    EXPECT_EQ(store->find_by_source_id("hazard", "p1", "S9"), "h10");
    EXPECT_EQ(store->find_by_source_id("hazard", "p2", "S9"), std::nullopt);
    EXPECT_EQ(store->find_by_source_id("package", std::nullopt, "S9"), std::nullopt);
}

TEST_P(StoreSuite, ADayBeforeEverythingKnowsNothingAndTodayKnowsAll) {
    const auto store = create();
    fill(*store);
    const Date before = parse_date("1999").value();
    EXPECT_THAT(all(*store, "hazard", before), IsEmpty());
    EXPECT_THAT(store->imports(before), IsEmpty());
    EXPECT_EQ(all(*store, "hazard", today()), all(*store, "hazard"));
    EXPECT_EQ(store->imports(today()).size(), 2U);
}

TEST_P(StoreSuite, TheLogIsAChain) {
    const auto store = create();
    fill(*store);
    const auto log = store->log();
    ASSERT_EQ(log.size(), 7U);
    std::string previous(64, '0');
    std::string time;
    for (std::size_t i = 0; i < log.size(); ++i) {
        EXPECT_EQ(log[i].number, static_cast<std::int64_t>(i) + 1);
        EXPECT_EQ(log[i].previous, previous);
        EXPECT_GE(log[i].time, time);
        EXPECT_EQ(log[i].time.size(), 24U);
        previous = log[i].hash;
        time = log[i].time;
    }
    const VerifyReport report = verify(*store);
    EXPECT_EQ(report.head, previous);
    EXPECT_EQ(report.change_sets, 7);
    EXPECT_EQ(report.files, 1);
}

TEST_P(StoreSuite, AHashThatWasWrittenDownIsFoundInTheChainOrMissed) {
    const auto store = create();
    fill(*store);
    const auto log = store->log();
    EXPECT_TRUE(verify(*store, log[2].hash).is_clean);
    EXPECT_TRUE(verify(*store, log.back().hash).is_clean);
    EXPECT_FALSE(verify(*store, hash_of("another history")).is_clean);
    EXPECT_THROW(verify(*store, "abc"), CallError);
}

TEST_P(StoreSuite, AProgrammeAddsItsOwnFields) {
    const auto schemas = registers::Schemas::with_extension_text(
        R"({"fields": {"hazard": [{"name": "donor", "type": "text"}, {"name": "cost", "type": "real"}]}})", "own");
    const auto more = registers::Schemas::with_extension_text(
        R"({"fields": {"hazard": [{"name": "cost", "type": "real"}, {"name": "donor", "type": "text"},
                                  {"name": "checked", "type": "date"}]}})",
        "own");
    ASSERT_TRUE(schemas && more);
    Entity entity = hazard("h2");
    {
        const auto store = create();
        put(*store, {hazard("h1")});
        EXPECT_EQ(store->extend(*schemas, {"tester", "extend", "donors"}).number, 3);
        entity.fields["donor"] = std::string("D");
        entity.fields["cost"] = 5.5;
        put(*store, {entity});
        expect_clean(*store);
    }
    const auto store = open();
    EXPECT_THAT(all(*store, "hazard"), ElementsAre(hazard("h1"), entity));
    EXPECT_THROW(store->extend(registers::Schemas::built_in(), sample_header), CallError);
    store->extend(*more, sample_header);
    entity.fields["checked"] = parse_date("2010").value();
    put(*store, {entity});
    EXPECT_EQ(store->find("hazard", "h2"), entity);
    expect_clean(*store);
    expect_clean(*open());
}

TEST_P(StoreSuite, TwoOpenStoresSeeOneAnothersChanges) {
    const auto a = create();
    const auto b = open();
    put(*a, {hazard("h1")});
    put(*b, {hazard("h2")});
    put(*a, {hazard("h3")});
    EXPECT_EQ(all(*b, "hazard").size(), 3U);
    EXPECT_EQ(a->log().size(), 4U);
    expect_clean(*a);
    expect_clean(*b);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreSuite,
                         testing::Values(Backend{
                             "GeoPackage", [](const TempFolder& folder) { return (folder / "s.gpkg").string(); }}),
                         [](const auto& store) { return std::string(store.param.name); });

}  // namespace
}  // namespace cairn::store
