#include "cairn/core/finding.hpp"

namespace cairn {

std::string_view to_text(Severity severity) {
    switch (severity) {
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
    }
    return "error";
}

std::string to_sentence(const Finding& finding) {
    std::string text = finding.message;
    if (!finding.found.empty()) text += " Found: " + finding.found + ".";
    if (!finding.expected.empty()) text += " Expected: " + finding.expected + ".";
    return text + " [" + finding.code + "]";
}

}  // namespace cairn
