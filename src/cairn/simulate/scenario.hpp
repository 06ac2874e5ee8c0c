#pragma once
// A small scenario file, and the invented world that it makes. Parties, places and figures are invented.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/accident.hpp"
#include "cairn/core/area.hpp"
#include "cairn/core/find.hpp"
#include "cairn/core/package.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/core/recorded_area.hpp"
#include "cairn/core/result.hpp"
#include "cairn/core/search.hpp"

namespace cairn::simulate {

/// How one package misreports the fields that it covers.
struct PackageFaults {
    std::string name;
    std::string from_party, to_party;
    Date date_received;
    double share_of_fields = 1;      ///< of the fields laid in its period, recorded in it; the rest is missing
    double fictitious = 0;           ///< recorded areas without a field, as a share of the true ones recorded
    double shift_east_m = 0, shift_north_m = 0;  ///< common to the package
    double position_sd_m = 10;       ///< per record and axis, on top
    double count_ratio = 1;          ///< mean of claimed over laid
    double count_sd_log = 0.2;
    double stale = 0;                ///< share of records whose field had been lifted before the hand-over
    double place_only = 0;           ///< share of records without coordinates
};

struct Scenario {
    std::string name, title;
    std::uint64_t seed = 1;
    LonLat centre;                   ///< invented ground is put here; over open sea, so that it resembles no place
    double width_m = 12'000, height_m = 9'000;
    int settlements = 8;
    int fields = 60;                 ///< laid along the front line, before `front_until`
    int later_fields = 0;            ///< laid after the packages' period
    double devices_per_field = 25, devices_sd_log = 0.5;
    double field_length_m = 180, field_width_m = 30;
    double scattered_devices = 20;
    int front_from = 1992, front_until = 1994, later_from = 2010, later_until = 2014;
    std::vector<PackageFaults> packages;
    double searched_share = 0.3;     ///< of recorded fields, with `search_margin_m` around the place as written
    double search_margin_m = 60;
    int searches_elsewhere = 15;     ///< away from records, chosen with preference for settlements and roads
    double search_preference = 1;    ///< 0: ground chosen at random; 1: strongly near settlements
    double detection_probability = 0.9;
    double find_sd_m = 3;
    double mark_read_share = 0.3;
    double accident_rate = 0.02;     ///< mean accidents per device at mean exposure
    double accident_cluster_sd_log = 0.8;  ///< spread of exposure between fields: what makes accidents cluster
    double accident_gps_share = 0.5, accident_gps_sd_m = 10, accident_map_sd_m = 100;
    double accident_settlement_share = 0.1; ///< reported at the settlement's own coordinate
};

/// Reads a scenario (JSON; docs/simulate.md); unknown keys, wrong types and values out of range are findings.
Result<Scenario> read_scenario(const std::filesystem::path& file);
/// "borne-out" and "contradicted".
Result<Scenario> bundled_scenario(const std::string& name);
std::vector<std::string> bundled_scenarios();

struct TrueDevice {
    EastNorth position;
    int field = -1;                  ///< −1: scattered
    DeviceCategory category = DeviceCategory::ap_mine;
    Date made, laid;
    bool lifted = false, found = false, exploded = false;
};

struct TrueField {
    PlanePolygon footprint;
    Date laid;
    bool later = false;
    int devices = 0;
};

struct World {
    Scenario scenario;
    std::vector<TrueField> fields;
    std::vector<TrueDevice> devices;
    Area study_area;
    std::vector<Area> municipalities;
    std::vector<Place> settlements;
    std::vector<GeoGeometry> roads;
    GeoGeometry front_line;
    std::vector<Package> packages;
    std::vector<RecordedArea> recorded_areas;
    std::vector<int> recorded_field;         ///< index of the true field behind each recorded area; −1: fictitious
    std::vector<Search> searches;
    std::vector<Find> finds;
    std::vector<Accident> accidents;
    std::vector<int> accident_device;        ///< index of the true device behind each accident
    std::vector<EastNorth> accident_true_position;
    std::vector<float> relief_m;             ///< relief_columns × relief_rows, row-major from the south-west
    std::size_t relief_columns = 0, relief_rows = 0;
    double relief_side_m = 100;
};

/// Deterministic for a scenario and seed; positions are rounded to the centimetre.
World simulate(const Scenario& scenario, Progress& progress);

}  // namespace cairn::simulate
