#include "cairn/assessment/definitions.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "cairn/core/error.hpp"

namespace cairn::assessment {
namespace {

constexpr auto raw = Weighting::raw;

constexpr std::array table{
    Definition{"located_share", CountUnit::record, raw,
               "Records that say where they are, by a geometry, over all records."},
    Definition{"place_only_share", CountUnit::record, raw,
               "Records that name a place or a sheet but bring no geometry, over all records."},
    Definition{"not_locatable_share", CountUnit::record, raw, "Records that cannot be put on a map, over all records."},
    Definition{"tested_share", CountUnit::record, raw,
               "Records of which at least half of the ground within T0 was effectively searched, over all records."},
    Definition{"confirmed_rate", CountUnit::record, raw,
               "Tested records with a find of a compatible type within T of the footprint, over tested records."},
    Definition{"confirmed_of_all_records", CountUnit::record, raw,
               "Tested records with a compatible find within T, over all records, tested or not; the upper bound "
               "counts every untested record as confirmed."},
    Definition{"coverage", CountUnit::find, raw,
               "Finds within T of a record, over finds: a share of what was found, not of what was laid."},
    Definition{"coverage", CountUnit::device, raw, "Devices found within T of a record, over devices found."},
    Definition{"accidents_outside", CountUnit::event, raw,
               "Accident events farther than T from every record, as reported, over accident events."},
    Definition{"accidents_outside", CountUnit::person, raw,
               "Persons harmed in accidents farther than T from every record, as reported, over persons harmed."},
    Definition{"accidents_outside_without_duplicates", CountUnit::event, raw,
               "Accident events farther than T from every record, each group of look-alikes counted once."},
    Definition{"accidents_outside_without_shared_coordinates", CountUnit::event, raw,
               "Accident events farther than T from every record, leaving out those that share their exact "
               "coordinate with others."},
};

}  // namespace

std::span<const Definition> definitions() { return table; }

std::string_view definition_of(std::string_view measure, CountUnit unit, Weighting weighting) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Definition& d) {
        return d.measure == measure && d.unit == unit && d.weighting == weighting;
    });
    if (found == table.end()) throw CallError("no definition for the measure " + std::string(measure));
    return found->sentence;
}

}  // namespace cairn::assessment
