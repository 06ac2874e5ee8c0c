#pragma once
// What GDAL's own drivers read from a file that we wrote: an independent reader.

#include <map>
#include <string>
#include <vector>

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace cairn::tests {

struct GdalRow {
    std::map<std::string, std::string> values;  ///< those that are set
    std::string wkt;                            ///< empty: none
};

struct GdalLayer {
    std::vector<std::string> columns;
    std::map<std::string, std::string> types;
    std::vector<GdalRow> rows;
    std::string crs;  ///< "EPSG:4326"
};

inline GdalRow read_row(const OGRFeature& feature) {
    GdalRow row;
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        if (!feature.IsFieldSetAndNotNull(i)) continue;
        const auto& field = *feature.GetFieldDefnRef(i);
        std::string text = feature.GetFieldAsString(i);
        if (field.GetType() == OFTReal) text = CPLSPrintf("%.17g", feature.GetFieldAsDouble(i));
        row.values[field.GetNameRef()] = text;
    }
    if (const OGRGeometry* geometry = feature.GetGeometryRef()) {
        OGRWktOptions exact;
        exact.precision = 17;
        exact.variant = wkbVariantIso;
        row.wkt = geometry->exportToWkt(exact);
    }
    return row;
}

/// A part of a zipped package, such as a workbook, as text; empty when there is none.
inline std::string read_part(const std::string& file, const std::string& part) {
    VSILFILE* in = VSIFOpenL(("/vsizip/" + file + "/" + part).c_str(), "rb");
    if (in == nullptr) return {};
    std::string text;
    char block[4096];
    std::size_t n = 0;
    while ((n = VSIFReadL(block, 1, sizeof block, in)) > 0) text.append(block, n);
    VSIFCloseL(in);
    return text;
}

/// By the name of the layer; empty when GDAL cannot open it.
inline std::map<std::string, GdalLayer> read_with_gdal(const std::string& file, const char* driver) {
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
    CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");  // it would guess where all cells are texts
    const char* drivers[] = {driver, nullptr};
    std::map<std::string, GdalLayer> layers;
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR, drivers));
    CPLSetThreadLocalConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", nullptr);
    if (!dataset) return layers;
    for (auto&& layer : dataset->GetLayers()) {
        GdalLayer& out = layers[layer->GetName()];
        for (int i = 0; i < layer->GetLayerDefn()->GetFieldCount(); ++i) {
            const auto& field = *layer->GetLayerDefn()->GetFieldDefn(i);
            out.columns.emplace_back(field.GetNameRef());
            out.types[field.GetNameRef()] = OGRFieldDefn::GetFieldTypeName(field.GetType());
        }
        if (const auto* srs = layer->GetSpatialRef(); srs != nullptr && srs->GetAuthorityCode(nullptr) != nullptr)
            out.crs = std::string(srs->GetAuthorityName(nullptr)) + ":" + srs->GetAuthorityCode(nullptr);
        for (const auto& feature : *layer) out.rows.push_back(read_row(*feature));
    }
    return layers;
}

}  // namespace cairn::tests
