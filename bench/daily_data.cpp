#include "daily_data.hpp"

#include <charconv>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>

#include "cairn/core/random.hpp"
#include "cairn/core/wkt.hpp"

namespace cairn::bench {
namespace {

std::string read_file(const char* path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

template <class F>
void for_each_line(const std::string& text, F&& f) {
    std::size_t begin = text.find('\n') + 1;  // the header
    for (std::size_t end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
        f(std::string_view(text).substr(begin, end - begin));
}

double in_world(double x) { return std::min(std::max(x, 3'000.0), world_m - 3'000.0); }

std::vector<EastNorth> front_lines(Random& random) {
    std::vector<EastNorth> line;
    for (int front = 0; front < 6; ++front) {
        EastNorth p{random.uniform(0.05, 0.95) * world_m, random.uniform(0.05, 0.95) * world_m};
        double heading = random.uniform(0, 2 * std::numbers::pi);
        for (int i = 0; i < 2000; ++i) {
            heading += 0.12 * random.normal();
            p = {in_world(p.east_m + world_m / 1500 * std::cos(heading)),
                 in_world(p.north_m + world_m / 1500 * std::sin(heading))};
            line.push_back(p);
        }
    }
    return line;
}

}  // namespace

double cpu_s() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

Data read_data(const char* footprints, const char* positions) {
    Data data;
    for_each_line(read_file(footprints), [&](std::string_view line) {
        const std::size_t quote = line.find('"');
        const auto geometry = parse_wkt(line.substr(quote + 1, line.rfind('"') - quote - 1));
        data.footprints.push_back(map_positions<EastNorth>(geometry.value(), [](XY p) { return EastNorth{p.x, p.y}; }));
    });
    for_each_line(read_file(positions), [&](std::string_view line) {
        const std::size_t y = line.rfind(',') + 1;
        const std::size_t x = line.rfind(',', y - 2) + 1;
        const std::size_t sigma = x > 1 ? line.rfind(',', x - 2) + 1 : 0;
        EastNorth p;
        std::from_chars(line.data() + x, line.data() + y - 1, p.east_m);
        std::from_chars(line.data() + y, line.data() + line.size(), p.north_m);
        double sigma_m = 0;
        std::from_chars(line.data() + sigma, line.data() + x - 1, sigma_m);
        data.positions.push_back(p);
        data.sigmas_m.push_back(sigma_m);
    });
    return data;
}

Data make_data(int divisor) {
    Random random(20240601);
    const auto front = front_lines(random);
    const auto near_front = [&](double spread) {
        const EastNorth p = front[random.below(front.size())];
        return EastNorth{in_world(p.east_m + spread * random.normal()), in_world(p.north_m + spread * random.normal())};
    };
    const auto anywhere = [&] { return EastNorth{random.uniform(0, world_m), random.uniform(0, world_m)}; };
    Data data;
    std::vector<std::pair<EastNorth, double>> centres;
    for (int i = 0; i < 100'000 / divisor; ++i) {
        const EastNorth c = random.bernoulli(0.8) ? near_front(4'000) : anywhere();
        const double radius = std::clamp(150 * std::exp(0.7 * random.normal()), 15.0, 2'500.0);
        const auto corners = std::min<std::uint64_t>(5 + random.poisson(7), 40);
        PlanePolygon star;
        for (std::uint64_t k = 0; k < corners; ++k) {
            const double angle = (static_cast<double>(k) + random.uniform(-0.35, 0.35)) * 2 * std::numbers::pi /
                                 static_cast<double>(corners);
            const double r = radius * random.uniform(0.6, 1.3);
            star.shell.push_back({c.east_m + r * std::cos(angle), c.north_m + r * std::sin(angle)});
        }
        star.shell.push_back(star.shell.front());
        if (random.bernoulli(0.05)) {
            star.holes.push_back(star.shell);
            for (EastNorth& p : star.holes[0])
                p = {c.east_m + 0.4 * (p.east_m - c.east_m), c.north_m + 0.4 * (p.north_m - c.north_m)};
        }
        data.footprints.push_back(PlaneMultiPolygon{star});
        centres.emplace_back(c, radius);
    }
    for (int i = 0; i < 1'000'000 / divisor; ++i) {
        const double kind = random.uniform();
        const auto& [c, radius] = centres[random.below(centres.size())];
        if (kind < 0.4)
            data.positions.push_back(
                {c.east_m + 1.2 * radius * random.normal(), c.north_m + 1.2 * radius * random.normal()});
        else
            data.positions.push_back(kind < 0.8 ? near_front(5'000) : anywhere());
        data.sigmas_m.push_back(std::clamp(50 * std::exp(random.normal()), 5.0, 2'000.0));
    }
    return data;
}

}  // namespace cairn::bench
