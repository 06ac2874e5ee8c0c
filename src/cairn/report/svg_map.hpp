#pragma once
// The map as SVG. The ground is hatched (not looked at) until a search cuts a window into it.

#include <string>
#include <string_view>
#include <vector>

#include "cairn/report/map_view.hpp"
#include "cairn/report/page.hpp"

namespace cairn::report {

/// A numbered rectangle on the overview that a close-up shows larger.
struct CloseUp {
    Window window;
    std::string name;  ///< of the nearest settlement; empty when there is none
};

/// With more finds or accidents in view than this, they are drawn as discs with their number.
constexpr std::size_t cluster_above = 800;

struct MapPicture {
    std::string id;     ///< unique on the page
    std::string title;  ///< for people who do not see the picture
    std::string description;
    Window window;
    double width = 1000, max_height = 900;
    std::size_t labels = 40;         ///< settlement names, at most
    std::vector<CloseUp> close_ups;  ///< drawn as numbered rectangles
};

/// Patterns and symbols that every map and legend on the page uses; written once, before the first of them.
void write_map_definitions(Markup& out);

void write_map(Page& page, const MapPicture& picture);

/// What a picture shows, counted.
struct MapCounts {
    std::size_t searches = 0, search_places = 0, areas = 0, footprints = 0, confirmed = 0, unconfirmed = 0, finds = 0,
                accidents = 0, outside = 0, rough = 0;
    bool has_clusters = false, has_study_edge = false;
};
MapCounts count_shown(const MapData& map, const MapPicture& picture);

/// What each look on the picture means, with counts: all three states in any case, of the rest what it shows.
void write_map_legend(Page& page, const MapPicture& picture);

/// The places where most was found, happened or was tested, at a scale at which records have a shape; none when the
/// overview shows them well enough. At most `count`, none overlapping.
std::vector<CloseUp> find_close_ups(const MapData& map, std::size_t count);

}  // namespace cairn::report
