#pragma once
// From the metric plane to the pixels of one picture: scale, simplified paths, and what lies in view.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/geometry.hpp"
#include "cairn/report/report.hpp"

namespace cairn::report {

/// A rectangle of the plane, metres; min <= max.
struct Window {
    double west_m = 0, south_m = 0, east_m = 0, north_m = 0;

    double width_m() const { return east_m - west_m; }
    double height_m() const { return north_m - south_m; }
    bool contains(EastNorth p) const {
        return p.east_m >= west_m && p.east_m <= east_m && p.north_m >= south_m && p.north_m <= north_m;
    }
    bool meets(const Window& other) const {
        return west_m <= other.east_m && other.west_m <= east_m && south_m <= other.north_m && other.south_m <= north_m;
    }
};

/// Of all finite positions; absent when there are none.
std::optional<Window> window_of(const PlaneGeometry& geometry);
/// Of the study area, or where there is none of all that the map draws, with a margin.
std::optional<Window> window_of(const MapData& map);

/// One scale for both axes, north up. Pixels are SVG user units.
class View {
   public:
    /// Fits the window into `width` × at most `max_height` pixels; the height follows the window's shape, and is
    /// at least a third of the width.
    View(Window window, double width, double max_height);

    double x(double east_m) const { return (east_m - window_.west_m) * pixels_per_m_; }
    double y(double north_m) const { return (window_.north_m - north_m) * pixels_per_m_; }
    double width() const { return width_; }
    double height() const { return height_; }
    double pixels_per_m() const { return pixels_per_m_; }
    const Window& window() const { return window_; }  ///< all that the picture shows

   private:
    Window window_;
    double width_, height_, pixels_per_m_;
};

/// SVG path data of polygons or lines: vertices that no pixel would show are left out (Douglas & Peucker 1973,
/// 0.35 pixels). Empty when nothing is left.
std::string path_data(const View& view, const PlaneGeometry& geometry);

/// Collects small squares for what is too small to have a shape, at most one for every 2 × 2 pixels.
class Specks {
   public:
    void add(double x, double y, double side);
    const std::string& path() const { return path_; }

   private:
    std::string path_;
    std::vector<std::size_t> seen_;  ///< sorted
};

/// A position that stands for the whole: the middle of its window.
EastNorth middle_of(const Window& window);

}  // namespace cairn::report
