// Question: what do our readers cost against GDAL's drivers, in time and in memory?
// Reads every row, geometry and value of a GeoJSON and a CSV of 200 MB, made for it, or of the files that are named.
// Each reader runs in a process of its own; prints its CPU seconds (user and system) and the most memory that it held.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "cairn/core/random.hpp"
#include "cairn/formats/reader.hpp"

namespace {

namespace fs = std::filesystem;

std::int64_t rows_by_cairn(const char* file) {
    std::int64_t rows = 0;
    const auto table = cairn::formats::read_file(file, [&rows](cairn::formats::RawRow&&) { return ++rows > 0; });
    if (!table) std::fprintf(stderr, "%s\n", table.error().message.c_str());
    return rows;
}

std::int64_t rows_by_gdal(const char* file) {
    GDALAllRegister();
    const GDALDatasetUniquePtr data(GDALDataset::Open(file, GDAL_OF_VECTOR));
    if (!data) return 0;
    std::int64_t rows = 0;
    for (const auto& feature : *data->GetLayer(0)) rows += feature != nullptr ? 1 : 0;
    return rows;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

void measure(const char* name, const std::function<std::int64_t()>& read) {
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        std::printf("%s: %lld rows, ", name, static_cast<long long>(read()));
        std::fflush(stdout);
        _exit(0);
    }
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    std::printf("%.2f CPU s, %ld MB\n", seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss / 1024);
}

void compare(const fs::path& file) {
    std::printf("%s, %.0f MB\n", file.filename().c_str(), static_cast<double>(fs::file_size(file)) / 1e6);
    measure("  cairn", [&file] { return rows_by_cairn(file.c_str()); });
    measure("  gdal ", [&file] { return rows_by_gdal(file.c_str()); });
}

constexpr std::uintmax_t bytes = 200'000'000;

/// Polygons of 14 positions with four properties.
void write_polygons(const fs::path& file) {
    std::FILE* out = std::fopen(file.c_str(), "w");
    if (out == nullptr) std::abort();
    cairn::Random random(1);
    std::fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", out);
    for (int row = 0; std::ftell(out) < static_cast<long>(bytes); ++row) {
        std::fprintf(
            out,
            "%s{\"type\":\"Feature\",\"properties\":{\"id\":\"F-%d\",\"sheet\":%d,\"share\":%.3f,\"sigma\":%.1f},"
            "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[",
            row == 0 ? "" : ",\n", row, row % 10, random.uniform(0, 1), random.uniform(5, 500));
        const double lon = random.uniform(17, 19), lat = random.uniform(-45, -43);
        for (int k = 0; k < 14; ++k)
            std::fprintf(out, "%s[%.7f,%.7f]", k == 0 ? "" : ",", lon + 0.005 * std::cos(2 * M_PI * (k % 13) / 13),
                         lat + 0.005 * std::sin(2 * M_PI * (k % 13) / 13));
        std::fputs("]]}}", out);
    }
    std::fputs("]}", out);
    std::fclose(out);
}

void write_points(const fs::path& file) {
    std::FILE* out = std::fopen(file.c_str(), "w");
    if (out == nullptr) std::abort();
    cairn::Random random(1);
    std::fputs("id,sheet,lon,lat,date_found,remarks\n", out);
    for (int row = 0; std::ftell(out) < static_cast<long>(bytes); ++row)
        std::fprintf(out, "F-%d,%d,%.7f,%.7f,2004-05-17,\"found by the road, %d cm deep\"\n", row, row % 10,
                     random.uniform(17, 19), random.uniform(-45, -43), row % 30);
    std::fclose(out);
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) compare(argv[i]);
    if (argc > 1) return EXIT_SUCCESS;
    const fs::path folder = fs::temp_directory_path() / ("cairn-bench-" + std::to_string(getpid()));
    fs::create_directories(folder);
    write_polygons(folder / "polygons.geojson");
    compare(folder / "polygons.geojson");
    write_points(folder / "points.csv");
    compare(folder / "points.csv");
    fs::remove_all(folder);
    return EXIT_SUCCESS;
}
