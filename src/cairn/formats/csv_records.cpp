#include "cairn/formats/csv_records.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace cairn::formats {
namespace {

/// Cells of each record of `sample`; quotes are honoured.
std::vector<std::size_t> count_cells(std::string_view sample, char delimiter, bool is_whole) {
    std::vector<std::size_t> counts;
    std::size_t cells = 1;
    bool is_quoted = false;
    bool is_blank = true;
    for (const char c : sample) {
        if (c == '"') is_quoted = !is_quoted;
        if (!is_quoted && (c == '\n' || c == '\r')) {
            if (!is_blank) counts.push_back(cells);
            cells = 1;
            is_blank = true;
            continue;
        }
        is_blank = false;
        if (!is_quoted && c == delimiter) ++cells;
    }
    if (is_whole && !is_blank) counts.push_back(cells);
    return counts;
}

/// Cells of the first record; where it is one, as a title is, and most records have at least three, cells of those.
std::size_t width_of_records(const std::vector<std::size_t>& counts) {
    if (counts.empty() || counts.front() > 1) return counts.empty() ? 0 : counts.front();
    std::map<std::size_t, std::size_t> records;
    for (const std::size_t cells : counts) ++records[cells];
    const auto most = std::max_element(records.begin(), records.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most->first >= 3 ? most->first : counts.front();
}

}  // namespace

char detect_delimiter(std::string_view sample, bool is_whole) {
    char best = ',';
    std::pair<std::size_t, std::size_t> best_score{0, 0};
    for (const char candidate : {',', ';', '\t', '|'}) {
        const auto counts = count_cells(sample, candidate, is_whole);
        const std::size_t width = width_of_records(counts);
        if (width < 2) continue;
        const auto even = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), width));
        const std::pair<std::size_t, std::size_t> score{even, width};
        if (score > best_score) {
            best_score = score;
            best = candidate;
        }
    }
    return best;
}

CsvRecords::CsvRecords(Input& input, char delimiter, std::size_t max_text_bytes, std::size_t max_cells)
    : input_(input), delimiter_(delimiter), max_text_bytes_(max_text_bytes), max_cells_(max_cells) {}

bool CsvRecords::fail(std::string problem) {
    problem_ = std::move(problem);
    return false;
}

bool CsvRecords::read(std::vector<std::string>& cells) {
    int next = input_.peek();
    while (next == '\n' || next == '\r') {
        input_.skip(1);
        next = input_.peek();
    }
    if (next == Input::end_of_file || !problem_.empty()) return false;
    record_bytes_ = 0;
    std::size_t count = 0;
    for (int after = delimiter_; after == delimiter_; ++count) {
        if (count == max_cells_) return fail("a record has more than " + std::to_string(max_cells_) + " cells");
        if (count == cells.size()) cells.emplace_back();
        cells[count].clear();
        if (!read_cell(cells[count], after)) return false;
    }
    cells.resize(count);
    return true;
}

/// `after`: the byte behind the cell, consumed: the delimiter, a line end, or end_of_file.
bool CsvRecords::read_cell(std::string& cell, int& after) {
    if (input_.peek() == '"' && !read_quoted(cell)) return false;
    const auto is_plain = [this](char c) { return c != delimiter_ && c != '\n' && c != '\r'; };
    for (;;) {
        after = input_.peek();
        if (after == Input::end_of_file) return true;
        const std::string_view loaded = input_.loaded();
        const auto stop = std::find_if_not(loaded.begin(), loaded.end(), is_plain);
        const auto n = static_cast<std::size_t>(stop - loaded.begin());
        record_bytes_ += n + 1;
        if (record_bytes_ > max_text_bytes_) return fail("a record is longer than can be read");
        cell.append(loaded.substr(0, n));
        input_.skip(n);
        if (stop == loaded.end()) continue;
        after = input_.get();
        if (after == '\r' && input_.peek() == '\n') input_.skip(1);
        return true;
    }
}

/// RFC 4180, section 2, rules 5 to 7. What follows the closing quote is read as it stands.
bool CsvRecords::read_quoted(std::string& cell) {
    input_.skip(1);
    for (;;) {
        if (input_.peek() == Input::end_of_file) return fail("a quote has no end");
        const std::string_view loaded = input_.loaded();
        const std::size_t n = std::min(loaded.find('"'), loaded.size());
        record_bytes_ += n + 1;
        if (record_bytes_ > max_text_bytes_) return fail("a quote has no end within what one record may hold");
        cell.append(loaded.substr(0, n));
        input_.skip(n);
        if (n == loaded.size()) continue;
        input_.skip(1);
        if (input_.peek() != '"') return true;
        input_.skip(1);
        cell += '"';
    }
}

}  // namespace cairn::formats
