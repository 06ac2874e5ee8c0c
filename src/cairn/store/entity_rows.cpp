#include "cairn/store/entity_rows.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/store/gpkg_geometry.hpp"
#include "cairn/store/gpkg_tables.hpp"

namespace cairn::store {
namespace {

using registers::Field;
using registers::FieldType;
using registers::Schema;

/// Absent: not what Cairn writes.
std::optional<Value> read_value(const Statement& row, int column, const Field& field) {
    switch (field.type) {
        case FieldType::text:
            if (!row.has_text(column)) return std::nullopt;
            return Value(std::string(row.text(column)));
        case FieldType::integer:
            if (!row.has_integer(column)) return std::nullopt;
            return Value(row.integer(column));
        case FieldType::real:
            if (!row.has_real(column)) return std::nullopt;
            return Value(row.real(column));
        case FieldType::boolean:
            if (!row.has_integer(column) || row.integer(column) < 0 || row.integer(column) > 1) return std::nullopt;
            return Value(row.integer(column) == 1);
        case FieldType::date: {
            if (!row.has_text(column)) return std::nullopt;
            const auto date = parse_date(row.text(column));
            if (!date || to_text(*date) != row.text(column)) return std::nullopt;
            return Value(*date);
        }
    }
    return std::nullopt;
}

struct Binder {
    Statement& statement;
    int parameter;

    void operator()(std::monostate) const { statement.bind_null(parameter); }
    void operator()(bool value) const { statement.bind(parameter, std::int64_t{value ? 1 : 0}); }
    void operator()(std::int64_t value) const { statement.bind(parameter, value); }
    void operator()(double value) const { statement.bind(parameter, value); }
    void operator()(const std::string& value) const { statement.bind(parameter, std::string_view(value)); }
    void operator()(const Date&) const {}  // bound by the caller, which holds its text
};

}  // namespace

std::string column_list(const Schema& schema) {
    std::string out;
    for (const Column& column : current_columns(schema)) out += (out.empty() ? "" : ", ") + sql_name(column.name);
    return out;
}

std::optional<Entity> read_entity(const Statement& row, const Schema& schema) {
    Entity entity{.kind = schema.kind, .id = {}, .fields = {}, .geometry = {}};
    if (!row.has_text(1)) return std::nullopt;
    entity.id = row.text(1);
    int column = 2;
    if (has_geometry(schema)) {
        if (!row.is_null(column)) {
            if (!row.has_blob(column)) return std::nullopt;
            entity.geometry = parse_gpkg(row.blob(column));
            if (!entity.geometry) return std::nullopt;
        }
        ++column;
    }
    for (const Field& field : schema.fields) {
        const int at = column++;
        if (row.is_null(at)) continue;
        auto value = read_value(row, at, field);
        if (!value) return std::nullopt;
        entity.fields.emplace(field.name, std::move(*value));
    }
    return entity;
}

EntityBinder::EntityBinder(const Schema& schema) : has_geometry_(has_geometry(schema)) {
    int parameter = has_geometry_ ? 3 : 2;
    for (const Field& field : schema.fields) parameters_.emplace_back(field.name, parameter++);
    std::sort(parameters_.begin(), parameters_.end());
}

// Both lists are in the order of names, so one walk along both is enough. Fields that the entity lacks stay NULL.
void EntityBinder::bind(Statement& statement, std::int64_t fid, const Entity& entity,
                        const std::string& geometry) const {
    statement.clear();
    statement.bind(0, fid);
    statement.bind(1, std::string_view(entity.id));
    if (has_geometry_ && !geometry.empty()) statement.bind_blob(2, geometry);
    auto parameter = parameters_.begin();
    for (const auto& [name, value] : entity.fields) {
        while (parameter != parameters_.end() && parameter->first < name) ++parameter;
        if (parameter == parameters_.end() || parameter->first != name) continue;
        if (const auto* date = std::get_if<Date>(&value)) {
            statement.bind_copy(parameter->second, to_text(*date));
        } else {
            std::visit(Binder{statement, parameter->second}, value);
        }
    }
}

bool is_stored_form(const Entity& entity, const Schema& schema) {
    for (const auto& [name, value] : entity.fields) {
        if (std::holds_alternative<std::monostate>(value)) return false;
        if (const auto* real = std::get_if<double>(&value); real != nullptr && *real == 0 && std::signbit(*real))
            return false;
        if (!std::holds_alternative<std::int64_t>(value)) continue;
        const Field* field = schema.find(name);
        if (field != nullptr && field->type == FieldType::real) return false;
    }
    return true;
}

Entity to_stored(const Entity& entity, const Schema& schema) {
    Entity out{.kind = entity.kind, .id = entity.id, .fields = {}, .geometry = entity.geometry};
    for (const auto& [name, value] : entity.fields) {
        if (std::holds_alternative<std::monostate>(value)) continue;
        Value kept = value;
        const Field* field = schema.find(name);
        if (const auto* whole = std::get_if<std::int64_t>(&value);
            whole != nullptr && field != nullptr && field->type == FieldType::real) {
            kept = static_cast<double>(*whole);
        }
        if (auto* real = std::get_if<double>(&kept)) *real += 0.0;  // SQLite does not keep the sign of zero
        out.fields.emplace_hint(out.fields.end(), name, std::move(kept));
    }
    return out;
}

}  // namespace cairn::store
