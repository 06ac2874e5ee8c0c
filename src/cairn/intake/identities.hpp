#pragma once
// Which rows are the same row again, and the ids of those that are not.

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"

namespace cairn::intake {

struct KnownRows;

class Identities {
   public:
    /// Both must outlive it.
    Identities(const KnownRows& known, const std::string& original_sha256)
        : known_(known), original_sha256_(original_sha256) {}

    /// Id of the entity, in the store or earlier in the file, that the same source id made, when the values are the
    /// same too; absent when there is none. Fails (same_id_other_values) when the values differ.
    Result<std::optional<std::string>> find_same(const Entity& entity) const;

    /// An id that is free: the source's own where it can be, so that other files can refer to it; else one made of
    /// file and row.
    std::string new_id(const Entity& entity) const;

    void remember(const Entity& entity);

   private:
    struct Named {
        std::string entity_id;
        std::string likeness;
    };
    const KnownRows& known_;
    const std::string& original_sha256_;
    std::map<std::pair<std::string, std::string>, Named> by_source_id_;  ///< by package and source id
    std::unordered_set<std::string> new_ids_;
};

}  // namespace cairn::intake
