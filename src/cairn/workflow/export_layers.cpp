#include "cairn/workflow/export_layers.hpp"

#include <algorithm>
#include <map>

#include "cairn/core/error.hpp"
#include "cairn/registers/style.hpp"
#include "cairn/workflow/public_cells.hpp"

namespace cairn::workflow {
namespace {

using registers::Field;
using registers::FieldType;
using registers::Schema;
using registers::Sensitivity;

formats::Column::Type column_type(FieldType type) {
    switch (type) {
        case FieldType::integer: return formats::Column::Type::integer;
        case FieldType::real: return formats::Column::Type::real;
        case FieldType::boolean: return formats::Column::Type::boolean;
        case FieldType::date: return formats::Column::Type::date;
        case FieldType::text: break;
    }
    return formats::Column::Type::text;
}

formats::Column to_column(const Field& field, const registers::Schemas& schemas) {
    formats::Column column{.name = field.name,
                           .type = column_type(field.type),
                           .label = field.labels.contains("en") ? field.labels.at("en") : field.name,
                           .definition = field.definition};
    const auto* codes = field.code_list ? schemas.find_code_list(*field.code_list) : nullptr;
    if (codes == nullptr) return column;
    for (const auto& code : codes->values) column.choices.push_back(code.value);
    return column;
}

/// What people call the entries of a kind, by their ids: a delivery by its name, anything else by its source's id, or
/// by the id where the source gives none. Empty: an entry that the reader must not see.
using Names = std::map<std::string, std::optional<std::string>, std::less<>>;
Names names_of(const store::Store& store, const std::string& kind, const ExportScope& scope) {
    Names names;
    const char* field = kind == "package" ? "name" : "source_id";
    const Schema& schema = *store.schemas().find(kind);  // a reference to a kind that is not there is not loaded
    const Field* described = schema.find(field);
    const bool are_told = described == nullptr || registers::may_go_to(described->sensitivity, scope.up_to);
    store.for_each(kind, scope.as_of, [&](const Entity& entity) {
        const bool is_told = are_told && registers::may_go_to(registers::sensitivity_of(entity, schema), scope.up_to);
        names[entity.id] = is_told ? std::optional(text_of(entity, field).value_or(entity.id)) : std::nullopt;
    });
    return names;
}

class RegisterExport {
   public:
    RegisterExport(const store::Store& store, const ExportScope& scope, const Schema& schema)
        : store_(store), scope_(scope), schema_(schema) {
        count_.kind = schema.kind;
        layer_ = {.name = schema.table,
                  .description = schema.definition,
                  .columns = {{.name = "id", .label = "Id", .definition = "The entry's id in the store it came from"}},
                  .rows = {},
                  .style = registers::style_of(schema.table)};
        for (const Field& field : schema.fields) add_field(field);
    }

    void run() {
        store_.for_each(schema_.kind, scope_.as_of, [this](const Entity& entity) { add(entity); });
    }

    formats::Layer layer() && { return std::move(layer_); }
    const KindCount& count() const { return count_; }

   private:
    void add_field(const Field& field) {
        if (!registers::may_go_to(field.sensitivity, scope_.up_to)) {
            count_.fields_left_out.push_back(field.name);
            return;
        }
        kept_.push_back(field.name);
        layer_.columns.push_back(to_column(field, store_.schemas()));
        if (!field.refers_to) return;
        const bool is_package = *field.refers_to == "package";
        const std::string name = field.name + (is_package ? "_name" : "_source_id");
        if (schema_.find(name) != nullptr) return;
        layer_.columns.push_back({.name = name,
                                  .label = layer_.columns.back().label + (is_package ? ", name" : ", id in its source"),
                                  .definition = "What the entry is called that \"" + field.name + "\" names"});
        references_.push_back({field.name, name, names_of(store_, *field.refers_to, scope_)});
    }

    void add(const Entity& entity) {
        if (!registers::may_go_to(registers::sensitivity_of(entity, schema_), scope_.up_to)) {
            ++count_.left_out;
            return;
        }
        ++count_.written;
        Entity row{.kind = entity.kind, .id = entity.id, .fields = {}, .geometry = entity.geometry};
        // An id may be made of the source's, which is not for the public.
        if (scope_.up_to == Sensitivity::open) row.id = std::to_string(count_.written);
        for (const auto& field : kept_)
            if (const Value* value = find_value(entity, field)) row.fields[field] = *value;
        for (const auto& reference : references_) name_referred(row, reference);
        layer_.rows.push_back(std::move(row));
    }

    struct Reference {
        std::string field, column;
        Names names;
    };

    static void name_referred(Entity& row, const Reference& reference) {
        const auto id = text_of(row, reference.field);
        if (!id) return;
        const auto at = reference.names.find(*id);
        if (at == reference.names.end()) {
            row.fields[reference.column] = *id;  // what leads nowhere stays as it was written
        } else if (at->second) {
            row.fields[reference.column] = *at->second;
        } else {
            row.fields.erase(reference.field);
        }
    }

    const store::Store& store_;
    const ExportScope& scope_;
    const Schema& schema_;
    std::vector<std::string> kept_;
    std::vector<Reference> references_;
    formats::Layer layer_;
    KindCount count_;
};

bool is_asked_for(const ExportScope& scope, const std::string& kind) {
    return scope.kinds.empty() || std::find(scope.kinds.begin(), scope.kinds.end(), kind) != scope.kinds.end();
}

void require_known(const store::Store& store, const ExportScope& scope) {
    std::string known;
    for (const Schema& schema : store.schemas().all()) known += (known.empty() ? "" : ", ") + schema.kind;
    for (const auto& kind : scope.kinds)
        if (store.schemas().find(kind) == nullptr)
            throw CallError("--kinds: there is no register \"" + kind + "\". Expected some of: " + known + ".");
}

KindCount count_left_out(const store::Store& store, const ExportScope& scope, const Schema& schema) {
    KindCount count{.kind = schema.kind};
    store.for_each(schema.kind, scope.as_of, [&count](const Entity&) { ++count.left_out; });
    return count;
}

}  // namespace

ExportedLayers export_layers(const store::Store& store, const ExportScope& scope) {
    require_known(store, scope);
    ExportedLayers out;
    const bool is_public = scope.up_to == Sensitivity::open;
    for (const Schema& schema : store.schemas().all()) {
        if (!is_asked_for(scope, schema.kind)) continue;
        if (is_public && registers::default_sensitivity(schema) != Sensitivity::open) {
            out.counts.push_back(count_left_out(store, scope, schema));
            continue;
        }
        RegisterExport one(store, scope, schema);
        one.run();
        out.counts.push_back(one.count());
        if (one.count().written > 0) out.layers.push_back(std::move(one).layer());
    }
    if (is_public && scope.kinds.empty()) {
        formats::Layer cells = public_cells(store, scope.as_of);
        if (!cells.rows.empty()) out.layers.push_back(std::move(cells));
    }
    return out;
}

}  // namespace cairn::workflow
