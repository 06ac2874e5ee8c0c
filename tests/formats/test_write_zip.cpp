#include <cstdlib>
#include <ctime>

#include <gtest/gtest.h>

#include "cairn/formats/archive.hpp"
#include "cairn/formats/write_zip.hpp"
#include "support/temporary_folder.hpp"

namespace {

using namespace cairn;

class TimeZone {
   public:
    explicit TimeZone(const char* name) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        set(name);
    }
    ~TimeZone() { set(before_.empty() ? nullptr : before_.c_str()); }
    TimeZone(const TimeZone&) = delete;
    TimeZone& operator=(const TimeZone&) = delete;

   private:
    static void set(const char* name) {
        name == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", name, 1);
        ::tzset();
    }
    std::string before_;
};

TEST(WriteZip, TheSameFilesGiveTheSameBytesInEveryTimeZoneAndKeepNamesBeyondAscii) {
    const tests::TemporaryFolder folder;
    const auto inside = folder.write("inside", "one");
    const auto file = folder.path() / "out.zip";
    std::string bytes;
    for (const char* zone : {"UTC0", "<+14>-14", "<-11>11"}) {
        const TimeZone here(zone);
        formats::write_plain_zip(file, {{"мины.shp", inside}, {"a.prj", inside}});
        EXPECT_EQ(formats::list_zip(file, 10), (std::vector<std::string>{"a.prj", "мины.shp"}));
        if (bytes.empty()) bytes = tests::read_bytes(file);
        EXPECT_EQ(tests::read_bytes(file), bytes) << zone;
    }
}

}  // namespace
