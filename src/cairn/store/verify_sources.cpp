#include <map>

#include "cairn/registers/hash.hpp"
#include "cairn/store/verification.hpp"

namespace cairn::store {
namespace {

void verify_file(Verification& v, Statement& chunks, const Statement& file) {
    ++v.report.files;
    registers::Sha256 hash;
    std::int64_t bytes = 0;
    bool fits = true;
    chunks.bind(0, file.integer(0));
    while (chunks.step()) {
        fits = fits && chunks.has_blob(0);
        hash.update(chunks.blob(0));
        bytes += static_cast<std::int64_t>(chunks.blob(0).size());
    }
    const std::string found = registers::to_hex(hash.finish());
    if (fits && found == file.text(1) && bytes == file.integer(2)) return;
    v.add("store_file_differs",
          "The kept file " + std::string(file.text(3)) + " is not what came in: it was altered outside Cairn.",
          file.integer(4), found, std::string(file.text(1)));
}

void verify_files(Verification& v) {
    v.progress.begin("files", v.database.integer("SELECT count(*) FROM source_file"));
    Statement files = v.database.prepare("SELECT row, sha256, bytes, name, change_set FROM source_file ORDER BY row");
    Statement chunks = v.database.prepare("SELECT content FROM source_chunk WHERE file = ? ORDER BY row");
    std::int64_t done = 0;
    while (files.step()) {
        verify_file(v, chunks, files);
        v.progress.advance(++done);
    }
    v.progress.end();
    if (v.database.integer("SELECT count(*) FROM source_chunk WHERE file NOT IN (SELECT row FROM source_file)") != 0) {
        v.add("store_file_differs", "There are pieces of files that the store does not know.");
    }
}

/// A gap in the numbers of rows is a row that was removed.
void verify_numbers(Verification& v) {
    for (const char* table :
         {"schema_change", "source_file", "source_chunk", "import", "import_row", "finding", "import_correction"}) {
        Statement row =
            v.database.prepare("SELECT count(*), ifnull(min(row), 1), ifnull(max(row), 0) FROM " + sql_name(table));
        if (row.step() && row.integer(1) == 1 && row.integer(2) == row.integer(0)) continue;
        v.add("store_history_changed", std::string("Rows of the table ") + table + " are missing or were renumbered.");
    }
}

void verify_counts(Verification& v) {
    std::map<std::int64_t, std::map<std::string, std::int64_t>> found;
    Statement rows = v.database.prepare("SELECT import, outcome, count(*) FROM import_row GROUP BY import, outcome");
    while (rows.step()) {
        found[rows.integer(0)][std::string(rows.text(1))] = rows.integer(2);
        found[rows.integer(0)]["read"] += rows.integer(2);
    }
    Statement imports =
        v.database.prepare("SELECT row, change_set, read, accepted, merged, set_aside FROM import ORDER BY row");
    while (imports.step()) {
        auto& counts = found[imports.integer(0)];
        const bool fits = counts["read"] == imports.integer(2) && counts["accepted"] == imports.integer(3) &&
                          counts["merged"] == imports.integer(4) && counts["set-aside"] == imports.integer(5);
        if (!fits) {
            v.add("store_import_differs",
                  "Import " + std::to_string(imports.integer(0)) +
                      " no longer adds up: read = accepted + merged + set aside does not hold for its rows.",
                  imports.integer(1), std::to_string(counts["read"]), std::to_string(imports.integer(2)));
        }
        found.erase(imports.integer(0));
    }
    for (const auto& [import, counts] : found) {
        v.add("store_import_differs", "There are rows of an import " + std::to_string(import) + " that is not there.");
    }
}

void verify_findings(Verification& v) {
    if (v.database.integer("SELECT count(*) FROM finding f WHERE NOT EXISTS (SELECT 1 FROM import_row r WHERE r.import "
                           "= f.import AND r.number = f.number)") == 0) {
        return;
    }
    v.add("store_import_differs", "There are findings about rows that no import has.");
}

/// store_meta repeats what the history says, so that a store can be opened without reading it.
void verify_meta(Verification& v) {
    Statement last = v.database.prepare("SELECT store_id, store_version FROM schema_change ORDER BY row DESC LIMIT 1");
    std::map<std::string, std::string> expected;
    if (last.step()) {
        expected = {{"store_id", std::string(last.text(0))}, {"store_version", std::string(last.text(1))}};
    }
    Statement rows = v.database.prepare("SELECT key, value FROM store_meta");
    while (rows.step()) {
        const std::string key(rows.text(0));
        if (key == "head_number" || key == "head_hash") continue;  // verify_history compares them
        const auto at = expected.find(key);
        if (at == expected.end() || at->second != rows.text(1)) {
            v.add("store_layout", "The store's own note \"" + key + "\" was altered.", {}, std::string(rows.text(1)),
                  at == expected.end() ? "nothing" : at->second);
        }
        expected.erase(key);
    }
    for (const auto& [key, value] : expected) {
        v.add("store_layout", "The store's own note \"" + key + "\" is missing.", {}, "nothing", value);
    }
}

}  // namespace

void verify_sources(Verification& v) {
    verify_files(v);
    verify_numbers(v);
    verify_counts(v);
    verify_findings(v);
    verify_meta(v);
}

}  // namespace cairn::store
