#include "cairn/intake/position_parts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cairn/core/text.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/intake/dates.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

using registers::fold;
using Kind = PlaceSource::Kind;
using Words = std::vector<std::string>;

constexpr std::size_t most_systems = 20;

template <class... Texts>
Words folded(Texts... texts) {
    return {fold(texts)...};
}

const Words& minute_words() {
    static const Words words =
        folded("minutes", "minute", "mins", "min", "minutos", "minuto", "minuten", "минуты", "минута", "минут", "мин",
               "хвилини", "хвилина", "хвилин", "хв", "minuta", "dəqiqə", "dəq", "րոպե", "دقيقة", "دقائق", "mm", "m");
    return words;
}

const Words& second_words() {
    static const Words words = folded("seconds", "second", "secs", "sec", "segundos", "segundo", "seg", "secondes",
                                      "seconde", "секунды", "секунда", "секунд", "сек", "sekunde", "sekunda", "sekundi",
                                      "sek", "saniyə", "san", "վայրկյան", "ثانية", "ثوان", "ss", "s");
    return words;
}

const Words& zone_words() {
    static const Words words = folded("zone", "zona", "зона", "huso", "fuso", "fuseau", "sone", "գոտի", "نطاق", "gzd");
    return words;
}

const Words& system_names() {
    static const Words words =
        folded("crs", "epsg", "epsg code", "srid", "srs", "datum", "map datum", "coordinate system", "coord system",
               "coord sys", "reference system", "coordinate reference system", "spatial reference", "projection", "sys",
               "система координат", "система", "датум", "проекция", "код epsg", "система координат epsg", "проєкція",
               "sistema de coordenadas", "sistema de referencia", "sistema de referência", "système de coordonnées",
               "système de référence", "koordinatni sistem", "koordinatni sustav", "koordinat sistemi",
               "կոորդինատային համակարգ", "نظام الإحداثيات");
    return words;
}

/// As people call them: the geodetic system of that datum.
std::optional<std::string> system_of_name(const std::string& text) {
    static const std::vector<std::pair<Words, std::string>> names{
        {folded("WGS84", "WGS 1984", "GPS"), "EPSG:4326"},
        {folded("SK42", "SK-42", "CK42", "СК-42", "Pulkovo 1942", "Pulkovo 42", "Пулково 1942", "S-42"), "EPSG:4284"},
        {folded("SK95", "CK95", "СК-95", "Pulkovo 1995"), "EPSG:4200"},
        {folded("ETRS89"), "EPSG:4258"},
        {folded("ED50"), "EPSG:4230"},
        {folded("NAD27"), "EPSG:4267"},
        {folded("NAD83"), "EPSG:4269"},
        {folded("SIRGAS 2000"), "EPSG:4674"},
        {folded("MAGNA-SIRGAS", "MAGNA"), "EPSG:4686"}};
    const std::string name = fold(text);
    for (const auto& [written, code] : names) {
        if (std::find(written.begin(), written.end(), name) != written.end()) return code;
    }
    const bool is_number = text.size() >= 4 && text.size() <= 6 &&
                           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_number && geodesy::parse_crs("EPSG:" + text)) return "EPSG:" + text;
    return std::nullopt;
}

bool is_one_of(const Words& words, const std::string& name) {
    return std::find(words.begin(), words.end(), name) != words.end();
}

/// Several columns of one name are told apart by digits.
std::string without_digits_behind(std::string name) {
    while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
    return name;
}

/// Characters, not bytes, that both begin with.
std::size_t shared_beginning(const std::string& a, const std::string& b) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i) {
        characters += (static_cast<unsigned char>(a[i]) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return characters;
}

bool all_texts(const ColumnProfile& column, bool (*is_one)(const std::string&)) {
    return !column.texts.empty() &&
           std::all_of(column.texts.begin(), column.texts.end(), [&](const auto& text) { return is_one(text.first); });
}

/// The others are slips: their rows are set aside.
bool most_texts(const ColumnProfile& column, bool (*is_one)(const std::string&)) {
    const auto ones =
        std::count_if(column.texts.begin(), column.texts.end(), [&](const auto& text) { return is_one(text.first); });
    return ones > 0 && static_cast<std::size_t>(ones) * 2 >= column.texts.size();
}

/// "38", "38T", "38 N", "UTM 38N".
bool is_zone(const std::string& text) {
    std::string zone = fold(text);
    for (const std::string_view word : {"utm", "zone", "zona", "зона"}) {
        if (zone.starts_with(word)) zone.erase(0, word.size());
    }
    std::size_t digits = 0;
    int number = 0;
    for (; digits < zone.size() && digits < 3 && zone[digits] >= '0' && zone[digits] <= '9'; ++digits)
        number = number * 10 + (zone[digits] - '0');
    const std::string rest = zone.substr(digits);
    const bool has_one_letter = rest.empty() || (rest.size() == 1 && rest[0] >= 'c' && rest[0] <= 'x');
    return number >= 1 && number <= 60 && has_one_letter;
}

/// "12 m" is a length.
bool has_capital(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "38T", "38 N": digits of a zone and one letter.
bool is_lettered_zone(const std::string& text) {
    return text.size() <= 4 && has_capital(text) && text.front() >= '0' && text.front() <= '9' && is_zone(text);
}

bool is_named_zone(const ColumnProfile& column) {
    const std::string name = fold(column.name);
    return std::any_of(zone_words().begin(), zone_words().end(),
                       [&name](const std::string& word) { return name.find(word) != std::string::npos; });
}

bool is_sexagesimal_number(const ColumnProfile& column) {
    return column.filled > 0 && std::max(column.numbers, column.comma_numbers) == column.filled && column.least >= 0 &&
           column.greatest < 60;
}

std::string shown(const ColumnProfile& column) {
    std::string out = "\"" + column.name + "\"";
    if (!column.examples.empty()) out += " (" + shorten(column.examples.front()) + " …)";
    return out;
}

/// The system that a text of the column names; absent: not known.
std::optional<std::string> system_of(const std::string& text) {
    if (auto code = system_of_name(text)) return code;
    return geodesy::parse_crs(text) ? std::optional(text) : std::nullopt;
}

std::optional<geodesy::CrsDescription> described(const std::optional<std::string>& system) {
    if (!system) return std::nullopt;
    auto crs = geodesy::parse_crs(*system);
    return crs ? std::optional(*std::move(crs)) : std::nullopt;
}

bool is_system_column(const ColumnProfile& column) {
    const bool is_registered =
        !column.texts.empty() && std::all_of(column.texts.begin(), column.texts.end(), [](const auto& text) {
            return fold(text.first).starts_with("epsg") && text.first.size() < 20;
        });
    if (is_registered) return true;
    if (!is_one_of(system_names(), fold(column.name))) return false;
    // "Datum" is a date in many languages.
    return std::none_of(column.texts.begin(), column.texts.end(), [](const auto& text) {
        const std::string one[] = {text.first};
        return !system_of_name(text.first) && !find_date_patterns(one).empty();
    });
}

bool fits(Kind kind, const geodesy::CrsDescription& crs) {
    if (kind == Kind::lon_lat || kind == Kind::easting_northing) return crs.is_geographic;
    return kind != Kind::x_y || !crs.is_geographic;
}

bool has_coordinates(const PlaceSource& place) { return place.kind != Kind::none && place.kind != Kind::file; }

class Parts {
   public:
    Parts(const FileProfile& profile, const Mapping& mapping, const registers::Schemas& schemas)
        : profile_(profile), mapping_(mapping) {
        for (const char* part : {"lon", "lat", "x", "y"}) {
            for (const auto& word : schemas.coordinate_synonyms(part)) coordinates_.insert(fold(word));
        }
        const auto used = columns_of(mapping);
        for (const ColumnProfile& column : profile.columns) {
            if (column.filled == 0) continue;
            if (std::find(used.begin(), used.end(), column.name) == used.end()) unused_.push_back(&column);
        }
    }

    Findings run() {
        const Kind kind = mapping_.place.kind;
        if (kind == Kind::lon_lat) {
            ask_about_minutes();
            ask_about_hemisphere();
        }
        if (kind == Kind::x_y || (kind == Kind::easting_northing && mapping_.place.third.empty())) ask_about_zone();
        if (has_coordinates(mapping_.place) && !mapping_.crs_column) ask_about_system();
        return std::move(findings_);
    }

   private:
    void ask(const std::string& columns, const std::string& what, const std::string& remedy) {
        const PlaceSource& place = mapping_.place;
        const bool is_pair = !place.second.empty();
        const bool in_degrees = place.kind == Kind::lon_lat;
        const std::string as_it_is = is_pair ? std::string("\"place\": {\"") + (in_degrees ? "lon" : "x") + "\": \"" +
                                                   place.first + "\", \"" + (in_degrees ? "lat" : "y") + "\": \"" +
                                                   place.second + "\"}"
                                             : "\"place\" as it is shown";
        findings_.push_back({.code = "position_part_not_read",
                             .severity = Severity::error,
                             .message = columns + ": this looks like " + what +
                                        " and is not read, so that rows would lie elsewhere. " + remedy +
                                        " If it says nothing about the position, pass a mapping with " + as_it_is +
                                        " (--save-mapping FILE, then --mapping FILE).",
                             .field = "place",
                             .found = columns,
                             .expected = "the whole position"});
    }

    /// What is left of a name such as "lat_min" without the word for minutes; absent: it has none, or more besides.
    bool is_named_part(const std::string& column, const Words& words) const {
        const std::string name = without_digits_behind(fold(column));
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            // A letter alone names minutes only behind a coordinate: "Lat M".
            if (name == word) return word.size() > 1;
            if (name.ends_with(word) && is_coordinate(name.substr(0, name.size() - word.size()), word.size() <= 2))
                return true;
            return word.size() > 2 && name.starts_with(word) && is_coordinate(name.substr(word.size()), false);
        });
    }

    bool is_coordinate(const std::string& rest, bool exactly) const {
        return std::any_of(coordinates_.begin(), coordinates_.end(), [&](const std::string& word) {
            return rest == word || (!exactly && word.size() > 2 && shared_beginning(rest, word) >= 4);
        });
    }

    const ColumnProfile* column_behind(const std::string& name) const {
        const auto at = std::find_if(profile_.columns.begin(), profile_.columns.end(),
                                     [&name](const ColumnProfile& column) { return column.name == name; });
        if (at == profile_.columns.end() || std::next(at) == profile_.columns.end()) return nullptr;
        const ColumnProfile* next = &*std::next(at);
        return std::find(unused_.begin(), unused_.end(), next) == unused_.end() ? nullptr : next;
    }

    bool has_whole_numbers(const std::string& name) const {
        const auto at = std::find_if(profile_.columns.begin(), profile_.columns.end(),
                                     [&name](const ColumnProfile& column) { return column.name == name; });
        return at != profile_.columns.end() && all_texts(*at, [](const std::string& text) {
                   return text.find_first_not_of("+-0123456789") == std::string::npos;
               });
    }

    void ask_about_minutes() {
        std::string columns;
        for (const ColumnProfile* column : unused_) {
            const bool is_named =
                is_named_part(column->name, minute_words()) || is_named_part(column->name, second_words());
            if (is_named && is_sexagesimal_number(*column)) columns += (columns.empty() ? "" : ", ") + shown(*column);
        }
        // Whole degrees, and behind each of them a number below 60.
        if (columns.empty() && has_whole_numbers(mapping_.place.first) && has_whole_numbers(mapping_.place.second)) {
            const ColumnProfile* a = column_behind(mapping_.place.first);
            const ColumnProfile* b = column_behind(mapping_.place.second);
            if (a != nullptr && b != nullptr && a != b && is_sexagesimal_number(*a) && is_sexagesimal_number(*b))
                columns = shown(*a) + ", " + shown(*b);
        }
        if (columns.empty()) return;
        ask(columns, "minutes or seconds of the position",
            "Join degrees, minutes and seconds in one cell of the file, as in 40 12 30.5, and name that column as "
            "\"lat\" or \"lon\".");
    }

    bool stands_beside(const ColumnProfile& column, const std::string& name) const {
        const std::ptrdiff_t at = &column - profile_.columns.data();
        const auto is_it = [&](std::ptrdiff_t i) {
            return i >= 0 && i < std::ssize(profile_.columns) &&
                   profile_.columns[static_cast<std::size_t>(i)].name == name;
        };
        return is_it(at - 1) || is_it(at + 1);
    }

    static bool is_named_hemisphere(const ColumnProfile& column) {
        static const Words names = folded("NS", "N/S", "SN", "EW", "E/W", "WE", "EO", "E/O", "ns ind", "ew ind",
                                          "lat dir", "lon dir", "lat ref", "lon ref", "СЮ", "ВЗ", "С/Ю", "В/З");
        static const Words parts =
            folded("hemis", "hémis", "полушар", "півкул", "hemisfer", "polutka", "yarımkürə", "կիսագունդ", "نصف الكرة");
        const std::string name = fold(column.name);
        return is_one_of(names, name) || std::any_of(parts.begin(), parts.end(), [&name](const std::string& part) {
                   return name.find(part) != std::string::npos;
               });
    }

    /// Letters or words of the hemispheres of one axis, S or W among them: N and E change nothing. Since S and N are
    /// yes and no in some languages, the name says so, or the column stands beside the coordinate.
    bool is_hemisphere(const ColumnProfile& column) const {
        static const Words north = folded("N", "north", "norte", "nord", "С", "север", "Пн", "sjever", "şimal"),
                           south = folded("S", "south", "sur", "sul", "sud", "Ю", "юг", "Пд", "jug", "cənub"),
                           east = folded("E", "east", "este", "leste", "est", "В", "восток", "Сх", "istok", "şərq"),
                           west = folded("W", "O", "west", "oeste", "ouest", "З", "запад", "Зх", "zapad", "qərb");
        bool on_meridian = true, on_parallel = true, beyond = false;
        for (const auto& [text, rows] : column.texts) {
            const std::string word = fold(text);
            on_meridian = on_meridian && (is_one_of(north, word) || is_one_of(south, word));
            on_parallel = on_parallel && (is_one_of(east, word) || is_one_of(west, word));
            beyond = beyond || is_one_of(south, word) || is_one_of(west, word);
        }
        if (!beyond || !(on_meridian || on_parallel)) return false;
        const PlaceSource& place = mapping_.place;
        return is_named_hemisphere(column) || stands_beside(column, on_meridian ? place.second : place.first);
    }

    void ask_about_hemisphere() {
        std::string columns;
        for (const ColumnProfile* column : unused_) {
            if (is_hemisphere(*column)) columns += (columns.empty() ? "" : ", ") + shown(*column);
        }
        if (columns.empty()) return;
        ask(columns, "the hemisphere of the position",
            "Write the letter behind the number in one cell of the file, as in 46.1 W, or a minus before it, and name "
            "that column as \"lat\" or \"lon\".");
    }

    /// True when the stated system is that of this one zone.
    bool is_stated_zone(const ColumnProfile& column) const {
        if (!mapping_.crs || column.texts.size() != 1) return false;
        const auto crs = described(mapping_.crs);
        if (!crs) return false;
        std::string zone = column.texts.begin()->first;
        zone.erase(std::find_if(zone.begin(), zone.end(), [](char c) { return c < '0' || c > '9'; }), zone.end());
        const std::size_t at = crs->name.rfind("zone ");
        if (zone.empty() || at == std::string::npos) return false;
        const std::string stated = crs->name.substr(at + 5);
        return stated == zone || stated == zone + "N" || stated == zone + "S";
    }

    void ask_about_zone() {
        for (const ColumnProfile* column : unused_) {
            const bool is_one = is_named_zone(*column)
                                    ? all_texts(*column, is_zone)
                                    : column->texts.size() <= most_systems && all_texts(*column, is_lettered_zone);
            if (!is_one || is_stated_zone(*column)) continue;
            ask(shown(*column), "the zone of the grid",
                "State \"place\": {\"easting\": \"" + mapping_.place.first + "\", \"northing\": \"" +
                    mapping_.place.second + "\", \"zone\": \"" + column->name +
                    "\"} in the mapping if it is that of UTM, and the datum as \"crs\"; for other grids "
                    "\"crs_column\": "
                    "\"" +
                    column->name + "\" with \"crs_codes\", the system of each zone.");
        }
    }

    /// Every row names what is stated: its system, or the datum of it.
    bool is_stated_system(const ColumnProfile& column) const {
        const auto crs = described(mapping_.crs);
        if (!crs || column.has_more_texts || column.texts.size() > most_systems) return false;
        return std::all_of(column.texts.begin(), column.texts.end(), [&crs](const auto& text) {
            const auto system = system_of(text.first);
            const auto named = described(system);
            return named && (named->name == crs->name || crs->name.starts_with(named->name + " / "));
        });
    }

    void ask_about_system() {
        for (const ColumnProfile* column : unused_) {
            if (!is_system_column(*column) || is_stated_system(*column)) continue;
            std::string codes;
            for (const auto& [text, rows] : column->texts) {
                if (codes.size() > 200) break;
                codes += (codes.empty() ? "\"" : ", \"") + shorten(text) + "\": \"EPSG:…\"";
            }
            ask(shown(*column), "the reference system of each row",
                "State \"crs_column\": \"" + column->name +
                    "\" in the mapping, and what its texts mean as "
                    "\"crs_codes\": {" +
                    codes + "}.");
        }
    }

    const FileProfile& profile_;
    const Mapping& mapping_;
    std::set<std::string> coordinates_;  ///< folded names of columns of coordinates
    std::vector<const ColumnProfile*> unused_;
    Findings findings_;
};

}  // namespace

std::optional<std::string> find_zone_column(const FileProfile& profile, const PlaceSource& place,
                                            const std::set<std::string>& taken) {
    if (place.kind != Kind::x_y) return std::nullopt;
    for (const ColumnProfile& column : profile.columns) {
        if (column.filled == 0 || taken.contains(column.name) || !is_named_zone(column)) continue;
        if (!most_texts(column, is_zone)) continue;
        const std::string name = fold(column.name);
        const bool is_utm = name.find("utm") != std::string::npos || name.find("grid") != std::string::npos ||
                            name.find("gzd") != std::string::npos;
        const bool has_letters = std::any_of(column.texts.begin(), column.texts.end(),
                                             [](const auto& text) { return is_lettered_zone(text.first); });
        if (is_utm || has_letters) return column.name;
    }
    return std::nullopt;
}

std::optional<CrsColumn> find_crs_column(const FileProfile& profile, const PlaceSource& place,
                                         const std::set<std::string>& taken) {
    if (!has_coordinates(place)) return std::nullopt;
    for (const ColumnProfile& column : profile.columns) {
        if (column.filled == 0 || taken.contains(column.name) || column.has_more_texts ||
            column.texts.size() > most_systems || !is_system_column(column)) {
            continue;
        }
        CrsColumn out{.column = column.name, .codes = {}, .is_filled = column.filled == profile.rows};
        const bool all_fit = std::all_of(column.texts.begin(), column.texts.end(), [&](const auto& text) {
            const auto system = system_of(text.first);
            const auto crs = described(system);
            if (!crs || !fits(place.kind, *crs)) return false;
            if (*system != text.first) out.codes[text.first] = *system;
            return true;
        });
        if (all_fit) return out;
    }
    return std::nullopt;
}

Findings find_unread_parts(const FileProfile& profile, const Mapping& mapping, const registers::Schemas& schemas) {
    return Parts(profile, mapping, schemas).run();
}

}  // namespace cairn::intake
