#pragma once
// Tables, the small interval pictures in their cells, and verdicts in a shape with words.

#include <optional>
#include <string>
#include <vector>

#include "cairn/report/page.hpp"

namespace cairn::report {

/// Where a value lies in [0, 1]: thin line for the range, disc for the value; a box for bounds.
struct IntervalMark {
    std::optional<double> value;
    double low = 0, high = 1;
    std::optional<double> chance;
};

IntervalMark interval_mark(const Measure& measure);
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

/// The first 20 rows stand on the page, the rest unfolds. A column without any content is left out.
void write_table(Page& page, const Table& table);

}  // namespace cairn::report
