#pragma once
// Entities ↔ rows of a current table, and states ↔ rows of a revision table.

#include <cstdint>
#include <optional>
#include <string>

#include "cairn/core/entity.hpp"
#include "cairn/registers/schema.hpp"
#include "cairn/store/sqlite.hpp"

namespace cairn::store {

/// "fid, id, geom, <fields>" for a SELECT; the order that the functions below expect.
std::string column_list(const registers::Schema& schema);

/// Absent when a column holds what Cairn does not write there: somebody else did.
std::optional<Entity> read_entity(const Statement& row, const registers::Schema& schema);

/// Binds fid, id, geom and fields as parameters 0, 1, 2 …; `geometry` is its blob, empty for none. All must
/// outlive the step.
void bind_entity(Statement& statement, const registers::Schema& schema, std::int64_t fid, const Entity& entity,
                 const std::string& geometry);

/// The entity as the store keeps it: no blank fields, whole numbers in fields of type real widened, no negative
/// zero. So what is read back equals what was put.
Entity to_stored(const Entity& entity, const registers::Schema& schema);

}  // namespace cairn::store
