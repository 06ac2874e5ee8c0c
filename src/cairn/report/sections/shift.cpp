// Does one common displacement explain the mismatch? In words, as a picture, and with what it cannot rule out.

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "cairn/report/sections.hpp"
#include "cairn/report/svg_shift.hpp"

namespace cairn::report {
namespace {

constexpr std::size_t pictures = 4;

/// The whole first, then by how much evidence each rests on.
std::vector<const ShiftEstimate*> sorted(const Page& page) {
    std::vector<const ShiftEstimate*> out;
    for (const ShiftEstimate& s : page.input.assessment.shifts) out.push_back(&s);
    std::stable_sort(out.begin(), out.end(), [](const ShiftEstimate* a, const ShiftEstimate* b) {
        const bool a_whole = !a->package && !a->area, b_whole = !b->package && !b->area;
        if (a_whole != b_whole) return a_whole;
        // finds on searched ground before accidents, which happen where people walk
        const bool a_finds = a->evidence != "accidents", b_finds = b->evidence != "accidents";
        return a_finds != b_finds ? a_finds : a->records > b->records;
    });
    return out;
}

bool is_estimated(const ShiftEstimate& s) { return !s.region.empty(); }
bool is_told(const ShiftEstimate& s) { return is_estimated(s) && !s.contains_zero; }

std::string compass(const Page& page, double east_m, double north_m) {
    static constexpr std::array<std::string_view, 8> keys{"compass.e", "compass.ne", "compass.n", "compass.nw",
                                                          "compass.w", "compass.sw", "compass.s", "compass.se"};
    const double eighths = std::atan2(north_m, east_m) / (std::numbers::pi / 4);
    return page.words.text(keys[static_cast<std::size_t>((static_cast<int>(std::lround(eighths)) + 8) % 8)]);
}

/// Two figures: nobody knows a displacement to the metre.
std::string rounded_metres(const Page& page, double value) {
    const double unit = value < 100 ? 1 : std::pow(10.0, std::floor(std::log10(value)) - 1);
    return page.numbers.metres(std::round(value / unit) * unit);
}

std::string points_name(const Page& page, const ShiftEstimate& s) {
    if (s.evidence == "accidents") return page.words.text("shift.accidents");
    return page.words.text(s.evidence == "finds_without_search" ? "shift.finds_without_search" : "shift.finds");
}

std::string scope_name(const Page& page, const ShiftEstimate& s) {
    if (s.package) return page.package_name(*s.package);
    if (s.area) return page.area_name(*s.area);
    return page.words.text("shift.whole");
}

std::string sentence(const Page& page, const ShiftEstimate& s) {
    const Slots slots{{"points", points_name(page, s)},
                      {"distance", rounded_metres(page, std::hypot(s.east_m, s.north_m))},
                      {"compass", compass(page, s.east_m, s.north_m)}};
    if (!is_estimated(s)) return page.words.text("shift.too_few", {slots[0]});
    return page.words.text(s.contains_zero ? "shift.none" : "shift.found", s.contains_zero ? Slots{slots[0]} : slots);
}

std::string components(const Page& page, const ShiftEstimate& s) {
    const auto extent = region_extent(s);
    const auto axis = [&](double value, double low, double high, std::string_view plus, std::string_view minus) {
        const bool is_negative = value < 0;
        const double from = is_negative ? -high : low, to = is_negative ? -low : high;
        const bool is_across = from < 0;  // the region spans both directions: each end names its own
        return page.words.text(is_across ? "shift.axis_across" : "shift.axis",
                               {{"value", page.numbers.metres(std::abs(value))},
                                {"direction", page.words.text(is_negative ? minus : plus)},
                                {"low", page.numbers.count(std::abs(from))},
                                {"high", page.numbers.count(to)},
                                {"plus", page.words.text(is_negative ? minus : plus)},
                                {"minus", page.words.text(is_negative ? plus : minus)}});
    };
    if (!extent) return {};
    return axis(s.east_m, extent->east_low, extent->east_high, "compass.e", "compass.w") + ", " +
           axis(s.north_m, extent->north_low, extent->north_high, "compass.n", "compass.s");
}

void write_picture(Page& page, const ShiftEstimate& s, std::size_t number) {
    Markup& out = page.out;
    const std::string words = sentence(page, s);
    const std::string parts = components(page, s);
    out.open("figure", {{"class", "shiftbox"}});
    out.element("h3", scope_name(page, s) + ": " + words);
    write_shift_picture(page, s, "shift-" + std::to_string(number), words, parts);
    out.open("figcaption").element("p", parts);
    write_message(page, "p", "src", "shift.errors",
                  {{"ce50", page.numbers.metres(s.ce50_m)}, {"ce90", page.numbers.metres(s.ce90_m)}});
    if (s.touches_edge) write_message(page, "p", "note", "shift.touches_edge");
    if (!s.caution.empty()) out.element("p", {{"class", "src"}}, cautions_text(page, s.caution));
    out.close("figcaption").close("figure").line();
}

std::string short_verdict(const Page& page, const ShiftEstimate& s) {
    if (!is_estimated(s)) return page.words.text("shift.short_too_few");
    if (s.contains_zero) return page.words.text("shift.short_none");
    return page.words.text("shift.short_found", {{"distance", rounded_metres(page, std::hypot(s.east_m, s.north_m))},
                                                 {"compass", compass(page, s.east_m, s.north_m)}});
}

void write_all(Page& page, const std::vector<const ShiftEstimate*>& shifts) {
    Table table{page.words.text("section.shift.name"),
                {{page.words.text("shift.scope")},
                 {page.words.text("shift.by")},
                 {page.words.text("shift.in_short")},
                 {page.words.text("shift.components")},
                 {page.words.text("shift.records"), true},
                 {page.words.text("shift.points"), true},
                 {page.words.text("shift.ce50"), true}},
                {}};
    std::vector<std::string> cautions;  // each said once, below
    double untold = 0;
    for (const ShiftEstimate* s : shifts) {
        // Any shift is possible there: a row of wide ranges each would hide those that tell.
        if ((s->package || s->area) && s->contains_zero && s->touches_edge) {
            ++untold;
            continue;
        }
        table.rows.push_back({{.text = scope_name(page, *s), .is_name = true},
                              {.text = points_name(page, *s)},
                              {.text = short_verdict(page, *s), .is_strong = is_told(*s)},
                              {.text = components(page, *s)},
                              {.text = page.numbers.count(s->records)},
                              {.text = page.numbers.count(s->finds)},
                              {.text = is_estimated(*s) ? page.numbers.metres(s->ce50_m) : ""}});
        const std::string caution =
            s->caution.empty() ? "" : points_name(page, *s) + ": " + cautions_text(page, s->caution);
        if (!caution.empty() && std::find(cautions.begin(), cautions.end(), caution) == cautions.end())
            cautions.push_back(caution);
    }
    write_table(page, table);
    if (untold > 0) write_message(page, "p", "src", "shift.untold", {{"count", page.numbers.count(untold)}});
    for (const std::string& caution : cautions) page.out.element("p", {{"class", "src"}}, caution);
}

bool applies(const Page& page) { return !page.input.assessment.shifts.empty(); }

/// The first of the whole, else of a delivery, that tells a shift; an area's is part of these.
std::string title(const Page& page) {
    const auto shifts = sorted(page);
    for (const bool of_package : {false, true})
        for (const ShiftEstimate* s : shifts)
            if (!s->area && s->package.has_value() == of_package && is_told(*s) && s->caution != "few_records")
                return of_package ? scope_name(page, *s) + ": " + sentence(page, *s) : sentence(page, *s);
    return sentence(page, *shifts.front());
}

void write(Page& page) {
    const auto shifts = sorted(page);
    write_message(page, "p", "sub", "shift.lead");
    page.out.open("div", {{"class", "two"}});
    std::size_t drawn = 0;
    for (const ShiftEstimate* s : shifts) {
        if (is_estimated(*s) && drawn < pictures) write_picture(page, *s, ++drawn);
    }
    page.out.close("div");
    write_all(page, shifts);
    write_message(page, "p", "src", "shift.note");
}

}  // namespace

const Section shift_section{"shift", applies, title, write};

}  // namespace cairn::report
