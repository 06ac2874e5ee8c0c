#pragma once
// Leaves of a change set for the rows that are no entities: files, imports and their rows, corrections, schemas.
// Whatever a user could falsify is a leaf.

#include <cstdint>
#include <string>
#include <string_view>

#include "cairn/registers/hash.hpp"
#include "cairn/store/store.hpp"

namespace cairn::store {

/// What the store was told to be: its id, version of its tables, and the programme's own fields and codes.
struct SchemaChange {
    std::string store_id;
    std::int64_t version = 0;
    std::string extension;
};

struct Correction {
    std::int64_t import = 0, number = 0;
    std::string by;
};

registers::Hash leaf_of(std::int64_t row, const SchemaChange& change);
registers::Hash leaf_of(std::int64_t row, const SourceFile& file);  ///< without first_seen
registers::Hash leaf_of(const ImportEntry& entry);                  ///< without change_set
registers::Hash leaf_of(std::int64_t row, std::int64_t import, const ImportRow& import_row);  ///< without corrected_by
registers::Hash leaf_of(std::int64_t row, const Correction& correction);

}  // namespace cairn::store
