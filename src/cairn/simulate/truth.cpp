#include "cairn/simulate/truth.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "cairn/simulate/footprints.hpp"
#include "cairn/simulate/history.hpp"

namespace cairn::simulate {
namespace {

/// The packages whose written footprints lie within the tolerance of a position.
using Packages = std::set<int>;

bool is_near(const Packages& packages, std::optional<int> package) {
    return package ? packages.contains(*package) : !packages.empty();
}

bool lay_on(const TrueDevice& device, sys_days day) {
    return device.laid <= day && (device.fate == Fate::left || device.gone > day);
}

/// The measure of an assessment that estimates this one.
std::string counterpart(std::string_view measure) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pairs{
        {{"records_located_share", "located_share"},
         {"records_confirmed_share", "confirmed_rate"},
         {"devices_covered_share", "coverage"},
         {"accidents_outside_share", "accidents_outside_adjusted"},
         {"accidents_outside_share_as_reported", "accidents_outside"}}};
    for (const auto& [name, other] : pairs) {
        if (name == measure) return std::string(other);
    }
    return {};
}

class Measurer {
   public:
    explicit Measurer(const World& world) : world_(world) {
        std::vector<PlanePolygon> written;
        written.reserve(world.records.size());
        for (const TrueRecord& record : world.records) written.push_back(record.written);
        const Footprints footprints(written, world.scenario.tolerance_m);
        confirmed_.assign(world.records.size(), false);
        near_device_.reserve(world.devices.size());
        for (const TrueDevice& device : world.devices) near_device_.push_back(look_around(footprints, device));
        for (const TrueAccident& accident : world.harmed) {
            near_report_.push_back(packages_of(footprints.find_within(accident.reported)));
        }
    }

    std::vector<TrueMeasure> measure() {
        measure_devices();
        measure_packages(std::nullopt);
        measure_people();
        for (std::size_t p = 0; p < world_.scenario.packages.size(); ++p) measure_packages(static_cast<int>(p));
        return std::move(measures_);
    }

   private:
    Packages packages_of(const std::vector<std::size_t>& records) const {
        Packages packages;
        for (const std::size_t i : records) packages.insert(world_.records[i].package);
        return packages;
    }

    /// Which packages show the device's place; and the records that it confirms.
    Packages look_around(const Footprints& footprints, const TrueDevice& device) {
        const std::vector<std::size_t> records = footprints.find_within(device.position);
        for (const std::size_t i : records) {
            const Date& received =
                world_.scenario.packages[static_cast<std::size_t>(world_.records[i].package)].date_received;
            const bool fits = is_compatible(world_.recorded_areas[i].device_category, device.category);
            if (fits && lay_on(device, received.last)) confirmed_[i] = true;
        }
        return packages_of(records);
    }

    void add(const char* measure, std::optional<int> package, double numerator, std::optional<double> denominator,
             std::string definition) {
        TrueMeasure m{.measure = measure, .numerator = numerator, .denominator = denominator};
        if (package) m.package = world_.scenario.packages[static_cast<std::size_t>(*package)].id;
        if (!denominator) m.value = numerator;
        if (denominator && *denominator > 0) m.value = numerator / *denominator;
        m.definition = std::move(definition);
        m.compare_with = counterpart(m.measure);
        measures_.push_back(std::move(m));
    }

    std::string tolerance() const { return std::to_string(static_cast<int>(world_.scenario.tolerance_m)) + " m"; }

    template <class T, class F>
    static double count(const std::vector<T>& items, F&& holds) {
        return static_cast<double>(std::count_if(items.begin(), items.end(), holds));
    }

    void measure_devices() {
        const auto& devices = world_.devices;
        const auto by_fate = [&](Fate fate) {
            return count(devices, [fate](const auto& d) { return d.fate == fate; });
        };
        const auto is_later = [this](const TrueDevice& d) {
            return d.field >= 0 && world_.fields[static_cast<std::size_t>(d.field)].later;
        };
        add("devices_laid", {}, static_cast<double>(devices.size()), {}, "Devices laid, scattered ones among them.");
        add("devices_laid_later", {}, count(devices, is_later), {}, "Devices in fields laid after the front's years.");
        add("devices_scattered", {}, count(devices, [](const auto& d) { return d.field < 0; }), {},
            "Devices that lie in no field.");
        add("devices_lifted", {}, by_fate(Fate::lifted), {},
            "Devices lifted by those who laid them, before a hand-over.");
        add("devices_found", {}, by_fate(Fate::found), {}, "Devices found by searches.");
        add("devices_exploded", {}, by_fate(Fate::exploded), {}, "Devices that exploded in an accident.");
        add("devices_left", {}, by_fate(Fate::left), {}, "Devices that still lie in the ground on the last day.");
        add("fields_laid", {}, static_cast<double>(world_.fields.size()), {}, "Fields laid, later ones among them.");
        double present = 0;
        double found = 0;
        for (const TrueSearch& search : world_.searched) {
            present += search.present;
            found += search.found;
        }
        add("search_detection", {}, found, present,
            "Devices found by a search, of those that lay in its ground at its end.");
    }

    void measure_people() {
        double harmed = 0;
        double killed = 0;
        for (const Accident& accident : world_.accidents) {
            killed += accident.killed.value_or(0);
            harmed += accident.killed.value_or(0) + accident.injured.value_or(0);
        }
        add("accidents", {}, static_cast<double>(world_.accidents.size()), {},
            "Accidents in which somebody was harmed.");
        add("persons_harmed", {}, harmed, {}, "Persons killed or injured in accidents.");
        add("persons_killed", {}, killed, {}, "Persons killed in accidents.");
    }

    void measure_packages(std::optional<int> package) {
        measure_records(package);
        measure_fields(package);
        measure_counts(package);
        measure_outside(package);
        if (package) measure_shift(*package);
    }

    void measure_records(std::optional<int> package) {
        double all = 0, located = 0, fictitious = 0, stale = 0, confirmed = 0;
        for (std::size_t i = 0; i < world_.records.size(); ++i) {
            const TrueRecord& record = world_.records[i];
            if (package && record.package != *package) continue;
            ++all;
            if (record.field < 0) ++fictitious;
            if (record.field >= 0 && world_.fields[static_cast<std::size_t>(record.field)].lifted) ++stale;
            if (record.written.shell.empty()) continue;
            ++located;
            if (confirmed_[i]) ++confirmed;
        }
        add("records_located_share", package, located, all, "Records with coordinates, of all records.");
        add("records_fictitious_share", package, fictitious, all,
            "Records behind which no field was ever laid, of all records.");
        add("records_stale_share", package, stale, all, "Records whose field had been lifted, of all records.");
        add("records_confirmed_share", package, confirmed, located,
            "Located records with at least one device of a compatible kind, in the ground on the day of the hand-over, "
            "within " +
                tolerance() +
                " of the footprint as written; of located records. A search that finds everything would confirm "
                "these.");
    }

    void measure_fields(std::optional<int> package) {
        std::set<int> recorded;
        for (const TrueRecord& record : world_.records) {
            if (record.field >= 0 && (!package || record.package == *package)) recorded.insert(record.field);
        }
        auto claimed_fields = static_cast<double>(world_.fields.size());
        if (package) {
            const PackagePlan& plan = world_.scenario.packages[static_cast<std::size_t>(*package)];
            claimed_fields = count(world_.fields, [&](const TrueField& field) {
                return !field.later && field.station >= plan.stretch_from && field.station < plan.stretch_to;
            });
        }
        const auto shown = static_cast<double>(recorded.size());
        add("fields_recorded_share", package, shown, claimed_fields,
            package
                ? "Fields that the package shows, located or not, of those laid on the stretch that it claims to cover."
                : "Fields that any package shows, located or not, of all fields laid, later ones among them.");
        add("fields_missing", package, claimed_fields - shown, {},
            package ? "Fields on the package's stretch that it does not show." : "Fields that no package shows.");
    }

    void measure_counts(std::optional<int> package) {
        double claimed = 0, claimed_of_fields = 0, laid = 0;
        for (std::size_t i = 0; i < world_.records.size(); ++i) {
            const RecordedArea& area = world_.recorded_areas[i];
            const TrueRecord& record = world_.records[i];
            if ((package && record.package != *package) || !area.claimed_count_low) continue;
            const double middle = (*area.claimed_count_low + *area.claimed_count_high) / 2;
            claimed += middle;
            if (record.field < 0) continue;
            claimed_of_fields += middle;
            laid += world_.fields[static_cast<std::size_t>(record.field)].devices;
        }
        add("devices_recorded", package, claimed, {},
            "Devices that records claim: the middle of each range, fictitious records among them.");
        add("count_ratio", package, laid, claimed_of_fields,
            "Devices laid, of devices claimed, over records with a field and a claimed number.");
    }

    void measure_outside(std::optional<int> package) {
        double there = 0, covered = 0, risk = 0, risk_outside = 0;
        for (std::size_t i = 0; i < world_.devices.size(); ++i) {
            const TrueDevice& device = world_.devices[i];
            if (device.fate == Fate::lifted) continue;
            const bool near = is_near(near_device_[i], package);
            const sys_days from = std::max(device.laid, accidents_from(world_.scenario));
            const double expected =
                device.rate_per_day * static_cast<double>((world_.scenario.as_of.last - from).count());
            ++there;
            risk += expected;
            if (near) ++covered;
            if (!near) risk_outside += expected;
        }
        double outside = 0, reported_outside = 0;
        for (std::size_t i = 0; i < world_.harmed.size(); ++i) {
            if (!is_near(near_device_[static_cast<std::size_t>(world_.harmed[i].device)], package)) ++outside;
            if (!is_near(near_report_[i], package)) ++reported_outside;
        }
        const auto accidents = static_cast<double>(world_.harmed.size());
        const std::string whose = package ? "of the package's located footprints" : "of any located footprint";
        const std::string within = "within " + tolerance() + " " + whose;
        const std::string beyond = "farther than " + tolerance() + " from each " + whose.substr(3);
        add("devices_covered_share", package, covered, there, "Devices " + within + ", of those laid and not lifted.");
        add("accidents_outside_share", package, outside, accidents,
            "Accidents whose true place is " + beyond + ", of all accidents.");
        add("accidents_outside_share_as_reported", package, reported_outside, accidents,
            "Accidents whose reported place is " + beyond + ", of all accidents.");
        add("accidents_outside_share_expected", package, risk_outside, risk,
            "Expected accidents, had nothing been removed, at devices " + beyond + ", of all expected accidents.");
    }

    void measure_shift(int package) {
        double n = 0, east = 0, north = 0, east2 = 0, north2 = 0;
        for (const TrueRecord& record : world_.records) {
            if (record.package != package || record.field < 0 || record.written.shell.empty()) continue;
            ++n;
            east += record.moved_by.east_m;
            north += record.moved_by.north_m;
            east2 += record.moved_by.east_m * record.moved_by.east_m;
            north2 += record.moved_by.north_m * record.moved_by.north_m;
        }
        add("displaced_east_m", package, east, n,
            "Mean of the place as written minus the true place, eastward, metres, over located records with a field. "
            "To meet the devices, footprints move by its opposite.");
        add("displaced_north_m", package, north, n, "The same displacement, northward, metres.");
        const double spread = n > 1 ? (east2 - east * east / n + north2 - north * north / n) / 2 : 0;
        add("displaced_variance_m2", package, spread, n - 1,
            "Variance of that displacement between records, mean of both axes, square metres.");
    }

    const World& world_;
    std::vector<Packages> near_device_, near_report_;
    std::vector<bool> confirmed_;
    std::vector<TrueMeasure> measures_;
};

TrueClaim judge(const ClaimPlan& claim, const std::vector<TrueMeasure>& measures) {
    TrueClaim judged{.claim = claim};
    const auto it = std::find_if(measures.begin(), measures.end(), [&](const TrueMeasure& m) {
        return m.measure == to_text(claim.measure) && m.package == claim.package;
    });
    if (it != measures.end()) judged.value = it->value;
    judged.is_borne_out = judged.value && *judged.value >= claim.low && *judged.value <= claim.high;
    return judged;
}

}  // namespace

Truth measure_truth(const World& world) {
    Truth truth;
    truth.measures = Measurer(world).measure();
    for (const ClaimPlan& claim : world.scenario.claims) truth.claims.push_back(judge(claim, truth.measures));
    return truth;
}

}  // namespace cairn::simulate
