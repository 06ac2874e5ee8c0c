#include "cairn/formats/geopackage.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

#include <gdal.h>
#include <ogr_api.h>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/gdal_geometry.hpp"
#include "cairn/formats/gdal_session.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {
namespace {

using Dataset = std::unique_ptr<void, decltype(&GDALClose)>;
using Feature = std::unique_ptr<void, decltype(&OGR_F_Destroy)>;

std::string in_quotes(const std::string& name, char quote) {
    std::string out(1, quote);
    for (const char c : name) {
        if (c == quote) out += quote;
        out += c;
    }
    return out + quote;
}

/// The rows of a query, released when done.
class Query {
   public:
    Query(GDALDatasetH dataset, const std::string& sql)
        : dataset_(dataset), layer_(GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr)) {}
    ~Query() {
        if (layer_ != nullptr) GDALDatasetReleaseResultSet(dataset_, layer_);
    }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool is_open() const { return layer_ != nullptr; }
    Feature next() { return {layer_ == nullptr ? nullptr : OGR_L_GetNextFeature(layer_), &OGR_F_Destroy}; }

   private:
    GDALDatasetH dataset_;
    OGRLayerH layer_;
};

std::string text_at(const Feature& feature, int field) { return OGR_F_GetFieldAsString(feature.get(), field); }

/// SQL that keeps a cell as it stands: a letter for how SQLite holds it, then its text. SQLite stores any
/// type in any column, and the library would turn 'about 5' in an integer column into 0.
std::string cell_sql(const std::string& column, std::size_t index) {
    const std::string name = in_quotes(column, '"');
    return "CASE typeof(" + name + ") WHEN 'null' THEN NULL WHEN 'real' THEN printf('r%!.17g', " + name +
           ") WHEN 'blob' THEN 'b' ELSE 't' || " + name + " END AS v" + std::to_string(index);
}

struct SourceTable {
    std::string name;
    std::string geometry_column;
    std::optional<std::string> crs;
    std::string crs_statement;
    std::vector<std::string> columns;
    std::string key_column;
    bool is_plain = true;  ///< neither a view nor a virtual table
};

class GeoPackageReader {
   public:
    GeoPackageReader(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                     const Limits& limits)
        : on_row_(on_row), limits_(limits), dataset_(nullptr, &GDALClose) {
        require_gdal();
        const std::array<const char*, 2> drivers{"GPKG", nullptr};
        const std::array<const char*, 2> options{"LIST_ALL_TABLES=NO", nullptr};
        dataset_.reset(
            GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), options.data(), nullptr));
    }

    Result<RawTable> read(const std::optional<std::string>& layer) {
        if (!dataset_) return broken("it is no GeoPackage");
        table_.format = "GeoPackage";
        auto tables = list_tables();
        if (tables.empty()) return broken("it lists no table in gpkg_contents");
        if (layer) {
            const auto at = std::find_if(tables.begin(), tables.end(), [&](const SourceTable& table) {
                return replace_invalid(table.name) == *layer;
            });
            if (at == tables.end()) return broken("it has no layer " + *layer);
            for (auto before = tables.begin(); before != at; ++before) rows_before_ += count_rows(*before).value_or(0);
            rows_ = rows_before_;
            tables = {*at};
        }
        for (const auto& table : tables) {
            if (!table.is_plain) return failure(not_a_plain_table(table.name));
        }
        if (auto misfit = describe(tables)) return failure(*std::move(misfit));
        for (const auto& table : tables) {
            if (auto problem = read_rows(table, tables.size() > 1)) return failure(*std::move(problem));
            if (stopped_) return table_;
        }
        table_.rows = rows_ - rows_before_;
        return table_;
    }

    Result<TableList> list() {
        if (!dataset_) return broken("it is no GeoPackage");
        TableList out;
        for (const auto& table : list_tables()) out.push_back({replace_invalid(table.name), count_rows(table)});
        if (out.empty()) return broken("it lists no table in gpkg_contents");
        return out;
    }

   private:
    std::optional<std::int64_t> count_rows(const SourceTable& table) {
        if (!table.is_plain) return std::nullopt;
        Query query(dataset_.get(), "SELECT count(*) FROM " + in_quotes(table.name, '"'));
        const Feature row = query.next();
        if (!row) return std::nullopt;
        return OGR_F_GetFieldAsInteger64(row.get(), 0);
    }

    tl::unexpected<Finding> broken(const std::string& why) { return failure(broken_finding(why)); }
    Finding broken_finding(const std::string& why) {
        std::string detail = replace_invalid(messages_.take());
        if (detail.empty()) detail = why;
        return {.code = "broken_file",
                .severity = Severity::error,
                .message = "The file cannot be read as a GeoPackage (" + detail + "), after " + std::to_string(rows_) +
                           " rows. Ask for it again or export it again.",
                .found = detail,
                .expected = "a whole GeoPackage"};
    }

    std::vector<SourceTable> list_tables() {
        std::vector<SourceTable> tables;
        Query contents(dataset_.get(),
                       "SELECT c.table_name, g.column_name, g.srs_id, s.organization, s.organization_coordsys_id, "
                       "s.definition, m.type <> 'table' OR m.sql LIKE 'CREATE VIRTUAL%' FROM gpkg_contents c LEFT JOIN "
                       "sqlite_master m ON m.name = c.table_name LEFT JOIN gpkg_geometry_columns g ON g.table_name = "
                       "c.table_name LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id WHERE c.data_type IN "
                       "('features', 'attributes') AND lower(c.table_name) NOT IN ('layer_styles', 'export_note') "
                       "ORDER BY c.rowid");
        while (const Feature row = contents.next()) {
            SourceTable table{.name = text_at(row, 0), .geometry_column = text_at(row, 1)};
            table.is_plain = text_at(row, 6) != "1";
            if (!table.geometry_column.empty()) state_crs(row, table);
            tables.push_back(std::move(table));
            if (tables.size() > limits_.max_columns) break;
        }
        for (auto& table : tables) list_columns(table);
        return tables;
    }

    /// GeoPackage, requirement 11: srs_id 0 and -1 are undefined systems.
    static void state_crs(const Feature& row, SourceTable& table) {
        const std::string id = text_at(row, 2);
        const std::string organization = text_at(row, 3);
        const std::string definition = text_at(row, 5);
        const bool is_undefined = id == "0" || id == "-1" || organization.empty() ||
                                  definition.starts_with("LOCAL_CS") || definition.starts_with("ENGCRS") ||
                                  definition == "undefined";
        table.crs_statement = "gpkg_geometry_columns, srs_id " + id;
        if (is_undefined) return;
        const bool is_registered = organization == "EPSG" || organization == "epsg" || organization == "ESRI";
        table.crs = is_registered ? (organization == "ESRI" ? "ESRI:" : "EPSG:") + text_at(row, 4) : definition;
    }

    void list_columns(SourceTable& table) {
        Query info(dataset_.get(), "SELECT name, pk FROM pragma_table_info(" + in_quotes(table.name, '\'') + ")");
        while (const Feature row = info.next()) {
            const std::string name = text_at(row, 0);
            if (text_at(row, 1) == "1" && table.key_column.empty())
                table.key_column = name;
            else if (name != table.geometry_column)
                table.columns.push_back(name);
        }
    }

    /// One table from all layers: the columns of each, and the one reference system.
    std::optional<Finding> describe(const std::vector<SourceTable>& tables) {
        bool is_first = true;
        for (const auto& table : tables) {
            for (const auto& column : table.columns) {
                if (column_known_.emplace(column, true).second) table_.columns.push_back(replace_invalid(column));
            }
            if (table.geometry_column.empty()) continue;
            if (!is_first && table_.crs != table.crs) {
                return Finding{.code = "layers_differ",
                               .severity = Severity::error,
                               .message =
                                   "The layers of this file stand in different reference systems. Export the "
                                   "layer that you mean into a file of its own.",
                               .found = table_.crs.value_or("none") + " and " + table.crs.value_or("none"),
                               .expected = "one reference system"};
            }
            is_first = false;
            table_.has_geometry = true;
            table_.crs = table.crs;
            table_.crs_statement = table.crs_statement;
        }
        if (tables.size() > 1) table_.columns.emplace_back(layer_column);
        return find_bad_columns(table_.columns, limits_);
    }

    /// A view could run any query, without end; a virtual table could read other files.
    static Finding not_a_plain_table(const std::string& name) {
        return {.code = "layer_is_a_view",
                .severity = Severity::error,
                .message = "The layer \"" + std::string(first_bytes(replace_invalid(name), 80)) +
                           "\" is a view or a virtual table, "
                           "which is not read. Export it as a layer of its own.",
                .found = "a view or a virtual table",
                .expected = "a table"};
    }

    std::optional<Finding> read_rows(const SourceTable& table, bool tell_layer) {
        std::string sql = "SELECT ";
        for (std::size_t i = 0; i < table.columns.size(); ++i) sql += cell_sql(table.columns[i], i) + ", ";
        if (!table.key_column.empty()) sql += "CAST(" + in_quotes(table.key_column, '"') + " AS TEXT) AS k, ";
        const bool has_geometry = !table.geometry_column.empty();
        sql += has_geometry ? in_quotes(table.geometry_column, '"') : "1 AS no_geometry";
        sql += " FROM " + in_quotes(table.name, '"');
        Query query(dataset_.get(), sql);
        if (!query.is_open()) return broken_finding("table " + table.name);
        messages_.take();
        for (;;) {
            const Feature feature = query.next();
            const bool failed = messages_.has_error();
            const std::string said = messages_.take();
            if (!feature) {
                if (failed) return broken_finding(said);
                return std::nullopt;
            }
            RawRow row;
            row.number = ++rows_;
            read_cells(feature, table, row);
            if (tell_layer) row.values[layer_column] = table.name;
            if (has_geometry) read_geometry(feature, said, row);
            if (rows_ > limits_.max_rows) return too_many_rows(limits_);
            if (!on_row_(std::move(row))) {
                stopped_ = true;
                return std::nullopt;
            }
        }
    }

    void read_cells(const Feature& feature, const SourceTable& table, RawRow& row) {
        bool has_bad_bytes = false;
        const auto clean = [&has_bad_bytes](std::string text) {
            if (is_utf8(text)) return text;
            has_bad_bytes = true;
            return replace_invalid(text);
        };
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const int field = static_cast<int>(i);
            if (OGR_F_IsFieldSetAndNotNull(feature.get(), field) == 0) continue;
            const std::string cell = text_at(feature, field);
            if (cell.empty() || cell[0] == 'b') continue;
            std::string text = cell.substr(1);
            if (cell[0] == 'r') {
                if (const auto real = parse_number(text)) text = to_text(*real);
            }
            if (is_blank(text)) continue;
            row.values.emplace(replace_invalid(table.columns[i]), clean(std::move(text)));
        }
        if (!table.key_column.empty()) {
            std::string key = text_at(feature, static_cast<int>(table.columns.size()));
            if (!key.empty()) row.source_id = clean(std::move(key));
        }
        if (has_bad_bytes) row.findings.push_back(not_utf8_row());
    }

    void read_geometry(const Feature& feature, const std::string& said, RawRow& row) const {
        OGRGeometryH stored = OGR_F_GetGeometryRef(feature.get());
        GdalGeometry read = from_gdal(stored, limits_.max_positions_per_row);
        row.geometry = std::move(read.geometry);
        if (stored == nullptr && !said.empty()) read.problem = replace_invalid(said);
        if (!read.problem.empty())
            row.geometry_finding = unreadable_geometry(read.problem, "GeoPackage, clause 2.1.3");
        else if (stored != nullptr && !row.geometry)
            row.geometry_finding = empty_geometry();
    }

    const std::function<bool(RawRow&&)>& on_row_;
    const Limits& limits_;
    GdalMessages messages_;
    Dataset dataset_;
    RawTable table_;
    std::unordered_map<std::string, bool> column_known_;
    std::int64_t rows_ = 0;
    std::int64_t rows_before_ = 0;  ///< of the layers before the one that is read
    bool stopped_ = false;
};

}  // namespace

Result<RawTable> read_geopackage(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                                 const Limits& limits, const std::optional<std::string>& layer) {
    return GeoPackageReader(file, on_row, limits).read(layer);
}

Result<TableList> list_geopackage(const std::filesystem::path& file, const Limits& limits) {
    const std::function<bool(RawRow&&)> nothing = [](RawRow&&) { return true; };
    return GeoPackageReader(file, nothing, limits).list();
}

}  // namespace cairn::formats
