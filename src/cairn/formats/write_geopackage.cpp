#include <array>
#include <memory>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "cairn/core/error.hpp"
#include "cairn/formats/gdal_geometry.hpp"
#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/whole_file.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::formats {
namespace {

class PackageWriter {
   public:
    PackageWriter(const std::filesystem::path& file, const std::filesystem::path& named)
        : name_(named.string()), dataset_(nullptr, &GDALClose) {
        require_gdal();
        GDALDriverH driver = GDALGetDriverByName("GPKG");
        dataset_.reset(GDALCreate(driver, file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset_) fail();
    }

    void write(const Layer& layer) {
        bool has_geometry = false;
        for (const Entity& row : layer.rows) has_geometry |= row.geometry.has_value();
        OGRLayerH out = create(layer, has_geometry);
        GDALDatasetStartTransaction(dataset_.get(), 0);
        for (const Entity& row : layer.rows) write_row(out, layer, row);
        if (GDALDatasetCommitTransaction(dataset_.get()) != OGRERR_NONE) fail();
    }

    void close() {
        GDALFlushCache(dataset_.get());
        dataset_.reset();
        if (messages_.has_error()) fail();
    }

   private:
    [[noreturn]] void fail() {
        const std::string said = messages_.take();
        throw WorldError("\"" + name_ + "\" cannot be written: " + (said.empty() ? "the library failed" : said) + ".");
    }

    OGRLayerH create(const Layer& layer, bool has_geometry) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
        OSRImportFromEPSG(srs, 4326);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        // A column of the layer may be called "fid" or "geom": the package's own must then be called
        // otherwise.
        const std::string description = "DESCRIPTION=" + layer.description;
        const std::array<const char*, 4> options{"FID=cairn_fid", "GEOMETRY_NAME=geometry", description.c_str(),
                                                 nullptr};
        OGRLayerH out = GDALDatasetCreateLayer(dataset_.get(), layer.name.c_str(), srs,
                                               has_geometry ? wkbUnknown : wkbNone, options.data());
        OSRDestroySpatialReference(srs);
        if (out == nullptr) fail();
        for (const Column& column : layer.columns) {
            OGRFieldDefnH field = OGR_Fld_Create(column.name.c_str(), type_of(column.type));
            if (column.type == Column::Type::boolean) OGR_Fld_SetSubType(field, OFSTBoolean);
            const OGRErr error = OGR_L_CreateField(out, field, 0);
            OGR_Fld_Destroy(field);
            if (error != OGRERR_NONE) fail();
        }
        return out;
    }

    // Dates are text: a GeoPackage's DATE needs a day, and "2004" has none.
    static OGRFieldType type_of(Column::Type type) {
        switch (type) {
            case Column::Type::integer: return OFTInteger64;
            case Column::Type::real: return OFTReal;
            case Column::Type::boolean: return OFTInteger;
            case Column::Type::text:
            case Column::Type::date: break;
        }
        return OFTString;
    }

    void write_row(OGRLayerH layer, const Layer& description, const Entity& row) {
        const std::unique_ptr<void, decltype(&OGR_F_Destroy)> feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)),
                                                                      &OGR_F_Destroy);
        for (std::size_t i = 0; i < description.columns.size(); ++i) {
            const std::string& name = description.columns[i].name;
            const Value* value = find_value(row, name);
            const int field = static_cast<int>(i);
            if (value != nullptr)
                set(feature.get(), field, *value);
            else if (name == "id")
                set(feature.get(), field, Value(row.id));
            else
                OGR_F_SetFieldNull(feature.get(), field);
        }
        if (row.geometry) OGR_F_SetGeometryDirectly(feature.get(), to_gdal(*row.geometry));
        if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) fail();
    }

    static void set(OGRFeatureH feature, int field, const Value& value) {
        if (const auto* whole = std::get_if<std::int64_t>(&value))
            OGR_F_SetFieldInteger64(feature, field, *whole);
        else if (const auto* real = std::get_if<double>(&value))
            OGR_F_SetFieldDouble(feature, field, *real);
        else if (const auto* flag = std::get_if<bool>(&value))
            OGR_F_SetFieldInteger(feature, field, *flag ? 1 : 0);
        else
            OGR_F_SetFieldString(feature, field, replace_invalid(to_text(value)).c_str());
    }

    std::string name_;
    GdalMessages messages_;
    std::unique_ptr<void, decltype(&GDALClose)> dataset_;
};

/// The table where QGIS looks for styles, with its columns.
Layer styles_of(const std::vector<Layer>& layers) {
    Layer styles{.name = "layer_styles",
                 .description = "How QGIS draws the layers",
                 .columns = {{"f_table_catalog"},
                             {"f_table_schema"},
                             {"f_table_name"},
                             {"f_geometry_column"},
                             {"styleName"},
                             {"styleQML"},
                             {"styleSLD"},
                             {"useAsDefault", Column::Type::boolean},
                             {"description"},
                             {"owner"},
                             {"ui"},
                             {"update_time"}},
                 .rows = {}};
    for (const Layer& layer : layers) {
        if (layer.qml.empty()) continue;
        Entity row;
        row.fields = {{"f_table_catalog", std::string()},
                      {"f_table_schema", std::string()},
                      {"f_table_name", layer.name},
                      {"f_geometry_column", std::string("geometry")},
                      {"styleName", layer.name},
                      {"styleQML", layer.qml},
                      {"styleSLD", layer.sld},
                      {"useAsDefault", true},
                      {"description", layer.style ? layer.style->title : std::string()},
                      {"owner", std::string("cairn")},
                      {"update_time", std::string("2000-01-01T00:00:00.000Z")}};
        styles.rows.push_back(std::move(row));
    }
    return styles;
}

}  // namespace

void write_geopackage(const std::filesystem::path& file, const std::vector<Layer>& layers) {
    TemporaryName name(file);
    PackageWriter writer(name.path(), file);
    for (const Layer& layer : layers) writer.write(layer);
    if (const Layer styles = styles_of(layers); !styles.rows.empty()) writer.write(styles);
    writer.close();
    name.commit();
}

}  // namespace cairn::formats
