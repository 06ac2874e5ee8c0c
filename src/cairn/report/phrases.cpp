#include "cairn/report/phrases.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cairn::report {
namespace {

constexpr double rough_range = 0.3;  ///< a wider range makes the nearest fraction a rough one, and it says so

std::string number_text(const Page& page, double value) {
    const bool is_whole = std::abs(value - std::round(value)) < 1e-6;
    return is_whole ? page.numbers.count(value) : page.numbers.estimate(value);
}

}  // namespace

std::string spaced(std::string_view code) {
    std::string out(code);
    std::replace_if(out.begin(), out.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    return out;
}

std::string point_text(const Page& page, const Measure& m) {
    if (is_bounds(m)) return {};
    if (!m.value) return page.words.text(has_caution(m, "cannot_be_told") ? "value.cannot_be_told" : "value.none");
    switch (value_kind(m)) {
        case ValueKind::ratio: return page.numbers.ratio(*m.value);
        case ValueKind::count: return number_text(page, *m.value);
        case ValueKind::share: break;
    }
    return page.numbers.percent(*m.value, m.denominator);
}

std::string range_text(const Page& page, const Measure& m) {
    if (!m.low || !m.high || is_census(m)) return {};
    switch (value_kind(m)) {
        case ValueKind::ratio: return page.numbers.ratio_range(*m.low, *m.high);
        case ValueKind::count:
            return number_text(page, *m.low) + page.words.symbols().range + number_text(page, *m.high);
        case ValueKind::share: break;
    }
    return page.numbers.percent_range(*m.low, *m.high, m.denominator);
}

std::string value_text(const Page& page, const Measure& m) {
    if (is_bounds(m) && m.low && m.high) {
        return page.words.text("value.bounds",
                               {{"low", page.numbers.percent(*m.low)}, {"high", page.numbers.percent(*m.high)}});
    }
    const std::string range = range_text(page, m);
    const std::string point = point_text(page, m);
    return range.empty() || !m.value ? point : point + "\u00A0(" + range + ")";
}

std::string stated_text(const Page& page, const Measure& m) {
    const bool is_share = value_kind(m) == ValueKind::share && m.value && !is_bounds(m);
    return is_share && standing(&m) != Standing::stated ? page.words.text("value.too_few") : value_text(page, m);
}

std::string counts_text(const Page& page, const Measure& m) {
    if (!m.numerator || !m.denominator || m.weighting == Weighting::ground) return {};
    const std::string_view slash = "\u202F/\u202F";
    if (m.unit == CountUnit::square_metre) {
        return page.numbers.area(*m.numerator) + std::string(slash) + page.numbers.area(*m.denominator);
    }
    const bool is_counted = std::abs(*m.numerator - std::round(*m.numerator)) < 1e-6;
    return (is_counted ? "" : "≈\u202F") + page.numbers.count(*m.numerator) + std::string(slash) +
           number_text(page, *m.denominator);
}

std::string measure_name(const Page& page, const std::string& code) {
    const std::string key = "measure." + code;
    return page.words.has(key) ? page.words.text(key, page.slots()) : spaced(code);
}

std::string caution_text(const Page& page, const std::string& code) {
    const std::string key = "caution." + code;
    return page.words.has(key) ? page.words.text(key) : spaced(code) + ".";
}

std::string cautions_text(const Page& page, const std::string& caution) {
    std::string text;
    for (const std::string& code : split_cautions(caution))
        text += (text.empty() ? "" : " ") + caution_text(page, code);
    return text;
}

std::string fraction_text(const Page& page, const Measure& m, const std::string& things) {
    struct Fraction {
        double share;
        std::string_view name;
    };
    // What people say: tenths, and the quarters and thirds that lie between them.
    static constexpr Fraction fractions[] = {
        {0.1, "1"},    {0.2, "2"}, {0.25, "quarter"},       {0.3, "3"}, {1.0 / 3, "third"},       {0.4, "4"},
        {0.5, "half"}, {0.6, "6"}, {2.0 / 3, "two_thirds"}, {0.7, "7"}, {0.75, "three_quarters"}, {0.8, "8"},
        {0.9, "9"},
    };
    const double share = m.value.value_or(0);
    std::string_view name = "few";
    if (share > 0.95) {
        name = "most";
    } else if (share >= 0.05) {
        name = std::min_element(std::begin(fractions), std::end(fractions), [&](const auto& a, const auto& b) {
                   return std::abs(a.share - share) < std::abs(b.share - share);
               })->name;
    }
    const bool is_rough = m.low && m.high && *m.high - *m.low > rough_range;
    return page.words.text((is_rough ? "fraction.rough." : "fraction.") + std::string(name), {{"things", things}});
}

}  // namespace cairn::report
