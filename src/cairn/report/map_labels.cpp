#include "cairn/report/map_labels.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace cairn::report {
namespace {

double letters_in(const std::string& text) {
    return static_cast<double>(std::count_if(text.begin(), text.end(),
                                             [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Where a name may begin: right of its place, left, above, below; then the same farther off, past a symbol.
std::array<std::pair<double, double>, 8> offsets(double width) {
    return {{{6, 4},
             {-6 - width, 4},
             {-width / 2, -7},
             {-width / 2, 16},
             {12, 4},
             {-12 - width, 4},
             {-width / 2, -13},
             {-width / 2, 25}}};
}

}  // namespace

std::vector<MapLabel> place_labels(const View& view, const std::vector<MapFeature>& settlements, std::size_t count,
                                   std::vector<Box> taken, const std::vector<Box>& symbols) {
    std::vector<MapLabel> labels;
    // the scale bar's corner is taken
    taken.push_back({0, view.height() - 44, 240, view.height()});
    const auto meets_any = [](const Box& box, const std::vector<Box>& others) {
        return std::any_of(others.begin(), others.end(), [&](const Box& other) { return box.meets(other); });
    };
    for (const MapFeature& settlement : settlements) {
        if (labels.size() >= count) break;
        const auto window = window_of(settlement.geometry);
        if (!window || settlement.label.empty() || !view.window().contains(middle_of(*window))) continue;
        const double x = view.x(middle_of(*window).east_m), y = view.y(middle_of(*window).north_m);
        const double width = 7.2 * letters_in(settlement.label);
        std::optional<Box> place;
        for (const bool keeps_off_symbols : {true, false}) {
            for (const auto& [dx, dy] : offsets(width)) {
                const Box box{x + dx - 2, y + dy - 11, x + dx + width + 2, y + dy + 4};
                const bool is_inside =
                    box.x0 >= 2 && box.y0 >= 2 && box.x1 <= view.width() - 2 && box.y1 <= view.height() - 2;
                if (!is_inside || meets_any(box, taken) || (keeps_off_symbols && meets_any(box, symbols))) continue;
                place = box;
                break;
            }
            if (place) break;
        }
        if (!place) continue;
        taken.push_back(*place);
        labels.push_back({settlement.label, x, y, place->x0 + 2, place->y0 + 11});
    }
    return labels;
}

}  // namespace cairn::report
