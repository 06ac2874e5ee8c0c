// An import that was a mistake, taken back: the same file can come in again, read rightly.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cairn/core/error.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "cairn/workflow/stored_imports.hpp"
#include "cairn/workflow/withdraw_import.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::workflow {
namespace {

using testing::HasSubstr;

class WithdrawImport : public testing::Test {
   protected:
    WithdrawImport() {
        init_store(store_, std::nullopt, "tester", progress_);
        folder_.write("m.json",
                      R"({"kind":"find","place":{"lon":"lon","lat":"lat"},"id":"no","fields":{"date_found":"date"}})");
    }

    ImportSummary take(const std::string& name, const std::string& crs) {
        ImportRequest request;
        request.store = store_;
        request.files = {folder_.path() / name};
        request.kind = "find";
        request.crs = crs;
        request.mapping = folder_.path() / "m.json";
        request.actor = "tester";
        return import_files(request, [](const std::string&) { return true; }, progress_).files.at(0);
    }

    std::optional<Entity> find(const std::string& id) const {
        return store::open_store_to_read(store_)->find("find", id);
    }

    bool is_clean() { return verify_store(store_, std::nullopt, progress_).is_clean; }

    NoProgress progress_;
    tests::TemporaryFolder folder_;
    std::string store_ = (folder_.path() / "s.gpkg").string();
};

TEST_F(WithdrawImport, AFileReadInTheWrongSystemComesInAgainInTheRightOne) {
    folder_.write("a.csv",
                  "no,lon,lat,date\nF-1,46.1,40.1,2019-05-01\nF-2,46.2,40.2,2019-05-02\nF-3,46.3,40.3,never\n");
    EXPECT_EQ(take("a.csv", "EPSG:4284").accepted, 2);
    const ImportSummary again = take("a.csv", "EPSG:4326");
    EXPECT_TRUE(again.already_known);
    EXPECT_EQ(again.findings_by_code.count("known_but_read_otherwise"), 1U);
    EXPECT_EQ(take("a.csv", "EPSG:4284").findings_by_code.count("known_but_read_otherwise"), 0U);

    const WithdrawAnswer answer = withdraw_import(store_, 2, "is WGS 84", "tester");
    EXPECT_EQ(answer.withdrawn, 2);
    EXPECT_EQ(answer.closed, 1);
    EXPECT_THAT(answer.sentences.at(0), HasSubstr("2 entries withdrawn, 1 set-aside row closed"));
    EXPECT_FALSE(find("F-1"));
    EXPECT_EQ(export_set_aside(store_, folder_.path() / "sheet.csv"), 0) << "nobody corrects a row of a mistake";
    EXPECT_TRUE(stored_imports(*store::open_store_to_read(store_), std::nullopt).empty())
        << "a report does not count it";
    EXPECT_TRUE(is_clean());

    const ImportSummary anew = take("a.csv", "EPSG:4326");
    EXPECT_EQ(anew.accepted, 2);
    EXPECT_EQ(anew.set_aside, 1);
    EXPECT_EQ(text_of(find("F-1").value(), "position_crs"), "EPSG:4326");
    EXPECT_EQ(stored_imports(*store::open_store_to_read(store_), std::nullopt).size(), 1U);
    EXPECT_THROW(withdraw_import(store_, 2, "", "tester"), CallError) << "what came in again is another import's";
    EXPECT_TRUE(find("F-1"));
    EXPECT_EQ(withdraw_import(store_, 4, "", "tester").withdrawn, 2);
    EXPECT_TRUE(is_clean());
}

TEST_F(WithdrawImport, WhatAnotherFileSaidTooIsTold) {
    folder_.write("a.csv", "no,lon,lat,date\nF-1,46.1,40.1,2019-05-01\n");
    folder_.write("b.csv", "no,lon,lat,date\nF-1,46.1,40.1,2019-05-01\nF-9,46.9,40.9,2019-05-01\n");
    take("a.csv", "EPSG:4326");
    EXPECT_EQ(take("b.csv", "EPSG:4326").merged, 1);
    const WithdrawAnswer answer = withdraw_import(store_, 2, "", "tester");
    ASSERT_EQ(answer.sentences.size(), 2U);
    EXPECT_THAT(answer.sentences[1], HasSubstr("b.csv"));
    EXPECT_TRUE(find("F-9"));
    EXPECT_EQ(take("b.csv", "EPSG:4326").accepted, 1) << "and its rows are not lost";
    EXPECT_TRUE(find("F-1"));
}

TEST_F(WithdrawImport, OnlyImportsAreWithdrawnAndTheirNumbersAreTold) {
    folder_.write("a.csv", "no,lon,lat,date\nF-1,46.1,40.1,2019-05-01\n");
    EXPECT_THROW(withdraw_import(store_, 1, "", "tester"), CallError);
    take("a.csv", "EPSG:4326");
    try {
        withdraw_import(store_, 7, "", "tester");
        ADD_FAILURE();
    } catch (const CallError& error) {
        EXPECT_THAT(error.what(), HasSubstr("2  a.csv as find"));
    }
}

}  // namespace
}  // namespace cairn::workflow
