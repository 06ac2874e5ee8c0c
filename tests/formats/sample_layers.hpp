#pragma once
// Layers with the values that formats stumble over. All invented.

#include <limits>

#include "cairn/formats/writer.hpp"

namespace cairn::tests {

inline const std::string awkward_text =
    "Ô \"quoted\" <b>&amp;</b>, two\nlines;\ttab, Кириллица, Հայերեն, العربية, 漢字, 𝄞 'and' \xC2\xA0no-break";

inline formats::Layer sample_layer() {
    using formats::Column;
    formats::Layer layer{.name = "hazard",
                         .description = "Invented hazards",
                         .columns = {{"id"},
                                     {"name", Column::Type::text, "Name", "What people call it"},
                                     {"reported_area_m2", Column::Type::real, "Area as reported"},
                                     {"reported_area_ha", Column::Type::real},
                                     {"claimed_count_low", Column::Type::integer},
                                     {"marked", Column::Type::boolean},
                                     {"date_reported", Column::Type::date},
                                     {"hazard_class", Column::Type::text, "Class", "", {"sha", "cha"}}},
                         .rows = {}};
    Entity polygon{.kind = "hazard", .id = "h-1", .fields = {}, .geometry = {}};
    polygon.geometry = GeoMultiPolygon{
        {{{18.1, 43.9}, {18.2, 43.9}, {18.2, 44.1}, {18.100000000000001, 43.9}}, {}},
        {{{19, 44}, {19.5, 44}, {19.5, 44.5}, {19, 44}}, {{{19.3, 44.1}, {19.4, 44.1}, {19.4, 44.2}, {19.3, 44.1}}}}};
    polygon.fields = {{"name", awkward_text},
                      {"reported_area_m2", 123456.0625},
                      {"reported_area_ha", 0.1},
                      {"claimed_count_low", std::int64_t{1} << 60},
                      {"marked", true},
                      {"date_reported", *parse_date("2004-05-17")},
                      {"hazard_class", std::string("cha")}};
    Entity point{.kind = "hazard", .id = "h-2", .fields = {}, .geometry = {}};
    point.geometry = MultiPointOf<LonLat>{{18.123456789012345, -43.98765432109876}};
    point.fields = {{"name", std::string("=1+2")},
                    {"reported_area_m2", 1e11},
                    {"marked", false},
                    {"date_reported", *parse_date("2004-05")},
                    {"hazard_class", std::string("sha")}};
    Entity line{.kind = "hazard", .id = "h-3", .fields = {}, .geometry = {}};
    line.geometry = MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}, {{{5, 6}, {7, 8}}}};
    line.fields = {{"name", std::string("007")}, {"date_reported", *parse_date("1999")}};
    Entity bare{.kind = "hazard", .id = "h-4", .fields = {}, .geometry = {}};
    layer.rows = {polygon, point, line, bare};
    return layer;
}

}  // namespace cairn::tests
