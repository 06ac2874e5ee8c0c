#pragma once
// The mapped fields of a row.

#include <string>
#include <unordered_map>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::intake {

/// Made once for a file. The mapping and the schemas must outlive it; check_mapping has no findings for them.
class FieldReader {
   public:
    FieldReader(const Mapping& mapping, const registers::Schema& schema, const registers::Schemas& schemas, Date today);

    /// Fills entity.fields with what is not blank; a cell that cannot be read adds an error.
    void read(const formats::RawRow& row, Entity& entity, Findings& findings);

   private:
    struct Source {
        CellReader cell;
        std::unordered_map<std::string, Value> known;  ///< texts met before, for codes: few texts, slow to look up
    };
    void read_one(Source& source, const std::string& text, Entity& entity, Findings& findings);
    bool read_count_range(const std::string& text, Entity& entity) const;

    std::vector<Source> sources_;
    bool high_is_mapped_ = false;
};

}  // namespace cairn::intake
