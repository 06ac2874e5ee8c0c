#include "cairn/geodesy/notation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "cairn/core/text.hpp"
#include "cairn/geodesy/notation_readings.hpp"

namespace cairn::geodesy {
namespace {

constexpr std::size_t most_bytes = 200;
constexpr double metres_per_degree = 111'320;  ///< along a meridian or the equator, within 1 %: it scales a rounding

struct QuestionNames {
    std::string_view question;
    std::string_view answers[2];
};

constexpr QuestionNames names[question_count] = {
    {"order", {"north_first", "east_first"}}, {"letter_s", {"band", "hemisphere"}},    {"letter_o", {"west", "east"}},
    {"hemisphere", {"north", "south"}},       {"degrees", {"decimal", "sexagesimal"}}, {"zone_width", {"6", "3"}},
};

/// With every way that commas may be meant.
Result<Readings> read_either(std::string_view text, Result<Readings> (*read)(const Tokens&, std::string_view)) {
    Readings all;
    std::optional<Finding> problem;
    const bool has_comma = text.find(',') != std::string_view::npos;
    for (const bool comma_is_decimal : {false, true}) {
        if (comma_is_decimal && !has_comma) break;
        const auto tokens = cut(text, comma_is_decimal);
        if (!tokens) continue;
        auto readings = read(*tokens, text);
        if (readings)
            all.insert(all.end(), readings->begin(), readings->end());
        else if (!problem)
            problem = readings.error();
    }
    if (all.empty() && problem) return failure(*std::move(problem));
    return all;
}

Finding as_it_is(std::string_view text) {
    return position_unreadable(text, "its words, signs or numbers are none of a notation that is known");
}

std::string number(double value, int decimals) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    return buffer;
}

bool is_same(const Reading& a, const Reading& b) {
    return a.notation == b.notation && a.grid == b.grid && a.x == b.x && a.y == b.y && a.answers == b.answers;
}

}  // namespace

bool Reading::is_angular() const {
    return notation == Notation::decimal_degrees || notation == Notation::degrees_minutes ||
           notation == Notation::degrees_minutes_seconds;
}

std::string_view name_of(Question question) { return names[static_cast<std::size_t>(question)].question; }

std::string_view name_of(Question question, int answer) {
    return names[static_cast<std::size_t>(question)].answers[answer == 2 ? 1 : 0];
}

std::optional<Question> find_question(std::string_view name) {
    for (std::size_t q = 0; q < question_count; ++q) {
        if (names[q].question == name) return static_cast<Question>(q);
    }
    return std::nullopt;
}

std::optional<int> find_answer(Question question, std::string_view name) {
    for (const int answer : {1, 2}) {
        if (name_of(question, answer) == name) return answer;
    }
    return std::nullopt;
}

Finding position_unreadable(std::string_view text, const std::string& why) {
    const std::string found = shorten(text);
    return {.code = "position_unreadable",
            .severity = Severity::error,
            .message = "\"" + found + "\" cannot be read as a position: " + why + ".",
            .found = found,
            .expected =
                "a position such as 43.85622, 18.41306; 43°51'22.4\"N 18°24'47\"E; 33T 450000 4850000; "
                "33T YJ 45000 50000"};
}

void set_answer(Reading& reading, Question question, int answer) {
    reading.answers[static_cast<std::size_t>(question)] = static_cast<std::uint8_t>(answer);
}

void normalise(Readings& readings) {
    Readings out;
    for (const Reading& reading : readings) {
        const auto same = std::find_if(out.begin(), out.end(), [&](const Reading& r) { return is_same(r, reading); });
        if (same == out.end()) out.push_back(reading);
    }
    double sum = 0;
    for (const Reading& reading : out) sum += reading.probability;
    for (Reading& reading : out) reading.probability /= sum;
    std::stable_sort(out.begin(), out.end(),
                     [](const Reading& a, const Reading& b) { return a.probability > b.probability; });
    readings = std::move(out);
}

Result<Readings> parse_position(std::string_view text) {
    if (text.size() > most_bytes)
        return failure(position_unreadable(text, "it has more than " + std::to_string(most_bytes) + " bytes"));
    auto mgrs = read_mgrs(text);
    if (!mgrs || !mgrs->empty()) return mgrs;
    auto metres = read_either(text, read_metres);
    auto angles = read_either(text, read_angles);
    Readings all;
    if (metres) all = *metres;
    if (angles) all.insert(all.end(), angles->begin(), angles->end());
    if (all.empty()) {
        if (!angles) return failure(angles.error());
        if (!metres) return failure(metres.error());
        return failure(as_it_is(text));
    }
    normalise(all);
    return all;
}

Result<Readings> parse_lat_lon(std::string_view latitude, std::string_view longitude) {
    const std::string both = std::string(latitude) + " " + std::string(longitude);
    if (both.size() > most_bytes)
        return failure(position_unreadable(both, "it has more than " + std::to_string(most_bytes) + " bytes"));
    const auto lat = cut(latitude, true);
    const auto lon = cut(longitude, true);
    if (!lat || !lon) return failure(as_it_is(both));
    auto readings = read_lat_lon(*lat, *lon, both);
    if (!readings) return readings;
    if (readings->empty()) return failure(as_it_is(both));
    normalise(*readings);
    return readings;
}

Result<Readings> parse_easting_northing(std::string_view easting, std::string_view northing, std::string_view zone) {
    const std::string both =
        std::string(easting) + " " + std::string(northing) + (zone.empty() ? "" : " zone ") + std::string(zone);
    if (both.size() > most_bytes)
        return failure(position_unreadable(both, "it has more than " + std::to_string(most_bytes) + " bytes"));
    const auto x = cut(easting, true);
    const auto y = cut(northing, true);
    const auto z = cut(zone, false);
    if (!x || !y || !z) return failure(as_it_is(both));
    auto readings = read_easting_northing(*x, *y, *z, both);
    if (!readings) return readings;
    if (readings->empty()) return failure(as_it_is(both));
    normalise(*readings);
    return readings;
}

std::string describe(const Reading& reading) {
    if (reading.is_angular()) return "latitude " + number(reading.y, 5) + ", longitude " + number(reading.x, 5);
    const std::string metres = "easting " + number(reading.x, 0) + ", northing " + number(reading.y, 0);
    const WrittenGrid& grid = reading.grid;
    switch (grid.kind) {
        case WrittenGrid::Kind::stated: return metres;
        case WrittenGrid::Kind::utm:
            return "UTM zone " + std::to_string(grid.zone) + (grid.is_south ? " south, " : " north, ") + metres;
        case WrittenGrid::Kind::ups: return std::string(grid.is_south ? "south" : "north") + " pole's grid, " + metres;
        case WrittenGrid::Kind::gauss_kruger:
            return "Gauss-Krüger zone " + std::to_string(grid.zone) + " of " + std::to_string(grid.width_deg) + "°, " +
                   metres;
    }
    return metres;
}

double rounding_sigma_m(double unit_x, double unit_y, bool is_angular, double lat_deg) {
    const double scale = is_angular ? metres_per_degree : 1;
    const double east = unit_x * scale * (is_angular ? std::cos(lat_deg * std::numbers::pi / 180) : 1);
    const double north = unit_y * scale;
    return std::sqrt((east * east + north * north) / 2 / 12);
}

}  // namespace cairn::geodesy
