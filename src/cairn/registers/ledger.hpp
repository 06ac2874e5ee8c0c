#pragma once
// The bytes that history is proved by. Two programs that agree on these bytes agree on every hash.
//
// Lengths and counts are unsigned 32-bit little-endian; a text is its length and its UTF-8 bytes. Numbers are
// text in their shortest form that reads back the same (ISO C++ to_chars); a date is ISO 8601 text with its own
// precision; a coordinate is an IEEE 754 double, little-endian. docs/store.md gives the whole layout.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cairn/core/entity.hpp"
#include "cairn/core/result.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::registers {

/// Named values in the order of their names, then a geometry: what one row says. Blank values are left out.
class StateWriter {
   public:
    /// Names ascend strictly from call to call (asserted).
    void text(std::string_view name, std::string_view value);
    void integer(std::string_view name, std::int64_t value);
    void value(std::string_view name, const Value& value);
    /// Ends the state. The writer can then be used anew.
    std::string finish(const std::optional<GeoGeometry>& geometry = std::nullopt);

   private:
    void name(std::string_view name, char tag);
    std::string bytes_ = std::string(4, '\0');
    std::string last_name_;
    std::uint32_t count_ = 0;
};

/// Fields and geometry of an entity, without kind and id. Precondition: numbers are finite.
std::string to_state(const Entity& entity);
/// Reads it back. Fails (`broken_state`) on anything that to_state does not write.
Result<Entity> parse_state(std::string_view kind, std::string_view id, std::string_view state);

/// One row of a change set.
struct RowChange {
    std::string_view kind;       ///< of entity, or "source-file", "import" … for what stands beside them
    std::string_view id;         ///< within the kind
    std::int64_t row = 0;        ///< number of the row in its table
    std::string_view operation;  ///< "put", "withdraw"
    std::optional<Hash> before;  ///< sha256 of the state that it replaces; absent: there was none
    std::optional<std::string_view> after;  ///< state; absent: nothing stands any more
};

/// The leaf of a row change: leaf_hash() of its bytes.
Hash hash_row_change(const RowChange& change);

/// What a change set's hash covers.
struct ChangeSetContent {
    Hash previous{};  ///< hash of the change set before; zeros for the first
    std::int64_t number = 0;
    std::string_view time, actor, action, reason;
    Hash merkle_root{};
    std::int64_t rows = 0;
};

Hash hash_change_set(const ChangeSetContent& content);

}  // namespace cairn::registers
