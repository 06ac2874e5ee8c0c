#pragma once
// Which rows are the same row again, and the ids of those that are not.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"
#include "cairn/intake/references.hpp"
#include "cairn/intake/statement.hpp"

namespace cairn::intake {

struct KnownRows;

class Identities {
   public:
    /// `stem` is what the ids begin with that are made of file and row. All must outlive it.
    Identities(const KnownRows& known, const References& references, const std::string& stem)
        : known_(known), references_(references), stem_(stem) {}

    /// Id of the entity, in the store or earlier in the file, that the same source id made, when the row repeats what
    /// the source said then; absent when there is none. Fails (same_id_other_values) when it says something else.
    /// Precondition: references are resolved, nothing else is derived.
    Result<std::optional<std::string>> find_same(const Entity& entity) const;

    /// An id that is free: the source's own where it can be, so that other files can refer to it; else one made of
    /// file and row.
    std::string new_id(const Entity& entity) const;

    /// For the rows that follow. Precondition: what only the whole file tells is not yet put in.
    void remember(const Entity& entity);

   private:
    struct Named {
        std::string entity_id;
        Statement statement;
        std::int64_t row = 0;
        std::optional<Entity> said;  ///< of the first `most_kept`: a conflict can name what differs
    };
    static constexpr std::size_t most_kept = 20'000;
    const KnownRows& known_;
    const References& references_;
    const std::string& stem_;
    std::map<std::pair<std::string, std::string>, Named> by_source_id_;  ///< by package and source id
    std::string made_id(const Entity& entity) const;

    std::unordered_set<std::string> new_ids_;  ///< without those made of file and row, which repeat none
};

}  // namespace cairn::intake
