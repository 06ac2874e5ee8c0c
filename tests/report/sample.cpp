#include "report/sample.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "cairn/core/random.hpp"

namespace cairn::tests {
namespace {

using report::MapFeature;

constexpr double tolerances[] = {0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

/// How a share grows with the tolerance: from `low` at 0 to 1 far out, half-way at `half_m`.
double growth(double t, double low, double half_m) { return low + (1 - low) * t * t / (t * t + half_m * half_m); }

struct Growth {
    std::string measure;
    CountUnit unit;
    double all;
    double low, half_m;
    double chance_half_m;
    bool falls = false;  ///< a share outside falls as the tolerance grows
};

void add_curve(Assessment& a, const Growth& g, const std::string& definition, std::optional<std::string> package = {},
               std::optional<std::string> area = {}) {
    for (const double t : tolerances) {
        const double p = growth(t, g.low, g.half_m);
        Measure m = share(g.measure, g.unit, t, std::round(g.all * (g.falls ? 1 - p : p)), g.all);
        const double chance = growth(t, 0.02, g.chance_half_m);
        m.chance = g.falls ? 1 - chance : chance;
        m.clusters = std::max(2.0, std::round(g.all / 4));
        m.n_effective = g.all * 0.62;
        m.definition = definition;
        if (*m.clusters < 10) m.caution = "too_few_places";
        m.package = package;
        m.area = area;
        a.measures.push_back(m);
    }
}

PlaneMultiPolygon rectangle(EastNorth c, double length, double width, double angle) {
    const double ux = std::cos(angle), uy = std::sin(angle);
    const auto corner = [&](double a, double b) {
        return EastNorth{c.east_m + a * length / 2 * ux - b * width / 2 * uy,
                         c.north_m + a * length / 2 * uy + b * width / 2 * ux};
    };
    return {{{corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)}, {}}};
}

PlaneMultiPolygon ellipse(double a, double b) {
    PlanePolygon polygon;
    for (int i = 0; i <= 48; ++i) {
        const double t = 2 * std::numbers::pi * (i % 48) / 48;
        polygon.shell.push_back({a * std::cos(t) * (1 + 0.05 * std::sin(5 * t)), b * std::sin(t)});
    }
    return {polygon};
}

MapFeature feature(std::string id, PlaneGeometry geometry) {
    return {.id = std::move(id), .label = {}, .geometry = std::move(geometry)};
}

MapFeature point(std::string id, double east_m, double north_m) {
    return feature(std::move(id), MultiPointOf<EastNorth>{{east_m, north_m}});
}

/// A plane whose degrees are all alike: 80 km of longitude, 111 km of latitude, from 44.5° E 41.25° N.
report::MapProjection even_projection() {
    constexpr double east_m = 80'000, north_m = 111'000;
    return {.to_plane = [](LonLat p) { return EastNorth{(p.lon_deg - 44.5) * east_m, (p.lat_deg - 41.25) * north_m}; },
            .to_lon_lat = [](EastNorth p) { return LonLat{44.5 + p.east_m / east_m, 41.25 + p.north_m / north_m}; },
            .distance_m =
                [](LonLat a, LonLat b) {
                    return std::hypot((a.lon_deg - b.lon_deg) * east_m, (a.lat_deg - b.lat_deg) * north_m);
                }};
}

report::MapData valley_map() {
    report::MapData map;
    Random random(11);
    map.study_area = ellipse(9'000, 5'200);
    map.frame_definition = "+proj=laea +lat_0=41.25 +lon_0=44.5 +datum=WGS84 +units=m +no_defs";
    for (int i = 0; i < 148; ++i) {
        const double t = i / 148.0;
        const EastNorth c{-8'000 + 16'000 * t + random.normal() * 200, 2'200 * std::sin(6 * t) + random.normal() * 260};
        const double angle = random.uniform(0, std::numbers::pi);
        MapFeature record = feature("1-" + std::to_string(i + 1),
                                    rectangle(c, random.uniform(140, 380), random.uniform(30, 90), angle));
        record.is_tested = i % 5 < 2;
        record.is_confirmed = record.is_tested && i % 3 == 0;
        if (record.is_tested) {
            map.searches.push_back(
                feature("s" + std::to_string(i), rectangle({c.east_m - 40, c.north_m + 10}, 520, 330, angle)));
            for (int k = 0; k < 6; ++k) {
                map.finds.push_back(point("f", c.east_m - (record.is_confirmed ? 10 : 120) + random.normal() * 40,
                                          c.north_m + random.normal() * 30));
            }
        }
        map.footprints.push_back(std::move(record));
    }
    map.searches.push_back(point("s-point", 4'000, -2'600));
    for (int i = 0; i < 26; ++i) {
        MapFeature accident = point("a" + std::to_string(i), -7'000 + 540 * i, 1'500 * std::sin(i) + 400);
        accident.is_outside = i % 3 != 0;
        accident.sigma_m = i % 4 == 0 ? 400 : 10;
        map.accidents.push_back(accident);
    }
    const char* names[] = {"Velmara", "Kheldi", "Ostrin", "Tervash", "Dolune", "Moraz", "Sarmeth", "Ulgen", "Pareth"};
    int k = 0;
    for (const char* name : names) {
        MapFeature place = point(name, -7'200 + 1'800 * k, 2'900 * std::cos(2.4 * k));
        place.label = name;
        map.settlements.push_back(place);
        ++k;
    }
    map.projection = even_projection();
    return map;
}

ImportSummary import(std::string path, std::string kind, std::int64_t read, std::int64_t merged,
                     std::int64_t set_aside) {
    ImportSummary s{.path = std::move(path), .sha256 = std::string(64, 'a'), .kind = std::move(kind)};
    s.rows_in_file = s.read = read;
    s.merged = merged;
    s.set_aside = set_aside;
    s.accepted = read - merged - set_aside;
    if (set_aside > 0) {
        s.set_aside_by_reason["missing_coordinates"] = set_aside;
        s.findings_by_code["missing_coordinates"] = set_aside;
        s.findings.push_back({.code = "missing_coordinates",
                              .severity = Severity::error,
                              .message = "The row has no coordinates; expected a longitude and a latitude. Add them, "
                                         "or import it as a place without position.",
                              .file = s.path,
                              .row = 17,
                              .field = "lon",
                              .found = "",
                              .expected = "a number"});
    }
    return s;
}

std::vector<ImportSummary> valley_imports() {
    std::vector<ImportSummary> imports{import("delivery_1_areas.geojson", "recorded-area", 148, 0, 3),
                                       import("searches_2024.shp", "clearance", 62, 2, 0),
                                       import("finds.csv", "find", 871, 14, 9),
                                       import("accidents.csv", "accident", 31, 1, 4)};
    imports[0].package = "d1";
    imports[3].possible_duplicates = 2;
    imports[3].findings_by_code["possible_duplicate"] = 2;
    imports[3].findings.push_back(
        {.code = "possible_duplicate",
         .severity = Severity::warning,
         .message = "This accident has the date and place of row 4; both are kept. Merge them if they are one event.",
         .file = "accidents.csv",
         .row = 9});
    imports.push_back(import("finds.csv", "find", 871, 0, 0));
    imports.back().already_known = true;
    imports.back().not_selected = 12;
    return imports;
}

ShiftEstimate shift(std::optional<std::string> package, double east_m, double north_m, double sd_m) {
    ShiftEstimate s{.package = std::move(package),
                    .area = {},
                    .evidence = "finds",
                    .east_m = east_m,
                    .north_m = north_m,
                    .region = {}};
    PlanePolygon polygon;
    for (int i = 0; i <= 36; ++i) {
        const double t = 2 * std::numbers::pi * (i % 36) / 36;
        polygon.shell.push_back({east_m + 2.1 * sd_m * std::cos(t), north_m + 1.4 * sd_m * std::sin(t)});
    }
    s.region = {polygon};
    s.contains_zero = std::hypot(east_m / (2.1 * sd_m), north_m / (1.4 * sd_m)) < 1;
    s.sd_east_m = s.sd_north_m = sd_m;
    s.residual_sd_m = 21;
    s.ce50_m = 92;
    s.ce90_m = 141;
    s.records = 22;
    s.finds = 402;
    return s;
}

void add_records(Assessment& a) {
    const std::string tested =
        "Records of which at least half of the footprint, widened by the tolerance, was effectively searched, over all "
        "records.";
    Measure located = share("located_share", CountUnit::record, 50, 141, 148);
    located.tolerance_m.reset();
    located.definition = "Records with a geometry, over all records.";
    a.measures.push_back(located);
    Measure share_tested = share("tested_share", CountUnit::record, 50, 61, 148);
    share_tested.tolerance_m.reset();
    share_tested.definition = tested;
    a.measures.push_back(share_tested);
    Measure ratio;
    ratio.measure = "count_ratio";
    ratio.unit = CountUnit::device;
    ratio.numerator = 402;
    ratio.denominator = 1530;
    ratio.value = 402 / 1530.0;
    ratio.low = 0.22;
    ratio.high = 0.31;
    ratio.interval = "wilson_cluster";
    ratio.definition = "Devices found inside tested records over devices that they claim.";
    a.measures.push_back(ratio);
}

}  // namespace

Measure share(std::string measure, CountUnit unit, double tolerance_m, double part, double all) {
    constexpr double z = 1.6449;
    Measure m;
    m.measure = std::move(measure);
    m.unit = unit;
    m.tolerance_m = tolerance_m;
    m.numerator = part;
    m.denominator = all;
    if (all <= 0) return m;
    const double p = part / all;
    const double centre = (p + z * z / (2 * all)) / (1 + z * z / all);
    const double half = z * std::sqrt(p * (1 - p) / all + z * z / (4 * all * all)) / (1 + z * z / all);
    m.value = p;
    m.low = std::max(0.0, centre - half);
    m.high = std::min(1.0, centre + half);
    m.interval = "wilson_cluster";
    return m;
}

report::ReportInput empty_report() {
    report::ReportInput input;
    input.store_name = "orvel.gpkg";
    input.version = "0.1.0";
    input.created = "2024-04-01";
    input.assessment.as_of = "2024-03-31";
    input.assessment.scored = "recorded-area";
    input.assessment.tolerance_m = 50;
    input.assessment.seed = 7;
    return input;
}

report::ReportInput sample_report() {
    report::ReportInput input = empty_report();
    input.head = "7f51b07c0ffee7f51b07c0ffee7f51b07c0ffee7f51b07c0ffee7f51b07c0ffee";
    input.command = "cairn assess orvel.gpkg --tolerance 50 --as-of 2024-03-31 --seed 7";
    input.packages = {{.id = "d1",
                       .name = "Delivery 1",
                       .from_party = "Party A",
                       .to_party = {},
                       .date_received = parse_date("2021-06-12").value()},
                      {.id = "d2",
                       .name = "Delivery 2",
                       .from_party = "Party A",
                       .to_party = {},
                       .date_received = parse_date("2021-12").value()},
                      {.id = "d3",
                       .name = "Delivery 3",
                       .from_party = {},
                       .to_party = {},
                       .date_received = parse_date("2022").value()},
                      {.id = "d4", .name = "Delivery 4"}};
    input.area_names = {{"a1", "Velmara"}, {"a2", "Kheldi"}, {"a3", "Ostrin"}};
    input.imports = valley_imports();
    input.map = valley_map();

    Assessment& a = input.assessment;
    const std::string confirmed =
        "Tested records with a find of a compatible type within the tolerance of the footprint, over tested records.";
    const std::string coverage = "Finds within the tolerance of any record, over finds made (not over devices laid).";
    const std::string outside =
        "Accident events farther than the tolerance from every record, over accident events with a position.";
    add_records(a);
    add_curve(a, {"confirmed_rate", CountUnit::record, 61, 0.06, 68, 380}, confirmed);
    add_curve(a, {"coverage", CountUnit::find, 871, 0.12, 60, 420}, coverage);
    add_curve(a, {"accidents_outside", CountUnit::event, 26, 0.04, 75, 600, true}, outside);
    add_curve(a, {"accidents_outside", CountUnit::person, 41, 0.05, 80, 600, true}, outside);
    add_curve(a, {"accidents_outside_adjusted", CountUnit::event, 26, 0.08, 60, 600, true},
              "The share outside that best explains the positions when each is blurred by its own uncertainty.");
    a.measures.push_back(share("accidents_outside_without_duplicates", CountUnit::event, 50, 15, 24));
    Measure weighted = share("confirmed_rate", CountUnit::record, 50, 20, 61);
    weighted.weighting = Weighting::ground;
    a.measures.push_back(weighted);
    Measure bounds = share("coverage", CountUnit::find, 50, 0, 871);
    bounds.weighting = Weighting::ground;
    bounds.value.reset();
    bounds.low = 0.21;
    bounds.high = 0.52;
    bounds.interval = "bounds";
    bounds.caution = "stratum_never_searched";
    a.measures.push_back(bounds);
    add_curve(a, {"confirmed_rate", CountUnit::record, 31, 0.1, 80, 400}, confirmed, "d1");
    add_curve(a, {"confirmed_rate", CountUnit::record, 20, 0.4, 30, 400}, confirmed, "d2");
    add_curve(a, {"confirmed_rate", CountUnit::record, 10, 0.02, 220, 400}, confirmed, "d3");
    add_curve(a, {"confirmed_rate", CountUnit::record, 4, 0.3, 60, 400}, confirmed, "d4");
    for (const char* area : {"a1", "a2", "a3"}) {
        add_curve(a, {"coverage", CountUnit::find, area[1] == '3' ? 6.0 : 240.0, 0.1, 40.0 + 30 * (area[1] - '0'), 400},
                  coverage, {}, area);
        add_curve(a, {"accidents_outside", CountUnit::event, 8, 0.04, 75, 600, true}, outside, {}, area);
    }
    a.shifts = {shift({}, -98, 12, 6), shift("d1", -101, 9, 8), shift("d2", 4, -6, 9)};
    a.shifts[1].touches_edge = true;
    a.types = {{.package = {},
                .categories = {"ap-mine", "av-mine", "not-stated"},
                .counts = {{310, 6, 12}, {4, 38, 2}, {21, 3, 6}}}};
    a.plans = {
        {.package = {},
         .half_width = 0.1,
         .tested_now = 61,
         .half_width_now = 0.11,
         .tests_needed = 14,
         .next = {{.footprint = "1-046",
                   .package = "d1",
                   .area = "a1",
                   .search_m2 = 9'000,
                   .frame_m = 100,
                   .reason = "random_within_stratum"},
                  {.footprint = "1-049",
                   .package = "d4",
                   .area = "a2",
                   .search_m2 = 11'000,
                   .frame_m = 100,
                   .reason = "random_within_stratum"}}},
        {.package = "d4", .half_width = 0.1, .tested_now = 4, .half_width_now = {}, .tests_needed = 58, .next = {}}};
    a.cautions = {"assumed_detection", "point_searches_have_no_extent"};
    return input;
}

report::ReportInput sparse_report() {
    report::ReportInput input = empty_report();
    input.map = valley_map();
    Assessment& a = input.assessment;
    add_curve(a, {"confirmed_rate", CountUnit::record, 3, 0.3, 60, 400}, "Tested records with a compatible find.");
    add_curve(a, {"accidents_outside", CountUnit::event, 2, 0.1, 60, 400, true}, "Accidents outside.");
    return input;
}

report::ReportInput residue_report() {
    report::ReportInput input = sample_report();
    input.assessment.scored = "hazard";
    input.assessment.cautions = {"todays_residue", "no_dates"};
    input.map.footprints_are_hazards = true;
    return input;
}

report::ReportInput country_report() {
    report::ReportInput input = residue_report();
    Random random(3);
    report::MapData& map = input.map;
    map = {};
    map.footprints_are_hazards = true;
    map.study_area = ellipse(150'000, 130'000);
    map.projection = even_projection();
    const auto place = [&] { return EastNorth{random.uniform(-105'000, 105'000), random.uniform(-90'000, 90'000)}; };
    const auto blob = [&](EastNorth c, double radius, int n) {
        PlanePolygon polygon;
        for (int i = 0; i < n; ++i) {
            const double t = 2 * std::numbers::pi * i / n;
            const double r = radius * random.uniform(0.7, 1.3);
            polygon.shell.push_back({c.east_m + r * std::cos(t), c.north_m + r * std::sin(t)});
        }
        polygon.shell.push_back(polygon.shell.front());
        return PlaneMultiPolygon{polygon};
    };
    for (int i = 0; i < 5'400; ++i)
        map.footprints.push_back(feature(std::to_string(i), blob(place(), random.gamma(1.2) * 400, 40)));
    for (int i = 0; i < 4'400; ++i)
        map.searches.push_back(feature(std::to_string(i), blob(place(), random.gamma(1.2) * 300, 30)));
    for (int i = 0; i < 635; ++i) map.finds.push_back(feature(std::to_string(i), MultiPointOf<EastNorth>{place()}));
    for (int i = 0; i < 837; ++i) map.accidents.push_back(feature(std::to_string(i), MultiPointOf<EastNorth>{place()}));
    for (int i = 0; i < 300; ++i) {
        MapFeature town = feature(std::to_string(i), MultiPointOf<EastNorth>{place()});
        town.label = "Town " + std::to_string(i);
        map.settlements.push_back(town);
    }
    for (int i = 0; i < 140; ++i) {
        const std::string id = "area-" + std::to_string(i);
        input.area_names[id] = "Municipality " + std::to_string(i);
        map.areas.push_back(feature(id, blob(place(), 12'000, 200)));
        add_curve(input.assessment, {"accidents_outside", CountUnit::event, 1.0 + i % 40, 0.1, 200, 900, true},
                  "Accidents outside.", {}, id);
    }
    for (int i = 0; i < 57; ++i) {
        add_curve(input.assessment, {"coverage", CountUnit::find, 1.0 + i % 30, 0.1, 200, 900}, "Coverage.",
                  "package-" + std::to_string(i));
    }
    return input;
}

const std::string& country_page() {
    static const std::string page = report::write_report(country_report());
    return page;
}

}  // namespace cairn::tests
