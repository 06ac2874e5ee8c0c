#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "cairn/report/report.hpp"
#include "report/sample.hpp"

namespace cairn {
namespace {

TEST(Look, Writes) {
    const char* folder = std::getenv("CAIRN_REPORT_LOOK");
    if (folder == nullptr) GTEST_SKIP();
    const auto put = [&](const char* name, const report::ReportInput& input) {
        std::ofstream(std::string(folder) + "/" + name + ".html") << write_report(input);
        for (const auto& s : report::answer(input)) std::printf("%s: %s\n", name, s.c_str());
    };
    put("sample", tests::sample_report());
    put("empty", tests::empty_report());
    put("sparse", tests::sparse_report());
    put("residue", tests::residue_report());
    put("country", tests::country_report());
}

}  // namespace
}  // namespace cairn
