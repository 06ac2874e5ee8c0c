// Every layer of a store says to QGIS how it is drawn, outside of the history.

#include <gtest/gtest.h>

#include "cairn/core/progress.hpp"
#include "store/raw.hpp"
#include "store/sample.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

class LayerStyles : public testing::Test {
   protected:
    LayerStyles() { create_store(file_, sample_header); }

    VerifyReport verify() const {
        NoProgress progress;
        return open_store_to_read(file_)->verify(progress);
    }

    TempFolder folder_;
    std::string file_ = (folder_ / "s.gpkg").string();
};

TEST_F(LayerStyles, EachLayerHasOneDefaultAndEachKindOfGeometryThatItMayHoldAStyle) {
    Raw raw(file_);
    const std::vector<std::string> layers{"accident", "area", "find", "hazard", "place", "recorded_area", "search"};
    EXPECT_EQ(raw.column("SELECT f_table_name FROM layer_styles WHERE useAsDefault = 1 ORDER BY 1"), layers);
    EXPECT_EQ(raw.column("SELECT count(*) FROM layer_styles WHERE f_table_name = 'hazard'"),
              std::vector<std::string>{"3"});
    EXPECT_EQ(raw.column("SELECT count(*) FROM layer_styles WHERE f_table_name = 'find'"),
              std::vector<std::string>{"1"});
    // The names that QGIS asks for are those of the layers' own columns.
    EXPECT_EQ(raw.column("SELECT count(*) FROM layer_styles s JOIN gpkg_geometry_columns g ON g.table_name = "
                         "s.f_table_name AND g.column_name = s.f_geometry_column WHERE s.styleQML LIKE '%renderer-v2%' "
                         "AND s.styleSLD LIKE '%StyledLayerDescriptor%'"),
              raw.column("SELECT count(*) FROM layer_styles"));
}

TEST_F(LayerStyles, WhatAUserMakesOfThemIsNoTampering) {
    Raw(file_, true).change("UPDATE layer_styles SET styleQML = '<qgis/>'");
    Raw(file_, true).change("INSERT INTO layer_styles (f_table_name, styleName) VALUES ('hazard', 'mine')");
    const VerifyReport report = verify();
    EXPECT_TRUE(report.is_clean);
    EXPECT_TRUE(report.findings.empty());
    open_store(file_);
    EXPECT_EQ(Raw(file_).column("SELECT count(*) FROM layer_styles WHERE styleQML = '<qgis/>'").at(0), "15");
}

TEST_F(LayerStyles, AStoreThatHasNoneIsCleanAndGetsThemWhenItIsOpenedForWriting) {
    Raw(file_).change("DELETE FROM gpkg_contents WHERE table_name = 'layer_styles'");
    EXPECT_EQ(Raw(file_).run("DROP TABLE layer_styles"), "");
    const std::string head = verify().head;
    EXPECT_TRUE(verify().is_clean);
    open_store(file_);
    EXPECT_TRUE(verify().is_clean);
    EXPECT_EQ(verify().head, head) << "no change set";
    EXPECT_EQ(Raw(file_).column("SELECT count(*) FROM layer_styles WHERE useAsDefault = 1").at(0), "7");
}

}  // namespace
}  // namespace cairn::store
