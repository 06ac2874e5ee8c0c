#include "cairn/assessment/definitions.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "cairn/core/error.hpp"

namespace cairn::assessment {
namespace {

constexpr auto raw = Weighting::raw;
constexpr auto ground = Weighting::ground;

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
    Definition{"confirmed_rate", CountUnit::record, ground,
               "The same with each tested record weighted by 1 / P(tested), so that it speaks of all located records; "
               "P(tested) by logistic regression on the record's size, its distance to settlements and its package."},
    Definition{"confirmed_of_all_records", CountUnit::record, raw,
               "Tested records with a compatible find within T, over all records, tested or not; the upper bound "
               "counts every untested record as confirmed."},
    Definition{"coverage", CountUnit::find, raw,
               "Finds within T of a record, over finds: a share of what was found, not of what was laid."},
    Definition{
        "coverage", CountUnit::find, ground,
        "The same with each find weighted by 1 / (searched share of its stratum x f d), so that it speaks of all "
        "ground; strata are bands of distance to the records, each near or far from settlements. The range also takes "
        "in that unsearched ground holds nothing; where most devices would lie on unsearched ground only the range is "
        "given."},
    Definition{"coverage", CountUnit::device, raw, "Devices found within T of a record, over devices found."},
    Definition{"accidents_outside", CountUnit::event, raw,
               "Accident events farther than T from every record, as reported, over accident events."},
    Definition{"accidents_outside", CountUnit::person, raw,
               "Persons harmed in accidents farther than T from every record, as reported, over persons harmed."},
    Definition{"accidents_outside_without_duplicates", CountUnit::event, raw,
               "Accident events farther than T from every record, each group of look-alikes counted once."},
    Definition{"accidents_outside_without_shared_coordinates", CountUnit::event, raw,
               "Accident events farther than T from every record, leaving out those that share their exact "
               "coordinate with others or with a record that is a point."},
    Definition{
        "accidents_outside_adjusted", CountUnit::event, raw,
        "Share of accidents whose true position lies farther than T from every record, estimated from all reported "
        "positions and their stated uncertainty by how accidents spread over bands of distance to the records, "
        "given where people go."},
    Definition{"accidents_on_shared_coordinates", CountUnit::event, raw,
               "Accident events that share their exact coordinate with another, over accident events."},
    Definition{
        "accidents_on_record_points", CountUnit::event, raw,
        "Accident events whose coordinate is exactly that of a record that is a point, over accident events: both "
        "may be the middle of a village."},
    Definition{"accidents_possibly_repeated", CountUnit::event, raw,
               "Accident events that look like another one that is already counted, over accident events."},
    Definition{"area_commission", CountUnit::square_metre, raw,
               "Effectively searched recorded ground farther than T from every find, over effectively searched "
               "recorded ground."},
    Definition{"area_omission", CountUnit::square_metre, raw,
               "Ground of find groups (finds at most 100 m apart, their convex hull widened by 10 m) farther than T "
               "from every record, over ground of find groups."},
    Definition{"area_within", CountUnit::square_metre, raw,
               "Ground within T of a record, over the study area: what a coverage is to be compared with."},
    Definition{"searched_area_within", CountUnit::square_metre, raw,
               "Searched ground within T of a record, over searched ground."},
    Definition{"count_ratio", CountUnit::device, raw,
               "Devices found within T of tested records (each find at its nearest record), over devices that these "
               "records claim."},
    Definition{"count_ratio", CountUnit::device, ground,
               "The same with each find weighted by 1 / (searched share of the record's ground x f d), for what its "
               "searches leave unfound."},
    Definition{"type_agreement", CountUnit::find, raw,
               "Finds within T0 of a record whose category is the claimed one, over such finds where both are "
               "stated."},
    Definition{"date_conflict", CountUnit::find, raw,
               "Finds within T0 of a record whose mark is later than the record, over such finds where both dates "
               "are known."},
    Definition{"form_completeness", CountUnit::field, raw,
               "Mandatory form fields that are filled and can be read, over mandatory form fields."},
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
