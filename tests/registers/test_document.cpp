// The committed pages equal what the schemas say. To make them anew: CAIRN_WRITE_DOCS=1 test_registers

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "cairn/registers/document.hpp"

namespace cairn::registers {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Document, CommittedPagesSayWhatTheSchemasSay) {
    // Normalised in words: tests/data need not be there for its ".." to hold.
    const auto folder = (std::filesystem::path(CAIRN_TEST_DATA) / "../../docs/registers").lexically_normal();
    const bool write = std::getenv("CAIRN_WRITE_DOCS") != nullptr;
    if (write) std::filesystem::create_directories(folder);
    for (const Page& page : document(Schemas::built_in())) {
        if (write) std::ofstream(folder / page.name, std::ios::binary) << page.text;
        EXPECT_EQ(read(folder / page.name), page.text)
            << page.name << " is old: run test_registers with CAIRN_WRITE_DOCS=1 and commit docs/registers";
    }
}

TEST(Document, SaysEverythingOfEachField) {
    for (const Page& page : document(Schemas::built_in())) {
        if (page.name != "search.md") continue;
        for (const char* part : {"`detection_probability`", "hazreduc_localid", "codes.md#search-method",
                                 "id of a [package](package.md)", ", m, 0 to 20"}) {
            EXPECT_NE(page.text.find(part), std::string::npos) << part;
        }
    }
}

}  // namespace
}  // namespace cairn::registers
