#include "text_table.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "text_width.hpp"

namespace cairn::cli {
namespace {

using workflow::ConsoleTable;

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest_words = 12;  // a column of words that is narrower cannot be read

using Widths = std::vector<std::size_t>;
using Lines = std::vector<std::string>;

ConsoleTable cleaned(ConsoleTable table) {
    for (auto& row : table.rows) {
        row.resize(table.columns.size());
        for (std::string& cell : row) cell = without_controls(cell, false);
    }
    return table;
}

Widths natural_widths(const ConsoleTable& table) {
    Widths widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::size_t width = display_width(table.columns[i].head);
        for (const auto& row : table.rows) width = std::max(width, display_width(row[i]));
        widths.push_back(width);
    }
    return widths;
}

std::size_t total(const Widths& widths) {
    return std::accumulate(widths.begin(), widths.end(), widths.empty() ? 0 : gap * (widths.size() - 1));
}

/// Takes columns off the widest column of words until the table fits; false when it cannot.
bool narrow(Widths& widths, const ConsoleTable& table, std::size_t width) {
    while (total(widths) > width) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (table.columns[i].is_number || widths[i] <= narrowest_words) continue;
            if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
        }
        if (widest == widths.size()) return false;
        --widths[widest];
    }
    return true;
}

void write_row(std::string& text, const std::vector<std::string>& cells, const Widths& widths,
               const ConsoleTable& table) {
    std::vector<Lines> lines;
    std::size_t height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        lines.push_back(display_width(cells[i]) <= widths[i] ? Lines{cells[i]} : wrap(cells[i], widths[i]));
        height = std::max(height, lines.back().size());
    }
    for (std::size_t k = 0; k < height; ++k) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string& part = k < lines[i].size() ? lines[i][k] : std::string();
            if (i > 0) line += std::string(gap, ' ');
            line += table.columns[i].is_number ? pad_start(part, widths[i]) : pad_end(part, widths[i]);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
}

/// "head: value", one below the other, an empty line between rows.
std::string as_list(const ConsoleTable& table, std::size_t width) {
    std::string text;
    for (const auto& row : table.rows) {
        if (!text.empty()) text += "\n";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (row[i].empty()) continue;
            const std::string entry = table.columns[i].head + ": " + row[i];
            for (const std::string& line : wrap(entry, width)) text += line + "\n";
        }
    }
    return text;
}

}  // namespace

std::string to_text(const ConsoleTable& given, std::size_t width) {
    const ConsoleTable table = cleaned(given);
    Widths widths = natural_widths(table);
    if (width > 0 && !narrow(widths, table, width)) return as_list(table, width);
    std::vector<std::string> heads;
    for (const auto& column : table.columns) heads.push_back(column.head);
    std::string text;
    write_row(text, heads, widths, table);
    for (const auto& row : table.rows) write_row(text, row, widths, table);
    return text;
}

}  // namespace cairn::cli
