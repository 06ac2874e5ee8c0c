// Any bytes as the XML of a sheet, in XLSX and in ODS: rows rise, and hold no more columns than there are.

#include <filesystem>
#include <fstream>

#include "cairn/formats/temporary_folder.hpp"
#include "cairn/formats/workbook.hpp"
#include "cairn/formats/write_zip.hpp"
#include "fuzz.hpp"

namespace {

using namespace cairn;

const char* const book = "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='r1'/></sheets></workbook>";
const char* const relations =
    "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/></Relationships>";
const char* const texts = "<sst><si><t>id</t></si><si><t>lon</t></si></sst>";
const char* const styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>";

void check(const std::function<Result<formats::RawTable>(const std::function<bool(formats::RawRow&&)>&)>& read) {
    std::int64_t last = 0;
    const auto table = read([&last](formats::RawRow&& row) {
        fuzz::require(row.number > last);
        last = row.number;
        return true;
    });
    if (!table) fuzz::require(!table.error().code.empty() && !table.error().message.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const formats::TemporaryFolder folder;
    const auto write = [&folder](const char* name, std::string_view content) {
        const auto file = folder.path() / name;
        std::ofstream(file, std::ios::binary) << content;
        return file;
    };
    formats::Limits limits;
    limits.max_rows = 1000;
    limits.max_columns = 50;
    const auto sheet = write("sheet", fuzz::text_of(data, size));
    const auto xlsx = folder.path() / "a.xlsx";
    formats::write_plain_zip(xlsx, {{"xl/workbook.xml", write("book", book)},
                                    {"xl/_rels/workbook.xml.rels", write("relations", relations)},
                                    {"xl/sharedStrings.xml", write("texts", texts)},
                                    {"xl/styles.xml", write("styles", styles)},
                                    {"xl/s.xml", sheet}});
    check([&](const auto& on_row) { return formats::read_xlsx(xlsx, "S", on_row, limits); });
    const auto ods = folder.path() / "a.ods";
    formats::write_plain_zip(ods, {{"content.xml", sheet}});
    check([&](const auto& on_row) { return formats::read_ods(ods, "S", on_row, limits); });
    return 0;
}
