// Question: what does it cost to store 10^5 polygons with all of their history, and to verify them?
// Prints CPU seconds (user and system) of each step. Compare with: ogr2ogr -f GPKG out.gpkg the-same.geojson

#include "cairn/store/store.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <vector>

#include "cairn/core/random.hpp"

namespace {

using namespace cairn;

double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// A polygon of 14 positions and 11 fields, as an import makes it.
Entity recorded_area(Random& random, std::int64_t row) {
    const double lon = random.uniform(17, 19);
    const double lat = random.uniform(-45, -43);
    GeoRing ring;
    for (int k = 0; k < 13; ++k) ring.push_back({lon + 0.005 * std::cos(0.48 * k), lat + 0.005 * std::sin(0.48 * k)});
    ring.push_back(ring.front());
    Entity entity{.kind = "recorded-area",
                  .id = "ra-aaaaaaaaaa-" + std::to_string(row),
                  .fields = {},
                  .geometry = GeoMultiPolygon{{ring, {}}}};
    entity.fields = {{"source_file", std::string(64, 'a')},
                     {"source_row", row},
                     {"source_id", std::to_string(row)},
                     {"name", "Field " + std::to_string(row)},
                     {"admin_unit", std::string("Municipality")},
                     {"package", std::string("p1")},
                     {"date_laid", parse_date("1994-05-01").value()},
                     {"device_category", std::string("ap-mine")},
                     {"claimed_count_low", std::int64_t{40}},
                     {"claimed_count_high", std::int64_t{40}},
                     {"position_crs", std::string("EPSG:4326")}};
    return entity;
}

void import(store::Store& store, const std::vector<Entity>& entities) {
    auto transaction = store.begin({"bench", "import", "to measure it"});
    store::ImportEntry entry{.file_sha256 = std::string(64, 'a'),
                             .file_name = "a.geojson",
                             .kind = "recorded-area",
                             .package = std::nullopt,
                             .mapping_json = "{}"};
    const auto id = transaction->begin_import(entry);
    for (const Entity& entity : entities) {
        transaction->put(entity);
        transaction->put_row(id, {.number = entry.read + 1, .entity_id = entity.id, .findings = {}});
        entry.accepted = ++entry.read;
    }
    transaction->finish_import(id, entry);
    transaction->commit();
}

}  // namespace

int main(int argc, char** argv) {
    const int n = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const auto file = std::filesystem::temp_directory_path() / "cairn-bench-store.gpkg";
    std::filesystem::remove(file);
    Random random(1);
    std::vector<Entity> entities;
    for (int i = 0; i < n; ++i) entities.push_back(recorded_area(random, i + 1));
    double start = cpu_s();
    {
        const auto store = store::create_store(file.string(), {"bench", "init", "new"});
        import(*store, entities);
    }
    std::printf("create, import, close: %.2f s for %d polygons, %.1f MB\n", cpu_s() - start, n,
                static_cast<double>(std::filesystem::file_size(file)) / 1e6);
    start = cpu_s();
    const auto store = store::open_store(file.string());
    int read = 0;
    store->for_each("recorded-area", std::nullopt, [&](const Entity&) { ++read; });
    std::printf("open, read %d: %.2f s\n", read, cpu_s() - start);
    start = cpu_s();
    NoProgress progress;
    const bool is_clean = store->verify(progress).is_clean;
    std::printf("verify: %.2f s, %s\n", cpu_s() - start, is_clean ? "clean" : "NOT CLEAN");
    std::filesystem::remove(file);
    return is_clean && read == n ? 0 : 1;
}
