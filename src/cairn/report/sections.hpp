#pragma once
// The registry of what the page says, in order. A new section is one file and one line in sections.cpp.

#include <span>
#include <string>
#include <string_view>

#include "cairn/report/page.hpp"
#include "cairn/report/phrases.hpp"
#include "cairn/report/table.hpp"

namespace cairn::report {

struct Section {
    std::string_view id;           ///< anchor; the catalogue has section.<id>.name and section.<id>.missing
    bool (*applies)(const Page&);  ///< false: the page says what is missing for this section, and what to do
    std::string (*title)(const Page&);  ///< a finding with a verb, and no more than the evidence bears
    void (*write)(Page&);
};

std::span<const Section> sections();

extern const Section given_section, agreement_section, accidents_section, map_section, deliveries_section,
    areas_section, shift_section, types_section, quality_section, change_section, next_section, method_section,
    again_section;

/// The head of the page: the answer, its key figures, and what it does not mean.
void write_answer(Page& page);
std::string answer_title(const Page& page);
/// Titles of the two main findings, without a full stop.
std::string agreement_title(const Page& page);
std::string accidents_title(const Page& page);
std::vector<std::vector<Run>> answer_sentences(const Page& page);
/// Of the main map: how much of the ground nobody looked at, and what the picture shows, for who does not see it.
std::string map_title(const Page& page);
std::string map_description(const Page& page);

}  // namespace cairn::report
