#pragma once
// Numbers by the hash of an id, for a million ids. Inside the module only.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace cairn::store {

class NewIds {
   public:
    /// The number of the id, or that of another with the same hash; absent when it was not added.
    std::optional<std::int64_t> find(std::string_view id) const {
        if (slots_.empty()) return std::nullopt;
        const Slot& slot = slots_[place_of(hash_of(id))];
        return slot.hash == 0 ? std::nullopt : std::optional(slot.number);
    }

    /// Keeps the number that an id had first.
    void add(std::string_view id, std::int64_t number) {
        if (2 * (count_ + 1) > slots_.size()) grow();
        Slot& slot = slots_[place_of(hash_of(id))];
        if (slot.hash != 0) return;
        slot = {hash_of(id), number};
        ++count_;
    }

   private:
    struct Slot {
        std::size_t hash = 0;  ///< 0: free
        std::int64_t number = 0;
    };

    static std::size_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id) | 1U; }

    /// Where the hash is, or would be put. Half of the slots are free, so it ends.
    std::size_t place_of(std::size_t hash) const {
        std::size_t at = (hash >> 1U) & (slots_.size() - 1);
        while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
        return at;
    }

    void grow() {
        const std::vector<Slot> old =
            std::exchange(slots_, std::vector<Slot>(slots_.empty() ? 1024 : 2 * slots_.size()));
        for (const Slot& slot : old)
            if (slot.hash != 0) slots_[place_of(slot.hash)] = slot;
    }

    std::vector<Slot> slots_;  ///< a power of two of them
    std::size_t count_ = 0;
};

}  // namespace cairn::store
