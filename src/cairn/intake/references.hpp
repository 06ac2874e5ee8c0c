#pragma once
// Fields that refer to another entry: the source names it by its own id, we keep the entry's.

#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

struct KnownRows;

/// Packages are left out: one that is not known yet is made (workflow/package_book.hpp).
class References {
   public:
    /// Both must outlive it.
    References(const KnownRows& known, const registers::Schema& schema);

    /// Puts the ids of entries in place of what the source wrote. What names no entry, or more than one, stays as
    /// written, with a warning (`unknown_reference`, `ambiguous_reference`). Resolving twice changes nothing.
    void resolve(Entity& entity, Findings& findings) const;

   private:
    const KnownRows& known_;
    std::vector<const registers::Field*> fields_;  ///< those that refer to an entry
};

}  // namespace cairn::intake
