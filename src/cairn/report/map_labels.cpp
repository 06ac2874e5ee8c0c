#include "cairn/report/map_labels.hpp"

#include <algorithm>
#include <utility>

namespace cairn::report {
namespace {

double letters_in(const std::string& text) {
    return static_cast<double>(std::count_if(text.begin(), text.end(),
                                             [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::vector<MapLabel> place_labels(const View& view, const std::vector<MapFeature>& settlements, std::size_t count,
                                   std::vector<Box> taken) {
    std::vector<MapLabel> labels;
    // the scale bar's corner is taken
    taken.push_back({0, view.height() - 44, 240, view.height()});
    for (const MapFeature& settlement : settlements) {
        if (labels.size() >= count) break;
        const auto window = window_of(settlement.geometry);
        if (!window || settlement.label.empty() || !view.window().contains(middle_of(*window))) continue;
        const double x = view.x(middle_of(*window).east_m), y = view.y(middle_of(*window).north_m);
        const double width = 7.2 * letters_in(settlement.label);
        // right of its place, left, above, below
        for (const auto& [dx, dy] : {std::pair{6.0, 4.0}, std::pair{-6 - width, 4.0}, std::pair{-width / 2, -7.0},
                                     std::pair{-width / 2, 16.0}}) {
            const Box box{x + dx - 2, y + dy - 11, x + dx + width + 2, y + dy + 4};
            if (box.x0 < 2 || box.y0 < 2 || box.x1 > view.width() - 2 || box.y1 > view.height() - 2) continue;
            if (std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return box.meets(other); })) continue;
            taken.push_back(box);
            labels.push_back({settlement.label, x, y, x + dx, y + dy});
            break;
        }
    }
    return labels;
}

}  // namespace cairn::report
