#pragma once
// Steps that bring a store made by an older Cairn up to date. Each runs in one transaction and leaves a change set.

#include <cstdint>
#include <span>

#include "cairn/store/sqlite.hpp"

namespace cairn::store {

struct Migration {
    std::int64_t to = 0;       ///< version that it leads to; the steps go up by one
    const char* why = "";      ///< stands in the log
    void (*run)(Database&) = nullptr;  ///< changes tables; columns for new fields are added afterwards, for all
};

/// In order.
std::span<const Migration> migrations();

}  // namespace cairn::store
