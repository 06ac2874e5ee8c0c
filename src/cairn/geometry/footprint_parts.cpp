#include "cairn/geometry/footprint_parts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "cairn/core/error.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::geometry {
namespace {

// Tuned on 10^5 polygons of 5 to 40 edges and on outlines of 10^5: longer runs cost edges, shorter ones boxes.
constexpr std::size_t max_edges_of_whole_ring = 48;
constexpr std::size_t edges_of_chain = 16;

constexpr std::uint32_t no_area = std::numeric_limits<std::uint32_t>::max();

/// A part before packing. Its positions are a loan from the caller's geometry, or from a turned copy of a ring.
struct Draft {
    std::span<const EastNorth> positions;
    Box box;
    std::uint32_t footprint = 0;
    PartKind kind = PartKind::chain;
    std::uint32_t area = no_area;  // which polygon's ring a chain belongs to, or which polygon an area is
    std::uint32_t ring = 0;        // within that polygon
};

Box box_of(std::span<const EastNorth> positions) {
    Box box{HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    for (const EastNorth p : positions) {
        box.min_east_m = std::min(box.min_east_m, p.east_m);
        box.min_north_m = std::min(box.min_north_m, p.north_m);
        box.max_east_m = std::max(box.max_east_m, p.east_m);
        box.max_north_m = std::max(box.max_north_m, p.north_m);
    }
    return box;
}

class Cutter {
   public:
    explicit Cutter(const std::vector<PlaneGeometry>& geometries) {
        for (const PlaneGeometry& geometry : geometries) {
            if (const auto* points = std::get_if<MultiPointOf<EastNorth>>(&geometry))
                for (const EastNorth& p : *points) add({&p, 1}, PartKind::chain);
            else if (const auto* lines = std::get_if<MultiLineOf<EastNorth>>(&geometry))
                for (const auto& line : *lines) add_chains(line.positions, no_area, 0);
            else
                for (const auto& polygon : std::get<PlaneMultiPolygon>(geometry)) add_polygon(polygon);
            ++footprint_;
        }
    }

    FootprintParts pack() {
        std::vector<Box> boxes;
        boxes.reserve(drafts_.size());
        for (const Draft& draft : drafts_) boxes.push_back(draft.box);
        const auto order = BoxTree::packing_order(boxes);

        FootprintParts result;
        result.positions.reserve(total_);
        result.parts.reserve(drafts_.size());
        std::vector<Box> packed;
        packed.reserve(drafts_.size());
        std::vector<Run> runs(drafts_.size());
        for (const std::uint32_t number : order) {
            const Draft& draft = drafts_[number];
            packed.push_back(draft.box);
            runs[number] = {static_cast<std::uint32_t>(result.positions.size()),
                            static_cast<std::uint32_t>(draft.positions.size())};
            const Run run = draft.kind == PartKind::area ? Run{draft.area, 0} : runs[number];
            result.parts.push_back({draft.footprint, run, draft.kind});
            result.positions.insert(result.positions.end(), draft.positions.begin(), draft.positions.end());
        }
        result.areas = gather_areas(runs, result.positions);
        result.tree = BoxTree(packed);
        return result;
    }

   private:
    void add(std::span<const EastNorth> positions, PartKind kind, std::uint32_t area = no_area,
             std::uint32_t ring = 0) {
        for (const EastNorth p : positions)
            if (!std::isfinite(p.east_m) || !std::isfinite(p.north_m))
                throw CallError("NearestIndex: footprint " + std::to_string(footprint_) +
                                " has a position that is not a number.");
        total_ += positions.size();
        if (total_ > std::numeric_limits<std::uint32_t>::max() || drafts_.size() + 1 >= no_area)
            throw CallError("NearestIndex: more than 2^32 positions.");
        drafts_.push_back({positions, box_of(positions), footprint_, kind, area, ring});
    }

    void add_chains(std::span<const EastNorth> positions, std::uint32_t area, std::uint32_t ring) {
        if (positions.size() == 1) return add(positions, PartKind::chain, area, ring);
        for (std::size_t first = 0; first + 1 < positions.size(); first += edges_of_chain)
            add(positions.subspan(first, std::min(edges_of_chain + 1, positions.size() - first)), PartKind::chain, area,
                ring);
    }

    std::span<const EastNorth> turned(const PlaneRing& ring) {
        if (ring.size() < 3 || ring.front() != ring.back())
            throw CallError("NearestIndex: footprint " + std::to_string(footprint_) +
                            " has a ring that is not closed.");
        if (!(signed_area_m2(ring) < 0)) return ring;
        turned_.emplace_back(ring.rbegin(), ring.rend());
        return turned_.back();
    }

    void add_polygon(const PlanePolygon& polygon) {
        if (polygon.shell.empty()) return;
        const auto shell = turned(polygon.shell);
        if (polygon.holes.empty() && shell.size() <= max_edges_of_whole_ring + 1) return add(shell, PartKind::ring);
        const std::uint32_t area = areas_++;
        add({}, PartKind::area, area);
        drafts_.back().box = box_of(shell);
        std::uint32_t ring = 0;
        add_chains(shell, area, ring);
        for (const PlaneRing& hole : polygon.holes)
            if (!hole.empty()) add_chains(turned(hole), area, ++ring);
    }

    /// Drafts of one ring follow each other, and so do rings of one polygon.
    std::vector<AreaRings> gather_areas(const std::vector<Run>& runs, std::span<const EastNorth> positions) const {
        std::vector<AreaRings> areas(areas_);
        for (std::size_t i = 0; i < drafts_.size();) {
            const Draft& draft = drafts_[i];
            std::size_t end = i + 1;
            if (draft.kind == PartKind::chain && draft.area != no_area) {
                while (end < drafts_.size() && drafts_[end].area == draft.area && drafts_[end].ring == draft.ring)
                    ++end;
                areas[draft.area].emplace_back(std::span(runs).subspan(i, end - i), positions);
            }
            i = end;
        }
        return areas;
    }

    std::uint32_t footprint_ = 0;
    std::uint32_t areas_ = 0;
    std::size_t total_ = 0;
    std::vector<Draft> drafts_;
    std::vector<PlaneRing> turned_;  // moved when it grows, but what its rings own stays in place
};

}  // namespace

FootprintParts cut_footprints(const std::vector<PlaneGeometry>& geometries) { return Cutter(geometries).pack(); }

}  // namespace cairn::geometry
