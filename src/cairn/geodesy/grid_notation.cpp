// Metres of a grid: MGRS, UTM with its zone, Gauss-Krüger with its prefix, easting and northing of a stated system.

#include <algorithm>
#include <cmath>
#include <exception>
#include <numbers>

#include <GeographicLib/MGRS.hpp>

#include "cairn/geodesy/notation_readings.hpp"

namespace cairn::geodesy {
namespace {

using Kind = Token::Kind;
using Label = WordMeaning::Label;
using Hemisphere = WordMeaning::Hemisphere;

constexpr double metres_per_degree = 111'320;  ///< of latitude, near enough to tell a zone's width
constexpr double most_northing_m = 10'000'000;
constexpr double s_is_band = 0.7;        ///< S after a zone, where the northing fits the band
constexpr double six_degrees = 0.95;     ///< maps of 1 : 25 000 and smaller; 3° zones are for large scales
constexpr double easting_is_first = 0.8; ///< of two bare numbers
constexpr double far_in_a_zone = 0.02;   ///< weight of a reading beyond half a degree outside its zone

struct Metres {
    double value = 0;
    double unit = 1;
    int whole_digits = 0;
    std::string before, after;  ///< the words beside it
};

/// Numbers of a text in metres: groups of three digits joined, the words beside them kept.
struct Numbers {
    std::vector<Metres> metres;    ///< five digits and more
    std::vector<Token> small;      ///< one or two digits: a zone
    std::string zone_letter;       ///< the word behind the zone, as a letter or a hemisphere's name
    bool is_understood = true;
};

bool is_number(const Token& token) { return token.kind == Kind::number; }

/// "4 428 350" and "450 000": one number that was written in groups.
Tokens join_groups(const Tokens& tokens) {
    Tokens out;
    for (const Token& token : tokens) {
        const bool is_group = is_number(token) && token.whole_digits == 3 && !token.is_glued && !out.empty() &&
                              is_number(out.back()) && out.back().decimals == 0 && out.back().whole_digits <= 6;
        // The number before must itself be a head of one to three digits, or a head with groups.
        if (is_group && (out.back().whole_digits <= 3 || out.back().is_lower)) {
            out.back().text += token.text;
            out.back().whole_digits += 3;
            out.back().decimals = token.decimals;
            out.back().value = std::stod(out.back().text);
            out.back().is_lower = true;  // joined
            continue;
        }
        out.push_back(token);
    }
    return out;
}

Finding zone_not_stated(std::string_view text) {
    Finding finding = position_unreadable(text, "it does not say its zone");
    finding.code = "zone_not_stated";
    finding.expected = "the zone, such as 33T before the easting, or a reference system of that zone for the file";
    return finding;
}

double zone_weight(double easting_in_zone_m, double northing_m, int width_deg) {
    const double lat_deg = std::min(std::abs(northing_m) / metres_per_degree, 89.0);
    const double half_m = width_deg / 2.0 * metres_per_degree * std::cos(lat_deg * std::numbers::pi / 180);
    const double slack_m = 0.5 * metres_per_degree;
    return std::abs(easting_in_zone_m - 500'000) <= half_m + slack_m ? 1 : far_in_a_zone;
}

class MetresReader {
   public:
    explicit MetresReader(std::string_view text) : text_(text) {}

    /// `x` is the easting, `y` the northing, `prior` how likely that is; `order` its answer, 0 when it is told.
    void add_pair(const Metres& x, const Metres& y, int order, double prior) {
        add_stated(x, y, order, prior);
        for (const int width : {6, 3}) add_gauss_kruger(x, y, width, order, prior);
    }

    void add_zone(const Metres& x, const Metres& y, int zone, const std::string& letter, int order, double prior) {
        if (!is_easting(x) || !is_northing(y)) return;
        if (letter.empty()) {
            add_utm(x, y, zone, false, order, prior / 2, Question::hemisphere, 1);
            add_utm(x, y, zone, true, order, prior / 2, Question::hemisphere, 2);
            add_bare_gauss_kruger(x, y, zone, order, prior);
            return;
        }
        const WordMeaning meaning = meaning_of(letter);
        if (letter == "s") {
            const bool fits = fits_band(y.value, 's');
            if (fits) add_utm(x, y, zone, false, order, prior * s_is_band, Question::letter_s, 1);
            add_utm(x, y, zone, true, order, prior * (fits ? 1 - s_is_band : 1), Question::letter_s, 2);
        } else if (letter == "n" || meaning.hemisphere == Hemisphere::north) {
            add_utm(x, y, zone, false, order, prior, {}, 0);
        } else if (letter.size() > 1 && meaning.hemisphere == Hemisphere::south) {
            add_utm(x, y, zone, true, order, prior, {}, 0);
        } else if (letter.size() == 1 && letter[0] >= 'c' && letter[0] <= 'x' && letter != "i" && letter != "o") {
            if (fits_band(y.value, letter[0]))
                add_utm(x, y, zone, letter[0] < 'n', order, prior, {}, 0);
            else
                misfit_ = letter[0];
        } else {
            unknown_letter_ = true;
        }
    }

    Result<Readings> finish() {
        if (!readings_.empty()) return std::move(readings_);
        if (misfit_ != '\0') {
            const char upper = static_cast<char>(misfit_ - 32);
            return failure(position_unreadable(
                text_, std::string("the northing does not lie in band ") + upper + ", which its zone names"));
        }
        if (unknown_letter_) return failure(position_unreadable(text_, "the letter of its zone is none of C to X"));
        return Readings{};
    }

   private:
    static bool is_easting(const Metres& x) { return x.value >= 100'000 && x.value < 1'000'000; }
    static bool is_northing(const Metres& y) { return y.value >= 0 && y.value <= most_northing_m; }

    /// Bands are 8° high from 80° S (X: 12°); a northing tells its latitude to a few kilometres.
    static bool fits_band(double northing_m, char band) {
        const std::string_view bands = "cdefghjklmnpqrstuvwx";
        const auto at = bands.find(band);
        if (at == std::string_view::npos) return false;
        const double south = -80 + 8.0 * static_cast<double>(at);
        const double height = band == 'x' ? 12 : 8;
        const double from_equator = band < 'n' ? northing_m - most_northing_m : northing_m;
        const double lat = from_equator / 110'950;  // within 0.4° up to 84°
        return lat >= south - 0.7 && lat <= south + height + 0.7;
    }

    Reading reading(Notation notation, const Metres& x, const Metres& y, int order, double prior) const {
        Reading out{.notation = notation, .x = x.value, .y = y.value, .unit_x = x.unit, .unit_y = y.unit};
        out.probability = prior;
        if (order != 0) set_answer(out, Question::order, order);
        return out;
    }

    void add_utm(const Metres& x, const Metres& y, int zone, bool is_south, int order, double prior,
                 std::optional<Question> question, int answer) {
        Reading out = reading(Notation::utm, x, y, order, prior);
        out.grid = {.kind = WrittenGrid::Kind::utm, .zone = zone, .is_south = is_south};
        if (question && answer != 0) set_answer(out, *question, answer);
        readings_.push_back(out);
    }

    /// The zone stands apart, as in a column of its own.
    void add_bare_gauss_kruger(const Metres& x, const Metres& y, int zone, int order, double prior) {
        Metres prefixed = x;
        prefixed.value += zone * 1e6;
        for (const int width : {6, 3}) add_gauss_kruger(prefixed, y, width, order, prior);
    }

    void add_gauss_kruger(const Metres& x, const Metres& y, int width, int order, double prior) {
        if (!(x.value >= 1e6 && x.value < 121e6)) return;  // zones 1 to 120
        const int zone = static_cast<int>(x.value / 1e6);
        const double in_zone = x.value - zone * 1e6;
        const int last_zone = 360 / width;
        if (zone > last_zone || in_zone < 100'000 || in_zone > 900'000 || !is_northing(y)) return;
        const double width_prior = width == 6 ? six_degrees : 1 - six_degrees;
        Reading out =
            reading(Notation::gauss_kruger, x, y, order, prior * width_prior * zone_weight(in_zone, y.value, width));
        out.grid = {.kind = WrittenGrid::Kind::gauss_kruger, .zone = zone, .width_deg = width};
        set_answer(out, Question::zone_width, width == 6 ? 1 : 2);
        readings_.push_back(out);
    }

    void add_stated(const Metres& x, const Metres& y, int order, double prior) {
        readings_.push_back(reading(Notation::projected_metres, x, y, order, prior));
    }

    std::string_view text_;
    Readings readings_;
    char misfit_ = '\0';
    bool unknown_letter_ = false;
};

Metres to_metres(const Token& token, double sign) {
    return {.value = sign * token.value,
            .unit = std::pow(10, -token.decimals),
            .whole_digits = token.whole_digits,
            .before = {},
            .after = {}};
}

/// Numbers, zone and words; a text with anything else is not understood.
Numbers sort_numbers(const Tokens& given) {
    Numbers out;
    const Tokens tokens = join_groups(given);
    double sign = 1;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind == Kind::minus || token.kind == Kind::plus) {
            sign = token.kind == Kind::minus ? -1 : 1;
            continue;
        }
        if (token.kind == Kind::separator || token.kind == Kind::joint || token.kind == Kind::word) continue;
        if (!is_number(token)) {
            out.is_understood = false;
            continue;
        }
        const auto word_at = [&](std::size_t at) {
            return at < tokens.size() && tokens[at].kind == Kind::word ? tokens[at].text : std::string();
        };
        std::size_t before = i;
        while (before > 0 && tokens[before - 1].kind == Kind::joint) --before;
        if (token.whole_digits <= 2 && token.decimals == 0 && sign > 0) {
            out.small.push_back(token);
            out.zone_letter = word_at(i + 1);
        } else if (token.whole_digits >= 5 || out.metres.size() < 2) {
            Metres metres = to_metres(token, sign);
            metres.before = before > 0 ? word_at(before - 1) : std::string();
            metres.after = word_at(i + 1);
            // "450000 m E"
            if ((metres.after == "m" || metres.after == "м") && !word_at(i + 2).empty()) metres.after = word_at(i + 2);
            out.metres.push_back(metres);
        }
        sign = 1;
    }
    return out;
}

enum class Axis { unknown, easting, northing, x, y };

Axis axis_of(const std::string& word) {
    const WordMeaning meaning = meaning_of(word);
    if (meaning.label == Label::easting || meaning.hemisphere == Hemisphere::east) return Axis::easting;
    if (meaning.label == Label::northing || meaning.hemisphere == Hemisphere::north) return Axis::northing;
    if (meaning.label == Label::x) return Axis::x;
    if (meaning.label == Label::y) return Axis::y;
    return Axis::unknown;
}

bool are_axes(Axis a, Axis b) { return a != Axis::unknown && b != Axis::unknown && a != b; }

/// Eastings of a zone have six digits, those with a prefix seven or eight; beyond them is no metre of a grid.
bool is_metric(const Metres& number) { return number.whole_digits >= 5 && std::abs(number.value) <= 1.3e8; }

std::string without_blanks(std::string_view text) {
    // Letters of a Russian keyboard that look like those of the grid.
    static constexpr std::pair<std::string_view, char> lookalikes[] = {{"А", 'A'}, {"В", 'B'}, {"Е", 'E'}, {"К", 'K'},
                                                                       {"М", 'M'}, {"Н", 'H'}, {"Р", 'P'}, {"С", 'C'},
                                                                       {"Т", 'T'}, {"Х", 'X'}, {"У", 'Y'}};
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        const auto* const alike = std::find_if(std::begin(lookalikes), std::end(lookalikes),
                                               [text](const auto& pair) { return text.starts_with(pair.first); });
        if (alike != std::end(lookalikes)) {
            out += alike->second;
            text.remove_prefix(alike->first.size());
            continue;
        }
        if (text.starts_with("\u00A0")) {
            text.remove_prefix(2);
            continue;
        }
        if (c >= 'a' && c <= 'z')
            out += static_cast<char>(c - 32);
        else if (c != ' ' && c != '\t' && c != '-' && c != '.' && c != ',' && c != ':')
            out += c;
        text.remove_prefix(1);
    }
    return out.starts_with("MGRS") ? out.substr(4) : out;
}

/// Digits in two groups of unlike length are two numbers of unlike precision: no reference.
bool has_unlike_groups(std::string_view text) {
    std::vector<std::size_t> groups;
    std::size_t digits = 0;
    for (std::size_t i = text.size(); i-- > 0;) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            ++digits;
        } else {
            if (digits > 0) groups.push_back(digits);
            digits = 0;
            if (static_cast<unsigned char>(c) > ' ') break;  // the square's letters: what is before them is the zone
        }
    }
    return groups.size() == 2 && groups[0] != groups[1];
}

Finding broken_mgrs(std::string_view text, const std::string& why) {
    Finding finding = position_unreadable(text, why);
    finding.code = "broken_mgrs";
    finding.expected = "zone, band, square and as many digits east as north, such as 33T YJ 45000 48500";
    return finding;
}

}  // namespace

Result<Readings> read_mgrs(std::string_view text) {
    const std::string code = without_blanks(text);
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t zone_digits = 0;
    while (zone_digits < code.size() && is_digit(code[zone_digits])) ++zone_digits;
    std::size_t letters = 0;
    while (zone_digits + letters < code.size() && is_letter(code[zone_digits + letters])) ++letters;
    const std::string_view digits = std::string_view(code).substr(zone_digits + letters);
    if (zone_digits > 2 || !std::all_of(digits.begin(), digits.end(), is_digit)) return Readings{};
    if (zone_digits == 0 && letters == 2 && digits.size() >= 4 && digits.size() % 2 == 0 && digits.size() <= 10 &&
        meaning_of(to_lower(code.substr(0, 2))).label == Label::none) {
        return failure(broken_mgrs(text, "the zone and band before the square are missing"));
    }
    const bool is_polar =
        zone_digits == 0 && letters == 3 && std::string_view("ABYZ").find(code[0]) != std::string_view::npos;
    if (letters != 3 || (zone_digits == 0 && !is_polar)) return Readings{};
    if (digits.size() % 2 != 0 || has_unlike_groups(text))
        return failure(broken_mgrs(text, "it has not as many digits east as north"));
    if (digits.size() > 22) return failure(broken_mgrs(text, "it has too many digits"));
    try {
        int zone = 0, precision = 0;
        bool is_north = false;
        Reading out{.notation = Notation::mgrs, .is_square = true};
        GeographicLib::MGRS::Reverse(code, zone, is_north, out.x, out.y, precision, true);
        if (precision < 0) return failure(broken_mgrs(text, "it names no square"));
        out.unit_x = out.unit_y = std::pow(10.0, 5 - precision);
        out.grid = {
            .kind = zone == 0 ? WrittenGrid::Kind::ups : WrittenGrid::Kind::utm, .zone = zone, .is_south = !is_north};
        return Readings{out};
    } catch (const std::exception&) {
        return failure(broken_mgrs(text, "there is no such square in its zone and band"));
    }
}

Result<Readings> read_metres(const Tokens& tokens, std::string_view text) {
    const Numbers numbers = sort_numbers(tokens);
    if (!numbers.is_understood || numbers.metres.size() != 2 || numbers.small.size() > 1) return Readings{};
    const Metres& a = numbers.metres[0];
    const Metres& b = numbers.metres[1];
    if (!is_metric(a) || !is_metric(b)) {
        // A northing near the equator may have few digits, beside a zone.
        if (numbers.small.size() != 1 || (!is_metric(a) && !is_metric(b))) return Readings{};
    }
    for (const Token& token : tokens) {
        if (token.kind != Kind::word) continue;
        const bool is_known = token.meaning.hemisphere != Hemisphere::none || token.meaning.label != Label::none ||
                              token.text.size() == 1;
        if (!is_known) return failure(position_unreadable(text, "\"" + token.text + "\" says nothing that is known"));
    }
    Axis first = axis_of(a.after);
    Axis second = axis_of(b.after);
    const bool is_after = are_axes(first, second);
    if (!is_after) {
        first = axis_of(a.before);
        second = axis_of(b.before);
    }
    const bool is_before = !is_after && are_axes(first, second);
    const bool is_told = (is_after || is_before) && (first == Axis::easting || first == Axis::northing);

    std::string letter = numbers.zone_letter;
    int zone = 0;
    if (!numbers.small.empty()) {
        zone = static_cast<int>(numbers.small.front().value);
        if (zone < 1 || zone > 60) return failure(position_unreadable(text, "its zone is none of 1 to 60"));
        // "33 E 450000 N 4850000": the letter belongs to the number behind it.
        const bool belongs_to_number =
            is_before && (a.before == letter || b.before == letter) && !(a.before != letter && b.before != letter);
        std::size_t same = 0;
        for (const Token& token : tokens) same += token.kind == Kind::word && token.text == letter ? 1U : 0U;
        if (belongs_to_number && same < 2) letter.clear();
        if (meaning_of(letter).label != Label::none) letter.clear();
    }
    MetresReader reader(text);
    const auto add = [&](const Metres& x, const Metres& y, int order, double prior) {
        if (zone > 0)
            reader.add_zone(x, y, zone, letter, order, prior);
        else
            reader.add_pair(x, y, order, prior);
    };
    if (is_told) {
        if (first == Axis::easting)
            add(a, b, 0, 1);
        else
            add(b, a, 0, 1);
    } else {
        // Labels X and Y tell nothing: X is east in a map, north in a Soviet list.
        const bool first_is_x = first != Axis::y;
        const double prior = is_after || is_before ? 0.5 : easting_is_first;
        add(a, b, 2, first_is_x ? prior : 1 - prior);
        add(b, a, 1, first_is_x ? 1 - prior : prior);
    }
    return reader.finish();
}

Result<Readings> read_easting_northing(const Tokens& easting, const Tokens& northing, const Tokens& zone,
                                       std::string_view text) {
    const Numbers x = sort_numbers(easting);
    const Numbers y = sort_numbers(northing);
    if (!x.is_understood || !y.is_understood || x.metres.size() != 1) return Readings{};
    // A northing of two digits stands 99 m from the equator: read as it is.
    Metres north;
    if (y.metres.size() == 1 && y.small.empty())
        north = y.metres[0];
    else if (y.metres.empty() && y.small.size() == 1)
        north = to_metres(y.small[0], 1);
    else
        return Readings{};
    if (axis_of(x.metres[0].after) == Axis::northing || axis_of(north.after) == Axis::easting) {
        Finding finding = position_unreadable(text, "what should be the easting says that it is a northing");
        finding.code = "axes_swapped";
        return failure(std::move(finding));
    }
    MetresReader reader(text);
    if (zone.empty()) {
        reader.add_pair(x.metres[0], north, 0, 1);
        return reader.finish();
    }
    const Numbers z = sort_numbers(zone);
    if (!z.is_understood || z.small.size() != 1 || !z.metres.empty() || z.small[0].value < 1 || z.small[0].value > 60)
        return failure(zone_not_stated(text));
    reader.add_zone(x.metres[0], north, static_cast<int>(z.small[0].value), z.zone_letter, 0, 1);
    return reader.finish();
}

}  // namespace cairn::geodesy
