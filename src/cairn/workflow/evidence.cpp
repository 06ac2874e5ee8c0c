#include "cairn/workflow/evidence.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/geometry/nearest.hpp"
#include "cairn/geometry/plane.hpp"
#include "cairn/registers/typed.hpp"

namespace cairn::workflow {
namespace {

/// The σ per axis of a position whose source tells its precision in words only: a GPS fix 10 m, a place read off
/// a map 100 m, a village's own coordinate 2 km (docs/methods/assessment.md). Unknown stays unknown.
std::optional<double> sigma_of_precision(const std::optional<std::string>& precision) {
    constexpr std::array<std::pair<std::string_view, double>, 4> table{
        {{"gps", 10}, {"map", 100}, {"settlement", 2000}, {"admin-unit", 2000}}};
    for (const auto& [name, sigma_m] : table)
        if (precision == name) return sigma_m;
    return std::nullopt;
}

/// Everything of the store that an assessment can use, still on the ellipsoid.
struct Gathered {
    std::vector<Package> packages;
    std::vector<RecordedArea> recorded;
    std::vector<Hazard> hazards;
    std::vector<Search> searches;
    std::vector<Find> finds;
    std::vector<Accident> accidents;
    std::vector<Area> areas;
    std::vector<Place> places;
    std::map<std::string, std::string, std::less<>> shared_coordinates;  ///< accident id → group
    std::map<std::string, std::string, std::less<>> duplicate_groups;    ///< accident id → group
    std::map<std::string, std::pair<int, int>, std::less<>> completeness;  ///< record id → filled, mandatory
};

template <class T, class Read>
std::vector<T> read_all(const store::Store& store, std::string_view kind, const std::optional<Date>& as_of, Read read) {
    std::vector<T> all;
    store.for_each(kind, as_of, [&](const Entity& entity) { all.push_back(read(entity)); });
    return all;
}

/// Fields that a complete entry states, and those of them that the source filled (and that parsed: what does not
/// parse is set aside).
std::pair<int, int> count_filled(const Entity& entity, const registers::Schema& schema) {
    std::pair<int, int> counts{0, 0};
    for (const auto& field : schema.fields) {
        if (!field.expected || !field.imported) continue;
        ++counts.second;
        if (find_value(entity, field.name) != nullptr) ++counts.first;
    }
    if (schema.geometry != registers::GeometryKind::none) {
        ++counts.second;
        if (entity.geometry) ++counts.first;
    }
    return counts;
}

Gathered read_store(const store::Store& store, const std::optional<Date>& as_of) {
    Gathered out;
    out.packages = read_all<Package>(store, "package", as_of, registers::to_package);
    for (const std::string_view kind : {"recorded-area", "hazard"}) {
        const auto* schema = store.schemas().find(kind);
        store.for_each(kind, as_of, [&](const Entity& entity) {
            if (kind == "hazard") {
                out.hazards.push_back(registers::to_hazard(entity));
            } else {
                out.recorded.push_back(registers::to_recorded_area(entity));
            }
            out.completeness[entity.id] = count_filled(entity, *schema);
        });
    }
    out.searches = read_all<Search>(store, "search", as_of, registers::to_search);
    out.finds = read_all<Find>(store, "find", as_of, registers::to_find);
    store.for_each("accident", as_of, [&](const Entity& entity) {
        out.accidents.push_back(registers::to_accident(entity));
        if (const auto group = text_of(entity, "shared_coordinate_group")) out.shared_coordinates[entity.id] = *group;
        if (const auto group = text_of(entity, "possible_duplicate_group")) out.duplicate_groups[entity.id] = *group;
    });
    out.areas = read_all<Area>(store, "area", as_of, registers::to_area);
    out.places = read_all<Place>(store, "place", as_of, registers::to_place);
    return out;
}

std::optional<Date> record_date(const RecordedArea& area, const std::vector<Package>& packages) {
    if (area.date_recorded) return area.date_recorded;
    if (area.date_laid) return area.date_laid;
    for (const Package& package : packages)
        if (area.package == package.id) return package.date_received;
    return std::nullopt;
}

/// Where the frame is put: the median longitude and latitude of all places, so that one entry with a wrong sign
/// does not move the plane to another continent.
LonLat find_centre(const Gathered& gathered) {
    std::vector<double> lons;
    std::vector<double> lats;
    const auto take = [&](const auto& entities) {
        for (const auto& entity : entities) {
            if (!entity.geometry) continue;
            bool is_first = true;
            for_each_position<LonLat>(*entity.geometry, [&](const LonLat& p) {
                if (is_first) {
                    lons.push_back(p.lon_deg);
                    lats.push_back(p.lat_deg);
                }
                is_first = false;
            });
        }
    };
    take(gathered.recorded);
    take(gathered.hazards);
    take(gathered.searches);
    take(gathered.finds);
    take(gathered.accidents);
    if (lons.empty()) take(gathered.areas);
    if (lons.empty()) return {0, 0};
    const auto median = [](std::vector<double>& values) {
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        return *middle;
    };
    return {median(lons), median(lats)};
}

/// Which reporting areas a place lies in. Units that touch share their boundary; a place on it lies in both.
class AreaIndex {
   public:
    AreaIndex(const std::vector<PlaneGeometry>& outlines, const std::vector<std::string>& ids)
        : index_(outlines), ids_(ids) {}
    std::vector<std::string> areas_of(EastNorth place) const {
        std::vector<std::string> ids;
        for (const auto& hit : index_.find_within(place, 0)) ids.push_back(ids_[hit.index]);
        return ids;
    }

   private:
    geometry::NearestIndex index_;
    const std::vector<std::string>& ids_;
};

class Builder {
   public:
    Builder(Gathered gathered, const EvidenceScope& scope) : in_(std::move(gathered)), scope_(scope) {
        out_.frame = std::make_shared<const geodesy::Frame>(find_centre(in_));
        out_.input.metric_at = [frame = out_.frame](EastNorth place) {
            const geodesy::LocalMetric m = frame->metric_at(place);
            return geometry::Metric{m.xx, m.xy, m.yx, m.yy};
        };
    }

    Evidence build() {
        choose_package();
        add_areas();
        AreaIndex areas(out_.area_outlines, out_.input.areas);
        areas_ = &areas;
        add_footprints();
        add_searches();
        add_finds();
        add_accidents();
        add_settlements();
        keep_packages_in_use();
        areas_ = nullptr;
        return std::move(out_);
    }

   private:
    void choose_package() {
        if (!scope_.package) return;
        for (const Package& package : in_.packages)
            if (package.id == *scope_.package || package.name == *scope_.package) package_ = package.id;
        if (!package_) {
            std::string known;
            for (const Package& package : in_.packages) known += (known.empty() ? "" : ", ") + package.name;
            throw CallError("There is no package \"" + *scope_.package +
                            "\" in this store. It holds: " + (known.empty() ? "none" : known) + ".");
        }
    }

    /// Absent, and counted, when a position lies beyond the frame's reach: on another continent, most likely a sign
    /// or a digit.
    std::optional<PlaneGeometry> to_plane(const std::optional<GeoGeometry>& geometry) {
        if (!geometry) return std::nullopt;
        bool is_reached = true;
        for_each_position<LonLat>(*geometry, [&](const LonLat& p) { is_reached &= out_.frame->reaches(p); });
        if (is_reached) return out_.frame->to_plane(*geometry);
        ++out_.out_of_reach;
        return std::nullopt;
    }

    void add_areas() {
        for (const Area& area : in_.areas) {
            auto outline = to_plane(area.geometry);
            if (!outline) continue;
            const auto* polygons = std::get_if<PlaneMultiPolygon>(&*outline);
            if (polygons == nullptr) continue;
            if (area.level == "study-area") {
                auto& study = out_.input.study_area;
                study.insert(study.end(), polygons->begin(), polygons->end());
                continue;
            }
            out_.area_names[area.id] = area.name;
            out_.input.areas.push_back(area.id);
            out_.area_outlines.push_back(std::move(*outline));
        }
        if (out_.input.study_area.empty() && !out_.area_outlines.empty()) stand_in_for_study_area();
    }

    /// The reporting areas together: nearer to what was meant than a box around everything.
    void stand_in_for_study_area() {
        std::vector<PlaneMultiPolygon> parts;
        for (const PlaneGeometry& outline : out_.area_outlines) parts.push_back(std::get<PlaneMultiPolygon>(outline));
        out_.input.study_area = geometry::unite(parts);
        out_.study_area_is_areas = true;
    }

    /// Before D, or undated: undated ones cannot be said to have been on record by then.
    bool was_on_record(const std::optional<Date>& date) {
        if (!scope_.records_as_of) return true;
        if (!date) ++out_.undated_records;
        return date && is_by(*date, *scope_.records_as_of);
    }

    bool happened_later(const std::optional<Date>& date) {
        if (!scope_.evidence_after) return true;
        if (!date) ++out_.undated_events;
        return date && is_after(*date, *scope_.evidence_after);
    }

    bool is_of_package(const std::optional<std::string>& package) const { return !package_ || package == package_; }

    void add_footprint(assessment::Footprint footprint, const std::optional<GeoGeometry>& place) {
        footprint.geometry = to_plane(place);
        if (footprint.geometry) {
            footprint.areas = areas_->areas_of(geometry::centroid(*footprint.geometry));
        } else if (footprint.location == LocationStatus::located) {
            footprint.location = LocationStatus::not_locatable;
        }
        const auto [filled, mandatory] = in_.completeness[footprint.id];
        footprint.fields_filled = filled;
        footprint.fields_mandatory = mandatory;
        out_.input.footprints.push_back(std::move(footprint));
    }

    void add_footprints() {
        out_.input.scored = in_.recorded.empty() ? "hazard" : "recorded-area";
        for (const RecordedArea& area : in_.recorded) {
            const auto date = record_date(area, in_.packages);
            if (!is_of_package(area.package) || !was_on_record(date)) continue;
            add_footprint({.id = area.id,
                           .package = area.package,
                           .location = area.location_status,
                           .claimed_category = area.device_category,
                           .claimed_count_low = area.claimed_count_low,
                           .claimed_count_high = area.claimed_count_high,
                           .date = date},
                          area.geometry);
        }
        if (!in_.recorded.empty()) return;
        for (const Hazard& hazard : in_.hazards) {
            if (!is_of_package(hazard.package) || !was_on_record(hazard.date_reported)) continue;
            add_footprint({.id = hazard.id,
                           .package = hazard.package,
                           .claimed_category = hazard.device_category,
                           .date = hazard.date_reported},
                          hazard.geometry);
        }
    }

    /// Work that is only planned has looked at nothing; how far work got that goes on or rests, nobody can tell unless
    /// its share is stated.
    static bool has_looked(const Search& search) {
        if (!search.status || search.status == "completed") return true;
        return search.status != "planned" && search.coverage_share.has_value();
    }

    void add_searches() {
        for (const Search& search : in_.searches) {
            if (!has_looked(search)) {
                ++out_.searches_not_done;
                continue;
            }
            const auto geometry = to_plane(search.geometry);
            if (!geometry) continue;
            const PlaneGeometry& plane = *geometry;
            assessment::SearchedGround ground{.id = search.id,
                                              .place = geometry::centroid(plane),
                                              .detection_is_stated = search.detection_probability.has_value(),
                                              .method = search.method,
                                              .date = search.date_end ? search.date_end : search.date_start};
            if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&plane)) ground.geometry = *polygons;
            ground.areas = areas_->areas_of(ground.place);
            ground.detection_probability = search.detection_probability.value_or(1);
            ground.coverage_share = search.coverage_share.value_or(1);
            out_.input.searches.push_back(std::move(ground));
        }
    }

    void add_finds() {
        for (const Find& find : in_.finds) {
            if (!find.geometry || !happened_later(find.date_found)) continue;
            const auto plane = to_plane(find.geometry);
            if (!plane) continue;
            const EastNorth place = geometry::centroid(*plane);
            out_.input.finds.push_back({.id = find.id,
                                        .areas = areas_->areas_of(place),
                                        .position = place,
                                        .sigma_m = find.sigma_m,
                                        .category = find.device_category,
                                        .count = find.count,
                                        .date = find.date_found,
                                        .mark_date = find.mark_date});
        }
    }

    void add_accidents() {
        std::set<std::string, std::less<>> groups_seen;
        for (const Accident& accident : in_.accidents) {
            if (!accident.geometry || !happened_later(accident.date)) continue;
            const auto plane = to_plane(accident.geometry);
            if (!plane) continue;
            const EastNorth place = geometry::centroid(*plane);
            assessment::AccidentPoint point{
                .id = accident.id,
                .areas = areas_->areas_of(place),
                .position = place,
                .sigma_m = accident.sigma_m ? accident.sigma_m : sigma_of_precision(accident.precision),
                .date = accident.date,
                .persons = accident.killed.value_or(0) + accident.injured.value_or(0)};
            if (const auto at = in_.shared_coordinates.find(accident.id); at != in_.shared_coordinates.end())
                point.shared_coordinate = at->second;
            if (const auto at = in_.duplicate_groups.find(accident.id); at != in_.duplicate_groups.end())
                point.possible_duplicate = !groups_seen.insert(at->second).second;
            out_.input.accidents.push_back(std::move(point));
        }
    }

    void add_settlements() {
        for (const Place& place : in_.places) {
            const auto plane = to_plane(place.geometry);
            if (!plane) continue;
            out_.input.settlements.push_back({geometry::centroid(*plane), std::max(place.population.value_or(1), 1.0)});
            out_.settlement_names.push_back(place.name);
        }
    }

    void keep_packages_in_use() {
        std::set<std::string, std::less<>> used;
        for (const auto& footprint : out_.input.footprints)
            if (footprint.package) used.insert(*footprint.package);
        for (Package& package : in_.packages) {
            if (!used.contains(package.id)) continue;
            out_.input.packages.push_back(package.id);
            out_.packages.push_back(std::move(package));
        }
    }

    Gathered in_;
    const EvidenceScope& scope_;
    Evidence out_;
    std::optional<std::string> package_;
    const AreaIndex* areas_ = nullptr;
};

}  // namespace

Evidence gather_evidence(const store::Store& store, const EvidenceScope& scope) {
    return Builder(read_store(store, scope.as_of), scope).build();
}

}  // namespace cairn::workflow
