#pragma once
// What only the whole file tells: rows that look alike, and coordinates that many rows share.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cairn/formats/reader.hpp"
#include "cairn/intake/mapping.hpp"

namespace cairn::intake {

struct Group {
    std::int64_t first_row = 0;
    std::int64_t rows = 0;
};

class Tally {
   public:
    explicit Tally(const Mapping& mapping);

    /// First pass: every selected row, in order.
    void add(const formats::RawRow& row, const std::optional<formats::SourceGeometry>& place);
    /// Between the passes.
    void finish();

    /// Second pass: the rows that agree with this one in all mapped columns and in place, when there are two or more
    /// and the row has no id of its own.
    std::optional<Group> find_alike(const formats::RawRow& row,
                                    const std::optional<formats::SourceGeometry>& place) const;
    /// The rows at exactly this single position, when they are as many as the mapping asks for.
    std::optional<Group> find_shared(const formats::RawRow& row,
                                     const std::optional<formats::SourceGeometry>& place) const;

   private:
    struct Key {
        std::uint64_t a = 0, b = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    /// Rows by what they have in common. Most have nothing: a sorted list costs less than a look-up table.
    class Groups {
       public:
        void add(const Key& key, std::int64_t row) { rows_.emplace_back(key, row); }
        /// Keeps groups of at least `least` rows, with their rows by number.
        void finish(std::int64_t least);
        bool may_hold(std::int64_t row) const { return group_of_.contains(row); }
        std::optional<Group> find(std::int64_t row, const Key& key) const;

       private:
        std::vector<std::pair<Key, std::int64_t>> rows_;
        std::vector<std::pair<Key, Group>> groups_;
        std::unordered_map<std::int64_t, std::size_t> group_of_;  ///< row → place in groups_
    };

    std::optional<Key> likeness(const formats::RawRow& row, const std::optional<formats::SourceGeometry>& place) const;
    static std::optional<Key> position(const std::optional<formats::SourceGeometry>& place);

    const Mapping& mapping_;
    std::vector<std::string> columns_;
    Groups alike_;
    Groups shared_;
};

/// The id that the source itself gives the row, by the mapping; absent when it gives none.
std::optional<std::string> source_id_of(const formats::RawRow& row, const Mapping& mapping);

}  // namespace cairn::intake
