#include "cairn/core/entity.hpp"

namespace cairn {

const Value* find_value(const Entity& entity, std::string_view field) {
    const auto at = entity.fields.find(field);
    if (at == entity.fields.end() || std::holds_alternative<std::monostate>(at->second)) return nullptr;
    return &at->second;
}

namespace {
template <class T>
std::optional<T> get(const Entity& entity, std::string_view field) {
    const Value* value = find_value(entity, field);
    if (value == nullptr) return std::nullopt;
    const T* typed = std::get_if<T>(value);
    return typed == nullptr ? std::nullopt : std::optional<T>(*typed);
}
}  // namespace

std::optional<std::string> text_of(const Entity& entity, std::string_view field) {
    return get<std::string>(entity, field);
}
std::optional<std::int64_t> integer_of(const Entity& entity, std::string_view field) {
    return get<std::int64_t>(entity, field);
}
std::optional<bool> bool_of(const Entity& entity, std::string_view field) { return get<bool>(entity, field); }
std::optional<Date> date_of(const Entity& entity, std::string_view field) { return get<Date>(entity, field); }

std::optional<double> number_of(const Entity& entity, std::string_view field) {
    if (const auto whole = integer_of(entity, field)) return static_cast<double>(*whole);
    return get<double>(entity, field);
}

}  // namespace cairn
