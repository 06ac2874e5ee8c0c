#pragma once
// One row per delivery or area: how much was tested, what it came to, and an honest "too few".

#include <string>
#include <vector>

#include "cairn/report/page.hpp"

namespace cairn::report {

struct BreakdownRow {
    Scope scope;
    std::string name;
    std::string note;
    const Measure* confirmed = nullptr;
    const Measure* coverage = nullptr;
    const Measure* outside = nullptr;
    const Measure* tested = nullptr;  ///< share of records tested
    const Measure* located = nullptr;
};

/// Fills the measures of `row` for its scope.
void find_measures(const Page& page, BreakdownRow& row);

/// Which columns a table has besides the main measure.
struct BreakdownColumns {
    bool coverage_as_count = false;  ///< its share says nothing of the row
};

/// What most of the rows can be compared by: confirmed rate, else coverage, else accidents outside.
std::string_view main_measure(const std::vector<BreakdownRow>& rows);
const Measure* main_of(const BreakdownRow& row, std::string_view measure);

/// Rows that say enough first, from the highest share down; then the rest, by how much was tested; then by name.
void sort_rows(std::vector<BreakdownRow>& rows, std::string_view measure);

/// Columns without content are left out. Rows without a measure for a column leave it blank.
void write_breakdown(Page& page, const std::vector<BreakdownRow>& rows, std::string_view measure,
                     const std::string& head, const std::string& caption, BreakdownColumns columns = {});

std::size_t count_stated(const std::vector<BreakdownRow>& rows, std::string_view measure);

}  // namespace cairn::report
