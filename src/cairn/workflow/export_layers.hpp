#pragma once
// Registers of a store as layers, with what their reader may see and nothing else.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/formats/writer.hpp"
#include "cairn/registers/sharing.hpp"
#include "cairn/store/store.hpp"

namespace cairn::workflow {

struct ExportScope {
    std::vector<std::string> kinds;  ///< empty: all
    registers::Sensitivity up_to = registers::Sensitivity::restricted;
    std::optional<Date> as_of;
};

/// What went out of one register, and what did not.
struct KindCount {
    std::string kind;
    std::int64_t written = 0;
    std::int64_t left_out = 0;                ///< entries that the reader must not see
    std::vector<std::string> fields_left_out;  ///< of those that went out
};

struct ExportedLayers {
    std::vector<formats::Layer> layers;  ///< one for each register that holds something, in the schemas' order
    std::vector<KindCount> counts;       ///< of every register in the scope
};

/// Columns: id, the fields in the schema's order, and for each field that refers to another entry what the source calls
/// that one ("search_source_id", "package_name"). Throws CallError for a kind that the store does not know. For the
/// public: areas and places, and all other registers as cells of 1 km (public_cells.hpp).
ExportedLayers export_layers(const store::Store& store, const ExportScope& scope);

}  // namespace cairn::workflow
