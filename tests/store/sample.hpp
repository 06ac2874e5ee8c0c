#pragma once
// Small invented data for stores.

#include <cstdint>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "cairn/core/entity.hpp"
#include "cairn/registers/hash.hpp"
#include "cairn/store/store.hpp"

namespace cairn::store {

inline const ChangeSetHeader sample_header{"tester", "test", "to see what happens"};

/// A square of `size_deg` whose south-west corner is given.
inline GeoGeometry square(double lon, double lat, double size_deg = 0.01) {
    return GeoMultiPolygon{
        {{{lon, lat}, {lon + size_deg, lat}, {lon + size_deg, lat + size_deg}, {lon, lat + size_deg}, {lon, lat}}, {}}};
}

inline Entity hazard(const std::string& id, double lon = 10, double lat = -40) {
    Entity entity{.kind = "hazard", .id = id, .fields = {}, .geometry = square(lon, lat)};
    entity.fields["hazard_class"] = std::string("sha");
    entity.fields["status"] = std::string("open");
    entity.fields["name"] = "Field " + id;
    entity.fields["date_reported"] = parse_date("2004-05").value();
    entity.fields["reported_area_m2"] = 1234.5;
    return entity;
}

inline Entity accident(const std::string& id, double lon = 10, double lat = -40) {
    Entity entity{.kind = "accident", .id = id, .fields = {}, .geometry = MultiPointOf<LonLat>{{lon, lat}}};
    entity.fields["killed"] = std::int64_t{1};
    entity.fields["demining"] = false;
    entity.fields["date"] = parse_date("2004").value();
    return entity;
}

inline Entity package(const std::string& id) {
    return {.kind = "package", .id = id, .fields = {{"name", "Package " + id}}, .geometry = {}};
}

inline std::string hash_of(std::string_view bytes) { return registers::to_hex(registers::sha256(bytes)); }

inline std::string read_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline void write_bytes(const std::filesystem::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline Finding sample_finding(const std::string& code) {
    return {.code = code,
            .severity = Severity::warning,
            .message = "It's \"odd\".",
            .file = "a.csv",
            .row = 3,
            .field = "killed",
            .found = "two",
            .expected = "a number"};
}

/// One file, an import of four rows (two accepted, one merged, one set aside with findings), a package, an edit,
/// a withdrawal, a correction: at least one row in every table. Six change sets and the first.
inline void fill(Store& store) {
    const std::string bytes(2'100'000, 'x');
    const std::string sha = hash_of(bytes);
    {
        auto t = store.begin({"tester", "import", "first delivery"});
        t->keep_bytes("a.csv", bytes, sha);
        t->put(package("p1"));
        ImportEntry entry{.file_sha256 = sha,
                          .file_name = "a.csv",
                          .kind = "hazard",
                          .package = "p1",
                          .mapping_json = "{}",
                          .rows_in_file = 5};
        const auto import = t->begin_import(entry);
        for (std::int64_t row = 1; row <= 4; ++row) {
            ImportRow out{.number = row, .entity_id = "h" + std::to_string(row)};
            if (row <= 2) {
                Entity entity = hazard(out.entity_id, 10 + static_cast<double>(row));
                entity.fields["package"] = std::string("p1");
                entity.fields["source_file"] = sha;
                entity.fields["source_row"] = row;
                entity.fields["source_id"] = "S" + std::to_string(row);
                t->put(entity);
            }
            if (row == 3) out = {.number = row, .outcome = Outcome::merged, .entity_id = "h1", .findings = {}};
            if (row == 4) {
                out = {.number = row,
                       .outcome = Outcome::set_aside,
                       .raw_json = R"({"a": 1})",
                       .findings = {sample_finding("impossible_date"), sample_finding("unknown_code")}};
                out.findings[1].row.reset();
            }
            t->put_row(import, out);
        }
        entry.read = 4;
        entry.accepted = 2;
        entry.merged = 1;
        entry.set_aside = 1;
        t->finish_import(import, entry);
        t->commit();
    }
    for (int i = 0; i < 2; ++i) {
        auto t = store.begin({"tester", "edit", "look at the ground"});
        Entity changed = hazard("h1", 12, -41 - i);
        changed.fields["status"] = std::string("in-progress");
        t->put(changed);
        t->put(accident("a" + std::to_string(i), 11 + i));
        t->commit();
    }
    {
        auto t = store.begin({"tester", "withdraw", "entered twice"});
        t->withdraw("hazard", "h2");
        t->commit();
    }
    {
        auto t = store.begin({"tester", "correct", "date read again"});
        t->put(hazard("h4"));
        t->mark_corrected(1, 4, "2/1");
        ImportEntry entry{.file_sha256 = sha,
                          .file_name = "a.csv",
                          .kind = "hazard",
                          .package = std::nullopt,
                          .mapping_json = "{\"a\": 1}",
                          .rows_in_file = 1,
                          .read = 1,
                          .accepted = 1};
        const auto import = t->begin_import(entry);
        t->put_row(import, {.number = 1, .entity_id = "h4", .findings = {}});
        t->finish_import(import, entry);
        t->commit();
    }
    {
        auto t = store.begin({"tester", "edit", "more"});
        for (int i = 0; i < 60; ++i) t->put(accident("m" + std::to_string(i), 10 + 0.1 * i, -40 + 0.05 * i));
        t->commit();
    }
}

}  // namespace cairn::store
