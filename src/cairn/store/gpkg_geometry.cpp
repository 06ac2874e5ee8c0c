#include "cairn/store/gpkg_geometry.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace cairn::store {
namespace {

static_assert(std::endian::native == std::endian::little, "blobs are copied as they lie in memory");
static_assert(sizeof(LonLat) == 16, "positions are copied whole");

constexpr std::uint32_t srs_wgs84 = 4326;
constexpr std::size_t header_bytes = 8 + 4 * 8;
// Magic "GP", version 0, flags: little-endian, envelope of x and y, not empty.
constexpr std::string_view magic("GP\0\3", 4);

enum WkbType : std::uint32_t {
    wkb_point = 1,
    wkb_line = 2,
    wkb_polygon = 3,
    wkb_multi_point = 4,
    wkb_multi_line = 5,
    wkb_multi_polygon = 6
};

template <class T>
void put(std::string& out, const T& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void put_head(std::string& out, std::uint32_t type, std::size_t count) {
    out.push_back('\1');
    put(out, type);
    put(out, static_cast<std::uint32_t>(count));
}

void put_positions(std::string& out, const std::vector<LonLat>& positions) {
    put(out, static_cast<std::uint32_t>(positions.size()));
    out.append(reinterpret_cast<const char*>(positions.data()), positions.size() * sizeof(LonLat));
}

void put_wkb(std::string& out, const MultiPointOf<LonLat>& points) {
    put_head(out, wkb_multi_point, points.size());
    for (const LonLat& p : points) {
        out.push_back('\1');
        put(out, std::uint32_t{wkb_point});
        put(out, p);
    }
}

void put_wkb(std::string& out, const MultiLineOf<LonLat>& lines) {
    put_head(out, wkb_multi_line, lines.size());
    for (const auto& line : lines) {
        out.push_back('\1');
        put(out, std::uint32_t{wkb_line});
        put_positions(out, line.positions);
    }
}

void put_wkb(std::string& out, const GeoMultiPolygon& polygons) {
    put_head(out, wkb_multi_polygon, polygons.size());
    for (const auto& polygon : polygons) {
        put_head(out, wkb_polygon, 1 + polygon.holes.size());
        put_positions(out, polygon.shell);
        for (const auto& hole : polygon.holes) put_positions(out, hole);
    }
}

/// Bounded reading; after the first failure everything reads as zero and ok() is false.
class Reader {
   public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool ok() const { return ok_; }
    bool at_end() const { return ok_ && rest_.empty(); }

    template <class T>
    T get() {
        T value{};
        if (rest_.size() < sizeof value) return ok_ = false, value;
        std::memcpy(&value, rest_.data(), sizeof value);
        rest_.remove_prefix(sizeof value);
        return value;
    }
    void expect_head(std::uint32_t type) {
        if (get<char>() != '\1' || get<std::uint32_t>() != type) ok_ = false;
    }
    /// No more than the rest can hold at `bytes_each`, so that memory is bounded.
    std::size_t count(std::size_t bytes_each) {
        const std::size_t n = get<std::uint32_t>();
        if (n > rest_.size() / bytes_each) ok_ = false;
        return ok_ ? n : 0;
    }
    std::vector<LonLat> positions() {
        std::vector<LonLat> out(count(sizeof(LonLat)));
        if (!out.empty()) std::memcpy(out.data(), rest_.data(), out.size() * sizeof(LonLat));
        rest_.remove_prefix(out.size() * sizeof(LonLat));
        return out;
    }

   private:
    std::string_view rest_;
    bool ok_ = true;
};

GeoGeometry read_points(Reader& in) {
    MultiPointOf<LonLat> points(in.count(21));
    for (LonLat& p : points) {
        in.expect_head(wkb_point);
        p = in.get<LonLat>();
    }
    return points;
}

GeoGeometry read_lines(Reader& in) {
    MultiLineOf<LonLat> lines(in.count(9));
    for (auto& line : lines) {
        in.expect_head(wkb_line);
        line.positions = in.positions();
    }
    return lines;
}

GeoGeometry read_polygons(Reader& in) {
    GeoMultiPolygon polygons(in.count(9));
    for (auto& polygon : polygons) {
        in.expect_head(wkb_polygon);
        const std::size_t rings = in.count(4);
        if (rings == 0) continue;
        polygon.shell = in.positions();
        polygon.holes.resize(rings - 1);
        for (auto& hole : polygon.holes) hole = in.positions();
    }
    return polygons;
}

std::optional<GeoGeometry> read_wkb(Reader& in) {
    if (in.get<char>() != '\1') return std::nullopt;
    switch (in.get<std::uint32_t>()) {
        case wkb_multi_point: return read_points(in);
        case wkb_multi_line: return read_lines(in);
        case wkb_multi_polygon: return read_polygons(in);
        default: return std::nullopt;
    }
}

/// At least one, and all of them finite.
bool has_good_positions(const GeoGeometry& geometry) {
    bool any = false, all_finite = true;
    for_each_position(geometry, [&](const LonLat& p) {
        any = true;
        all_finite = all_finite && std::isfinite(p.lon_deg) && std::isfinite(p.lat_deg);
    });
    return any && all_finite;
}

}  // namespace

Box box_of(const GeoGeometry& geometry) {
    Box box{1e300, -1e300, 1e300, -1e300};
    for_each_position(geometry, [&](const LonLat& p) {
        box.west = std::min(box.west, p.lon_deg);
        box.east = std::max(box.east, p.lon_deg);
        box.south = std::min(box.south, p.lat_deg);
        box.north = std::max(box.north, p.lat_deg);
    });
    return box;
}

void widen(std::optional<Box>& box, const Box& other) {
    if (!box) {
        box = other;
        return;
    }
    box->west = std::min(box->west, other.west);
    box->east = std::max(box->east, other.east);
    box->south = std::min(box->south, other.south);
    box->north = std::max(box->north, other.north);
}

std::string to_gpkg(const GeoGeometry& geometry) {
    const Box box = box_of(geometry);
    std::string out;
    out.reserve(256);
    out.append(magic);
    put(out, srs_wgs84);
    for (const double edge : {box.west, box.east, box.south, box.north}) put(out, edge);
    std::visit([&](const auto& parts) { put_wkb(out, parts); }, geometry);
    return out;
}

std::optional<Box> gpkg_box(std::string_view blob) {
    if (blob.size() < header_bytes || blob.substr(0, 4) != magic) return std::nullopt;
    Reader in(blob.substr(8, 32));
    Box box;
    box.west = in.get<double>();
    box.east = in.get<double>();
    box.south = in.get<double>();
    box.north = in.get<double>();
    return box;
}

std::optional<GeoGeometry> parse_gpkg(std::string_view blob) {
    if (!gpkg_box(blob)) return std::nullopt;
    Reader in(blob.substr(header_bytes));
    auto geometry = read_wkb(in);
    // Written anew it must give the same bytes: nothing in the blob, its envelope included, may say something else.
    if (!geometry || !in.at_end() || !has_good_positions(*geometry) || to_gpkg(*geometry) != blob) return std::nullopt;
    return geometry;
}

std::string_view gpkg_type(registers::GeometryKind kind) {
    switch (kind) {
        case registers::GeometryKind::none: return {};
        case registers::GeometryKind::point: return "MULTIPOINT";
        case registers::GeometryKind::line: return "MULTILINESTRING";
        case registers::GeometryKind::polygon: return "MULTIPOLYGON";
        case registers::GeometryKind::any: return "GEOMETRY";
    }
    return {};
}

}  // namespace cairn::store
