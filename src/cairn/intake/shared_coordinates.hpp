#pragma once
// A coordinate that many rows share is the place of a unit, not of the events.

#include <map>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/intake/admin_units.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/tally.hpp"

namespace cairn::intake {

/// sd per axis of a position that is only known by its settlement, when nothing better is stated.
inline constexpr double settlement_sigma_m = 2000;

class SharedCoordinates {
   public:
    /// `has_sigma`: entities of the kind have a field for it.
    SharedCoordinates(std::vector<AdminUnit> units, const Mapping& mapping, bool has_sigma);

    /// Puts the group on the entity and gives it the unit's σ, unless it states a larger one; adds a note.
    void mark(const Group& group, const std::string& name, Entity& entity, Findings& findings);

    /// One finding about all of them, when there are any.
    void summarise(const std::string& file, Findings& findings) const;

   private:
    struct Spread {
        double sd_m = 0;
        std::string reason;  ///< "the extent of Olovo"
    };
    const Spread& spread_at(const std::string& group, LonLat position);

    AdminUnits units_;
    const Mapping& mapping_;
    bool has_sigma_;
    std::map<std::string, Spread> spreads_;
    std::int64_t rows_ = 0;
};

}  // namespace cairn::intake
