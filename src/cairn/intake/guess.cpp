#include "cairn/intake/guess.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "cairn/core/wkt.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/dates.hpp"
#include "cairn/intake/encoding_words.hpp"
#include "cairn/intake/guess_point_table.hpp"
#include "cairn/intake/guess_points.hpp"
#include "cairn/intake/guess_position.hpp"
#include "cairn/intake/position_parts.hpp"
#include "cairn/intake/units.hpp"
#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

using registers::Field;
using registers::FieldType;
using registers::fold;

/// Share of filled cells that must be what the field wants.
constexpr double enough = 0.8;
/// The same for dates: a column's name tells them already, and the cells that are none are set aside and told.
constexpr double enough_dates = 0.5;

/// The same for coordinates: columns whose names say so.
constexpr double enough_positions = 0.5;

// How well a column's name fits a field; values found among a code list's fit least.
constexpr int by_own_name = 4, by_label = 3, by_synonym = 2, by_values = 1;

std::vector<std::string> texts_of(const ColumnProfile& column) {
    std::vector<std::string> texts;
    for (const auto& [text, rows] : column.texts) texts.push_back(text);
    return texts;
}

/// Words that say nothing about which list they come from.
bool is_everyday(const std::string& text) {
    static const std::set<std::string> words{"yes",           "no", "true", "false", "unknown", "none",     "na",
                                             "other",         "0",  "1",    "y",     "n",       "notknown", "notstated",
                                             "notapplicable", ""};
    return words.contains(fold(text));
}

class Guesser {
   public:
    Guesser(const FileProfile& profile, const registers::Schema& schema, const registers::Schemas& schemas)
        : profile_(profile), schema_(schema), schemas_(schemas) {
        guess_.mapping.kind = schema.kind;
        for (const auto& column : profile.columns) folded_.push_back(fold(column.name));
    }

    Guess run() {
        settle_encoding();
        const bool has_points = find_points();
        if (!has_points) find_place();
        find_zone_and_system();
        if (!has_points) {
            if (auto question = ask_for_points(profile_, guess_.mapping.place, schema_))
                guess_.questions.push_back(*std::move(question));
        }
        find_decimal();
        find_id();
        match_fields();
        ask_for_crs();
        return std::move(guess_);
    }

   private:
    struct Match {
        int score = 0;
        std::size_t field = 0;
        std::size_t column = 0;
        FieldSource source;
    };

    void say(std::string code, Severity severity, std::string message, std::string field, std::string found,
             std::string expected) {
        guess_.questions.push_back({.code = std::move(code),
                                    .severity = severity,
                                    .message = std::move(message),
                                    .field = std::move(field),
                                    .found = std::move(found),
                                    .expected = std::move(expected)});
    }

    void settle_encoding() {
        const auto& encoding = profile_.table.encoding;
        if (!encoding) return;
        if (!encoding->is_clear) {
            guess_.questions.push_back(ask_for_encoding(*encoding));
        } else if (encoding->encoding() != formats::Encoding::utf8) {
            guess_.mapping.encoding = encoding->encoding();
            guess_.questions.push_back(tell_encoding(*encoding));
        }
    }

    const ColumnProfile* find_column(std::string_view part) const {
        for (const auto& synonym : schemas_.coordinate_synonyms(part)) {
            const std::string meant = fold(synonym);
            for (std::size_t c = 0; c < folded_.size(); ++c) {
                const ColumnProfile& column = profile_.columns[c];
                if (folded_[c] == meant && column.filled > 0 && !taken_.contains(column.name)) return &column;
            }
        }
        return nullptr;
    }

    static bool is_numeric(const ColumnProfile& column) {
        return column.filled > 0 && static_cast<double>(column.numbers) >= enough * static_cast<double>(column.filled);
    }
    static bool is_within(const ColumnProfile& column, double most) {
        return column.least >= -most && column.greatest <= most;
    }

    /// Points of maXML make the place of what has a shape, and are the place of what has none.
    bool find_points() {
        auto found = find_maxml_points(profile_);
        if (!found || found->place.kind == PlaceSource::Kind::none) return false;
        if (schema_.geometry == registers::GeometryKind::none) return false;
        guess_.mapping.place = std::move(found->place);
        if (schema_.geometry != registers::GeometryKind::point)
            guess_.mapping.points = std::move(found->points);
        else
            guess_.mapping.where[found->shape] = {"point"};  // and no corners, and no landmarks
        guess_.mapping.crs_column = std::move(found->crs_column);
        guess_.mapping.crs_codes = std::move(found->crs_codes);
        if (!found->other_systems.empty()) {
            say("crs_not_stated", Severity::error,
                "Points say that they are in another reference system (" + found->other_systems +
                    "). Their latitudes and longitudes can be in it, or in that of the file, into which IMSMA converts "
                    "what is typed. State which for each, under \"crs_codes\" of the mapping.",
                "crs_codes", found->other_systems, "reference systems, from whoever made the file");
        }
        taken_.merge(found->columns);
        return true;
    }

    void find_place() {
        using Kind = PlaceSource::Kind;
        PlaceSource& place = guess_.mapping.place;
        if (schema_.geometry == registers::GeometryKind::none) return;
        if (profile_.table.has_geometry) {
            place.kind = Kind::file;
            return;
        }
        const ColumnProfile* wkt = find_column("wkt");
        if (wkt != nullptr && !wkt->examples.empty() && parse_wkt(wkt->examples.front())) {
            place = {Kind::wkt, wkt->name, {}};
            taken_.insert(wkt->name);
            return;
        }
        if (find_named_pair(enough)) return;
        if (const auto written = find_written_positions(profile_, taken_)) {
            place = *written;
            taken_.insert(place.first);
            for (Finding& question : ask_about_notation(place, profile_))
                guess_.questions.push_back(std::move(question));
            return;
        }
        if (find_named_pair(enough_positions)) return;
        if (profile_.rows == 0) {
            say("empty_file", Severity::warning,
                "The table has names of columns and no rows: there is nothing to take.", "place", "no rows", "rows");
            return;
        }
        place.is_open = true;
        guess_.questions.push_back(ask_for_place(schema_.geometry_mandatory, bad_pair_));
    }

    /// Columns that are named like coordinates, when at least `least_share` of what stands there is.
    bool find_named_pair(double least_share) {
        using Kind = PlaceSource::Kind;
        for (const auto& [first, second, kind] :
             {std::tuple{"lon", "lat", Kind::lon_lat}, std::tuple{"x", "y", Kind::x_y}}) {
            const ColumnProfile* a = find_column(first);
            const ColumnProfile* b = find_column(second);
            if (a == nullptr || b == nullptr || a == b) continue;
            const NamedPair degrees = read_degrees(*a, *b), metres = read_metres(*a, *b);
            // A single number beyond 90 makes no metres of columns of degrees.
            const bool in_degrees =
                kind == Kind::lon_lat ? degrees.share >= enough_positions : is_within(*a, 180) && is_within(*b, 90);
            const NamedPair& read = in_degrees ? degrees : metres;
            if (read.share < least_share) {
                bad_pair_ = "Most values of \"" + a->name + "\" and \"" + b->name +
                            "\", which are named like coordinates, cannot be read as such (" + read.unread + ")";
                continue;
            }
            guess_.mapping.place = {.kind = in_degrees ? Kind::lon_lat : kind, .first = a->name, .second = b->name};
            taken_.insert(a->name);
            taken_.insert(b->name);
            if (read.share < enough) guess_.questions.push_back(tell_unread_coordinates(a->name, b->name, read.unread));
            return true;
        }
        return false;
    }

    void find_zone_and_system() {
        Mapping& mapping = guess_.mapping;
        if (auto zone = find_zone_column(profile_, mapping.place, taken_)) {
            mapping.place.kind = PlaceSource::Kind::easting_northing;
            mapping.place.third = *std::move(zone);
            taken_.insert(mapping.place.third);
        }
        auto system = find_crs_column(profile_, mapping.place, taken_);
        if (!system) return;
        taken_.insert(system->column);
        mapping.crs_column = std::move(system->column);
        mapping.crs_codes = std::move(system->codes);
        is_crs_told_ = system->is_filled;
    }

    void find_decimal() {
        std::int64_t with_comma = 0, with_point = 0, unclear = 0;
        for (const auto& column : profile_.columns) {
            with_comma += column.comma_numbers;
            // A longitude of 45.123 is no 45 123.
            const bool is_place = taken_.contains(column.name);
            with_point += column.point_numbers + (is_place && is_within(column, 180) ? column.unclear_numbers : 0);
            unclear += is_place ? 0 : column.unclear_numbers;
        }
        if (with_comma > 0 && profile_.table.delimiter != ',') guess_.mapping.decimal = ',';
        // Cells that a comma divides have no comma before a fraction, and programs that write no cells write points.
        const bool is_told = profile_.table.delimiter == ',' || profile_.table.delimiter == 0;
        is_decimal_unclear_ = unclear > 0 && with_comma == 0 && with_point == 0 && !is_told;
    }

    /// An item's own id stands in each report of it, and at each of its points.
    bool find_maxml_id() {
        if (profile_.table.format != "maXML") return false;
        const auto id = std::find_if(profile_.columns.begin(), profile_.columns.end(),
                                     [](const ColumnProfile& column) { return column.name == "_id"; });
        if (id == profile_.columns.end() || id->filled != profile_.rows) return false;
        guess_.mapping.id_column = id->name;
        taken_.insert(id->name);
        return true;
    }

    void find_id() {
        const Field* field = schema_.find("source_id");
        if (field == nullptr || find_maxml_id() || guess_.mapping.points) return;
        std::set<std::string> told;
        for (const auto& synonym : synonyms_of(*field)) {
            for (std::size_t c = 0; c < folded_.size(); ++c) {
                const ColumnProfile& column = profile_.columns[c];
                if (folded_[c] != synonym || taken_.contains(column.name) || column.filled == 0) continue;
                if (tells_rows_apart(column)) {
                    guess_.mapping.id_column = column.name;
                    taken_.insert(column.name);
                    tell_faults_of_id(column);
                    return;
                }
                if (!told.insert(column.name).second) continue;
                const char* why = column.counts_rows  ? "it only counts the rows of this file"
                                  : !column.is_unique ? "values stand there more than once"
                                                      : "some rows have none";
                say("not_an_id", Severity::note,
                    "The column \"" + column.name + "\" looks like an id, but is not taken for one: " + why + ".",
                    column.name, why, "a value of its own for each row");
            }
        }
        guess_.mapping.feature_id = profile_.has_feature_ids;
    }

    /// A few rows without a value, or with that of another, as a line of totals and a row entered twice, leave a column
    /// an id.
    bool tells_rows_apart(const ColumnProfile& column) const {
        const std::int64_t blank = profile_.rows - column.filled;
        const bool is_filled = blank == 0 || (profile_.rows >= 3 && (blank == 1 || blank * 10 <= profile_.rows));
        const bool is_apart = column.is_unique || (column.filled >= 4 && !column.repeats_often);
        return is_filled && is_apart && !column.counts_rows;
    }

    void tell_faults_of_id(const ColumnProfile& column) {
        const std::int64_t blank = profile_.rows - column.filled;
        if (blank == 0 && column.repeated == 0) return;
        std::string what;
        if (blank > 0) what = std::to_string(blank) + (blank == 1 ? " row has" : " rows have") + " none";
        if (column.repeated > 0)
            what += (what.empty() ? "" : ", and ") + std::to_string(column.repeated) +
                    (column.repeated == 1 ? " row has" : " rows have") + " that of another";
        say("id_not_unique", Severity::warning,
            "The column \"" + column.name + "\" is taken for the id, but " + what +
                ". A row that repeats an id with other values will be set aside; with the same it counts as the same "
                "row.",
            column.name, what, "a value of its own for each row");
    }

    /// Folded names that mean the field, the most telling first.
    static std::vector<std::string> synonyms_of(const Field& field) {
        std::vector<std::string> names;
        for (const auto& [name, score] : names_of(field)) names.push_back(name);
        return names;
    }

    static std::vector<std::pair<std::string, int>> names_of(const Field& field) {
        std::vector<std::pair<std::string, int>> names{{fold(field.name), by_own_name}};
        for (const auto& [language, label] : field.labels) names.emplace_back(fold(label), by_label);
        for (const auto& synonym : field.synonyms) names.emplace_back(fold(synonym), by_synonym);
        for (const auto& word : field.words) names.emplace_back(fold(word), by_synonym);
        return names;
    }

    static int score_name(const std::map<std::string, int>& names, const std::string& folded) {
        const auto at = names.find(folded);
        return at == names.end() ? 0 : at->second;
    }

    void match_fields() {
        std::vector<Match> matches;
        for (std::size_t f = 0; f < schema_.fields.size(); ++f) {
            const Field& field = schema_.fields[f];
            if (!field.imported || field.name == "source_id") continue;
            std::map<std::string, int> names;
            for (const auto& [name, score] : names_of(field)) names.emplace(name, score);
            for (std::size_t c = 0; c < profile_.columns.size(); ++c) {
                const ColumnProfile& column = profile_.columns[c];
                if (taken_.contains(column.name) || column.filled == 0) continue;
                if (auto match = try_match(field, names, column, folded_[c])) {
                    match->field = f;
                    match->column = c;
                    matches.push_back(*std::move(match));
                }
            }
        }
        std::stable_sort(matches.begin(), matches.end(),
                         [](const Match& a, const Match& b) { return a.score > b.score; });
        std::set<std::size_t> served;
        for (Match& match : matches) {
            const Field& field = schema_.fields[match.field];
            const ColumnProfile& column = profile_.columns[match.column];
            if (served.contains(match.field) || taken_.contains(column.name)) continue;
            if (ask_if_ambiguous(match, matches, served)) continue;
            if (!settle(field, column, match.source)) continue;
            served.insert(match.field);
            taken_.insert(column.name);
            if (field.name == "package")
                guess_.mapping.package_column = column.name;
            else
                guess_.mapping.fields[field.name] = std::move(match.source);
        }
    }

    /// A name that means several fields, with values that fit each, is asked about; the column stays unread until then.
    /// True: this match does not count.
    bool ask_if_ambiguous(const Match& match, const std::vector<Match>& matches, const std::set<std::size_t>& served) {
        if (match.score != by_synonym) return false;
        std::string fields;
        for (const Match& other : matches) {
            const bool is_rival =
                other.column == match.column && other.score == match.score && !served.contains(other.field);
            if (is_rival && has_telling_values(schema_.fields[other.field], profile_.columns[other.column]))
                fields += (fields.empty() ? "" : " or ") + schema_.fields[other.field].name;
        }
        // Of two that the name fits, the one that the values fit.
        if (fields.find(" or ") == std::string::npos)
            return !fields.empty() && fields != schema_.fields[match.field].name;
        const ColumnProfile& column = profile_.columns[match.column];
        taken_.insert(column.name);
        say("ambiguous_column", Severity::warning,
            "The column \"" + column.name + "\" can be " + fields +
                "; it is not read until the mapping states which, under \"fields\".",
            column.name, column.name, fields);
        return true;
    }

    /// A code list of which no value is known, or a count without a digit, does not compete for a column.
    bool has_telling_values(const Field& field, const ColumnProfile& column) const {
        const auto any = [&column](const auto& is_telling) {
            return std::any_of(column.texts.begin(), column.texts.end(),
                               [&](const auto& text) { return is_telling(text.first); });
        };
        if (field.type == FieldType::integer || field.type == FieldType::real)
            return any([](const std::string& text) { return fold(text).find_first_of("0123456789") == 0; });
        const auto* codes = field.code_list ? schemas_.find_code_list(*field.code_list) : nullptr;
        return codes == nullptr || any([codes](const std::string& text) { return codes->find(text) != nullptr; });
    }

    std::optional<Match> try_match(const Field& field, const std::map<std::string, int>& names,
                                   const ColumnProfile& column, const std::string& folded) const {
        Match match{.source = {.column = column.name}};
        match.score = score_name(names, folded);
        const auto unit = find_unit_suffix(column.name);
        if (match.score == 0 && unit && find_factor(*unit, field.unit)) {
            const std::string base = column.name.substr(0, column.name.size() - unit->size() - 1);
            const bool is_ours = fold(field.name) == fold(base + field.unit);
            match.score = is_ours ? by_label : score_name(names, fold(base));
        }
        if (match.score > 0 && unit && *unit != field.unit && find_factor(*unit, field.unit)) match.source.unit = *unit;
        if (match.score == 0 && field.code_list && all_are_codes(field, column)) match.score = by_values;
        if (match.score == 0 || !has_right_values(field, column)) return std::nullopt;
        return match;
    }

    bool all_are_codes(const Field& field, const ColumnProfile& column) const {
        const auto* codes = schemas_.find_code_list(*field.code_list);
        if (codes == nullptr || column.has_more_texts || column.texts.empty()) return false;
        bool is_telling = false;
        for (const auto& [text, rows] : column.texts) {
            if (codes->find(text) == nullptr) return false;
            is_telling |= !is_everyday(text);
        }
        return is_telling;
    }

    bool has_right_values(const Field& field, const ColumnProfile& column) const {
        switch (field.type) {
            case FieldType::integer:
            case FieldType::real: return is_numeric(column) || field.name == "claimed_count_low";
            case FieldType::date: return !date_texts(column).empty();
            case FieldType::boolean: {
                const auto texts = texts_of(column);
                return !column.has_more_texts && std::all_of(texts.begin(), texts.end(), [](const auto& text) {
                    return parse_yes_or_no(text).has_value();
                });
            }
            case FieldType::text: return true;
        }
        return true;
    }

    static bool is_date(const std::string& text) {
        const std::string one[] = {text};
        return !find_date_patterns(one).empty();
    }

    /// The values that are dates by some pattern; none when they stand in too few of the rows.
    static std::vector<std::string> date_texts(const ColumnProfile& column) {
        std::vector<std::string> dates;
        std::int64_t with_date = 0, with_text = 0;
        for (const auto& [text, rows] : column.texts) {
            with_text += rows;
            if (!is_date(text)) continue;
            with_date += rows;
            dates.push_back(text);
        }
        if (static_cast<double>(with_date) <= enough_dates * static_cast<double>(with_text)) dates.clear();
        return dates;
    }

    void say_excel(const Field& field, const ColumnProfile& column) {
        const std::string first = column.examples.empty() ? "" : column.examples.front();
        const auto date = parse_date_as(first, excel_days);
        say("excel_dates", Severity::note,
            "The whole numbers in \"" + column.name + "\" are read as a spreadsheet's days: " + first + " is " +
                (date ? to_text(*date) : "no date") + ". If that is wrong, take the column out of the mapping.",
            field.name, first, "days since 30 December 1899");
    }

    void say_what_is_no_date(const Field& field, const ColumnProfile& column) {
        std::string others;
        std::size_t other_count = 0;
        for (const auto& [text, rows] : column.texts) {
            if (!is_date(text) && other_count++ < 8) others += (others.empty() ? "\"" : ", \"") + shorten(text) + "\"";
        }
        if (other_count == 0) return;
        if (other_count > 8 || column.has_more_texts) others += " …";
        say("dates_not_read", Severity::warning,
            "Values of \"" + column.name + "\" that are no dates: " + others +
                ". Rows with them will be set aside, unless the mapping gives their meaning, as \"codes\" (null leaves "
                "the field blank).",
            field.name, others, "dates");
    }

    /// What the values say beyond the name; false: the column cannot be mapped without an answer.
    bool settle(const Field& field, const ColumnProfile& column, FieldSource& source) {
        if (field.type == FieldType::date) return settle_date(field, column, source);
        if (field.type == FieldType::real || field.type == FieldType::integer) return settle_number(field, column);
        if (field.code_list) return settle_codes(field, column);
        return true;
    }

    /// One answer serves the file: 1.234 is thousands in all its rows, or a fraction in all.
    bool settle_number(const Field& field, const ColumnProfile& column) {
        if (!is_decimal_unclear_ || column.unclear_numbers == 0) return true;
        const auto unclear = std::find_if(column.texts.begin(), column.texts.end(),
                                          [](const auto& text) { return can_be_thousands_or_fraction(text.first); });
        const std::string example = unclear == column.texts.end() ? "1.234" : unclear->first;
        say("ambiguous_number", Severity::warning,
            "The numbers in \"" + column.name + "\" (" + example +
                " …) can have a fraction or thousands behind that sign, and nothing in the file tells; they are not "
                "read "
                "until the mapping states the column under \"fields\" and the sign before fractions as \"decimal\".",
            field.name, example, "\"decimal\": \".\" or \",\"");
        return false;
    }

    bool settle_date(const Field& field, const ColumnProfile& column, FieldSource& source) {
        const auto dates = date_texts(column);
        const auto patterns = find_date_patterns(dates);
        if (patterns.size() == 1) {
            source.format = patterns.front();
            if (source.format == excel_days) say_excel(field, column);
            say_what_is_no_date(field, column);
            return true;
        }
        std::string choice;
        for (const auto& pattern : patterns) choice += (choice.empty() ? "" : " or ") + pattern;
        const std::string example = dates.empty() ? "" : dates.front();
        say("ambiguous_date", Severity::warning,
            patterns.empty() ? "The dates in \"" + column.name + "\" follow no single pattern; they are not read."
                             : "The dates in \"" + column.name + "\" (" + example + " …) can be read as " + choice +
                                   "; they are not read until the mapping states which, as \"format\".",
            field.name, example, choice.empty() ? "one date pattern" : choice);
        return false;
    }

    bool settle_codes(const Field& field, const ColumnProfile& column) {
        const auto* codes = schemas_.find_code_list(*field.code_list);
        if (codes == nullptr) return true;
        std::string unknown;
        std::size_t unknown_count = 0;
        for (const auto& [text, rows] : column.texts) {
            if (codes->find(text) != nullptr) continue;
            if (unknown_count++ < 8) unknown += (unknown.empty() ? "\"" : ", \"") + shorten(text) + "\"";
        }
        if (unknown_count == 0) return true;
        if (unknown_count > 8) unknown += " …";
        std::string values;
        for (const auto& value : codes->values) values += (values.empty() ? "" : ", ") + value.value;
        const bool none_known = unknown_count == column.texts.size();
        say("codes_not_known", Severity::warning,
            none_known ? "No value of \"" + column.name + "\" (" + unknown + ") is known as " + field.name +
                             "; the column is not read until the mapping gives their meaning, as \"codes\"."
                       : "Values of \"" + column.name + "\" that are not known as " + field.name + ": " + unknown +
                             ". Rows with them will be set aside, unless the mapping gives their meaning, as "
                             "\"codes\" (null leaves the field blank).",
            field.name, unknown, values);
        return !none_known;
    }

    void ask_for_crs() {
        using Kind = PlaceSource::Kind;
        const Kind kind = guess_.mapping.place.kind;
        if (kind == Kind::none || profile_.table.crs || is_crs_told_) return;
        const bool in_degrees = kind != Kind::x_y && kind != Kind::wkt;
        say("crs_not_stated", Severity::error,
            std::string("The file does not say which reference system its coordinates are in, and none is assumed. "
                        "State it with --crs, or as \"crs\" in the mapping") +
                (in_degrees ? ": EPSG:4326 if they are WGS 84 (GPS); old maps have others, such as EPSG:4284." : "."),
            "crs", "not stated", "a reference system, from whoever made the file");
    }

    const FileProfile& profile_;
    const registers::Schema& schema_;
    const registers::Schemas& schemas_;
    Guess guess_;
    std::vector<std::string> folded_;  ///< names of the profile's columns
    std::set<std::string> taken_;
    bool is_crs_told_ = false;  ///< in a column of each row
    std::string bad_pair_;  ///< what keeps columns that are named like coordinates from being taken
    bool is_decimal_unclear_ = false;  ///< 1.234 stands in the file, and nothing says what it means
};

}  // namespace

Guess guess_mapping(const FileProfile& profile, const std::string& kind, const registers::Schemas& schemas) {
    return Guesser(profile, *schemas.find(kind), schemas).run();
}

}  // namespace cairn::intake
