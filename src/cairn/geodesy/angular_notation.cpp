// Degrees, minutes and seconds, however they were typed.
//
// A text is cut into tokens, the tokens into two components, and each component read on its own: which degrees it may
// mean, and which axis it says it is. Then the two are paired.

#include <algorithm>
#include <cmath>
#include <utility>

#include "cairn/geodesy/notation_readings.hpp"

namespace cairn::geodesy {
namespace {

using Kind = Token::Kind;
using Hemisphere = WordMeaning::Hemisphere;
using Label = WordMeaning::Label;

constexpr double latitude_first = 0.75;      ///< of two bare numbers: what people write
constexpr double o_is_west = 0.8;            ///< Oeste and Ouest against Ost
constexpr double calculator_degrees = 0.002;  ///< 43.5120 meant as 43° 51′ 20″; a whole file tells (docs/notations.md)

/// The question arises for numbers with four decimals only.
constexpr int calculator_decimals = 4;
const double calculator_unit = std::pow(10, -calculator_decimals);

enum class Axis { unknown, latitude, longitude };

/// How a component was written; two components of one position are written alike, unless signs tell each apart.
enum class Form { marked, decimal, two_parts, three_parts, packed_minutes, packed_seconds, calculator };

struct Angle {
    Form form = Form::decimal;
    Notation notation = Notation::decimal_degrees;
    double deg = 0;  ///< signed by its sign or letter
    double unit = 1;  ///< the last place written, degrees
};

struct Component {
    Axis axis = Axis::unknown;
    bool has_o = false;
    std::vector<Angle> angles;
};

struct Part {
    const Token* number = nullptr;
    Kind mark = Kind::number;  ///< degree, minute, second; number: none
};

bool is_mark(const Token& token) {
    return token.kind == Kind::degree || token.kind == Kind::minute || token.kind == Kind::second;
}

Finding out_of_range(std::string_view text, const std::string& why) {
    Finding finding = position_unreadable(text, why);
    finding.code = "angle_out_of_range";
    finding.expected = "minutes and seconds below 60, latitude within 90 degrees, longitude within 180";
    return finding;
}

/// "43d51m20s", "43 град 51 мин": words that stand for the signs.
void name_marks(Tokens& tokens) {
    const auto is_any = [](const std::string& text, std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), text) != names.end();
    };
    Kind last = Kind::word;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        Token& token = tokens[i];
        if (token.kind == Kind::word && i > 0 && tokens[i - 1].kind == Kind::number) {
            const std::string& word = token.text;
            const bool stands_between =
                token.is_glued && i + 1 < tokens.size() && tokens[i + 1].is_glued && tokens[i + 1].kind == Kind::number;
            if (is_any(word, {"d", "deg", "degs", "degree", "degrees", "degrés", "grados", "graus", "град", "гр",
                              "градусов"}) ||
                (word == "o" && token.is_lower && stands_between)) {
                token.kind = Kind::degree;
            } else if (last == Kind::degree &&
                       is_any(word, {"m", "min", "mins", "minute", "minutes", "minutos", "м", "мин", "хв", "минут"})) {
                token.kind = Kind::minute;
            } else if (last == Kind::minute && token.is_lower &&
                       is_any(word, {"s", "sec", "secs", "second", "seconds", "segundos", "с", "сек", "секунд"})) {
                token.kind = Kind::second;
            }
        }
        if (is_mark(token)) last = token.kind;
    }
}

bool is_hemisphere(const Token& token) {
    return token.kind == Kind::word && token.meaning.hemisphere != Hemisphere::none;
}

/// In Bosnian, Croatian and Serbian S is north: the company of I, J, Z tells.
bool is_south_slavic(const Tokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(), [](const Token& token) {
        return token.kind == Kind::word && (token.text == "i" || token.text == "j" || token.text == "z");
    });
}

/// A Russian keyboard makes C (Latin) look like С, and B like В.
void read_lookalikes(Tokens& tokens) {
    const auto is_word = [](const Token& token, std::string_view text) {
        return token.kind == Kind::word && token.text == text;
    };
    const auto has = [&](std::string_view text) {
        return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return is_word(token, text); });
    };
    const bool cyrillic_east = has("в") || has("з") || has("вд") || has("зд") || has("b");
    const bool cyrillic_north = has("с") || has("ю") || has("сш") || has("юш") || has("c");
    // B and L are the geodesist's letters for latitude and longitude, before the number.
    const bool geodetic = tokens.size() > 1 && is_word(tokens.front(), "b") && has("l");
    for (Token& token : tokens) {
        if (geodetic && is_word(token, "b"))
            token.meaning = {.label = Label::latitude};
        else if (geodetic && is_word(token, "l"))
            token.meaning = {.label = Label::longitude};
        else if (is_word(token, "c") && cyrillic_east)
            token.meaning = {.hemisphere = Hemisphere::north};
        else if (is_word(token, "b") && cyrillic_north)
            token.meaning = {.hemisphere = Hemisphere::east};
        else if (is_word(token, "е") && has("n"))
            token.meaning = {.hemisphere = Hemisphere::east};
    }
    if (is_south_slavic(tokens)) {
        for (Token& token : tokens) {
            if (is_word(token, "s")) token.meaning.hemisphere = Hemisphere::north;
        }
    }
}

/// "с. ш.", "lat N": words that follow each other and agree become one.
void join_words(Tokens& tokens) {
    Tokens out;
    for (Token& token : tokens) {
        const bool follows = token.kind == Kind::word && !out.empty() && out.back().kind == Kind::word;
        if (follows) {
            const WordMeaning both = meaning_of(out.back().text + token.text);
            if (both.hemisphere != Hemisphere::none) {
                out.back().text += token.text;
                out.back().meaning = both;
                continue;
            }
            const auto is_label = [](const Token& word) {
                return word.meaning.label == Label::latitude || word.meaning.label == Label::longitude;
            };
            if (is_hemisphere(token) && is_label(out.back())) {
                out.back() = std::move(token);
                continue;
            }
            if (is_label(token) && is_hemisphere(out.back())) continue;
        }
        out.push_back(std::move(token));
    }
    tokens = std::move(out);
}

/// "lat: 43.85"
void drop_colons_of_labels(Tokens& tokens) {
    Tokens out;
    for (Token& token : tokens) {
        const bool is_after_number = !out.empty() && out.back().kind == Kind::number;
        if (token.kind != Kind::joint || is_after_number) out.push_back(std::move(token));
    }
    tokens = std::move(out);
}

class ComponentReader {
   public:
    ComponentReader(const Token* begin, const Token* end, std::string_view text)
        : begin_(begin), end_(end), text_(text) {}

    /// Without angles when it is none.
    Result<Component> run() {
        if (!collect() || parts_.empty() || parts_.size() > 3) return Component{};
        if (is_negative_ && (letter_ == Hemisphere::south || letter_ == Hemisphere::west)) {
            return failure(position_unreadable(text_, "a minus and a letter for south or west stand together"));
        }
        if (parts_.size() == 1)
            read_one();
        else
            read_parts();
        if (problem_) return failure(*std::move(problem_));
        keep_possible();
        if (problem_) return failure(*std::move(problem_));
        return std::move(component_);
    }

   private:
    bool collect() {
        bool has_sign = false;
        for (const Token* token = begin_; token != end_; ++token) {
            switch (token->kind) {
                case Kind::number: parts_.push_back({.number = token}); break;
                case Kind::degree:
                case Kind::minute:
                case Kind::second:
                    if (parts_.empty() || parts_.back().mark != Kind::number) return false;
                    parts_.back().mark = token->kind;
                    break;
                case Kind::joint: has_joint_ = true; break;
                case Kind::plus:
                case Kind::minus:
                    if (!parts_.empty() || std::exchange(has_sign, true)) return false;
                    is_negative_ = token->kind == Kind::minus;
                    break;
                case Kind::word:
                    if (!note_word(*token)) return false;
                    break;
                case Kind::separator: return false;
            }
        }
        return true;
    }

    bool note_word(const Token& token) {
        const WordMeaning& meaning = token.meaning;
        Axis axis = Axis::unknown;
        if (meaning.hemisphere != Hemisphere::none) {
            if (letter_ != Hemisphere::none) return false;
            letter_ = meaning.hemisphere;
            component_.has_o = meaning.is_o;
            const bool is_lat = letter_ == Hemisphere::north || letter_ == Hemisphere::south;
            axis = is_lat ? Axis::latitude : Axis::longitude;
        } else if (meaning.label == Label::latitude) {
            axis = Axis::latitude;
        } else if (meaning.label == Label::longitude) {
            axis = Axis::longitude;
        } else {
            return meaning.label == Label::noise && token.text != "m" && token.text != "м";
        }
        if (component_.axis != Axis::unknown && component_.axis != axis) return false;
        component_.axis = axis;
        return true;
    }

    double sign() const { return is_negative_ || letter_ == Hemisphere::south || letter_ == Hemisphere::west ? -1 : 1; }

    void add(Form form, Notation notation, double degrees, double minutes, double seconds, double unit) {
        component_.angles.push_back({form, notation, sign() * (degrees + (minutes + seconds / 60) / 60), unit});
    }

    void read_one() {
        const Token& number = *parts_[0].number;
        if (parts_[0].mark == Kind::minute || parts_[0].mark == Kind::second || has_joint_) return;
        const double unit = std::pow(10, -number.decimals);
        if (parts_[0].mark == Kind::degree || number.whole_digits <= 3) {
            const Form form = parts_[0].mark == Kind::degree ? Form::marked : Form::decimal;
            add(form, Notation::decimal_degrees, number.value, 0, 0, unit);
        }
        if (parts_[0].mark == Kind::degree) return;
        if (number.whole_digits >= 4 && number.whole_digits <= 5) read_packed(number, 100, unit);
        if (number.whole_digits >= 5 && number.whole_digits <= 7) read_packed(number, 10000, unit);
        if (number.whole_digits <= 3 && number.decimals == calculator_decimals) read_calculator(number);
    }

    /// DDMM.mmm or DDMMSS.ss: `step` is 100 or 10 000.
    void read_packed(const Token& number, double step, double unit) {
        const double degrees = std::floor(number.value / step);
        double rest = number.value - degrees * step;
        if (step == 100) {
            if (rest < 60) add(Form::packed_minutes, Notation::degrees_minutes, degrees, rest, 0, unit / 60);
            return;
        }
        const double minutes = std::floor(rest / 100);
        rest -= minutes * 100;
        if (minutes < 60 && rest < 60)
            add(Form::packed_seconds, Notation::degrees_minutes_seconds, degrees, minutes, rest, unit / 3600);
    }

    void read_calculator(const Token& number) {
        const std::string_view digits = std::string_view(number.text).substr(number.text.size() - 4);
        const int minutes = (digits[0] - '0') * 10 + (digits[1] - '0');
        const int seconds = (digits[2] - '0') * 10 + (digits[3] - '0');
        if (minutes >= 60 || seconds >= 60) return;
        add(Form::calculator, Notation::degrees_minutes_seconds, std::floor(number.value), minutes, seconds,
            1.0 / 3600);
    }

    void read_parts() {
        constexpr Kind in_order[] = {Kind::degree, Kind::minute, Kind::second};
        bool has_marks = false;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            const Part& part = parts_[i];
            has_marks |= part.mark != Kind::number;
            // The last sign is often left out: 43°51'20
            if (part.mark != Kind::number && part.mark != in_order[i]) return;
            if (i + 1 < parts_.size() && part.number->decimals > 0) return;
            if (i > 0 && part.number->whole_digits > 2) return;
        }
        if (parts_[0].number->whole_digits > 3) return;
        for (std::size_t i = 1; i < parts_.size(); ++i) {
            if (parts_[i].number->value < 60) continue;
            problem_ = out_of_range(text_, (i == 1 ? "minutes of " : "seconds of ") + parts_[i].number->text);
            return;
        }
        const double seconds = parts_.size() == 3 ? parts_[2].number->value : 0;
        const double unit = std::pow(10, -parts_.back().number->decimals) / (parts_.size() == 3 ? 3600 : 60);
        const Form plain = parts_.size() == 3 ? Form::three_parts : Form::two_parts;
        add(has_marks ? Form::marked : plain,
            parts_.size() == 3 ? Notation::degrees_minutes_seconds : Notation::degrees_minutes, parts_[0].number->value,
            parts_[1].number->value, seconds, unit);
    }

    void keep_possible() {
        if (component_.angles.empty()) return;
        const double most = component_.axis == Axis::latitude ? 90 : 180;
        std::erase_if(component_.angles, [most](const Angle& angle) { return !(std::abs(angle.deg) <= most); });
        if (component_.angles.empty()) {
            problem_ = out_of_range(text_, std::string("it goes beyond ") + (most == 90 ? "90" : "180") + " degrees");
        }
    }

    const Token* begin_;
    const Token* end_;
    std::string_view text_;
    std::vector<Part> parts_;
    bool is_negative_ = false;
    bool has_joint_ = false;
    Hemisphere letter_ = Hemisphere::none;
    Component component_;
    std::optional<Finding> problem_;
};

/// Where the second component begins; 0 when it cannot be told.
std::size_t find_split(const Tokens& tokens) {
    const auto count = [&](auto&& wanted) {
        return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), wanted));
    };
    const auto nth = [&](std::size_t n, auto&& wanted) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (wanted(tokens[i]) && n-- == 0) return i;
        }
        return tokens.size();
    };
    const auto is_separator = [](const Token& token) { return token.kind == Kind::separator; };
    const auto is_number = [](const Token& token) { return token.kind == Kind::number; };
    const auto is_degree = [](const Token& token) { return token.kind == Kind::degree; };
    const auto is_label = [](const Token& token) {
        return token.kind == Kind::word &&
               (token.meaning.label == Label::latitude || token.meaning.label == Label::longitude);
    };
    if (count(is_separator) == 1) return nth(0, is_separator);
    if (count(is_separator) > 1) return 0;
    if (count(is_label) == 2) {
        if (const std::size_t second = nth(1, is_label); nth(0, is_label) == 0) return second;
        return 0;
    }
    if (count(is_hemisphere) == 2) {
        return nth(0, is_hemisphere) < nth(0, is_number) ? nth(1, is_hemisphere) : nth(0, is_hemisphere) + 1;
    }
    if (count(is_degree) == 2) {
        std::size_t at = nth(1, is_degree) - 1;  // its number
        if (at > 0 && (tokens[at - 1].kind == Kind::minus || tokens[at - 1].kind == Kind::plus)) --at;
        return at;
    }
    if (count(is_hemisphere) == 1 && nth(0, is_hemisphere) > 0 && nth(0, is_hemisphere) + 1 < tokens.size()) {
        return nth(0, is_number) == 0 || tokens[0].kind == Kind::minus ? nth(0, is_hemisphere) + 1 : 0;
    }
    // 43:51:20 18:24:36 and 43-51-20 18-24-36
    std::size_t joint_split = 0;
    bool has_joints = false;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        has_joints |= tokens[i].kind == Kind::joint;
        const bool starts = tokens[i].kind == Kind::minus || tokens[i].kind == Kind::plus || is_number(tokens[i]);
        if (starts && tokens[i - 1].kind == Kind::number) {
            if (joint_split != 0 && has_joints) return 0;
            if (joint_split == 0) joint_split = i;
        }
    }
    if (has_joints) return joint_split;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i].kind == Kind::minus || tokens[i].kind == Kind::plus) return i;
    }
    const std::size_t numbers = count(is_number);
    return numbers == 2 || numbers == 4 || numbers == 6 ? nth(numbers / 2, is_number) : 0;
}

bool are_written_alike(const Angle& a, const Angle& b) {
    return a.form == b.form || (a.form == Form::marked && b.form != Form::calculator) ||
           (b.form == Form::marked && a.form != Form::calculator);
}

Notation finer(Notation a, Notation b) { return std::max(a, b); }  // in the order of the enumeration

/// Both ways round where nothing tells, each pair of angles that are written alike.
void pair(const Component& a, const Component& b, Readings& out) {
    for (const bool a_is_lat : {true, false}) {
        const Component& lat = a_is_lat ? a : b;
        const Component& lon = a_is_lat ? b : a;
        if (lat.axis == Axis::longitude || lon.axis == Axis::latitude) continue;
        const bool is_told = a.axis != Axis::unknown || b.axis != Axis::unknown;
        for (const Angle& y : lat.angles) {
            for (const Angle& x : lon.angles) {
                if (!are_written_alike(x, y) || std::abs(y.deg) > 90) continue;
                Reading reading{.notation = finer(x.notation, y.notation),
                                .x = x.deg,
                                .y = y.deg,
                                .unit_x = x.unit,
                                .unit_y = y.unit};
                if (is_told) {
                    reading.told_order = a_is_lat ? 1 : 2;
                } else {
                    set_answer(reading, Question::order, a_is_lat ? 1 : 2);
                    reading.probability *= a_is_lat ? latitude_first : 1 - latitude_first;
                }
                const bool is_calculator = x.form == Form::calculator;
                if (is_calculator || (x.form == Form::decimal && y.form == Form::decimal && x.unit == calculator_unit &&
                                      y.unit == calculator_unit)) {
                    set_answer(reading, Question::degrees, is_calculator ? 2 : 1);
                    reading.probability *= is_calculator ? calculator_degrees : 1 - calculator_degrees;
                }
                if (!lon.has_o) {
                    out.push_back(reading);
                    continue;
                }
                set_answer(reading, Question::letter_o, 1);
                Reading eastern = reading;
                reading.probability *= o_is_west;
                out.push_back(reading);
                eastern.x = -eastern.x;
                set_answer(eastern, Question::letter_o, 2);
                eastern.probability *= 1 - o_is_west;
                out.push_back(eastern);
            }
        }
    }
}

}  // namespace

Result<Readings> read_angles(const Tokens& given, std::string_view text) {
    Tokens tokens = given;
    name_marks(tokens);
    read_lookalikes(tokens);
    join_words(tokens);
    drop_colons_of_labels(tokens);
    while (!tokens.empty() && tokens.back().kind == Kind::separator) tokens.pop_back();
    const std::size_t split = find_split(tokens);
    if (split == 0 || split >= tokens.size()) return Readings{};
    const Token* middle = tokens.data() + split;
    const Token* second = middle->kind == Kind::separator ? middle + 1 : middle;
    const auto a = ComponentReader(tokens.data(), middle, text).run();
    if (!a) return failure(a.error());
    const auto b = ComponentReader(second, tokens.data() + tokens.size(), text).run();
    if (!b) return failure(b.error());
    Readings readings;
    pair(*a, *b, readings);
    if (readings.empty() && !a->angles.empty() && !b->angles.empty()) {
        const bool same = a->axis == b->axis && a->axis != Axis::unknown;
        if (same) return failure(position_unreadable(text, "both parts say that they are the same coordinate"));
        const auto is_beyond = [](const Component& c) {
            return std::all_of(c.angles.begin(), c.angles.end(), [](const Angle& q) { return std::abs(q.deg) > 90; });
        };
        if (is_beyond(*a) && is_beyond(*b)) return failure(out_of_range(text, "neither part can be a latitude"));
    }
    return readings;
}

Result<Readings> read_lat_lon(const Tokens& latitude, const Tokens& longitude, std::string_view text) {
    Component read[2];
    const Tokens* const given[2] = {&latitude, &longitude};
    Tokens all = latitude;
    all.insert(all.end(), longitude.begin(), longitude.end());
    read_lookalikes(all);  // the company of one letter may stand in the other cell
    for (std::size_t i = 0; i < 2; ++i) {
        Tokens tokens = *given[i];
        for (std::size_t t = 0; t < tokens.size(); ++t)
            tokens[t].meaning = all[t + (i == 0 ? 0 : latitude.size())].meaning;
        name_marks(tokens);
        join_words(tokens);
        drop_colons_of_labels(tokens);
        auto component = ComponentReader(tokens.data(), tokens.data() + tokens.size(), text).run();
        if (!component) return failure(component.error());
        const Axis axis = i == 0 ? Axis::latitude : Axis::longitude;
        if (component->axis != Axis::unknown && component->axis != axis) {
            Finding finding =
                position_unreadable(text, i == 0 ? "what should be the latitude says that it is a longitude"
                                                 : "what should be the longitude says that it is a latitude");
            finding.code = "axes_swapped";
            return failure(std::move(finding));
        }
        component->axis = axis;
        read[i] = *std::move(component);
    }
    Readings readings;
    pair(read[0], read[1], readings);
    if (readings.empty() && !read[0].angles.empty() && !read[1].angles.empty())
        return failure(out_of_range(text, "the latitude is beyond 90 degrees, or the two are not written alike"));
    return readings;
}

}  // namespace cairn::geodesy
