#pragma once
// What is wrong, or worth knowing, about data that came in: one sentence for a person, and where it stands.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cairn {

enum class Severity { note, warning, error };

std::string_view to_text(Severity severity);

/// A stable code and a sentence that says what was found, what was expected, and what to do.
struct Finding {
    std::string code;  ///< stable, snake_case, documented in docs/findings.md
    Severity severity = Severity::warning;
    std::string message;
    std::string file;                 ///< name as the user gave it; empty when no file is concerned
    std::optional<std::int64_t> row;  ///< 1-based data row (a header line is not counted)
    std::string field;
    std::string found;
    std::string expected;
};

using Findings = std::vector<Finding>;

/// "The date is none. Found: 31.02.2004. Expected: a day that exists. [bad_date]", without where it stands.
std::string to_sentence(const Finding& finding);

}  // namespace cairn
