#pragma once
// One description of every entity: store columns, import mapping, checks and documentation come from it.

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
enum class Sensitivity { open, partner, restricted, personal };  ///< "public", "partner", "restricted", "personal"
enum class GeometryKind { none, point, line, polygon, any };

struct CodeValue {
    std::string value;                          ///< stored: "ap-mine"
    std::map<std::string, std::string> labels;  ///< by language: {"en": "Anti-personnel mine"}
    std::vector<std::string> synonyms;          ///< texts that importers meet, compared without case and accents
    std::string definition;
    std::string source;                         ///< "IMAS 04.10, 3.12" or "proposal"
};

struct CodeList {
    std::string name;
    std::vector<CodeValue> values;
    /// By value, label or synonym, without case, spaces and punctuation.
    const CodeValue* find(std::string_view text) const;
};

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    std::string unit;                    ///< "m", "m2", "1", empty
    std::optional<std::string> code_list;
    std::optional<std::string> refers_to;  ///< kind whose id this field holds
    bool mandatory = false;
    bool imported = true;                ///< false: Cairn fills it, no source column maps to it
    Sensitivity sensitivity = Sensitivity::restricted;
    std::optional<double> minimum, maximum;  ///< closed
    std::map<std::string, std::string> labels;
    std::string definition;
    std::vector<std::string> synonyms;   ///< column names of IMSMA and others
    std::string source;                  ///< the standard's clause, or "proposal"
};

struct Schema {
    std::string kind;                    ///< "recorded-area"
    std::string table;                   ///< "recorded_area"
    std::map<std::string, std::string> labels;
    std::string definition;
    GeometryKind geometry = GeometryKind::none;
    bool geometry_mandatory = false;
    std::vector<Field> fields;           ///< own fields first, then those that every entity has
    const Field* find(std::string_view field) const;
};

/// All schemas and code lists: those built in, and a programme's own extension file on top.
class Schemas {
   public:
    static const Schemas& built_in();
    /// Adds fields and code values (never removes or retypes); fails with a finding that names file and field.
    static Result<Schemas> with_extension(const std::filesystem::path& file);

    const Schema* find(std::string_view kind) const;
    const CodeList* find_code_list(std::string_view name) const;
    const std::vector<Schema>& all() const { return schemas_; }
    const std::vector<CodeList>& code_lists() const { return code_lists_; }

   private:
    std::vector<Schema> schemas_;
    std::vector<CodeList> code_lists_;
    friend struct SchemaLoader;
};

/// Types, ranges, code lists, mandatory fields and geometry kind. Empty when all hold.
Findings check_entity(const Entity& entity, const Schema& schema, const Schemas& schemas);

}  // namespace cairn::registers
