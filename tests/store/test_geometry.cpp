#include <cmath>
#include <cstring>
#include <limits>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/rtree.hpp"
#include "store/temp_folder.hpp"

namespace cairn::store {
namespace {

const GeoRing ring{{0, 0}, {2, 0}, {2, 1}, {0, 0}};

TEST(GpkgGeometry, RoundTrips) {
    for (const GeoGeometry& geometry :
         {GeoGeometry{MultiPointOf<LonLat>{{1, 2}, {-3, 4}}}, GeoGeometry{MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}}},
          GeoGeometry{GeoMultiPolygon{{ring, {{{1, 0.1}, {1.2, 0.1}, {1.2, 0.2}, {1, 0.1}}}}, {ring, {}}}}}) {
        const std::string blob = to_gpkg(geometry);
        EXPECT_EQ(parse_gpkg(blob), geometry);
        EXPECT_EQ(gpkg_box(blob), box_of(geometry));
        for (std::size_t n = 0; n < blob.size(); ++n) EXPECT_FALSE(parse_gpkg(blob.substr(0, n)));
        EXPECT_FALSE(parse_gpkg(blob + "x"));
    }
}

TEST(GpkgGeometry, AnEnvelopeThatLiesIsRefused) {
    std::string blob = to_gpkg(GeoMultiPolygon{{ring, {}}});
    blob[14] = static_cast<char>(blob[14] ^ 1);
    EXPECT_FALSE(parse_gpkg(blob));
}

TEST(GpkgGeometry, APositionThatIsNotFiniteIsRefused) {
    // Beside a good one, so that the envelope does not give it away.
    std::string blob = to_gpkg(MultiPointOf<LonLat>{{1, 2}, {1, 2}});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::memcpy(blob.data() + blob.size() - 16, &nan, sizeof nan);
    EXPECT_FALSE(parse_gpkg(blob));
}

TEST(GpkgGeometry, BrokenBytesAreRefusedNeverBelieved) {
    const std::string blob = to_gpkg(GeoMultiPolygon{{ring, {}}});
    Random random(2);
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = blob;
        bytes[random.below(bytes.size())] = static_cast<char>(random.bits());
        const auto geometry = parse_gpkg(bytes);
        if (!geometry) continue;
        EXPECT_EQ(to_gpkg(*geometry), bytes);
    }
}

std::vector<BoxedRow> random_boxes(std::size_t n, std::uint64_t seed) {
    Random random(seed);
    std::vector<BoxedRow> rows;
    for (std::size_t i = 0; i < n; ++i) {
        const double lon = random.uniform(-180, 180);
        const double lat = random.uniform(-90, 90);
        const double size = random.uniform(0, 3);
        rows.emplace_back(static_cast<std::int64_t>(i) + 1, Box{lon, lon + size, lat, lat + size});
    }
    return rows;
}

/// The tree against a look at every box.
void expect_same_hits(Database& database, const std::vector<BoxedRow>& rows) {
    Random random(9);
    Statement query =
        database.prepare("SELECT count(*) FROM r WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?");
    for (int i = 0; i < 50; ++i) {
        const double x = random.uniform(-180, 170);
        const double y = random.uniform(-90, 80);
        std::int64_t expected = 0;
        for (const auto& [row, box] : rows) {
            const FloatBox b = round_outwards(box);
            expected += b.west <= x + 10 && b.east >= x && b.south <= y + 10 && b.north >= y ? 1 : 0;
        }
        query.bind(0, x + 10).bind(1, x).bind(2, y + 10).bind(3, y);
        ASSERT_TRUE(query.step());
        EXPECT_NEAR(static_cast<double>(query.integer(0)), static_cast<double>(expected), 0);
        query.reset();
    }
}

TEST(Rtree, APackedTreeFindsWhatALookAtEveryBoxFinds) {
    for (const std::size_t n : {0U, 1U, 50U, 51U, 52U, 103U, 2601U, 2602U, 20'000U}) {
        const TempFolder folder;
        Database database((folder / "r.gpkg").string(), Database::Mode::create);
        database.run("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)");
        const auto rows = random_boxes(n, n);
        database.run("BEGIN");
        build_rtree(database, "r", rows);
        database.run("COMMIT");
        EXPECT_EQ(database.text("SELECT rtreecheck('r')"), "ok") << n;
        EXPECT_EQ(database.integer("SELECT count(*) FROM r"), static_cast<std::int64_t>(n));
        expect_same_hits(database, rows);
    }
}

TEST(Rtree, RowsAreAddedToAndTakenFromAPackedTree) {
    const TempFolder folder;
    Database database((folder / "r.gpkg").string(), Database::Mode::create);
    database.run("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)");
    auto rows = random_boxes(3000, 1);
    build_rtree(database, "r", rows);
    build_rtree(database, "r", {rows.begin(), rows.begin() + 2000});
    add_to_rtree(database, "r", {rows.begin() + 2000, rows.end()});
    remove_from_rtree(database, "r", {1, 2, 3, 2500});
    EXPECT_EQ(database.text("SELECT rtreecheck('r')"), "ok");
    rows.erase(rows.begin() + 2499);
    rows.erase(rows.begin(), rows.begin() + 3);
    EXPECT_EQ(database.integer("SELECT count(*) FROM r"), static_cast<std::int64_t>(rows.size()));
}

TEST(Rtree, BoxesAreRoundedOutwardsByTheLeastStep) {
    Random random(4);
    for (int i = 0; i < 10'000; ++i) {
        const double x = random.uniform(-180, 180);
        const FloatBox box = round_outwards({x, x, x, x});
        EXPECT_LE(static_cast<double>(box.west), x);
        EXPECT_GE(static_cast<double>(box.east), x);
        EXPECT_LE(box.east, std::nextafter(box.west, 1e9F));
    }
}

}  // namespace
}  // namespace cairn::store
