// Replays a store and compares. docs/store.md says what this can and cannot prove.

#include <algorithm>
#include <cctype>

#include "cairn/core/error.hpp"
#include "cairn/registers/hash.hpp"
#include "cairn/store/geopackage.hpp"
#include "cairn/store/verification.hpp"

namespace cairn::store {
namespace {

constexpr int most_findings_of_one_code = 20;

/// A part that cannot be read is a finding, and the other parts are still looked at.
template <class Part>
void attempt(Verification& v, const char* what, Part&& part) {
    try {
        part();
    } catch (const Interrupted&) {
        throw;
    } catch (const Error& error) {
        v.add("store_damaged", std::string(what) + " cannot be read: " + error.what());
    }
}

void verify_pages(Verification& v) {
    v.progress.begin("pages", 0);
    Statement check = v.database.prepare("PRAGMA integrity_check(20)");
    while (check.step()) {
        const std::string found(check.text(0));
        if (found == "ok") continue;
        v.add("store_damaged",
              "The file is damaged, or was written by a defective program: " + found + ". Restore a backup.", {}, found,
              "ok");
    }
    v.progress.end();
}

}  // namespace

void Verification::add(const std::string& code, const std::string& message, std::optional<std::int64_t> change_set,
                       const std::string& found, const std::string& expected, Severity severity) {
    if (severity != Severity::note) {
        report.is_clean = false;
        if (change_set && *change_set > 0) {
            report.first_misfit = std::min(*change_set, report.first_misfit.value_or(*change_set));
        }
    }
    if (++shown[code] > most_findings_of_one_code) return;
    report.findings.push_back({.code = code,
                               .severity = severity,
                               .message = message,
                               .file = {},
                               .row = std::nullopt,
                               .field = {},
                               .found = found.substr(0, 200),
                               .expected = expected.substr(0, 200)});
}

bool has_types(const Statement& row, std::string_view letters) {
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const int column = static_cast<int>(i);
        const bool may_be_null = letters[i] >= 'A' && letters[i] <= 'Z';
        if (may_be_null && row.is_null(column)) continue;
        bool fits = false;
        switch (std::tolower(letters[i])) {
            case 'i': fits = row.has_integer(column); break;
            case 'r': fits = row.has_real(column); break;
            case 't': fits = row.has_text(column); break;
            case 'b': fits = row.has_blob(column); break;
            default: break;
        }
        if (!fits) return false;
    }
    return true;
}

VerifyReport GeoPackageStore::verify(Progress& progress, const std::optional<std::string>& expected_head) const {
    if (expected_head && !registers::is_hex_hash(*expected_head)) {
        throw CallError("The expected head \"" + *expected_head +
                        "\" is no hash: expected 64 digits of 0-9 and a-f, as cairn verify printed them.");
    }
    lookups_.clear();
    Verification v{*database_, schemas_, progress, {}, {}};
    const ReadTransaction snapshot(*database_);
    attempt(v, "The file", [&] { verify_pages(v); });
    attempt(v, "The description of the tables", [&] { verify_layout(v); });
    attempt(v, "The history", [&] { verify_history(v, expected_head); });
    attempt(v, "The files and imports", [&] { verify_sources(v); });
    attempt(v, "The current tables", [&] { verify_current(v); });
    return std::move(v.report);
}

}  // namespace cairn::store
