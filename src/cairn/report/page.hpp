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
    /// `more`, and what most sentences need: {footprint}, {footprints}, at the start of a sentence {Footprint},
    /// {Footprints} ("record", "records"; "polygon" where today's residue is scored), and {tolerance}.
    Slots slots(Slots more = {}) const;
    /// The called-out tolerance as text: "50 m".
    std::string tolerance() const { return numbers.metres(input.assessment.tolerance_m); }
};

/// <tag class="…"> with the message, its **strong** parts as <b>. Page::slots() are filled in any case.
void write_message(Page& page, std::string_view tag, std::string_view css_class, std::string_view key,
                   const Slots& slots = {});
/// The store's name, cut to a length that a line bears.
std::string store_name(const Page& page);
/// What the foot of every printed page says; the report itself says it once, at its end.
std::string foot_text(const Page& page);
void write_runs(Markup& out, const std::vector<Run>& runs);

}  // namespace cairn::report
