#pragma once
// One entry of a register, as its schema describes it (registers/schema.hpp). What an algorithm reads has a
// typed struct beside it (core/recorded_area.hpp …); everything else is read by field name.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cairn/core/date.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn {

/// std::monostate: the field is blank.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date>;

struct Entity {
    std::string kind;  ///< schema name: "recorded-area"
    std::string id;    ///< unique within the store and kind; never reused
    std::map<std::string, Value, std::less<>> fields;
    std::optional<GeoGeometry> geometry;

    friend bool operator==(const Entity&, const Entity&) = default;
};

/// The field, or nullptr when it is absent or blank.
const Value* find_value(const Entity& entity, std::string_view field);

std::optional<std::string> text_of(const Entity& entity, std::string_view field);
std::optional<double> number_of(const Entity& entity, std::string_view field);  ///< integers widen
std::optional<std::int64_t> integer_of(const Entity& entity, std::string_view field);
std::optional<bool> bool_of(const Entity& entity, std::string_view field);
std::optional<Date> date_of(const Entity& entity, std::string_view field);

}  // namespace cairn
