#pragma once
// The invented world with its truth, and what an office there knows of it.
// Plane positions are metres in the frame centred on Scenario::ground.centre, rounded to the centimetre; what
// the office writes (LonLat) is rounded to 1e-7 degrees.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/accident.hpp"
#include "cairn/core/area.hpp"
#include "cairn/core/find.hpp"
#include "cairn/core/package.hpp"
#include "cairn/core/progress.hpp"
#include "cairn/core/recorded_area.hpp"
#include "cairn/core/search.hpp"
#include "cairn/simulate/scenario.hpp"
#include "cairn/simulate/terrain.hpp"

namespace cairn::simulate {

using std::chrono::sys_days;

/// A device has one end, so none is both found and exploded.
enum class Fate { left, lifted, found, exploded };
std::string_view to_text(Fate fate);  ///< "left" …

struct TrueDevice {
    EastNorth position;
    int field = -1;  ///< index into World::fields; −1: scattered
    DeviceCategory category = DeviceCategory::ap_mine;
    Date made;  ///< year of production
    sys_days laid;
    double rate_per_day = 0;  ///< of accidents, while it lies there
    Fate fate = Fate::left;
    sys_days gone;  ///< the day of its fate; meaningless while left
};

struct TrueField {
    PlanePolygon footprint;
    DeviceCategory category = DeviceCategory::ap_mine;
    sys_days laid;
    bool later = false;   ///< laid after the front, away from it
    double station = -1;  ///< share of the front line's length at its middle, [0, 1]; −1 when later
    std::optional<sys_days> lifted;     ///< by those who laid it, before a hand-over
    int first_device = 0, devices = 0;  ///< World::devices[first_device … + devices)
};

/// What stands behind one recorded area (same index as World::recorded_areas).
struct TrueRecord {
    int package = 0;       ///< index into Scenario::packages
    int field = -1;        ///< −1: fictitious
    EastNorth moved_by;    ///< the place as written minus the true place
    PlanePolygon written;  ///< footprint as written; empty when only a place was written
};

/// What stands behind one search (same index as World::searches).
struct TrueSearch {
    PlanePolygon ground;
    enum class Reason { record, elsewhere, accident } reason = Reason::elsewhere;
    double probability = 0;      ///< that a device lying there is found: detection × coverage
    int present = 0, found = 0;  ///< devices that lay there at its end, and those it found
};

/// What stands behind one accident (same index as World::accidents).
struct TrueAccident {
    int device = 0;
    EastNorth reported;  ///< where the report puts it
};

struct World {
    Scenario scenario;
    Terrain terrain;
    std::vector<TrueField> fields;
    std::vector<TrueDevice> devices;
    std::vector<TrueRecord> records;
    std::vector<TrueSearch> searched;
    std::vector<TrueAccident> harmed;
    std::vector<int> found_device;  ///< index of the device behind each find

    Area study_area;
    std::vector<Area> municipalities;
    std::vector<Place> settlements;
    std::vector<Package> packages;
    std::vector<RecordedArea> recorded_areas;
    std::vector<Search> searches;
    std::vector<Find> finds;
    std::vector<Accident> accidents;
};

/// Deterministic for a scenario, its seed among it; the same bytes from every compiler on one mathematics
/// library. Each field, record, search and device draws from a stream of its own, so one more of a kind
/// leaves the others. Cost: linear in devices; the bundled worlds take a few hundredths of a second.
World simulate(const Scenario& scenario, Progress& progress);

}  // namespace cairn::simulate
