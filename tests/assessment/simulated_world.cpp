#include "assessment/simulated_world.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace cairn::assessment::tests {
namespace {

struct Local {
    double along = 0, across = 0;
};
Local to_local(const Box& box, EastNorth p) {
    const double e = p.east_m - box.centre.east_m, n = p.north_m - box.centre.north_m;
    const double c = std::cos(box.angle), s = std::sin(box.angle);
    return {c * e + s * n, c * n - s * e};
}

EastNorth blur(EastNorth p, double sd, Random& random) {
    return {p.east_m + sd * random.normal(), p.north_m + sd * random.normal()};
}

Box random_box(const WorldPlan& plan, Random& random) {
    constexpr double margin = 500;
    Box box;
    box.centre = {random.uniform(margin, plan.width_m - margin), random.uniform(margin, plan.height_m - margin)};
    box.half_length = 80 * std::exp(0.4 * random.normal());
    box.half_width = random.uniform(10, 30);
    box.angle = random.uniform(0, M_PI);
    return box;
}

}  // namespace

double distance_to(const Box& box, EastNorth position) {
    const Local p = to_local(box, position);
    return std::hypot(std::max(std::abs(p.along) - box.half_length, 0.0),
                      std::max(std::abs(p.across) - box.half_width, 0.0));
}

EastNorth in_box(const Box& box, double along, double across) {
    const double c = std::cos(box.angle), s = std::sin(box.angle);
    const double a = along * box.half_length, b = across * box.half_width;
    return {box.centre.east_m + c * a - s * b, box.centre.north_m + s * a + c * b};
}

PlaneMultiPolygon outline(const Box& box, double margin_m) {
    Box wide = box;
    wide.half_length += margin_m;
    wide.half_width += margin_m;
    const EastNorth first = in_box(wide, -1, -1);
    return {{{first, in_box(wide, 1, -1), in_box(wide, 1, 1), in_box(wide, -1, 1), first}, {}}};
}

SimulatedWorld simulate_world(const WorldPlan& plan, Random random) {
    SimulatedWorld world;
    Input& input = world.input;
    input.scored = "recorded-area";
    const double w = plan.width_m, h = plan.height_m;
    input.study_area = {{{{0, 0}, {w, 0}, {w, h}, {0, h}, {0, 0}}, {}}};
    std::vector<Box>& grounds = world.grounds;

    const auto add_record = [&](const Box& box, double devices) {
        const double odds = std::log(plan.record_searched / (1 - plan.record_searched)) +
                            plan.searched_by_size * std::log(box.half_length / 80);
        const bool is_searched = plan.record_searched >= 1 || random.uniform() < 1 / (1 + std::exp(-odds));
        Footprint footprint;
        footprint.claimed_count_low = footprint.claimed_count_high =
            std::ceil(devices * std::exp(plan.claimed_sd_log * random.normal()));
        footprint.id = "r" + std::to_string(input.footprints.size());
        footprint.geometry = outline(box);
        input.footprints.push_back(std::move(footprint));
        world.records.push_back(box);
        if (is_searched) {
            Box frame = box;
            frame.half_length += plan.frame_m;
            frame.half_width += plan.frame_m;
            grounds.push_back(frame);
        }
    };

    struct Field {
        Box box;
        std::vector<EastNorth> devices;
        double exposure = 1;
    };
    std::vector<Field> fields;
    const auto count = random.poisson(plan.fields);
    std::uint64_t recorded = 0;
    for (std::uint64_t f = 0; f < count; ++f) {
        Field field{random_box(plan, random), {}, std::exp(plan.exposure_sd_log * random.normal())};
        const auto devices = 1 + random.poisson(plan.devices * random.gamma(plan.device_shape) / plan.device_shape);
        for (std::uint64_t k = 0; k < devices; ++k)
            field.devices.push_back(in_box(field.box, random.uniform(-1, 1), random.uniform(-1, 1)));
        if (random.bernoulli(plan.recorded)) {
            ++recorded;
            Box paper = field.box;
            paper.centre = blur(paper.centre, plan.residual_m, random);
            paper.centre.east_m -= plan.shift.east_m;
            paper.centre.north_m -= plan.shift.north_m;
            add_record(paper, static_cast<double>(devices));
        }
        if (random.bernoulli(plan.field_searched_elsewhere)) {
            Box ground = field.box;
            ground.half_length += 30;
            ground.half_width += 30;
            grounds.push_back(ground);
        }
        fields.push_back(std::move(field));
    }
    const auto invented = random.poisson(plan.fictitious * static_cast<double>(recorded));
    for (std::uint64_t f = 0; f < invented; ++f) {
        Box box = random_box(plan, random);
        box.half_length *= plan.fictitious_scale;
        add_record(box, plan.devices);
    }
    const auto scattered = random.poisson(plan.scattered);
    for (std::uint64_t f = 0; f < scattered; ++f) {
        const Box box = random_box(plan, random);
        fields.push_back({box, {box.centre}, std::exp(plan.exposure_sd_log * random.normal())});
    }

    const auto squares = random.poisson(plan.random_searches);
    for (std::uint64_t f = 0; f < squares; ++f) {
        Box square = random_box(plan, random);
        square.half_length = square.half_width = 200;
        grounds.push_back(square);
    }

    for (const Box& ground : grounds) {
        SearchedGround search;
        search.id = "s" + std::to_string(input.searches.size());
        search.geometry = outline(ground);
        search.place = ground.centre;
        search.detection_probability = plan.detection;
        search.detection_is_stated = true;
        input.searches.push_back(std::move(search));
    }
    for (const Field& field : fields)
        for (const EastNorth& device : field.devices) {
            world.devices.push_back(device);
            bool is_found = false;
            for (const Box& ground : grounds)
                if (distance_to(ground, device) == 0) is_found = is_found || random.bernoulli(plan.detection);
            const auto accidents = random.poisson(plan.accidents_per_device * field.exposure);
            if (is_found) {
                FindPoint find;
                find.id = "f" + std::to_string(input.finds.size());
                find.position = blur(device, plan.find_sd_m, random);
                find.sigma_m = plan.find_sd_m;
                input.finds.push_back(std::move(find));
            } else if (accidents > 0) {
                const double u = random.uniform();
                const double sd = u < plan.gps_share                    ? plan.gps_sd_m
                                  : u < plan.gps_share + plan.map_share ? plan.map_sd_m
                                                                        : plan.coarse_sd_m;
                AccidentPoint accident;
                accident.id = "a" + std::to_string(input.accidents.size());
                accident.position = blur(device, sd, random);
                accident.sigma_m = sd;
                accident.persons = 1 + static_cast<double>(random.poisson(0.4));
                input.accidents.push_back(std::move(accident));
                world.accident_truth.push_back(device);
            }
        }
    return world;
}

}  // namespace cairn::assessment::tests
