#pragma once
// A small file that asks for an invented world: its ground, what was laid, how it was recorded, searched and
// met. Parties, places and figures are invented. docs/simulate.md describes the file.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "cairn/core/date.hpp"
#include "cairn/core/finding.hpp"
#include "cairn/core/geometry.hpp"

namespace cairn::simulate {

/// The ground: a rectangle whose middle is put at `centre`, over open sea, so that it resembles no place.
struct GroundPlan {
    LonLat centre{-121.3, -41.2};
    double width_m = 12'000;  ///< [2 000, 100 000]
    double height_m = 9'000;  ///< [2 000, 100 000]
    int settlements = 9;      ///< [1, 200]
    int municipalities = 4;   ///< [1, 100]; rounded up to fill a grid
};

/// What was laid: fields along a front line, others later around positions away from it, and single devices.
struct LayingPlan {
    int from = 1992, until = 1994;  ///< years in which the front's fields were laid, both included
    int fields = 60;                ///< [0, 20 000]; as many are laid as find room within 1 500 m of the line
    double devices_per_field = 25;  ///< mean, [1, 500]
    double devices_sd_log = 0.5;    ///< spread between fields, [0, 2]
    double field_length_m = 160;    ///< median along the line, [20, 1 000]
    double field_width_m = 26;      ///< [4, 100]
    int scattered_devices = 20;     ///< [0, 100 000]
    int later_fields = 0;           ///< [0, 2 000]
    int later_from = 2003, later_until = 2006;
};

/// One package, and how it misreports the fields on its stretch of the front line. Shares are in [0, 1] and
/// are drawn field by field or record by record.
struct PackagePlan {
    std::string id;  ///< "D1"; unique
    std::string name;
    std::string from_party, to_party;
    Date date_received;
    std::string medium = "paper";             ///< paper, scan, digital, oral
    double stretch_from = 0, stretch_to = 1;  ///< share of the front line's length that it claims to cover
    double fields_recorded = 1;  ///< share of the stretch's fields that it shows; the rest is missing
    double fictitious = 0;       ///< shown areas without a field, per shown field
    double stale = 0;            ///< share of shown fields that had been lifted before the hand-over
    double place_only = 0;       ///< share of records that say a place but no coordinates
    double wrong_category = 0;   ///< share of records that name the other kind of mine
    double shift_east_m = 0, shift_north_m = 0;  ///< common to all its records, [-5 000, 5 000]
    double position_sd_m = 10;                   ///< per record and axis, on top, [0, 2 000]
    double count_ratio = 1;                      ///< mean of claimed over laid, [0.05, 20]
    double count_sd_log = 0.2;                   ///< spread between records, [0, 2]
    double count_missing = 0.05;                 ///< share of records that claim no number
    double count_as_range = 0.1;                 ///< share of records that claim "30–50"
};

struct SearchPlan {
    double recorded_share = 0.3;  ///< of located records, searched where the paper puts them
    double margin_m = 60;         ///< of the searched rectangle around a record as written, [0, 1 000]
    int elsewhere = 15;           ///< rectangles away from every record, [0, 5 000]
    double preference = 0.7;      ///< 0: ground drawn at random; 1: strongly where people live and drive
    double after_accident = 0.3;  ///< share of accidents after which the place is searched
    double detection_probability = 0.9;  ///< of a clearance; technical surveys reach two thirds of it
    double technical_share = 0.25;       ///< of searches elsewhere that are technical surveys, in lanes
    double find_sd_m = 3;                ///< of a find's position, per axis, [0, 100]
    double mark_read_share = 0.3;        ///< of finds whose production mark was read
};

struct AccidentPlan {
    double per_device = 0.03;       ///< accidents per device at mean exposure from the end of laying to as_of
    double cluster_sd_log = 0.8;    ///< spread of exposure between fields: what makes accidents cluster
    double gps_share = 0.5;         ///< reported by GPS
    double settlement_share = 0.1;  ///< reported at the settlement's own coordinate; the rest by map
    double gps_sd_m = 10, map_sd_m = 100;  ///< per axis, [0, 2 000]
};

/// What a claim is about; each is computed from the truth (truth.hpp says by which definition).
enum class ClaimMeasure {
    devices_laid,
    devices_recorded,
    devices_left,
    devices_laid_later,
    fields_recorded_share,
    records_confirmed_share,
    accidents_outside_share,
    accidents,
    persons_harmed,
    persons_killed
};
std::string_view to_text(ClaimMeasure measure);  ///< "devices_laid" …
std::optional<ClaimMeasure> parse_claim_measure(std::string_view text);

/// An invented statement of an invented party. It holds when low <= the true value <= high.
struct ClaimPlan {
    std::string id;
    std::string party;
    std::string statement;  ///< as the party put it
    ClaimMeasure measure = ClaimMeasure::devices_laid;
    std::optional<std::string> package;  ///< id; absent: about the whole
    double low = 0;
    double high = 0;
};

struct Scenario {
    std::string name, title;
    std::uint64_t seed = 1;
    Date as_of;               ///< the last day of the simulated history
    double tolerance_m = 50;  ///< T0 of the truth's measures, [0, 2 000]
    GroundPlan ground;
    LayingPlan laying;
    std::vector<PackagePlan> packages;  ///< up to 50
    SearchPlan searches;
    AccidentPlan accidents;
    std::vector<ClaimPlan> claims;  ///< up to 100
};

/// The scenario, or everything that is wrong with it (unknown key, wrong type, out of range, contradiction).
using ScenarioResult = tl::expected<Scenario, Findings>;

/// `name` stands in the findings.
ScenarioResult parse_scenario(std::string_view text, const std::string& name);
/// Throws WorldError when the file cannot be read; files above 1 MB are refused with a finding.
ScenarioResult read_scenario(const std::filesystem::path& file);

/// Carried by the program: "borne-out", "contradicted".
std::vector<std::string> bundled_scenarios();
/// Absent for a name that is not bundled.
std::optional<Scenario> find_bundled_scenario(std::string_view name);

}  // namespace cairn::simulate
