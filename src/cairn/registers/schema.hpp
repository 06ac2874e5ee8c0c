#pragma once
// One description of every entity: store columns, import mapping, checks and documentation come from it.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"

namespace cairn::registers {

enum class FieldType { text, integer, real, boolean, date };
enum class Sensitivity { open, partner, restricted, personal };
enum class GeometryKind { none, point, line, polygon, any };

std::string_view to_text(FieldType type);           ///< "text", "integer", "real", "boolean", "date"
std::string_view to_text(Sensitivity sensitivity);  ///< "public", "partner", "restricted", "personal"
std::string_view to_text(GeometryKind kind);        ///< "none", "point", "line", "polygon", "any"

struct CodeValue {
    std::string value;                          ///< stored: "ap-mine"
    std::map<std::string, std::string> labels;  ///< by language: {"en": "Anti-personnel mine"}
    std::vector<std::string> synonyms;          ///< texts that importers meet, compared by fold()
    std::vector<std::string> words;             ///< the same in the languages of registers/words
    std::string definition;
    std::string source;  ///< the standard's clause, or "proposal"
};

struct CodeList {
    std::string name;
    std::map<std::string, std::string> labels;
    std::string definition;
    std::vector<CodeValue> values;
    std::map<std::string, std::size_t, std::less<>> by_text;  ///< folded value, label, synonym → place in `values`

    /// By value, label or synonym, without case, accents, spaces and punctuation (fold.hpp).
    const CodeValue* find(std::string_view text) const;
    /// By the stored value alone, letter by letter.
    const CodeValue* find_value(std::string_view value) const;
};

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    std::string unit;  ///< "m", "m2", "1", empty
    std::optional<std::string> code_list;
    std::optional<std::string> refers_to;  ///< kind whose id this field holds
    bool mandatory = false;
    bool expected = false;  ///< part of the minimum that a complete entry states; completeness counts it
    bool imported = true;  ///< false: Cairn fills it, no source column maps to it
    Sensitivity sensitivity = Sensitivity::restricted;
    std::optional<double> minimum, maximum;  ///< closed
    std::map<std::string, std::string> labels;
    std::string definition;
    std::vector<std::string> synonyms;  ///< column names of IMSMA and others, compared by fold()
    std::vector<std::string> words;  ///< the same in the languages of registers/words (docs/languages.md)
    std::string source;  ///< the standard's clause, or "proposal"
};

struct Schema {
    std::string kind;  ///< "recorded-area"
    std::string table;  ///< "recorded_area"
    std::map<std::string, std::string> labels;
    std::string definition;
    GeometryKind geometry = GeometryKind::none;
    bool geometry_mandatory = false;
    std::vector<Field> fields;  ///< own fields first, then those that every entity has
    const Field* find(std::string_view field) const;
};

/// All schemas and code lists: those built in, and a programme's own extension file on top.
///
/// An extension is JSON: {"fields": {"hazard": [{"name": "donor", "type": "text", "labels": {"en":
/// "Donor"}}]}, "codes": {"device-category": [{"value": "rocket", "labels": {"en": "Rocket"}}]}}. A code list
/// that is not built in may be made by "code_lists": {"soil": [{"value": "clay"} …]}.
class Schemas {
   public:
    static const Schemas& built_in();
    /// Adds fields and code values (never removes or retypes); fails with a finding that names file and
    /// field.
    static Result<Schemas> with_extension(const std::filesystem::path& file);
    /// The same from text; `name` stands for the file in findings. Empty text adds nothing.
    static Result<Schemas> with_extension_text(std::string_view text, const std::string& name);

    const Schema* find(std::string_view kind) const;
    const CodeList* find_code_list(std::string_view name) const;
    const std::vector<Schema>& all() const { return schemas_; }
    const std::vector<CodeList>& code_lists() const { return code_lists_; }

    /// Column names that mean a coordinate: `part` is "lon", "lat", "x", "y" or "wkt". Empty for any other.
    const std::vector<std::string>& coordinate_synonyms(std::string_view part) const;

    /// The extension as it was read, so that a store can keep it; empty when there is none.
    const std::string& extension_text() const { return extension_text_; }

   private:
    std::vector<Schema> schemas_;
    std::vector<CodeList> code_lists_;
    std::map<std::string, std::vector<std::string>, std::less<>> coordinates_;
    std::string extension_text_;
    friend struct SchemaLoader;
};

/// Types, ranges, code lists, mandatory fields, geometry kind and well-formedness; empty when all hold. Each
/// has severity error, but for dates and counts in the wrong order, which are the source's misfit (warning).
/// Codes: unknown_kind, missing_id, unknown_field, missing_mandatory, wrong_type, number_out_of_range,
/// unknown_code, broken_text, text_too_long, missing_geometry, wrong_geometry_kind, broken_geometry,
/// dates_out_of_order, counts_out_of_order.
Findings check_entity(const Entity& entity, const Schema& schema, const Schemas& schemas);

/// Longest text that a field may hold, bytes.
constexpr std::size_t longest_text = 1'000'000;

}  // namespace cairn::registers
