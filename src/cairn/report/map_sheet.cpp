#include "cairn/report/map_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "cairn/report/css.hpp"
#include "cairn/report/map_frame.hpp"
#include "cairn/report/sections.hpp"
#include "cairn/report/svg_map.hpp"

namespace cairn::report {
namespace {

// Pixels of CSS. The same figures stand in style/map_sheet.css where it says so.
constexpr double edge_px = 30, head_px = 64, foot_px = 74, side_px = 214, gap_px = 14;
constexpr double px_per_mm = 96 / 25.4;
/// Outlines lose corners within 0.3 pixels of another, are simplified to 0.35 and rounded to a tenth along each axis
/// (0.071); the browser's page adds 0.02 mm. Together, mm: 0.211.
constexpr double drawn_within_mm = 0.22;

struct Sheet {
    double width_mm, height_mm;

    double width_px() const { return std::floor(width_mm * px_per_mm); }
    double height_px() const { return std::floor(height_mm * px_per_mm); }
    double map_width_px() const { return width_px() - 2 * edge_px - gap_px - side_px; }
    double most_map_height_px() const { return height_px() - 2 * edge_px - head_px - foot_px; }
};

Sheet upright(const std::string& paper) { return paper == "letter" ? Sheet{215.9, 279.4} : Sheet{210, 297}; }

View view_on(const Sheet& sheet, const Window& window) {
    return {window, sheet.map_width_px(), sheet.most_map_height_px()};
}

Sheet better_sheet(const std::string& paper, const Window& window) {
    const Sheet up = upright(paper), across{up.height_mm, up.width_mm};
    return view_on(up, window).pixels_per_m() > view_on(across, window).pixels_per_m() ? up : across;
}

/// The picture with a height of whole pixels, by showing a little more at its upper and lower edge.
MapPicture picture_on(const Page& page, const Sheet& sheet) {
    const View view = view_on(sheet, *window_of(page.input.map));
    const double height_px = std::min(std::ceil(view.height()), sheet.most_map_height_px());
    Window window = view.window();
    const double extra_m = (height_px / view.pixels_per_m() - window.height_m()) / 2;
    window.south_m -= extra_m;
    window.north_m += extra_m;
    return {.id = "map",
            .title = map_title(page),
            .description = map_description(page),
            .window = window,
            .width = sheet.map_width_px(),
            .max_height = height_px,
            .close_ups = {}};
}

/// Metres on the ground for one on the paper, across the middle of the map.
double scale_number(const Page& page, const View& view) {
    constexpr double length_m = 1000;
    const double on_paper_m = scale_bar_pixels(page.input.map.projection, view, length_m) / px_per_mm / 1000;
    return length_m / on_paper_m;
}

void write_sheet_style(Page& page, const Sheet& sheet, double map_height_px) {
    std::string css(style_sheet("report.css"));
    css += style_sheet("map_sheet.css");
    css += "@page{size:" + css_number(sheet.width_mm) + "mm " + css_number(sheet.height_mm) + "mm;margin:0}";
    css += ".sheet{width:" + css_number(sheet.width_px()) + "px;height:" + css_number(sheet.height_px()) + "px}";
    css += ".sheet .map{left:" + css_number(edge_px) + "px;top:" + css_number(edge_px + head_px) +
           "px;width:" + css_number(sheet.map_width_px()) + "px;height:" + css_number(map_height_px) + "px}";
    page.out.style(css);
}

void write_head(Page& page, const std::string& title) {
    Markup& out = page.out;
    out.open("header").open("p", {{"class", "sheetof"}});
    out.element("bdi", store_name(page)).text(" · " + page.words.text("bar.as_of") + " ");
    out.element("b", page.numbers.date(page.input.assessment.as_of)).close("p");
    out.element("h1", title);
    write_message(page, "p", "sub", "map.lead");
    out.close("header").line();
}

void write_side(Page& page, const MapPicture& picture, const View& view) {
    Markup& out = page.out;
    out.open("aside");
    write_map_legend(page, picture);
    const double scale = scale_number(page, view);
    write_message(page, "p", "", "sheet.scale",
                  {{"scale", page.numbers.estimate(scale)},
                   {"paper", page.numbers.decimal(drawn_within_mm, 2)},
                   {"ground", page.numbers.metres(std::ceil(scale * drawn_within_mm / 1000))}});
    write_message(page, "p", "", "sheet.projection");
    out.element("p", {{"class", "mono"}}, page.input.map.frame_definition);
    out.element("p", page.words.text("sheet.made", {{"date", page.numbers.date(page.input.created)}}));
    out.close("aside").line();
}

void write_notes(Page& page) {
    page.out.open("footer");
    write_message(page, "p", "", "sheet.note");
    page.out.element("p", {{"class", "line"}}, foot_text(page));
    page.out.close("footer").line();
}

}  // namespace

std::optional<MapSheet> write_map_sheet(const ReportInput& input) {
    const auto window = window_of(input.map);
    if (!window) return std::nullopt;
    const Catalogue words(input.language);
    const Numbers numbers(words.symbols());
    const Measures measures(input.assessment);
    Markup out;
    Page page{input, words, numbers, measures, out, measure_ground(input.map)};

    const Sheet sheet = better_sheet(input.paper, *window);
    const MapPicture picture = picture_on(page, sheet);
    const View view(picture.window, picture.width, picture.max_height);
    out.open("html", {{"lang", input.language}, {"dir", "ltr"}}).open("head");
    out.leaf("meta", {{"charset", "utf-8"}});
    out.leaf("meta", {{"name", "generator"}, {"content", "cairn " + input.version}});
    out.element("title", picture.title);
    write_sheet_style(page, sheet, picture.max_height);
    out.close("head").line().open("body").open("main", {{"class", "sheet"}});
    write_map_definitions(out);
    write_head(page, picture.title);
    write_map(page, picture);
    write_side(page, picture, view);
    write_notes(page);
    out.close("main").close("body").close("html");
    return MapSheet{.html = "<!DOCTYPE html>\n" + std::move(out).take() + "\n",
                    .title = picture.title,
                    .left_px = edge_px,
                    .top_px = edge_px + head_px,
                    .width_px = picture.width,
                    .height_px = picture.max_height,
                    .window = view.window()};
}

}  // namespace cairn::report
