#include <algorithm>

#include "cairn/core/nearest_word.hpp"
#include "cairn/core/text.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/intake/dates.hpp"
#include "cairn/intake/encoding_words.hpp"
#include "cairn/intake/guess_position.hpp"
#include "cairn/intake/intake.hpp"
#include "cairn/intake/points.hpp"
#include "cairn/intake/units.hpp"

namespace cairn::intake {
namespace {

class Check {
   public:
    Check(const Mapping& mapping, const formats::RawTable& table, const registers::Schemas& schemas)
        : mapping_(mapping), table_(table), schemas_(schemas), schema_(schemas.find(mapping.kind)) {}

    Findings run() {
        if (schema_ == nullptr) {
            std::string kinds;
            std::vector<std::string> names;
            for (const auto& schema : schemas_.all()) {
                kinds += (kinds.empty() ? "" : ", ") + schema.kind;
                names.push_back(schema.kind);
            }
            add("unknown_kind", "There is no kind \"" + mapping_.kind + "\"." + suggestion(mapping_.kind, names),
                "kind", mapping_.kind, kinds);
            return std::move(findings_);
        }
        check_encoding();
        check_columns();
        for (const auto& [name, source] : mapping_.fields) check_field(name, source);
        check_place();
        if (mapping_.points) check_point_table();
        return std::move(findings_);
    }

   private:
    void add(std::string code, std::string message, std::string field, std::string found, std::string expected) {
        findings_.push_back({.code = std::move(code),
                             .severity = Severity::error,
                             .message = std::move(message),
                             .field = std::move(field),
                             .found = std::move(found),
                             .expected = std::move(expected)});
    }

    void check_encoding() {
        if (mapping_.encoding || !table_.encoding || table_.encoding->is_clear) return;
        findings_.push_back(ask_for_encoding(*table_.encoding));
    }

    void check_columns() {
        for (const auto& column : columns_of(mapping_)) {
            if (std::find(table_.columns.begin(), table_.columns.end(), column) != table_.columns.end()) continue;
            std::string columns;
            for (const auto& name : table_.columns) {
                if (columns.size() > 300) break;
                columns += (columns.empty() ? "" : ", ") + name;
            }
            add("column_not_in_file",
                "The mapping reads the column \"" + column + "\", which the file does not have." +
                    suggestion(column, table_.columns),
                column, "no such column", "one of " + columns);
        }
    }

    std::vector<std::string> field_names() const {
        std::vector<std::string> names;
        for (const auto& field : schema_->fields)
            if (field.imported) names.push_back(field.name);
        return names;
    }

    void check_field(const std::string& name, const FieldSource& source) {
        const registers::Field* field = schema_->find(name);
        if (field == nullptr || !field->imported || name == "package" || name == "source_id") {
            const bool has_key = name == "package" || name == "source_id";
            add("unknown_field",
                has_key ? "\"" + name + "\" is no field of a mapping: use \"package_column\" and \"id\"."
                        : "A " + schema_->kind + " has no field \"" + name + "\" that a source can fill." +
                              suggestion(name, field_names()),
                name, name, "a field of " + schema_->kind);
            return;
        }
        if (!source.format.empty() && !is_date_pattern(source.format)) {
            std::string patterns;
            for (const auto pattern : date_patterns())
                patterns += (patterns.empty() ? "" : ", ") + std::string(pattern);
            add("unknown_date_pattern", "The date pattern \"" + source.format + "\" is not known.", name, source.format,
                patterns);
        }
        if (!find_factor(source.unit, field->unit)) {
            add("unknown_unit", "The unit \"" + source.unit + "\" cannot be turned into that of " + name + ".", name,
                source.unit, field->unit.empty() ? "no unit" : "a unit like " + field->unit);
        }
        const registers::CodeList* codes = field->code_list ? schemas_.find_code_list(*field->code_list) : nullptr;
        if (codes == nullptr) return;
        for (const auto& [text, code] : source.codes) {
            if (!code || codes->find(*code) != nullptr) continue;
            std::string values;
            for (const auto& value : codes->values) values += (values.empty() ? "" : ", ") + value.value;
            add("unknown_code",
                "The mapping turns \"" + text + "\" into \"" + *code + "\", which the code list " + codes->name +
                    " does not have.",
                name, *code, values);
        }
    }

    void check_place() {
        using Kind = PlaceSource::Kind;
        const Kind kind = mapping_.place.kind;
        if (schema_->geometry == registers::GeometryKind::none) return;
        if (kind == Kind::none) {
            if (mapping_.place.is_open) {
                findings_.push_back(ask_for_place(schema_->geometry_mandatory));
            } else if (schema_->geometry_mandatory) {
                add("place_not_mapped", "A " + schema_->kind + " needs a place, and the mapping names none.", "place",
                    "none", "the file's geometry, two columns, or one of well-known text");
            }
            return;
        }
        if (kind == Kind::file && !table_.has_geometry) {
            add("place_not_mapped", "The mapping takes the file's geometry, but a " + table_.format + " carries none.",
                "place", "file", "two columns, or one of well-known text");
        }
        const auto crs = mapping_.crs ? mapping_.crs : table_.crs;
        for (const auto& [text, code] : mapping_.crs_codes) {
            if (code == crs_to_state)
                ask_for_code(text);
            else
                check_crs(code, "crs_codes." + text);
        }
        if (!crs && mapping_.crs_column) return;
        if (!crs) return ask_for_crs();
        const auto described = geodesy::parse_crs(*crs);
        if (!described) {
            check_crs(*crs, "crs");
        } else if (kind == Kind::lon_lat && !described->is_geographic) {
            add("crs_does_not_fit",
                "The coordinates are longitude and latitude, but " + described->name + " has easting and northing.",
                "crs", *crs, "a reference system in degrees, such as EPSG:4326, or x and y in the mapping");
        } else if (kind == Kind::x_y && described->is_geographic) {
            add("crs_does_not_fit",
                "The coordinates are easting and northing, but " + described->name + " has degrees.", "crs", *crs,
                "a projected reference system, or lon and lat in the mapping");
        }
    }

    void ask_for_code(const std::string& text) {
        add("crs_not_stated",
            "Rows say that they are in \"" + shorten(text) +
                "\", and the mapping does not say which reference system their coordinates are in. State it under "
                "\"crs_codes\", from whoever made the file.",
            "crs_codes." + shorten(text), "not stated", "a reference system, such as EPSG:4326");
    }

    void check_point_table() {
        for (Finding& finding : check_points(*mapping_.points)) findings_.push_back(std::move(finding));
        if (mapping_.place.kind == PlaceSource::Kind::wkt) {
            add("place_not_mapped", "The points of a polygon need coordinates, not well-known text.", "place", "wkt",
                "columns of coordinates, or one with the whole position");
        }
    }

    void check_crs(const std::string& crs, std::string field) {
        const auto described = geodesy::parse_crs(crs);
        if (described) return;
        Finding finding = described.error();
        finding.field = std::move(field);
        finding.severity = Severity::error;
        findings_.push_back(std::move(finding));
    }

    void ask_for_crs() {
        add("crs_not_stated",
            "The file does not say which reference system its coordinates are in, and none is assumed. State it: "
            "--crs EPSG:4326 (WGS 84 longitude and latitude), EPSG:32633 (UTM zone 33 north) …, or \"crs\" in the "
            "mapping.",
            "crs", "not stated", "a reference system, from whoever made the file");
    }

    const Mapping& mapping_;
    const formats::RawTable& table_;
    const registers::Schemas& schemas_;
    const registers::Schema* schema_;
    Findings findings_;
};

}  // namespace

Findings check_mapping(const Mapping& mapping, const formats::RawTable& table, const registers::Schemas& schemas) {
    return Check(mapping, table, schemas).run();
}

}  // namespace cairn::intake
