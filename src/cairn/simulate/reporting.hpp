#pragma once
// What an office writes down of searches, finds and accidents, with the precision that it has.

#include <cstddef>

#include "cairn/core/random.hpp"
#include "cairn/simulate/chart.hpp"
#include "cairn/simulate/searching.hpp"
#include "cairn/simulate/world.hpp"

namespace cairn::simulate {

class Reporter {
   public:
    Reporter(World& world, const Chart& chart, const Random& random) : world_(world), chart_(chart), random_(random) {}

    /// Index of the search in World::searches.
    std::size_t report_search(const PlannedSearch& plan);
    /// The day of the find: within the search, and not before the device was laid.
    sys_days report_find(std::size_t device, std::size_t search, const PlannedSearch& plan);
    void report_accident(std::size_t device, sys_days day);

   private:
    World& world_;
    const Chart& chart_;
    const Random& random_;
};

}  // namespace cairn::simulate
