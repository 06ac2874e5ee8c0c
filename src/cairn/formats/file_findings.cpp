#include "cairn/formats/file_findings.hpp"

#include "cairn/core/text.hpp"

namespace cairn::formats {

Finding too_many_columns(const Limits& limits) {
    const std::string most = "at most " + std::to_string(limits.max_columns) + " columns";
    return {.code = "too_many_columns",
            .severity = Severity::error,
            .message = "The file has too many columns; expected " + most + ". Leave out those that are not needed.",
            .expected = most};
}

Finding too_many_rows(const Limits& limits) {
    const std::string most = "at most " + std::to_string(limits.max_rows) + " rows";
    return {.code = "too_many_rows",
            .severity = Severity::error,
            .message = "The file has too many rows; expected " + most + ". Divide it.",
            .expected = most};
}

Finding not_utf8_row() {
    return {.code = "not_utf8",
            .severity = Severity::error,
            .message =
                "The row has bytes that mean nothing in the encoding that the file is read in; they were replaced by "
                "U+FFFD. Save the file again as UTF-8, or state its encoding with --encoding NAME.",
            .expected = "text in one encoding"};
}

Finding too_much_text_row(std::size_t bytes, const Limits& limits) {
    return {.code = "row_too_long",
            .severity = Severity::error,
            .message = "The row has more text than one row may have. Shorten it.",
            .found = std::to_string(bytes) + " bytes",
            .expected = std::to_string(limits.max_text_bytes_per_row) + " bytes"};
}

std::optional<Finding> find_bad_columns(const std::vector<std::string>& columns, const Limits& limits) {
    if (columns.size() > limits.max_columns) return too_many_columns(limits);
    for (const auto& name : columns) {
        if (name.size() <= limits.max_column_name) continue;
        return Finding{.code = "column_name_too_long",
                       .severity = Severity::error,
                       .message = "A column has a name of " + std::to_string(name.size()) + " bytes, beginning \"" +
                                  std::string(first_bytes(name, 20)) +
                                  "\". Shorten it, or check that the file has a header line.",
                       .found = std::to_string(name.size()) + " bytes",
                       .expected = "at most " + std::to_string(limits.max_column_name) + " bytes"};
    }
    return std::nullopt;
}

}  // namespace cairn::formats
