#include "cairn/assessment/offset_surface.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "cairn/assessment/spread.hpp"
#include "cairn/geometry/cells.hpp"
#include "cairn/geometry/plane.hpp"

namespace cairn::assessment {
namespace {

constexpr double background = 0.01;       ///< b, against 1 inside the footprint
constexpr double device_softness_m = 5;   ///< devices lie beside the drawn edge, and finds are surveyed to metres
constexpr double line_width_m = 10;
constexpr int most_raster_side = 240;
constexpr int normaliser_stride = 4;      ///< the normaliser is smooth: every fourth offset, and between them linear

/// Classes of softness: points of similar σ share a raster.
double softness_class(double sigma_m, double step_m) {
    const double softness = std::max(std::hypot(sigma_m, device_softness_m), 0.7 * step_m);
    return std::exp2(std::round(2 * std::log2(softness)) / 2);
}

/// One pass of a normalised Gaussian along rows (stride 1) or columns; beyond the ends is nothing.
void blur_line(std::vector<float>& values, std::size_t start, std::size_t stride, int count,
               const std::vector<float>& kernel) {
    const int reach = static_cast<int>(kernel.size()) - 1;
    std::vector<float> line(static_cast<std::size_t>(count)), sums(static_cast<std::size_t>(count), 0.0F);
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = values[start + i * stride];
    for (int k = -reach; k <= reach; ++k) {
        const float weight = kernel[static_cast<std::size_t>(std::abs(k))];
        const int last = std::min(count, count - k);
        for (int i = std::max(0, -k); i < last; ++i)
            sums[static_cast<std::size_t>(i)] += weight * line[static_cast<std::size_t>(i + k)];
    }
    for (std::size_t i = 0; i < line.size(); ++i) values[start + i * stride] = sums[i];
}

void blur(SoftFootprint& raster, double sd_m) {
    const double sd = sd_m / raster.side_m;
    std::vector<float> kernel;
    double total = 0;
    for (int k = 0; k <= static_cast<int>(std::ceil(3 * sd)); ++k) {
        kernel.push_back(static_cast<float>(std::exp(-0.5 * k * k / (sd * sd))));
        total += (k == 0 ? 1 : 2) * kernel.back();
    }
    for (float& k : kernel) k = static_cast<float>(k / total);
    const auto columns = static_cast<std::size_t>(raster.columns);
    for (std::size_t row = 0; row < static_cast<std::size_t>(raster.rows); ++row)
        blur_line(raster.values, row * columns, 1, raster.columns, kernel);
    for (std::size_t column = 0; column < columns; ++column)
        blur_line(raster.values, column, columns, raster.rows, kernel);
}

PlaneMultiPolygon ground_of(const PlaneGeometry& geometry) {
    if (const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry)) return *polygons;
    return geometry::buffer(geometry, line_width_m / 2);
}

SoftFootprint soften(const PlaneMultiPolygon& ground, double softness_m) {
    const geometry::Box box = *geometry::find_bounds(ground);
    const double margin = 3 * softness_m;
    const double width = box.max_east_m - box.min_east_m + 2 * margin;
    const double height = box.max_north_m - box.min_north_m + 2 * margin;
    SoftFootprint raster;
    raster.side_m = std::max(softness_m / 3, std::max(width, height) / most_raster_side);
    raster.west_m = box.min_east_m - margin + raster.side_m / 2;
    raster.south_m = box.min_north_m - margin + raster.side_m / 2;
    raster.columns = static_cast<int>(std::ceil(width / raster.side_m));
    raster.rows = static_cast<int>(std::ceil(height / raster.side_m));
    const geometry::CellGrid grid{raster.west_m - raster.side_m / 2, raster.south_m - raster.side_m / 2, raster.side_m,
                                  static_cast<std::size_t>(raster.columns), static_cast<std::size_t>(raster.rows)};
    raster.values = geometry::coverage_share(grid, ground);
    blur(raster, softness_m);
    return raster;
}

}  // namespace

double SoftFootprint::at(EastNorth position) const {
    const double x = (position.east_m - west_m) / side_m, y = (position.north_m - south_m) / side_m;
    if (!(x > -1 && y > -1 && x < columns && y < rows)) return 0;
    const int i = static_cast<int>(x + 1) - 1, j = static_cast<int>(y + 1) - 1;  // the cell before, from -1 on
    const double fx = x - i, fy = y - j;
    const auto value = [this](int c, int r) -> double {
        if (c < 0 || r < 0 || c >= columns || r >= rows) return 0;
        return values[static_cast<std::size_t>(r) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(c)];
    };
    return (1 - fy) * ((1 - fx) * value(i, j) + fx * value(i + 1, j)) +
           fy * ((1 - fx) * value(i, j + 1) + fx * value(i + 1, j + 1));
}

FootprintRaster::FootprintRaster(const PlaneGeometry& geometry, const std::vector<RecordPoint>& points, double step_m)
    : step_m_(step_m) {
    const PlaneMultiPolygon ground = ground_of(geometry);
    for (const RecordPoint& point : points) {
        const double softness = softness_class(point.sigma_m, step_m);
        if (!by_softness_.contains(softness)) by_softness_.emplace(softness, soften(ground, softness));
    }
}

const SoftFootprint& FootprintRaster::for_sigma(double sigma_m) const {
    return by_softness_.at(softness_class(sigma_m, step_m_));
}

double narrowest_width_m(const PlaneGeometry& geometry) {
    const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry);
    const double perimeter = polygons ? geometry::length_m(geometry) : 0;
    return perimeter > 0 ? 2 * geometry::area_m2(*polygons) / perimeter : line_width_m;
}

OffsetSurface offset_surface(const RecordEvidence& record, const FootprintRaster& raster, const OffsetGrid& grid) {
    const double domain_m2 = record.domain_each_m2 * static_cast<double>(record.domain.size());
    std::map<double, std::vector<EastNorth>> classes;  // points by σ; few distinct values in practice
    for (const RecordPoint& point : record.points) classes[point.sigma_m].push_back(point.position);

    const int side = grid.side();
    OffsetSurface out;
    out.log_ratio.assign(grid.size(), 0.0F);
    out.visible.assign(grid.size(), 0.0F);
    const int knots = (side - 1) / normaliser_stride + 2;
    std::vector<double> normaliser(static_cast<std::size_t>(knots) * static_cast<std::size_t>(knots));
    const double footprint_m2 = geometry::area_m2(ground_of(*record.geometry));
    for (const auto& [sigma, positions] : classes) {
        const SoftFootprint& soft = raster.for_sigma(sigma);
        for (int row = 0; row < knots; ++row)
            for (int column = 0; column < knots; ++column) {
                const EastNorth offset = grid.at(column * normaliser_stride, row * normaliser_stride);
                double sum = 0;
                for (const EastNorth& s : record.domain)
                    sum += soft.at({s.east_m - offset.east_m, s.north_m - offset.north_m});
                normaliser[static_cast<std::size_t>(row * knots + column)] = record.domain_each_m2 * sum;
            }
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                const double x = static_cast<double>(column) / normaliser_stride;
                const double y = static_cast<double>(row) / normaliser_stride;
                const int i = static_cast<int>(x), j = static_cast<int>(y);
                const double fx = x - i, fy = y - j;
                const auto knot = [&](int dj, int di) {
                    return normaliser[static_cast<std::size_t>((j + dj) * knots + i + di)];
                };
                const double shown = (1 - fy) * ((1 - fx) * knot(0, 0) + fx * knot(0, 1)) +
                                     fy * ((1 - fx) * knot(1, 0) + fx * knot(1, 1));
                const double scale = domain_m2 / (background * domain_m2 + shown);
                const EastNorth offset = grid.at(column, row);
                double sum = 0;
                for (const EastNorth& y_k : positions)
                    sum += std::log(scale *
                                    (background + soft.at({y_k.east_m - offset.east_m, y_k.north_m - offset.north_m})));
                const auto cell = static_cast<std::size_t>(row * side + column);
                out.log_ratio[cell] += static_cast<float>(sum);
                out.visible[cell] =
                    std::max(out.visible[cell], static_cast<float>(std::min(1.0, shown / std::max(footprint_m2, 1.0))));
            }
    }
    return out;
}

}  // namespace cairn::assessment
