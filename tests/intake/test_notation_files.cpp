// The files of tests/data/notations: each row comes to its known position, or is set aside for the known reason.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cairn/formats/reader.hpp"
#include "cairn/geodesy/measure.hpp"
#include "cairn/intake/intake.hpp"
#include "intake/import_text.hpp"

namespace cairn::notation_files_tests {
namespace {

namespace fs = std::filesystem;

struct KnownRow {
    std::string code;
    std::optional<LonLat> position;
    double within_m = 0;
};

std::vector<fs::path> data_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(CAIRN_TEST_DATA) / "notations")) {
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<KnownRow> known_rows(const fs::path& file) {
    std::vector<KnownRow> rows;
    const auto table = formats::read_file(file, [&rows](formats::RawRow&& row) {
        KnownRow known;
        const auto text = [&row](const char* column) {
            const auto at = row.values.find(column);
            return at == row.values.end() ? std::string() : at->second;
        };
        known.code = text("known_code");
        if (known.code.empty()) {
            known.position = LonLat{std::stod(text("known_lon")), std::stod(text("known_lat"))};
            known.within_m = std::stod(text("within_m"));
        }
        rows.push_back(known);
        return true;
    });
    EXPECT_TRUE(table.has_value()) << file;
    return rows;
}

TEST(NotationFiles, EachImportsToItsKnownPositionsOrSaysWhyNot) {
    const auto files = data_files();
    EXPECT_GE(files.size(), 30U);
    for (const auto& file : files) {
        SCOPED_TRACE(file.filename().string());
        const auto known = known_rows(file);
        const auto mapping_file = intake::find_mapping_beside(file);
        ASSERT_TRUE(mapping_file.has_value());
        auto mapping = intake::read_mapping(*mapping_file);
        ASSERT_TRUE(mapping.has_value()) << mapping.error().message;
        intake::ImportRequest request;
        request.file = file;
        request.mapping = *std::move(mapping);
        request.today = *parse_date("2024-06-30");
        const auto done = tests::import_file(std::move(request));
        ASSERT_EQ(done.failure, "");
        ASSERT_EQ(done.rows.size(), known.size());
        for (std::size_t i = 0; i < known.size(); ++i) {
            const auto& row = done.rows[i];
            if (!known[i].position) {
                EXPECT_EQ(row.outcome, intake::Outcome::set_aside) << "row " << i + 1;
                EXPECT_NE(done.codes(i).find(known[i].code), std::string::npos)
                    << "row " << i + 1 << ": " << done.codes(i);
                continue;
            }
            if (row.outcome != intake::Outcome::accepted) {
                ADD_FAILURE() << "row " << i + 1 << " is not accepted: " << done.codes(i) << " "
                              << row.findings.front().message;
                continue;
            }
            const LonLat read = std::get<MultiPointOf<LonLat>>(*row.entity->geometry).front();
            EXPECT_LT(geodesy::distance_m(read, *known[i].position), known[i].within_m)
                << "row " << i + 1 << ": " << read.lat_deg << " " << read.lon_deg;
            EXPECT_TRUE(text_of(*row.entity, "position_notation").has_value());
            EXPECT_TRUE(number_of(*row.entity, "position_rounding_m").has_value());
        }
    }
}

TEST(NotationFiles, EachNotationHasAtLeastThree) {
    std::map<std::string, int> files;
    for (const auto& file : data_files()) ++files[file.stem().string().substr(0, file.stem().string().find('_'))];
    for (const char* notation : {"dd", "dm", "dms", "utm", "mgrs", "gk", "crs"})
        EXPECT_GE(files[notation], 3) << notation;
}

}  // namespace
}  // namespace cairn::notation_files_tests
