#pragma once
// Records and cells of a CSV text (RFC 4180), in any of the usual dialects.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/formats/input.hpp"

namespace cairn::formats {

/// The delimiter (comma, semicolon, tab or bar) that divides the records of `sample` most evenly; a comma
/// when none does. `is_whole`: the sample is the whole text, so that its last record is complete.
char detect_delimiter(std::string_view sample, bool is_whole);

class CsvRecords {
   public:
    CsvRecords(Input& input, char delimiter, std::size_t max_text_bytes, std::size_t max_cells);

    /// The cells of the next record that is not blank; false at the end of the text, or when it is broken.
    bool read(std::vector<std::string>& cells);
    /// Why reading stopped early: "a quote has no end". Empty after a regular end.
    const std::string& problem() const { return problem_; }

   private:
    bool read_cell(std::string& cell, int& after);
    bool read_quoted(std::string& cell);
    bool fail(std::string problem);

    Input& input_;
    char delimiter_;
    std::size_t max_text_bytes_;
    std::size_t max_cells_;
    std::size_t record_bytes_ = 0;
    std::string problem_;
};

}  // namespace cairn::formats
