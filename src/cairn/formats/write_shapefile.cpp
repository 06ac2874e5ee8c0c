#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "cairn/core/error.hpp"
#include "cairn/core/text.hpp"
#include "cairn/formats/gdal_geometry.hpp"
#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/utf8.hpp"
#include "cairn/formats/writer.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 10;   // of a DBF's field
constexpr std::size_t longest_text = 254;  // bytes of a DBF's character field
constexpr int number_width = 24;
constexpr int integer_width = 18;  // more digits are taken for a real by those who read
constexpr std::size_t most_fields = 255;

/// What goes into one set of files: rows of a layer with one kind of geometry.
struct Part {
    std::string name;
    OGRwkbGeometryType type = wkbNone;
    std::vector<const Entity*> rows;
};

/// A column in the DBF.
struct Field {
    std::string name;
    const Column* column = nullptr;
    Column::Type type = Column::Type::text;
    int width = 0;
    int decimals = 0;
};

/// Up to 10 characters, letters, digits and underscores, unique without case: "reported_area_m2" → "reported_a",
/// the next like it "reported_1".
std::string short_name(const std::string& name, std::set<std::string>& taken) {
    std::string plain;
    for (const char c : name) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        plain += is_plain ? c : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '_';
    }
    std::string candidate = plain.substr(0, longest_name);
    for (int i = 1; candidate.empty() || !taken.insert(candidate).second; ++i) {
        const std::string end = (i < 10 ? "_" : "") + std::to_string(i);
        candidate = plain.substr(0, longest_name - end.size()) + end;
    }
    return candidate;
}

/// Decimals that leave room for the largest number before the point: 15 at most, as many as a double bears.
int decimals_for(const std::vector<const Entity*>& rows, const std::string& column) {
    double largest = 0;
    for (const Entity* row : rows)
        if (const auto number = number_of(*row, column); number && std::isfinite(*number))
            largest = std::max(largest, std::fabs(*number));
    const int whole_digits = largest < 1 ? 1 : static_cast<int>(std::floor(std::log10(largest))) + 2;
    return std::clamp(number_width - whole_digits - 2, 0, 15);
}

bool fits_integers(const std::vector<const Entity*>& rows, const std::string& column) {
    constexpr std::int64_t limit = 100'000'000'000'000'000;  // 17 digits, so that a sign has room
    return std::all_of(rows.begin(), rows.end(), [&](const Entity* row) {
        const auto whole = integer_of(*row, column);
        return !whole || (*whole < limit && *whole > -limit);
    });
}

std::size_t longest_value(const std::vector<const Entity*>& rows, const Column& column) {
    std::size_t longest = 1;
    for (const Entity* row : rows) {
        Value id;
        if (const Value* value = value_of(*row, column, id)) longest = std::max(longest, to_text(*value).size());
    }
    return std::min(longest, longest_text);
}

std::vector<Field> fields_of(const Layer& layer, const Part& part) {
    std::vector<Field> fields;
    std::set<std::string> taken;
    for (const Column& column : layer.columns) {
        Field field{.name = short_name(column.name, taken), .column = &column};
        const bool is_integer = column.type == Column::Type::integer && fits_integers(part.rows, column.name);
        if (column.type == Column::Type::real) {
            field.type = column.type;
            field.width = number_width;
            field.decimals = decimals_for(part.rows, column.name);
        } else if (is_integer) {
            field.type = column.type;
            field.width = integer_width;
        } else {
            field.width = static_cast<int>(longest_value(part.rows, column));
        }
        fields.push_back(field);
    }
    return fields;
}

/// By kind of geometry; rows without one go with the first kind, or stand alone.
std::vector<Part> parts_of(const Layer& layer) {
    Part points{.name = layer.name + "_point", .type = wkbPoint, .rows = {}};
    Part lines{.name = layer.name + "_line", .type = wkbMultiLineString, .rows = {}};
    Part polygons{.name = layer.name + "_polygon", .type = wkbMultiPolygon, .rows = {}};
    std::vector<const Entity*> bare;
    for (const Entity& row : layer.rows) {
        if (!row.geometry) {
            bare.push_back(&row);
        } else if (const auto* all = std::get_if<MultiPointOf<LonLat>>(&*row.geometry)) {
            if (all->size() != 1) points.type = wkbMultiPoint;
            points.rows.push_back(&row);
        } else if (std::holds_alternative<MultiLineOf<LonLat>>(*row.geometry)) {
            lines.rows.push_back(&row);
        } else {
            polygons.rows.push_back(&row);
        }
    }
    std::vector<Part> parts;
    for (Part* part : {&polygons, &lines, &points})
        if (!part->rows.empty()) parts.push_back(std::move(*part));
    if (parts.empty()) return {{.name = layer.name, .type = wkbNone, .rows = std::move(bare)}};
    parts.front().rows.insert(parts.front().rows.end(), bare.begin(), bare.end());
    return parts;
}

class ShapefileWriter {
   public:
    explicit ShapefileWriter(const fs::path& folder) : folder_(folder) { require_gdal(); }

    void write(const Layer& layer) {
        for (const Part& part : parts_of(layer)) write(layer, part);
    }

    Layer field_names{.name = "fields",
                      .description = {},
                      .columns = {{"file"}, {"short_name"}, {"name"}, {"label"}, {"definition"}},
                      .rows = {}};
    std::vector<LongText> long_texts;

   private:
    [[noreturn]] void fail() {
        const std::string said = messages_.take();
        throw WorldError("The Shapefile \"" + (folder_ / name_).string() +
                         "\" cannot be written: " + (said.empty() ? "the library failed" : said) + ".");
    }

    void write(const Layer& layer, const Part& part) {
        name_ = part.name;
        if (layer.columns.size() > most_fields) {
            throw CallError("The layer " + layer.name + " has " + std::to_string(layer.columns.size()) +
                            " columns; a Shapefile holds 255. Choose another format.");
        }
        fields_ = fields_of(layer, part);
        // A name in the folder, not the folder: so that GDAL makes this one layer and looks at no other file.
        const fs::path file = folder_ / (part.name + (part.type == wkbNone ? ".dbf" : ".shp"));
        const std::unique_ptr<void, decltype(&GDALClose)> dataset(
            GDALCreate(GDALGetDriverByName("ESRI Shapefile"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr), &GDALClose);
        if (!dataset) fail();
        OGRLayerH out = create(dataset.get(), part);
        for (const Entity* row : part.rows) write_row(out, *row);
        GDALFlushCache(dataset.get());
        if (messages_.has_error()) fail();
        for (const Field& field : fields_) {
            Entity row;
            row.fields = {{"file", part.name},
                          {"short_name", field.name},
                          {"name", field.column->name},
                          {"label", field.column->label},
                          {"definition", field.column->definition}};
            field_names.rows.push_back(std::move(row));
        }
    }

    OGRLayerH create(GDALDatasetH dataset, const Part& part) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
        OSRImportFromEPSG(srs, 4326);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        const std::array<const char*, 4> options{"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2000-01-01",
                                                 "DBF_EOF_CHAR=YES", nullptr};
        OGRLayerH out = GDALDatasetCreateLayer(dataset, part.name.c_str(), part.type == wkbNone ? nullptr : srs,
                                               part.type, options.data());
        OSRDestroySpatialReference(srs);
        if (out == nullptr) fail();
        for (const Field& field : fields_) {
            OGRFieldDefnH defined = OGR_Fld_Create(field.name.c_str(), type_of(field.type));
            OGR_Fld_SetWidth(defined, field.width);
            OGR_Fld_SetPrecision(defined, field.decimals);
            const OGRErr error = OGR_L_CreateField(out, defined, 0);
            OGR_Fld_Destroy(defined);
            if (error != OGRERR_NONE) fail();
        }
        return out;
    }

    // Dates are text: a DBF's date needs a day, and "2004" has none. A DBF's logical field has no third state.
    static OGRFieldType type_of(Column::Type type) {
        if (type == Column::Type::integer) return OFTInteger64;
        return type == Column::Type::real ? OFTReal : OFTString;
    }

    void write_row(OGRLayerH layer, const Entity& row) {
        const std::unique_ptr<void, decltype(&OGR_F_Destroy)> feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)),
                                                                      &OGR_F_Destroy);
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            Value id;
            if (const Value* value = value_of(row, *fields_[i].column, id))
                set(feature.get(), static_cast<int>(i), fields_[i], *value, row);
        }
        if (row.geometry) OGR_F_SetGeometryDirectly(feature.get(), geometry_of(*row.geometry, layer));
        if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) fail();
    }

    static OGRGeometryH geometry_of(const GeoGeometry& geometry, OGRLayerH layer) {
        OGRGeometryH made = to_gdal(geometry);
        const bool is_single = OGR_L_GetGeomType(layer) == wkbPoint;
        return is_single ? OGR_G_ForceTo(made, wkbPoint, nullptr) : made;
    }

    void set(OGRFeatureH feature, int at, const Field& field, const Value& value, const Entity& row) {
        const auto* whole = std::get_if<std::int64_t>(&value);
        if (whole != nullptr && field.type == Column::Type::integer) {
            OGR_F_SetFieldInteger64(feature, at, *whole);
            return;
        }
        if (const auto* real = std::get_if<double>(&value)) {
            if (std::isfinite(*real)) OGR_F_SetFieldDouble(feature, at, *real);
            return;
        }
        const std::string text = replace_invalid(to_text(value));
        if (text.size() > longest_text) long_texts.push_back({name_, row.id, field.column->name, text});
        OGR_F_SetFieldString(feature, at, std::string(first_bytes(text, longest_text)).c_str());
    }

    fs::path folder_;
    std::string name_;
    std::vector<Field> fields_;
    GdalMessages messages_;
};

Layer long_text_table(const std::vector<LongText>& texts) {
    Layer table{
        .name = "long_texts", .description = {}, .columns = {{"file"}, {"id"}, {"field"}, {"text"}}, .rows = {}};
    for (const LongText& each : texts) {
        Entity row;
        row.fields = {{"file", each.table}, {"id", each.id}, {"field", each.field}, {"text", each.text}};
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::vector<LongText> write_shapefiles(const fs::path& folder, const std::vector<Layer>& layers) {
    ShapefileWriter writer(folder);
    for (const Layer& layer : layers) writer.write(layer);
    write_csv(folder / "fields.csv", writer.field_names);
    if (!writer.long_texts.empty()) write_csv(folder / "long_texts.csv", long_text_table(writer.long_texts));
    return std::move(writer.long_texts);
}

std::vector<ShapefileSet> shapefile_sets(const std::vector<Layer>& layers) {
    std::vector<ShapefileSet> all;
    for (const Layer& layer : layers) {
        for (const Part& part : parts_of(layer)) {
            ShapefileSet set{.name = part.name, .layer = &layer, .has_shapes = part.type != wkbNone, .short_names = {}};
            for (const Field& field : fields_of(layer, part)) set.short_names[field.column->name] = field.name;
            all.push_back(std::move(set));
        }
    }
    return all;
}

}  // namespace cairn::formats
