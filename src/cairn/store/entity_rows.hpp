#pragma once
// Entities ↔ rows of a current table, and states ↔ rows of a revision table.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/registers/schema.hpp"
#include "cairn/store/sqlite.hpp"

namespace cairn::store {

/// "fid, id, geom, <fields>" for a SELECT; the order that the functions below expect.
std::string column_list(const registers::Schema& schema);

/// Absent when a column holds what Cairn does not write there: somebody else did.
std::optional<Entity> read_entity(const Statement& row, const registers::Schema& schema);

/// Binds the columns of a current table as parameters 0, 1, 2 … in the order of column_list.
class EntityBinder {
   public:
    explicit EntityBinder(const registers::Schema& schema);
    /// `geometry` is its blob, empty for none. Entity and blob must outlive the step.
    void bind(Statement& statement, std::int64_t fid, const Entity& entity, const std::string& geometry) const;

   private:
    std::vector<std::pair<std::string, int>> parameters_;  ///< of the fields, in the order of their names
    bool has_geometry_;
};

/// Whether to_stored would change nothing.
bool is_stored_form(const Entity& entity, const registers::Schema& schema);
/// The entity as the store keeps it: no blank fields, whole numbers in fields of type real widened, no negative
/// zero. So what is read back equals what was put.
Entity to_stored(const Entity& entity, const registers::Schema& schema);

}  // namespace cairn::store
