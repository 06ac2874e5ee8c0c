#pragma once
// What every section writes with: the input, the words, the numbers, and the page that grows.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/report/catalogue.hpp"
#include "cairn/report/ground.hpp"
#include "cairn/report/markup.hpp"
#include "cairn/report/measures.hpp"
#include "cairn/report/numbers.hpp"
#include "cairn/report/report.hpp"

namespace cairn::report {

struct Page {
    const ReportInput& input;
    const Catalogue& words;
    const Numbers& numbers;
    const Measures& measures;
    Markup& out;
    std::optional<Ground> ground;  ///< measured once: it takes a moment

    /// Name of a package or area for people; its id where no name is known.
    std::string package_name(const std::string& id) const;
    std::string area_name(const std::string& id) const;
    bool scores_hazards() const { return input.assessment.scored == "hazard"; }
    bool is_todays_residue() const;
    /// `more`, and what most sentences need: {footprint}, {footprints} ("record", "records"; "polygon" where today's
    /// residue is scored) and {tolerance}.
    Slots slots(Slots more = {}) const;
    /// The called-out tolerance as text: "50 m".
    std::string tolerance() const { return numbers.metres(input.assessment.tolerance_m); }
};

/// <tag class="…"> with the message, its **strong** parts as <b>.
void write_message(Page& page, std::string_view tag, std::string_view css_class, std::string_view key,
                   const Slots& slots = {});
void write_runs(Markup& out, const std::vector<Run>& runs);

/// Where a value lies in [0, 1]: thin line for the range, disc for the value; a box for bounds.
struct IntervalMark {
    std::optional<double> value;
    double low = 0, high = 1;
    std::optional<double> chance;
};

void write_interval(Page& page, const IntervalMark& mark);

enum class Verdict { more_than_half, spans_half, fewer_than_half, too_few };

struct Cell {
    std::string text = {};
    std::string note = {};  ///< smaller, after the text
    bool is_strong = false;
    bool is_name = false;  ///< from the data: isolated, so that its direction stays its own
    std::optional<IntervalMark> mark = {};
    std::optional<Verdict> verdict = {};
};

struct Column {
    std::string head;
    bool is_number = false;
    bool is_interval = false;  ///< head shows the axis 0–100 %
};

struct Table {
    std::string caption;  ///< for people who do not see where the table stands
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;  ///< the first cell heads its row
};

/// The first 20 rows stand on the page, the rest unfolds.
void write_table(Page& page, const Table& table);

/// "36 % (27–47)"; "between 20 and 60 %" for bounds; "0.26 (0.22–0.31)"; or why there is none.
std::string value_text(const Page& page, const Measure& measure);
/// The value alone and the range alone, for cells.
std::string point_text(const Page& page, const Measure& measure);
std::string range_text(const Page& page, const Measure& measure);
/// "22 / 61", areas as areas; empty when the measure states none.
std::string counts_text(const Page& page, const Measure& measure);
/// Name of a measure for people; its code in words where the catalogue has none.
std::string measure_name(const Page& page, const std::string& code);
/// Sentence for a caution's code; the code in words where the catalogue has none.
std::string caution_text(const Page& page, const std::string& code);

/// "Four in ten {things}", "A third of the {things}": at the start of a sentence.
std::string fraction_text(const Page& page, double share, const std::string& things);

/// A code in words: "too_few_places" → "too few places".
std::string spaced(std::string_view code);

IntervalMark interval_mark(const Measure& measure);

}  // namespace cairn::report
