// XLS (BIFF8), through GDAL's driver and FreeXL. Values of formulas are not told by them.

#include <array>
#include <memory>
#include <utility>

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>

#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/sheet_table.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/workbook.hpp"

namespace cairn::formats {
namespace {

using Dataset = std::unique_ptr<void, decltype(&GDALClose)>;
using Feature = std::unique_ptr<void, decltype(&OGR_F_Destroy)>;

/// While it lives, the driver takes the first row for a row and every cell for text.
class AsItStands {
   public:
    AsItStands() {
        CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", "DISABLE");
        CPLSetThreadLocalConfigOption("OGR_XLS_FIELD_TYPES", "STRING");
    }
    ~AsItStands() {
        CPLSetThreadLocalConfigOption("OGR_XLS_HEADERS", nullptr);
        CPLSetThreadLocalConfigOption("OGR_XLS_FIELD_TYPES", nullptr);
    }
    AsItStands(const AsItStands&) = delete;
    AsItStands& operator=(const AsItStands&) = delete;
};

Dataset open(const std::filesystem::path& file) {
    require_gdal();
    const std::array<const char*, 2> drivers{"XLS", nullptr};
    return {GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr), &GDALClose};
}

Finding broken(GdalMessages& messages) {
    std::string said = replace_invalid(messages.take());
    if (said.empty()) said = "it is another kind of document, locked, or damaged";
    return {.code = "broken_file",
            .severity = Severity::error,
            .message = "The file cannot be read as an old workbook (" + said + "). Save it as XLSX.",
            .found = said,
            .expected = "a workbook of Excel 97 to 2003, without a password"};
}

SheetRow row_of(const Feature& feature, const Limits& limits) {
    SheetRow row{.number = OGR_F_GetFID(feature.get())};
    for (int i = 0; i < OGR_F_GetFieldCount(feature.get()); ++i) {
        if (OGR_F_IsFieldSetAndNotNull(feature.get(), i) == 0) continue;
        SheetCell cell{.column = static_cast<std::size_t>(i), .text = OGR_F_GetFieldAsString(feature.get(), i)};
        cell.is_text = !parse_number(cell.text);
        if (!cell.text.empty()) row.add(cell, limits);
    }
    return row;
}

}  // namespace

Result<TableList> list_xls(const std::filesystem::path& file, const Limits&) {
    const AsItStands settings;
    GdalMessages messages;
    const Dataset dataset = open(file);
    if (!dataset) return failure(broken(messages));
    TableList out;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        out.push_back({replace_invalid(OGR_L_GetName(GDALDatasetGetLayer(dataset.get(), i))), std::nullopt});
    }
    if (out.empty()) return failure(broken(messages));
    return out;
}

Result<RawTable> read_xls(const std::filesystem::path& file, const std::string& sheet,
                          const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    const AsItStands settings;
    GdalMessages messages;
    const Dataset dataset = open(file);
    if (!dataset) return failure(broken(messages));
    OGRLayerH layer = nullptr;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        OGRLayerH each = GDALDatasetGetLayer(dataset.get(), i);
        if (replace_invalid(OGR_L_GetName(each)) == sheet) layer = each;
    }
    if (layer == nullptr) return failure(broken(messages));
    const std::vector<MergedCells> merged;  // the library does not tell
    SheetTable table(merged, on_row, limits);
    for (;;) {
        const Feature feature(OGR_L_GetNextFeature(layer), &OGR_F_Destroy);
        if (!feature || !table.add(row_of(feature, limits))) break;
    }
    if (messages.has_error()) return failure(broken(messages));
    auto read = table.finish("XLS");
    if (read) {
        read->notes.push_back({.code = "formulas_not_read",
                               .severity = Severity::note,
                               .message = "In this old format the values of formulas are not read: such cells count as "
                                          "blank. If the sheet has formulas, save it as XLSX and import that.",
                               .found = "XLS",
                               .expected = "XLSX"});
    }
    return read;
}

}  // namespace cairn::formats
