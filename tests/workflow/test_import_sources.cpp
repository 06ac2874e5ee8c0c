// From what a person names to a store: sets of files, sheets, archives and folders, each row known by its file, table
// and number.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "support/temporary_folder.hpp"

using namespace cairn;
using testing::HasSubstr;

namespace {

class SourcesIn : public testing::Test {
   protected:
    SourcesIn() : store_((folder_.path() / "s.gpkg").string()) {
        NoProgress progress;
        workflow::init_store(store_, std::nullopt, "tester", progress);
    }

    static std::filesystem::path fixture(const std::string& name) {
        return std::filesystem::path(CAIRN_TEST_DATA) / "formats" / name;
    }

    workflow::ImportAnswer take(const std::vector<std::filesystem::path>& files, const std::string& kind,
                                const std::vector<std::string>& layers = {}) const {
        workflow::ImportRequest request;
        request.store = store_;
        request.files = files;
        request.layers = layers;
        request.kind = kind;
        request.crs = "EPSG:4326";
        request.actor = "tester";
        NoProgress progress;
        return workflow::import_files(request, [](const std::string&) { return true; }, progress);
    }

    std::string refusal(const std::vector<std::filesystem::path>& files, const std::string& kind) const {
        try {
            (void)take(files, kind);
        } catch (const CallError& error) {
            return error.what();
        }
        return "it was taken";
    }

    std::vector<std::string> tables_of(const std::string& kind) const {
        std::vector<std::string> out;
        store::open_store_to_read(store_)->for_each(kind, std::nullopt, [&](const Entity& entity) {
            out.push_back(text_of(entity, "source_table").value_or("-") + " " +
                          std::to_string(integer_of(entity, "source_row").value_or(0)));
        });
        return out;
    }

    tests::TemporaryFolder folder_;
    std::string store_;
};

}  // namespace

TEST_F(SourcesIn, ASetOfFilesIsKeptAsOneZipThatIsKnownAgain) {
    const auto first = take({fixture("shapefile/hazards.shp")}, "hazard");
    ASSERT_EQ(first.files.size(), 1U);
    EXPECT_EQ(first.files[0].accepted, 3);
    EXPECT_TRUE(take({fixture("shapefile/hazards.dbf")}, "hazard").files[0].already_known);
    const auto back = folder_.path() / "back.zip";
    workflow::export_original(store_, first.files[0].sha256, back);
    EXPECT_TRUE(take({back}, "hazard").files[0].already_known) << "the zip that comes back is the original";
    EXPECT_EQ(tables_of("hazard"), (std::vector<std::string>{"- 1", "- 2", "- 3"}));
}

TEST_F(SourcesIn, SheetsAreAskedForByNameAndNumberedByTheSheet) {
    const std::string text = refusal({fixture("xlsx/sheets.xlsx")}, "find");
    EXPECT_THAT(text, HasSubstr("several_tables"));
    EXPECT_THAT(text, HasSubstr("\"Finds\" (3 rows)"));
    EXPECT_THAT(text, HasSubstr("--layer"));
    EXPECT_EQ(take({fixture("xlsx/sheets.xlsx")}, "find", {"Finds"}).files[0].accepted, 2);
    const auto again = take({fixture("xlsx/sheets.xlsx")}, "find", {"finds"});
    EXPECT_TRUE(again.files[0].already_known);
    EXPECT_EQ(take({fixture("xlsx/sheets.xlsx").string() + "#Accidents"}, "find").files[0].accepted, 1)
        << "the same number in another sheet is another row";
    EXPECT_EQ(tables_of("find"), (std::vector<std::string>{"Finds 2", "Finds 3", "Accidents 2"}));
    NoProgress progress;
    EXPECT_TRUE(store::open_store_to_read(store_)->verify(progress).is_clean);
}

TEST_F(SourcesIn, OfAFolderAllThatIsATableIsTakenAndTheRestTold) {
    const auto answer = take({fixture("folder")}, "find");
    EXPECT_EQ(answer.files.size(), 3U);
    ASSERT_EQ(answer.notes.size(), 1U);
    EXPECT_EQ(answer.notes[0].code, "not_a_table");
    EXPECT_THAT(answer.notes[0].message, HasSubstr("b.txt"));
    EXPECT_THAT(answer.json, HasSubstr("not_a_table"));
}

TEST_F(SourcesIn, TablesOfAnArchiveAreOnesOfOneFile) {
    const auto answer = take({fixture("zipped/two.zip")}, "find");
    ASSERT_EQ(answer.files.size(), 2U);
    EXPECT_EQ(answer.files[0].sha256, answer.files[1].sha256);
    EXPECT_EQ(answer.files[0].table, "a/hazards.shp");
    EXPECT_TRUE(take({fixture("zipped/two.zip")}, "find").files[1].already_known);
}

TEST_F(SourcesIn, NothingIsImportedWhenOneOfTheFilesIsNone) {
    EXPECT_THAT(refusal({fixture("text/marked.csv"), fixture("kml/page.kml")}, "find"), HasSubstr("web page"));
    EXPECT_TRUE(store::open_store_to_read(store_)->imports().empty());
}
