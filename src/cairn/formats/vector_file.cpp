#include "cairn/formats/vector_file.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/gdal_geometry.hpp"
#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/text_encoding.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

using Dataset = std::unique_ptr<void, decltype(&GDALClose)>;
using Feature = std::unique_ptr<void, decltype(&OGR_F_Destroy)>;
using Options = std::vector<const char*>;

struct Driver {
    VectorFormat format;
    const char* name;    ///< as people call it
    const char* driver;  ///< as the library calls it
    const char* standard;
    const char* crs_statement;
    std::array<const char*, 3> options;  ///< how it is opened, up to the first null
};

constexpr std::array<Driver, 7> drivers{{
    {VectorFormat::shapefile, "Shapefile", "ESRI Shapefile", "the Shapefile description of 1998", "its .prj", {}},
    {VectorFormat::gml, "GML", "GML", "OGC 07-036", "srsName", {"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"}},
    {VectorFormat::gpx, "GPX", "GPX", "GPX 1.1", "GPX 1.1: WGS 84", {}},
    {VectorFormat::flatgeobuf, "FlatGeobuf", "FlatGeobuf", "FlatGeobuf 3", "its header", {}},
    {VectorFormat::mapinfo, "MapInfo", "MapInfo File", "the MapInfo interchange format", "CoordSys", {}},
    {VectorFormat::file_geodatabase, "File geodatabase", "OpenFileGDB", "Esri's file geodatabase", "its layer", {}},
    {VectorFormat::esri_json, "Esri JSON", "ESRIJSON", "Esri's feature set", "spatialReference", {}},
}};

const Driver& driver_of(VectorFormat format) {
    return *std::find_if(drivers.begin(), drivers.end(), [&](const Driver& each) { return each.format == format; });
}

/// Settings of the library that hold while a file is open on this thread.
class Setting {
   public:
    Setting(const char* key, const char* value) : key_(key) { CPLSetThreadLocalConfigOption(key, value); }
    ~Setting() { CPLSetThreadLocalConfigOption(key_, nullptr); }
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

   private:
    const char* key_;
};

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// ISO 8601; seconds and zone only where the file has them.
std::string date_text(const Feature& feature, int field, OGRFieldType type) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (OGR_F_GetFieldAsDateTimeEx(feature.get(), field, &year, &month, &day, &hour, &minute, &second, &zone) == 0) {
        return OGR_F_GetFieldAsString(feature.get(), field);
    }
    std::string years = std::to_string(year);
    if (year >= 0 && years.size() < 4) years.insert(0, 4 - years.size(), '0');
    const std::string date = years + "-" + two_digits(month) + "-" + two_digits(day);
    const int whole = static_cast<int>(second);
    const std::string time = two_digits(hour) + ":" + two_digits(minute) + ":" + two_digits(whole);
    if (type == OFTTime) return time;
    if (type == OFTDate) return date;
    return date + "T" + time + (zone == 100 ? "Z" : "");
}

std::string list_text(const Feature& feature, int field) {
    std::string out;
    char** texts = OGR_F_GetFieldAsStringList(feature.get(), field);
    for (int i = 0; texts != nullptr && texts[i] != nullptr; ++i) out += (i == 0 ? "" : "; ") + std::string(texts[i]);
    return out;
}

class VectorReader {
   public:
    VectorReader(const std::filesystem::path& file, VectorFormat format, const Limits& limits)
        : file_(file),
          driver_(driver_of(format)),
          limits_(limits),
          find_companions_("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE"),
          restore_index_("SHAPE_RESTORE_SHX", "YES"),  // beside the file, where source_file.cpp puts none
          no_network_("GDAL_HTTP_MAX_RETRY", "0"),
          dataset_(nullptr, &GDALClose) {
        require_gdal();
        open({});
    }

    Result<TableList> list() {
        if (!is_open()) return failure(broken("it is none"));
        TableList out;
        for (int i = 0; i < GDALDatasetGetLayerCount(dataset_.get()); ++i) {
            OGRLayerH layer = GDALDatasetGetLayer(dataset_.get(), i);
            if (static_cast<std::size_t>(i) > limits_.max_columns) return failure(broken("it has too many layers"));
            TableInfo info{.name = replace_invalid(OGR_L_GetName(layer)), .rows = std::nullopt};
            const auto rows = OGR_L_GetFeatureCount(layer, 1);
            if (rows >= 0) info.rows = rows;
            info.is_secondary = driver_.format == VectorFormat::gpx && info.name.ends_with("_points");
            out.push_back(std::move(info));
        }
        if (messages_.has_error()) return failure(broken("it ends in the middle"));
        // Which layers a GPX has is fixed; those that this file fills are its tables.
        if (driver_.format == VectorFormat::gpx) {
            std::erase_if(out, [](const TableInfo& table) { return table.rows == 0; });
        }
        if (out.empty()) return failure(broken("it has no layer"));
        return out;
    }

    Result<RawTable> read(const std::optional<std::string>& name, const std::function<bool(RawRow&&)>& on_row) {
        if (!is_open()) return failure(broken("it is none"));
        auto layers = choose(name);
        if (layers.empty()) return failure(broken("it has no layer " + name.value_or("")));
        // What a person states wins over what stands in the file.
        if (driver_.format == VectorFormat::shapefile && (limits_.encoding || !states_encoding(layers.front()))) {
            open({"ENCODING="});  // bytes as they are: the library would take them for Latin-1
            layers = choose(name);
            if (layers.empty()) return failure(broken("it has no layer"));
            table_.encoding = choose_text_encoding(layers.front());
        }
        table_.format = driver_.name;
        for (OGRLayerH layer : layers) {
            if (auto misfit = describe(layer)) return failure(*std::move(misfit));
        }
        if (layers.size() > 1) table_.columns.emplace_back(layer_column);
        if (auto bad = find_bad_columns(table_.columns, limits_)) return failure(*std::move(bad));
        for (OGRLayerH layer : layers) {
            if (auto problem = read_rows(layer, layers.size() > 1, on_row)) return failure(*std::move(problem));
            if (stopped_) return table_;
        }
        if (const auto data = count_mid_rows(); data && *data != rows_) {
            return failure(broken("its .mid has " + std::to_string(*data) + " rows, its .mif another number"));
        }
        table_.rows = rows_;
        return table_;
    }

   private:
    /// Some drivers read the whole file when they open it, complain of what is broken, and then hand out what they
    /// have.
    bool is_open() const { return dataset_ && !messages_.has_error(); }

    /// A .mif that is cut off looks like a shorter one; the file of its data beside it tells.
    std::optional<std::int64_t> count_mid_rows() const {
        if (driver_.format != VectorFormat::mapinfo) return std::nullopt;
        for (const char* ending : {".mid", ".MID", ".Mid"}) {
            const auto file = std::filesystem::path(file_).replace_extension(ending);
            std::error_code error;
            if (file == file_ || !std::filesystem::is_regular_file(file, error)) continue;
            std::int64_t rows = 0;
            bool is_blank = true;
            for (Input input(file); input.peek() != Input::end_of_file;) {
                const int byte = input.get();
                if (byte == '\n') {
                    rows += is_blank ? 0 : 1;
                    is_blank = true;
                } else if (byte != '\r' && byte != ' ') {
                    is_blank = false;
                }
            }
            return rows + (is_blank ? 0 : 1);
        }
        return std::nullopt;
    }

    void open(const Options& more) {
        dataset_.reset();
        const std::array<const char*, 2> allowed{driver_.driver, nullptr};
        Options options;
        for (const char* option : driver_.options) {
            if (option != nullptr) options.push_back(option);
        }
        options.insert(options.end(), more.begin(), more.end());
        options.push_back(nullptr);
        dataset_.reset(
            GDALOpenEx(file_.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, allowed.data(), options.data(), nullptr));
    }

    Finding broken(const std::string& why) {
        std::string detail = replace_invalid(messages_.take());
        // What the library says names the folder that the file was put into to be read.
        const std::string folder = file_.parent_path().string() + "/";
        for (auto at = detail.find(folder); at != std::string::npos; at = detail.find(folder)) {
            detail.erase(at, folder.size());
        }
        if (detail.empty()) detail = why;
        return {.code = "broken_file",
                .severity = Severity::error,
                .message = std::string("The file cannot be read as ") + driver_.name + " (" + detail + "), after " +
                           std::to_string(rows_) + " rows. Ask for it again or export it again.",
                .found = detail,
                .expected = std::string("a whole file as ") + driver_.standard + " describes it"};
    }

    std::vector<OGRLayerH> choose(const std::optional<std::string>& name) {
        std::vector<OGRLayerH> out;
        if (!dataset_) return out;
        for (int i = 0; i < GDALDatasetGetLayerCount(dataset_.get()); ++i) {
            OGRLayerH layer = GDALDatasetGetLayer(dataset_.get(), i);
            if (!name || replace_invalid(OGR_L_GetName(layer)) == *name) out.push_back(layer);
        }
        return out;
    }

    static bool states_encoding(OGRLayerH layer) {
        const char* told = GDALGetMetadataItem(layer, "SOURCE_ENCODING", "SHAPEFILE");
        return told != nullptr && *told != '\0';
    }

    /// The names and texts of a table that does not say its encoding tell it.
    TextEncoding choose_text_encoding(OGRLayerH layer) const {
        if (limits_.encoding) return {"as stated", true, {{*limits_.encoding, 1, {}}}};
        EncodingDetector detector;
        const auto add = [&detector](const char* text) {
            detector.add(text);
            detector.add("\n");
        };
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        const int fields = OGR_FD_GetFieldCount(definition);
        for (int i = 0; i < fields; ++i) add(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
        OGR_L_ResetReading(layer);
        for (std::int64_t row = 0; row < limits_.max_rows; ++row) {
            const Feature feature(OGR_L_GetNextFeature(layer), &OGR_F_Destroy);
            if (!feature) break;
            for (int i = 0; i < fields; ++i) {
                if (OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, i)) == OFTString)
                    add(OGR_F_GetFieldAsString(feature.get(), i));
            }
        }
        return to_text_encoding(detector.finish());
    }

    /// In UTF-8, where the table is in an encoding of its own.
    std::string decoded(std::string text) const {
        if (!table_.encoding || table_.encoding->encoding() == Encoding::utf8) return text;
        std::string out;
        Decoder(table_.encoding->encoding()).decode(text, true, out);
        return out;
    }

    std::optional<Finding> describe(OGRLayerH layer) {
        OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
        for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
            add_column(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
        }
        if (const char* id = OGR_L_GetFIDColumn(layer); id != nullptr && *id != '\0') add_column(id);
        if (OGR_FD_GetGeomFieldCount(definition) == 0 || OGR_L_GetGeomType(layer) == wkbNone) return std::nullopt;
        const auto crs = state_crs(OGR_L_GetSpatialRef(layer));
        if (table_.has_geometry && crs != table_.crs) {
            return Finding{.code = "layers_differ",
                           .severity = Severity::error,
                           .message =
                               "The layers of this file stand in different reference systems. Name the one that "
                               "you mean with --layer.",
                           .found = table_.crs.value_or("none") + " and " + crs.value_or("none"),
                           .expected = "one reference system"};
        }
        table_.has_geometry = true;
        table_.crs = crs;
        table_.crs_statement = driver_.crs_statement;
        return std::nullopt;
    }

    void add_column(const char* name) {
        std::string clean = replace_invalid(decoded(name));
        if (known_columns_.insert(clean).second) table_.columns.push_back(std::move(clean));
    }

    /// By its code where it has one; else its whole description.
    static std::optional<std::string> state_crs(OGRSpatialReferenceH system) {
        if (system == nullptr || OSRIsLocal(system) != 0) return std::nullopt;
        const char* authority = OSRGetAuthorityName(system, nullptr);
        const char* code = OSRGetAuthorityCode(system, nullptr);
        if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
        char* text = nullptr;
        const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
        const bool is_told = OSRExportToWktEx(system, &text, options.data()) == OGRERR_NONE && text != nullptr;
        std::optional<std::string> out;
        if (is_told && *text != '\0') out = text;
        CPLFree(text);
        return out;
    }

    std::optional<Finding> read_rows(OGRLayerH layer, bool tell_layer, const std::function<bool(RawRow&&)>& on_row) {
        messages_.take();
        OGR_L_ResetReading(layer);
        for (;;) {
            const Feature feature(OGR_L_GetNextFeature(layer), &OGR_F_Destroy);
            const bool failed = messages_.has_error();
            if (!feature) {
                if (failed) return broken("a row");
                return std::nullopt;
            }
            const std::string said = messages_.take();
            RawRow row;
            row.number = ++rows_;
            if (rows_ > limits_.max_rows) return too_many_rows(limits_);
            read_cells(layer, feature, row);
            if (tell_layer) row.values[layer_column] = replace_invalid(OGR_L_GetName(layer));
            if (OGR_L_GetGeomType(layer) != wkbNone) read_geometry(feature, failed ? said : std::string(), row);
            if (!on_row(std::move(row))) {
                stopped_ = true;
                return std::nullopt;
            }
        }
    }

    void read_cells(OGRLayerH layer, const Feature& feature, RawRow& row) {
        bool has_bad_bytes = false;
        std::size_t bytes = 0;
        const auto put = [&](const std::string& column, std::string text) {
            if (is_blank(text)) return;
            text = decoded(std::move(text));
            if (!is_utf8(text)) {
                has_bad_bytes = true;
                text = replace_invalid(text);
            }
            bytes += text.size();
            if (bytes <= limits_.max_text_bytes_per_row)
                row.values.emplace(replace_invalid(decoded(column)), std::move(text));
        };
        const int fields = OGR_F_GetFieldCount(feature.get());
        for (int i = 0; i < fields; ++i) {
            if (OGR_F_IsFieldSetAndNotNull(feature.get(), i) == 0) continue;
            OGRFieldDefnH field = OGR_F_GetFieldDefnRef(feature.get(), i);
            put(OGR_Fld_GetNameRef(field), cell_text(feature, field, i));
        }
        const char* id = OGR_L_GetFIDColumn(layer);
        if (id != nullptr && *id != '\0') put(id, std::to_string(OGR_F_GetFID(feature.get())));
        if (has_bad_bytes) row.findings.push_back(not_utf8_row());
        if (bytes > limits_.max_text_bytes_per_row) row.findings.push_back(too_much_text_row(bytes, limits_));
    }

    static std::string cell_text(const Feature& feature, OGRFieldDefnH field, int i) {
        switch (const OGRFieldType type = OGR_Fld_GetType(field)) {
            case OFTReal:
                // A column with a fixed number of digits says them all; others say the shortest that is the same.
                if (OGR_Fld_GetWidth(field) > 0 && OGR_Fld_GetPrecision(field) > 0) break;
                return to_text(OGR_F_GetFieldAsDouble(feature.get(), i));
            case OFTInteger:
                if (OGR_Fld_GetSubType(field) == OFSTBoolean) {
                    return OGR_F_GetFieldAsInteger(feature.get(), i) != 0 ? "true" : "false";
                }
                break;
            case OFTDate:
            case OFTTime:
            case OFTDateTime: return date_text(feature, i, type);
            case OFTStringList: return list_text(feature, i);
            case OFTBinary: return {};
            default: break;
        }
        return OGR_F_GetFieldAsString(feature.get(), i);
    }

    void read_geometry(const Feature& feature, const std::string& said, RawRow& row) const {
        OGRGeometryH stored = OGR_F_GetGeometryRef(feature.get());
        std::unique_ptr<void, decltype(&OGR_G_DestroyGeometry)> straight(nullptr, &OGR_G_DestroyGeometry);
        if (stored != nullptr && OGR_G_HasCurveGeometry(stored, 1) != 0) {
            straight.reset(OGR_G_GetLinearGeometry(stored, curve_step_deg, nullptr));
            stored = straight.get();
            row.findings.push_back({.code = "curve_as_lines",
                                    .severity = Severity::note,
                                    .message = "The geometry has arcs; they were read as short lines, one for each " +
                                               std::to_string(static_cast<int>(curve_step_deg)) +
                                               " degrees, which lie within 0.02 % of the radius of the arc.",
                                    .field = "geometry",
                                    .found = "an arc",
                                    .expected = "straight lines"});
        }
        GdalGeometry read = from_gdal(stored, limits_.max_positions_per_row);
        row.geometry = std::move(read.geometry);
        if (stored == nullptr && !said.empty()) read.problem = replace_invalid(said);
        if (!read.problem.empty())
            row.geometry_finding = unreadable_geometry(read.problem, driver_.standard);
        else if (stored != nullptr && !row.geometry)
            row.geometry_finding = empty_geometry();
    }

    static constexpr double curve_step_deg = 2;  // 1 - cos(1°) = 0.015 %

    const std::filesystem::path& file_;
    const Driver& driver_;
    const Limits& limits_;
    GdalMessages messages_;
    Setting find_companions_, restore_index_, no_network_;
    Dataset dataset_;
    RawTable table_;
    std::set<std::string> known_columns_;
    std::int64_t rows_ = 0;
    bool stopped_ = false;
};

}  // namespace

const char* name_of(VectorFormat format) { return driver_of(format).name; }

Result<TableList> list_vector_file(const std::filesystem::path& file, VectorFormat format, const Limits& limits) {
    return VectorReader(file, format, limits).list();
}

Result<RawTable> read_vector_file(const std::filesystem::path& file, VectorFormat format,
                                  const std::optional<std::string>& layer, const std::function<bool(RawRow&&)>& on_row,
                                  const Limits& limits) {
    return VectorReader(file, format, limits).read(layer, on_row);
}

}  // namespace cairn::formats
