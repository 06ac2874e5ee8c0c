#include "cairn/intake/guess_position.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "cairn/geodesy/notation.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

using geodesy::Question;

constexpr double enough_texts = 0.8;

bool names_positions(const std::string& column) {
    static constexpr std::array<std::string_view, 16> parts{
        "coord",   "koord",  "gps",   "position",  "mgrs",     "utm",     "gridref",  "latlon",
        "latlong", "lonlat", "коорд", "ubicacion", "localiza", "координ", "posicion", "posicao"};
    const std::string name = registers::fold(column);
    return std::any_of(parts.begin(), parts.end(),
                       [&name](std::string_view part) { return name.find(part) != std::string::npos; });
}

/// Nothing but a position is written so: its order is told, or it has a zone.
bool is_telling(const geodesy::Readings& readings) {
    return std::all_of(readings.begin(), readings.end(), [](const geodesy::Reading& reading) {
        return reading.notation == Notation::mgrs || reading.notation == Notation::utm ||
               (reading.is_angular() && reading.answers[static_cast<std::size_t>(Question::order)] == 0);
    });
}

template <class IsOne>
double share(const ColumnProfile& column, IsOne&& is_one) {
    if (column.texts.empty()) return 0;
    const auto ones = std::count_if(column.texts.begin(), column.texts.end(),
                                    [&](const auto& text_and_rows) { return is_one(text_and_rows.first); });
    return static_cast<double>(ones) / static_cast<double>(column.texts.size());
}

}  // namespace

std::optional<PlaceSource> find_written_positions(const FileProfile& profile, const std::set<std::string>& taken) {
    const ColumnProfile* best = nullptr;
    double best_share = enough_texts;
    bool is_mgrs = false;
    for (const ColumnProfile& column : profile.columns) {
        if (column.filled == 0 || taken.contains(column.name)) continue;
        const bool may_be_bare = names_positions(column.name);
        bool all_mgrs = true;
        const double found = share(column, [&](const std::string& text) {
            const auto readings = geodesy::parse_position(text);
            if (!readings) return false;
            all_mgrs = all_mgrs && readings->front().notation == Notation::mgrs;
            return may_be_bare || is_telling(*readings);
        });
        if (found < best_share || (best != nullptr && found == best_share)) continue;
        best = &column;
        best_share = found;
        is_mgrs = all_mgrs;
    }
    if (best == nullptr) return std::nullopt;
    PlaceSource place;
    place.kind = is_mgrs ? PlaceSource::Kind::mgrs : PlaceSource::Kind::text;
    place.first = best->name;
    return place;
}

namespace {

bool is_number(const std::string& text, double most) {
    for (const char decimal : {'.', ','}) {
        if (const auto number = parse_decimal(text, decimal)) return std::abs(*number) <= most;
    }
    return false;
}

template <class IsRead>
NamedPair read_pair(const ColumnProfile& first, const ColumnProfile& second, IsRead&& is_read) {
    NamedPair pair{.share = 1};
    std::set<std::string> unread;
    for (const ColumnProfile* column : {&first, &second}) {
        const double read = share(*column, [&](const std::string& text) {
            if (is_read(column == &first, text)) return true;
            if (unread.insert(text).second && unread.size() <= 6)
                pair.unread += (pair.unread.empty() ? "\"" : ", \"") + shorten(text) + "\"";
            return false;
        });
        pair.share = std::min(pair.share, read);
    }
    if (unread.size() > 6) pair.unread += " …";
    return pair;
}

}  // namespace

NamedPair read_degrees(const ColumnProfile& longitude, const ColumnProfile& latitude) {
    return read_pair(longitude, latitude, [&](bool is_lon, const std::string& text) {
        const auto reads_with = [&](const std::string& other) {
            return (is_lon ? geodesy::parse_lat_lon(other, text) : geodesy::parse_lat_lon(text, other)).has_value();
        };
        const auto& others = (is_lon ? latitude : longitude).examples;
        return is_number(text, is_lon ? 180 : 90) || reads_with("10") || reads_with("100000") ||
               std::any_of(others.begin(), others.end(), reads_with);
    });
}

NamedPair read_metres(const ColumnProfile& x, const ColumnProfile& y) {
    return read_pair(x, y, [](bool, const std::string& text) { return is_number(text, 1e8); });
}

Finding ask_for_place(bool is_mandatory, const std::string& seen) {
    std::string message = seen.empty() ? "No columns with coordinates were recognised" : seen;
    message +=
        R"(, so the rows would have no place. Write in the mapping which columns hold it: "place": {"lat": "COLUMN", )"
        R"("lon": "COLUMN"}, or x and y, or {"text": "COLUMN"} where one holds the whole position.)";
    if (!is_mandatory) message += R"( If the rows have no coordinates, only names of places, write "place": "none".)";
    message += " --save-mapping FILE --dry-run keeps this mapping to be edited; --mapping FILE uses it.";
    return {.code = "place_not_found",
            .severity = Severity::error,
            .message = std::move(message),
            .field = "place",
            .found = "no coordinates",
            .expected = R"(columns of longitude and latitude, of x and y, or of well-known text, or "none")"};
}

Finding tell_unread_coordinates(const std::string& first, const std::string& second, const std::string& examples) {
    return {.code = "coordinates_not_read",
            .severity = Severity::warning,
            .message = "Values of \"" + first + "\" and \"" + second + "\" that are no coordinates: " + examples +
                       ". Rows with them will be set aside.",
            .field = "place",
            .found = examples,
            .expected = "coordinates"};
}

Findings ask_about_notation(const PlaceSource& place, const FileProfile& profile) {
    Findings questions;
    if (place.kind != PlaceSource::Kind::text) return questions;
    const auto column = std::find_if(profile.columns.begin(), profile.columns.end(),
                                     [&place](const ColumnProfile& c) { return c.name == place.first; });
    if (column == profile.columns.end()) return questions;
    for (const Question question : {Question::order, Question::letter_s, Question::letter_o, Question::hemisphere}) {
        std::array<std::string, 2> open;
        std::array<bool, 2> is_told{};
        for (const auto& [text, rows] : column->texts) {
            const auto readings = geodesy::parse_position(text);
            if (!readings) continue;
            std::array<std::array<bool, 3>, 2> seen{};  // by family: what metres tell says nothing about degrees
            for (const auto& reading : *readings) {
                const int answer = reading.answers[static_cast<std::size_t>(question)];
                const bool is_order = question == Question::order;
                const std::size_t family = reading.is_angular() ? 0 : 1;
                seen[family][static_cast<std::size_t>(answer == 0 && is_order ? reading.told_order : answer)] = true;
            }
            for (const std::size_t family : {0U, 1U}) {
                if (seen[family][1] && seen[family][2])
                    open[family] = text;
                else
                    is_told[family] = is_told[family] || seen[family][1] || seen[family][2];
            }
        }
        const std::size_t asks = !open[0].empty() && !is_told[0] ? 0 : 1;
        if (open[asks].empty() || is_told[asks]) continue;
        const std::string name(name_of(question));
        const std::string answers = "\"" + name + "\": \"" + std::string(name_of(question, 1)) + "\" or \"" +
                                    std::string(name_of(question, 2)) + "\"";
        questions.push_back({.code = "notation_open",
                             .severity = Severity::warning,
                             .message = "Positions in \"" + place.first + "\", such as \"" + open[asks] +
                                        "\", leave open their " + name +
                                        ", and no text of the file tells it. Rows that the study area does not "
                                        "settle will be set aside, unless \"place\" in the mapping says " +
                                        answers + ".",
                             .field = place.first,
                             .found = open[asks],
                             .expected = answers});
    }
    return questions;
}

}  // namespace cairn::intake
