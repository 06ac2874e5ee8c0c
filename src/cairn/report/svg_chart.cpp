#include "cairn/report/svg_chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "cairn/report/css.hpp"
#include "cairn/report/phrases.hpp"
#include "cairn/report/table.hpp"

namespace cairn::report {
namespace {

constexpr double left = 46, right = 528, top = 24, bottom = 212, width = 560, height = 246;
constexpr double x_of_5 = 80;  // between 0 and 5 m the axis is linear, and broken
constexpr double log_low = 5, log_high = 2000;

double y_of(double share) { return bottom - std::clamp(share, 0.0, 1.0) * (bottom - top); }

struct Point {
    double x, y;
};

std::string path(const std::vector<Point>& points, bool is_closed = false) {
    std::string d;
    for (const Point& p : points) d += (d.empty() ? "M" : "L") + css_number(p.x) + " " + css_number(p.y);
    return is_closed ? d + "Z" : d;
}

void write_text(Markup& out, double x, double y, std::string_view css_class, const std::string& text) {
    out.element("text", {{"x", css_number(x)}, {"y", css_number(y)}, {"class", std::string(css_class)}}, text);
}

void write_axes(Page& page) {
    Markup& out = page.out;
    write_text(out, left - 6, top - 10, "e", page.words.text("chart.percent_axis"));
    for (const int percent : {0, 25, 50, 75, 100}) {
        const double y = y_of(percent / 100.0);
        out.leaf("path", {{"d", path({{left, y}, {right, y}})}, {"class", "grid"}});
        write_text(out, left - 6, y + 4, "e", std::to_string(percent));
    }
    for (const int metres : {0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000}) {
        const double x = tolerance_x(metres);
        out.leaf("path", {{"d", path({{x, bottom}, {x, bottom + 4}})}, {"class", "tick"}});
        write_text(out, x, bottom + 17, "m", metres == 2000 ? page.numbers.metres(metres) : page.numbers.count(metres));
    }
    const double middle = (left + x_of_5) / 2;
    out.leaf("path", {{"d", path({{middle - 4, bottom + 4}, {middle, bottom - 4}}) +
                                path({{middle, bottom + 4}, {middle + 4, bottom - 4}})},
                      {"class", "tick"}});
    write_text(out, (left + right) / 2, height - 3, "m", page.words.text("chart.tolerance_axis"));
}

/// Stretches of points that have both ends of a range.
void write_bands(Markup& out, const Curve& curve, const std::string& look) {
    std::vector<Point> upper, lower;
    const auto finish = [&] {
        if (upper.size() > 1) {
            upper.insert(upper.end(), lower.rbegin(), lower.rend());
            out.leaf("path", {{"d", path(upper, true)}, {"class", "band " + look}});
        }
        upper.clear();
        lower.clear();
    };
    for (const Measure* m : curve.points) {
        if (!m->low || !m->high) {
            finish();
            continue;
        }
        const double x = tolerance_x(*m->tolerance_m);
        upper.push_back({x, y_of(*m->high)});
        lower.push_back({x, y_of(*m->low)});
    }
    finish();
}

std::vector<Point> points_of(const Curve& curve, std::optional<double> Measure::* field) {
    std::vector<Point> out;
    for (const Measure* m : curve.points) {
        if (m->*field) out.push_back({tolerance_x(*m->tolerance_m), y_of(*(m->*field))});
    }
    return out;
}

void write_line(Markup& out, const std::vector<Point>& points, const std::string& css_class) {
    if (points.size() > 1) out.leaf("path", {{"d", path(points)}, {"class", css_class}});
}

std::optional<double> y_at(const std::vector<Point>& line, double x) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (x < line[i - 1].x || x > line[i].x) continue;
        const double span = line[i].x - line[i - 1].x;
        const double t = span > 0 ? (x - line[i - 1].x) / span : 0;
        return line[i - 1].y + t * (line[i].y - line[i - 1].y);
    }
    return std::nullopt;
}

struct Label {
    double x, y, half_width;
};

/// Where a name stands on its line with most room: tried at 40 places, above and below, against all other lines,
/// the names that stand already, and the line of the called-out tolerance.
Label place_label(const std::vector<Point>& own, const std::vector<std::vector<Point>>& lines,
                  const std::vector<Label>& standing, double letters, double marker_x) {
    const double half_width = 3.3 * letters + 4;
    Label best{left + half_width, top + 8, half_width};
    double best_room = -std::numeric_limits<double>::infinity();
    for (int i = 0; i <= 40; ++i) {
        const double x = left + half_width + (right - left - 2 * half_width) * i / 40;
        for (const double offset : {-11.0, 18.0}) {
            // the name must clear its own line over its whole width
            double y = offset < 0 ? bottom : top;
            for (int k = -4; k <= 4; ++k) {
                const auto at = y_at(own, x + half_width * k / 4);
                if (at) y = offset < 0 ? std::min(y, *at + offset) : std::max(y, *at + offset);
            }
            double room = std::min(y - top, bottom - 2 - y);
            for (const auto& line : lines) {
                for (int k = -4; k <= 4; ++k) {
                    if (const auto at = y_at(line, x + half_width * k / 4))
                        room = std::min(room, std::abs(*at - (y - 4)) - 7);
                }
            }
            for (const Label& other : standing) {
                const bool overlaps = std::abs(other.x - x) < other.half_width + half_width + 6;
                if (overlaps) room = std::min(room, std::abs(other.y - y) - 13);
            }
            if (std::abs(marker_x - x) < half_width + 4) room = std::min(room, 0.0);
            if (room > best_room + 0.5) {
                best_room = room;
                best = {x, y, half_width};
            }
        }
    }
    return best;
}

std::size_t letters_in(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void write_labels(Page& page, const CurveChart& chart, double marker_x) {
    struct Named {
        std::vector<Point> line;
        std::string text, css_class;
    };
    std::vector<Named> named;
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        const Curve& curve = chart.curves[i];
        named.push_back({points_of(curve, &Measure::value), curve.label, "name c" + std::to_string(i)});
        if (curve.shows_chance) {
            named.push_back({points_of(curve, &Measure::chance), page.words.text("chart.chance"), "name chance"});
        }
    }
    std::vector<Label> placed;
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (named[i].line.size() < 2) continue;
        std::vector<std::vector<Point>> others;
        for (std::size_t j = 0; j < named.size(); ++j)
            if (j != i) others.push_back(named[j].line);
        const Label label =
            place_label(named[i].line, others, placed, static_cast<double>(letters_in(named[i].text)), marker_x);
        placed.push_back(label);
        write_text(page.out, label.x, label.y, named[i].css_class, named[i].text);
    }
}

void write_tolerance(Page& page, const CurveChart& chart) {
    Markup& out = page.out;
    const double x = tolerance_x(page.input.assessment.tolerance_m);
    out.leaf("path", {{"d", path({{x, top - 8}, {x, bottom}})}, {"class", "t0"}});
    write_text(out, x + (x > 420 ? -6 : 6), top - 10, x > 420 ? "t0label e" : "t0label",
               page.words.text("chart.tolerance", {{"tolerance", page.tolerance()}}));
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        for (const Measure* m : chart.curves[i].points) {
            if (!m->value || std::abs(*m->tolerance_m - page.input.assessment.tolerance_m) > 1e-6) continue;
            out.leaf("circle", {{"cx", css_number(x)},
                                {"cy", css_number(y_of(*m->value))},
                                {"r", "5"},
                                {"class", "dot c" + std::to_string(i)}});
        }
    }
}

void write_numbers(Page& page, const CurveChart& chart) {
    Table table{chart.title, {{page.words.text("chart.tolerance_head"), true}}, {}};
    std::vector<double> tolerances;
    for (const Curve& curve : chart.curves) {
        table.columns.push_back({curve.label, true});
        if (curve.shows_chance) table.columns.push_back({page.words.text("chart.chance"), true});
        for (const Measure* m : curve.points) tolerances.push_back(*m->tolerance_m);
    }
    std::sort(tolerances.begin(), tolerances.end());
    tolerances.erase(std::unique(tolerances.begin(), tolerances.end()), tolerances.end());
    for (const double t : tolerances) {
        std::vector<Cell> row{{.text = page.numbers.metres(t)}};
        for (const Curve& curve : chart.curves) {
            const auto at = std::find_if(curve.points.begin(), curve.points.end(),
                                         [&](const Measure* m) { return *m->tolerance_m == t; });
            const Measure* m = at == curve.points.end() ? nullptr : *at;
            row.push_back({.text = m ? value_text(page, *m) : "", .note = m ? counts_text(page, *m) : ""});
            if (curve.shows_chance) row.push_back({.text = m && m->chance ? page.numbers.percent(*m->chance) : ""});
        }
        table.rows.push_back(std::move(row));
    }
    page.out.open("details").element("summary", page.words.text("chart.numbers"));
    write_table(page, table);
    page.out.close("details");
}

}  // namespace

double tolerance_x(double tolerance_m) {
    if (!(tolerance_m > 0)) return left;
    if (tolerance_m <= log_low) return left + (x_of_5 - left) * tolerance_m / log_low;
    const double t = std::log(std::min(tolerance_m, log_high) / log_low) / std::log(log_high / log_low);
    return x_of_5 + t * (right - x_of_5);
}

void write_curve_chart(Page& page, const CurveChart& chart) {
    Markup& out = page.out;
    out.open("figure", {{"class", "chartbox"}});
    out.open("svg", {{"class", "chart"},
                     {"viewBox", "0 0 " + css_number(width) + " " + css_number(height)},
                     {"role", "img"},
                     {"aria-labelledby", chart.id + "-t " + chart.id + "-d"}});
    out.element("title", {{"id", chart.id + "-t"}}, chart.title);
    out.element("desc", {{"id", chart.id + "-d"}}, chart.description);
    write_axes(page);
    for (std::size_t i = 0; i < chart.curves.size(); ++i) write_bands(out, chart.curves[i], "c" + std::to_string(i));
    for (const Curve& curve : chart.curves) {
        if (curve.shows_chance) write_line(out, points_of(curve, &Measure::chance), "line chance");
    }
    for (std::size_t i = 0; i < chart.curves.size(); ++i) {
        write_line(out, points_of(chart.curves[i], &Measure::value), "line c" + std::to_string(i));
    }
    write_tolerance(page, chart);
    write_labels(page, chart, tolerance_x(page.input.assessment.tolerance_m));
    out.close("svg");
    write_numbers(page, chart);
    out.close("figure").line();
}

}  // namespace cairn::report
