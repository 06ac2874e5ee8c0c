#include "cairn/intake/positions.hpp"

#include <algorithm>
#include <cmath>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

using geodesy::Question;
using geodesy::Reading;

constexpr double enough_probability = 0.95;
/// Each answer begins with so many rows: one row that can be read in one way only may be a slip, several are not.
constexpr double prior_rows = 0.1;
constexpr double outside_study_area = 1e-3;
constexpr double far_from_system = 0.02;
constexpr double negligible = 0.05;  ///< of two likelihoods: the smaller counts as impossible
/// A share of digit pairs that are below 60 by chance, and the pairs of a row with twice four decimals.
constexpr double below_60 = 0.6;
constexpr int pairs_of_a_row = 4;
constexpr std::int64_t least_sexagesimal_rows = 5;  ///< fewer tell nothing
/// The finest unit that so many of the numbers are written to is that of the file: one odd row has one of its own.
constexpr double share_of_finest = 0.05;
constexpr std::size_t most_systems = 500;

constexpr std::array<Question, geodesy::question_count> questions{Question::order,    Question::letter_s,
                                                                  Question::letter_o, Question::hemisphere,
                                                                  Question::degrees,  Question::zone_width};

std::size_t index_of(Question question) { return static_cast<std::size_t>(question); }
int answer_of(const Reading& reading, Question question) { return reading.answers[index_of(question)]; }
std::string text_of(std::string_view text) { return std::string(text); }

/// Whole percent of the probabilities, which together are at least 1 %: they add up to 100, each is 1 or more.
std::vector<int> percents(const std::vector<double>& probabilities) {
    double sum = 0;
    for (const double probability : probabilities) sum += probability;
    std::vector<int> out;
    int left = 100;
    for (const double probability : probabilities) {
        out.push_back(std::max(1, static_cast<int>(std::lround(probability / sum * 100))));
        left -= out.back();
    }
    if (!out.empty()) *std::max_element(out.begin(), out.end()) += left;
    return out;
}

std::string at(LonLat position) {
    char buffer[80];
    std::snprintf(buffer, sizeof buffer, "latitude %.5f, longitude %.5f", position.lat_deg, position.lon_deg);
    return buffer;
}

Finding error(std::string code, std::string message, std::string field, std::string found, std::string expected) {
    return {.code = std::move(code),
            .severity = Severity::error,
            .message = std::move(message),
            .field = std::move(field),
            .found = std::move(found),
            .expected = std::move(expected)};
}

bool is_same_place(LonLat a, LonLat b) {
    return std::abs(a.lon_deg - b.lon_deg) < 1e-9 && std::abs(a.lat_deg - b.lat_deg) < 1e-9;
}

/// What a person answers in the mapping: "order": "north_first" or "east_first".
std::string how_to_answer(Question question) {
    return "\"" + text_of(name_of(question)) + "\": \"" + text_of(name_of(question, 1)) + "\" or \"" +
           text_of(name_of(question, 2)) + "\"";
}

}  // namespace

Finding far_from_area(const std::string& system, LonLat position, const std::string& written, Severity severity) {
    return {.code = "far_from_crs_area",
            .severity = severity,
            .message = "The position, " + at(position) + ", lies far from where \"" + system +
                       "\" is meant for. Check the reference system, its zone, and the digits and unit of the "
                       "coordinates.",
            .field = "geometry",
            .found = shorten(written),
            .expected = "a position in the area of " + system};
}

void Positions::count(const SourcePlace& place) {
    if (!place.readings.empty()) {
        has_readings_ = true;
        const Reading& reading = place.readings.front();
        if (reading.is_square) return;
        ++units_[reading.notation][reading.unit_x];
        ++units_[reading.notation][reading.unit_y];
    } else if (place.unit_x > 0 && place.unit_y > 0) {
        maybe_sexagesimal_ += place.may_be_sexagesimal == true ? 1 : 0;
        only_decimal_ += place.may_be_sexagesimal == false ? 1 : 0;
        ++units_[place.notation][place.unit_x];
        ++units_[place.notation][place.unit_y];
    }
}

bool Positions::suspects_sexagesimal() const {
    return maybe_sexagesimal_ >= least_sexagesimal_rows && only_decimal_ * 10 < maybe_sexagesimal_;
}

void Positions::prepare(const StudyArea* study_area) {
    study_area_ = study_area;
    for (const auto& [notation, numbers_by_unit] : units_) {
        std::int64_t all = 0;
        for (const auto& [unit, numbers] : numbers_by_unit) all += numbers;
        std::int64_t seen = 0;
        for (const auto& [unit, numbers] : numbers_by_unit) {
            seen += numbers;
            finest_[notation] = unit;
            if (static_cast<double>(seen) >= share_of_finest * static_cast<double>(all)) break;
        }
    }
}

Result<std::string> Positions::stated_crs(const SourceRow& row) const {
    if (row.place.crs) return *row.place.crs;
    if (mapping_.crs) return *mapping_.crs;
    return failure(error("crs_not_stated",
                         "The row does not say which reference system its coordinates are in, and the file states "
                         "none. State one for the rows that say nothing, with --crs, or fill it in.",
                         mapping_.crs_column.value_or("crs"), "blank", "a reference system"));
}

Result<geodesy::WrittenSystems*> Positions::systems(const std::string& crs) {
    if (last_systems_ != nullptr && crs == last_crs_) return last_systems_;
    auto known = systems_.find(crs);
    if (known == systems_.end()) {
        if (systems_.size() >= most_systems) {
            return failure(error("unknown_crs",
                                 "The rows before named " + std::to_string(most_systems) +
                                     " reference systems; no more are looked up. Check the column that states them.",
                                 mapping_.crs_column.value_or("crs"), shorten(crs),
                                 "at most " + std::to_string(most_systems) + " systems in a file"));
        }
        known = systems_.emplace(crs, geodesy::WrittenSystems::from(crs)).first;
    }
    if (!known->second) {
        Finding finding = known->second.error();
        finding.field = mapping_.crs_column.value_or("crs");
        return failure(std::move(finding));
    }
    last_crs_ = crs;
    last_systems_ = &*known->second;
    return last_systems_;
}

Result<std::vector<Positions::Candidate>> Positions::candidates(const SourceRow& row,
                                                                geodesy::WrittenSystems& systems) const {
    std::vector<Candidate> out;
    std::optional<Finding> problem;
    bool any_inside = false;
    std::vector<bool> is_inside;
    for (const Reading& reading : row.place.readings) {
        if (contradicts_mapping(reading, row.place.readings)) continue;
        const auto placed = systems.place(reading);
        if (!placed) {
            if (!problem) problem = placed.error();
            continue;
        }
        out.push_back({reading, *placed, placed->is_inside ? 1 : far_from_system, 0});
        is_inside.push_back(study_area_ != nullptr &&
                            study_area_->touches(GeoGeometry(MultiPointOf<LonLat>{placed->position})));
        any_inside = any_inside || is_inside.back();
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (any_inside && !is_inside[i]) out[i].likelihood *= outside_study_area;
    }
    if (!out.empty()) return out;
    if (!problem) {
        problem = error("position_unreadable",
                        "\"" + shorten(row.place.as_written) +
                            "\" cannot be read in the way that the mapping states. Correct it, or the mapping.",
                        {}, shorten(row.place.as_written), "a position written as the mapping says");
    }
    return failure(*std::move(problem));
}

void Positions::observe(const SourceRow& row) {
    if (row.place.readings.empty()) return;
    const auto crs = stated_crs(row);
    if (!crs) return;
    const auto known = systems(*crs);
    if (!known) return;
    const auto all = candidates(row, **known);
    if (!all) return;
    for (const Question question : questions) {
        for (std::size_t family = 0; family < family_count; ++family) observe(question, family, *all);
    }
}

void Positions::observe(Question question, std::size_t family, const std::vector<Candidate>& all) {
    std::array<double, 2> best{};
    for (const Candidate& candidate : all) {
        int answer = family_of(candidate.reading) == family ? answer_of(candidate.reading, question) : 0;
        // Letters tell the order of their own row; that they stand so tells about rows without.
        if (question == Question::order && family == family_of(candidate.reading) && answer == 0)
            answer = candidate.reading.told_order;
        if (answer != 0) {
            double& best_of_answer = best[static_cast<std::size_t>(answer - 1)];
            best_of_answer = std::max(best_of_answer, candidate.likelihood);
        } else if (candidate.likelihood > negligible) {
            return;
        }
    }
    if (best[0] + best[1] == 0) return;
    Tally& tally = tallies_[index_of(question)][family];
    if (best[1] <= negligible * best[0])
        ++tally.only[0];
    else if (best[0] <= negligible * best[1])
        ++tally.only[1];
    else
        ++tally.open;
}

std::size_t Positions::family_of(const Reading& reading) {
    if (reading.is_angular()) return 0;
    return reading.notation == Notation::utm || reading.notation == Notation::mgrs ? 1 : 2;
}

Positions::Tally& Positions::tally_of(Question question, const Reading& reading) {
    return tallies_[index_of(question)][family_of(reading)];
}

const Positions::Tally& Positions::tally_of(Question question, const Reading& reading) const {
    return tallies_[index_of(question)][family_of(reading)];
}

/// A grid with its zone that can only be read in one order is read so, whatever is stated for the others.
bool Positions::contradicts_mapping(const Reading& reading, const geodesy::Readings& all) const {
    return std::any_of(questions.begin(), questions.end(), [&](Question question) {
        const auto stated = mapping_.place.answers.find(text_of(name_of(question)));
        const int answer = answer_of(reading, question);
        if (answer == 0 || stated == mapping_.place.answers.end() || stated->second == name_of(question, answer))
            return false;
        return question != Question::order || reading.notation != Notation::utm ||
               std::any_of(all.begin(), all.end(), [answer](const Reading& other) {
                   return other.notation == Notation::utm && answer_of(other, Question::order) == 3 - answer;
               });
    });
}

bool Positions::is_stated(Question question) const {
    return mapping_.place.answers.contains(text_of(name_of(question)));
}

double Positions::weight(Question question, const Reading& reading) const {
    const int answer = answer_of(reading, question);
    const Tally& tally = tally_of(question, reading);
    const auto rows = [&](int a) { return static_cast<double>(tally.only[static_cast<std::size_t>(a - 1)]); };
    if (question == Question::degrees) {
        // Digit pairs of true decimals are below 60 in 6 of 10 cases only: many rows that all are tell, one that is not
        // tells the contrary.
        if (tally.open < least_sexagesimal_rows) return 0.5;
        const double log_odds =
            static_cast<double>(tally.open) * pairs_of_a_row * -std::log(below_60) - rows(1) * -std::log(1e-4);
        const double odds = std::exp(std::clamp(log_odds, -50.0, 50.0));
        return answer == 2 ? odds / (1 + odds) : 1 / (1 + odds);
    }
    return (rows(answer) + prior_rows) / (rows(1) + rows(2) + 2 * prior_rows);
}

std::optional<std::string> Positions::answer_of_rows(Question question, std::size_t family) const {
    constexpr std::int64_t several = 6;
    const auto& only = tallies_[index_of(question)][family].only;
    const int answer = only[0] >= only[1] ? 1 : 2;
    if (only[static_cast<std::size_t>(answer - 1)] < several || only[static_cast<std::size_t>(2 - answer)] > 0)
        return std::nullopt;
    return text_of(name_of(question, answer));
}

std::map<std::string, std::string> Positions::answers() const {
    std::map<std::string, std::string> out = mapping_.place.answers;
    for (const Question question : questions) {
        for (std::size_t family = 0; family < family_count; ++family) {
            // One order serves degrees and metres in the mapping: where both stand in the file, it is that of degrees,
            // and UTM tells its own.
            const Tally& of_degrees = tallies_[index_of(question)][0];
            const bool has_degrees = of_degrees.only[0] + of_degrees.only[1] + of_degrees.open > 0;
            if (question == Question::order && (family == 1 || (family == 2 && has_degrees))) continue;
            if (auto answer = answer_of_rows(question, family)) out.emplace(text_of(name_of(question)), *answer);
        }
    }
    return out;
}

Result<SettledPlace> Positions::settle(const SourceRow& row) {
    auto crs = stated_crs(row);
    if (!crs) return failure(std::move(crs.error()));
    const auto known = systems(*crs);
    if (!known) return failure(known.error());
    if (!row.place.readings.empty()) return settle_readings(row, **known, *std::move(crs));
    if (mapping_.place.kind == PlaceSource::Kind::x_y) return settle_metres(row, **known, *std::move(crs));
    SettledPlace out{.rewritten = {},
                     .crs = &(*known)->stated(),
                     .stated_crs = *std::move(crs),
                     .notation = row.place.notation,
                     .systems = *known};
    if (row.place.unit_x > 0) {
        const Reading reading{.notation = row.place.notation, .unit_x = row.place.unit_x, .unit_y = row.place.unit_y};
        out.rounding_m = rounding(reading, std::get<MultiPointOf<XY>>(*row.place.geometry).front().y);
    }
    return out;
}

Result<SettledPlace> Positions::settle_metres(const SourceRow& row, geodesy::WrittenSystems& systems,
                                              std::string&& crs) const {
    const XY written = std::get<MultiPointOf<XY>>(*row.place.geometry).front();
    auto x = systems.complete_zone(written.x);
    if (!x) {
        Finding problem = std::move(x.error());
        const auto exchanged = systems.complete_zone(written.y);
        const auto position = exchanged ? systems.stated().convert(*exchanged, written.x) : failure(Finding{});
        if (position && systems.is_meant_for(*exchanged, *position)) {
            problem.code = "axes_swapped";
            problem.message = "The easting cannot be " + problem.found +
                              " m. With the two columns exchanged they would fit: X is the northing in many lists. "
                              "Exchange \"x\" and \"y\" under \"place\" in the mapping: {\"x\": \"" +
                              mapping_.place.second + "\", \"y\": \"" + mapping_.place.first + "\"}.";
        }
        return failure(std::move(problem));
    }
    SettledPlace out{.rewritten = MultiPointOf<XY>{{*x, written.y}},
                     .crs = &systems.stated(),
                     .stated_crs = std::move(crs),
                     .notation = row.place.notation,
                     .systems = &systems};
    const Reading reading{.notation = row.place.notation, .unit_x = row.place.unit_x, .unit_y = row.place.unit_y};
    if (reading.unit_x > 0) out.rounding_m = rounding(reading, 0);
    return out;
}

bool Positions::would_fit_exchanged(const Reading& reading, geodesy::WrittenSystems& systems) const {
    if (mapping_.place.kind != PlaceSource::Kind::easting_northing) return false;
    Reading other = reading;
    std::swap(other.x, other.y);
    if (other.grid.kind == geodesy::WrittenGrid::Kind::gauss_kruger) other.grid.zone = static_cast<int>(other.x / 1e6);
    const auto placed = systems.place(other);
    return placed && placed->is_inside;
}

Result<SettledPlace> Positions::settle_readings(const SourceRow& row, geodesy::WrittenSystems& systems,
                                                std::string&& crs) {
    auto found = candidates(row, systems);
    if (!found) return failure(std::move(found.error()));
    std::vector<Candidate>& all = *found;
    double sum = 0;
    for (Candidate& candidate : all) {
        candidate.probability = candidate.reading.probability * candidate.likelihood;
        for (const Question question : questions) {
            const int answer = answer_of(candidate.reading, question);
            if (answer != 0) candidate.probability *= weight(question, candidate.reading);
        }
        sum += candidate.probability;
    }
    for (Candidate& candidate : all) candidate.probability /= sum;
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return a.probability > b.probability; });
    const Candidate& best = all.front();
    double of_place = 0;
    for (const Candidate& candidate : all) {
        if (is_same_place(candidate.placed.position, best.placed.position)) of_place += candidate.probability;
    }
    // A calculator's degrees are never taken for granted, however clearly the file shows them.
    const bool is_sexagesimal = answer_of(best.reading, Question::degrees) == 2 && !is_stated(Question::degrees);
    if (!(of_place >= enough_probability) || is_sexagesimal) return failure(ambiguous(row, all));

    SettledPlace out{.rewritten = MultiPointOf<XY>{{best.placed.x, best.placed.y}},
                     .crs = best.placed.system,
                     .stated_crs = std::move(crs),
                     .notation = best.reading.notation,
                     .rounding_m = rounding(best.reading, best.placed.position.lat_deg)};
    for (const Question question : questions) {
        const int answer = answer_of(best.reading, question);
        if (answer == 0) continue;
        Tally& tally = tally_of(question, best.reading);
        const bool was_open = std::any_of(
            all.begin(), all.end(), [&](const Candidate& c) { return answer_of(c.reading, question) == 3 - answer; });
        if (was_open) ++tally.settled[static_cast<std::size_t>(answer - 1)];
        const std::int64_t as_this = tally.only[static_cast<std::size_t>(answer - 1)];
        const std::int64_t as_other = tally.only[static_cast<std::size_t>(2 - answer)];
        if (as_other <= as_this || as_other < 2) continue;
        out.findings.push_back({.code = "notation_differs",
                                .severity = Severity::warning,
                                .message = "The position can only be read as " + text_of(name_of(question, answer)) +
                                           ", unlike " + std::to_string(as_other) +
                                           " other rows. Check that it is not a slip of the pen.",
                                .field = "geometry",
                                .found = shorten(row.place.as_written),
                                .expected = text_of(name_of(question, 3 - answer)) + ", as in the other rows"});
    }
    if (!best.placed.is_inside) {
        Finding far = far_from_area(best.placed.system->source().name, best.placed.position, row.place.as_written,
                                    Severity::warning);
        if (would_fit_exchanged(best.reading, systems)) {
            far.code = "axes_swapped";
            far.severity = Severity::error;
            far.message +=
                " With easting and northing exchanged it would fit: exchange the two columns under \"place\" in "
                "the mapping.";
        }
        out.findings.push_back(std::move(far));
    }
    return out;
}

std::optional<double> Positions::rounding(const Reading& reading, double lat_deg) const {
    // Programs drop zeros at the end: what is the last place is told by all numbers of the file. A square is one
    // place's.
    const auto finest = reading.is_square ? finest_.end() : finest_.find(reading.notation);
    const double most = finest == finest_.end() ? reading.unit_x + reading.unit_y : finest->second;
    return geodesy::rounding_sigma_m(std::min(reading.unit_x, most), std::min(reading.unit_y, most),
                                     reading.is_angular(), lat_deg);
}

Finding Positions::ambiguous(const SourceRow& row, const std::vector<Candidate>& all) {
    const Candidate& best = all.front();
    // However sure the file is of a calculator's degrees, the decimal ones are the other place that may be meant.
    const bool is_sexagesimal = answer_of(best.reading, Question::degrees) == 2;
    const auto is_told = [&](const Candidate& candidate) {
        return candidate.probability >= 0.01 ||
               (is_sexagesimal && answer_of(candidate.reading, Question::degrees) == 1 &&
                answer_of(candidate.reading, Question::order) == answer_of(best.reading, Question::order));
    };
    std::vector<const Candidate*> told;
    std::vector<double> probabilities;
    for (const Candidate& candidate : all) {
        if (!is_told(candidate)) continue;
        told.push_back(&candidate);
        probabilities.push_back(candidate.probability);
    }
    const std::vector<int> shares = percents(probabilities);
    std::string places;
    for (std::size_t i = 0; i < told.size(); ++i) {
        places +=
            (places.empty() ? "" : "; or ") + at(told[i]->placed.position) + " (" + std::to_string(shares[i]) + " %)";
    }
    std::string asked;
    for (const Question question : questions) {
        const int first = answer_of(best.reading, question);
        const bool is_open = first != 0 && std::any_of(told.begin(), told.end(), [&](const Candidate* candidate) {
                                 return answer_of(candidate->reading, question) == 3 - first;
                             });
        if (!is_open) continue;
        ++tally_of(question, best.reading).ambiguous;
        asked += (asked.empty() ? "" : ", ") + how_to_answer(question);
    }
    const std::string written = shorten(row.place.as_written);
    const std::string beginning =
        "\"" + written + "\" may be " + places + ". It is not guessed. Ask whoever wrote it, ";
    if (asked.empty()) {
        return error("ambiguous_position", beginning + "and state a reference system in which only one is possible.",
                     "geometry", written, "a reference system in which only one of them is possible");
    }
    return error("ambiguous_position", beginning + "and state under \"place\" in the mapping: " + asked + ".",
                 "geometry", written, asked);
}

void Positions::summarise(const std::string& file, Findings& findings) const {
    for (const Question question : questions) {
        Tally tally;
        for (const Tally& of_family : tallies_[index_of(question)]) {
            for (const std::size_t answer : {0U, 1U}) tally.settled[answer] += of_family.settled[answer];
            tally.ambiguous += of_family.ambiguous;
        }
        const std::string name = text_of(name_of(question));
        const std::int64_t settled = tally.settled[0] + tally.settled[1];
        if (settled > 0 && !is_stated(question) && question != Question::degrees) {
            std::string as;
            for (const int answer : {1, 2}) {
                const std::int64_t rows = tally.settled[static_cast<std::size_t>(answer - 1)];
                if (rows > 0)
                    as += (as.empty() ? "" : ", ") + std::to_string(rows) + " as " + text_of(name_of(question, answer));
            }
            findings.push_back({.code = "notation_settled",
                                .severity = Severity::note,
                                .message = std::to_string(settled) + " rows leave open their " + name +
                                           "; read by the rest of the file, the study area and the areas of the "
                                           "reference systems: " +
                                           as + ". State it under \"place\" in the mapping if you know it: " +
                                           how_to_answer(question) + ".",
                                .file = file,
                                .field = name,
                                .found = as,
                                .expected = "a stated " + name});
        }
        if (tally.ambiguous > 0) {
            findings.push_back({.code = "ambiguous_positions",
                                .severity = Severity::warning,
                                .message = std::to_string(tally.ambiguous) + " rows leave open their " + name +
                                           ", and nothing in the file settles it: they are set aside. Ask whoever "
                                           "made the file, and state under \"place\" in the mapping: " +
                                           how_to_answer(question) + ".",
                                .file = file,
                                .field = name,
                                .found = std::to_string(tally.ambiguous) + " rows",
                                .expected = how_to_answer(question)});
        }
    }
}

}  // namespace cairn::intake
