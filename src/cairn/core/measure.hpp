#pragma once
// A number that may be printed: it carries its definition, numerator, denominator, interval and what it rests on.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/geometry.hpp"

namespace cairn {

/// What one numerator and denominator count.
enum class CountUnit { event, person, record, find, square_metre, device, field };
std::string_view to_text(CountUnit unit);  ///< "event", "person", "record", "find", "m2", "device", "field"

/// raw: as observed; ground: weighted for which ground was searched.
enum class Weighting { raw, ground };
std::string_view to_text(Weighting weighting);

struct Measure {
    std::string measure;                 ///< "coverage", "confirmed_rate", "accidents_outside" …
    std::optional<std::string> package;  ///< id; absent for the whole
    std::optional<std::string> area;     ///< id; absent for the whole
    std::optional<std::string> period;   ///< "2004/2008"; absent for the whole
    std::optional<double> tolerance_m;   ///< absent where the measure has no tolerance
    CountUnit unit = CountUnit::event;
    std::optional<double> numerator;
    std::optional<double> denominator;
    std::optional<double> value;  ///< absent when nothing can be said; `caution` says why
    std::optional<double> low;
    std::optional<double> high;
    double level = 0.9;
    /// How low and high were made: "wilson_cluster", "jeffreys_cluster", "profile_cluster", "bounds" …
    std::string interval;
    std::optional<double> clusters;
    std::optional<double> n_effective;
    Weighting weighting = Weighting::raw;
    std::optional<double> chance;  ///< the same measure with footprints relocated at random
    std::string definition;  ///< one sentence
    std::string caution;  ///< code of the warning that must stand beside the number: "too_few_places" …
};

/// A displacement of points against footprints, in metres, with its region.
struct ShiftEstimate {
    std::optional<std::string> package;
    std::optional<std::string> area;
    std::string evidence;  ///< which points: "finds" or "accidents"
    double east_m = 0;  ///< move the footprints by this to meet the points
    double north_m = 0;
    PlaneMultiPolygon region;  ///< at `level`, in metres of displacement (east, north), around (0, 0) = no shift
    double level = 0.9;
    double sd_east_m = 0;
    double sd_north_m = 0;
    double residual_sd_m = 0;  ///< between records, after the common shift; per axis
    double ce50_m = 0;  ///< circular error of the footprints as given, 50 %: common shift and residual together
    double ce90_m = 0;
    double records = 0;  ///< records that carry evidence
    double finds = 0;
    bool contains_zero = true;  ///< no shift lies inside the region
    bool touches_edge = false;  ///< the region meets the edge of what was searched: larger shifts stay possible
    std::string caution;
};

/// Rows of claimed category by found category, with counts.
struct TypeAgreement {
    std::optional<std::string> package;
    std::vector<std::string> categories;  ///< labels of rows and columns, "not-stated" last
    std::vector<std::vector<double>> counts;  ///< counts[claimed][found], finds
};

/// A record that a next search should test, and what it would cost.
struct NextTest {
    std::string footprint;
    std::optional<std::string> package;
    std::optional<std::string> area;
    double search_m2 = 0;  ///< ground to search: the footprint with a frame around it, less what was searched
    double frame_m = 0;  ///< how far around the place as written
    std::string reason;  ///< code: "random_within_stratum" …
};

/// How many more tested records narrow a package's confirmed rate to ± `half_width`.
struct TestPlan {
    std::optional<std::string> package;
    double half_width = 0.1;
    double tested_now = 0;
    std::optional<double> half_width_now;
    double tests_needed = 0;  ///< more records, drawn at random within strata
    std::vector<NextTest> next;  ///< the first of them
};

/// What the evidence says of one record at T0.
struct RecordResult {
    std::string id;
    double searched_share = 0;  ///< of the footprint buffered by T0, effectively searched, [0, 1]
    bool is_tested = false;  ///< searched_share >= 1/2
    bool is_confirmed = false;  ///< tested, with a find of a compatible type within T0
    std::optional<double> nearest_find_m;  ///< to a find of a compatible type
};

/// Where one accident lies: its distance to the nearest record; absent when there is no located record.
struct AccidentResult {
    std::string id;
    std::optional<double> distance_m;
    bool is_outside = false;  ///< farther than T0 from every record
};

/// All that one assessment says.
struct Assessment {
    std::string as_of;
    std::optional<std::string> records_as_of;
    std::optional<std::string> evidence_after;
    std::string scored;  ///< what was scored: "recorded-area" or "hazard"
    double tolerance_m = 0;  ///< T0, the called-out tolerance
    std::uint64_t seed = 0;
    std::vector<Measure> measures;
    std::vector<ShiftEstimate> shifts;
    std::vector<TypeAgreement> types;
    std::vector<TestPlan> plans;
    std::vector<RecordResult> records;  ///< of all footprints, in input order
    std::vector<AccidentResult> accidents;  ///< of all accidents, in input order
    std::vector<std::string> cautions;  ///< codes that concern the whole: "todays_residue", "no_searches" …
};

}  // namespace cairn
