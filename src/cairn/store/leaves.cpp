#include "cairn/store/leaves.hpp"

#include "cairn/registers/ledger.hpp"

namespace cairn::store {
namespace {

using registers::StateWriter;

registers::Hash put_leaf(std::string_view kind, std::string_view id, std::int64_t row, const std::string& state) {
    return registers::hash_row_change(
        {.kind = kind, .id = id, .row = row, .operation = "put", .before = {}, .after = state});
}

/// Each finding is a state of its own, after its length.
std::string bytes_of(const Findings& findings) {
    std::string out;
    for (const Finding& finding : findings) {
        StateWriter w;
        w.text("code", finding.code);
        w.text("expected", finding.expected);
        w.text("field", finding.field);
        w.text("file", finding.file);
        w.text("found", finding.found);
        w.text("message", finding.message);
        if (finding.row) w.integer("row", *finding.row);
        w.text("severity", to_text(finding.severity));
        const std::string state = w.finish();
        out += std::to_string(state.size()) + ":" + state;
    }
    return out;
}

}  // namespace

registers::Hash leaf_of(std::int64_t row, const SchemaChange& change) {
    StateWriter w;
    w.text("extension", change.extension);
    w.integer("store_version", change.version);
    return put_leaf("schema", change.store_id, row, w.finish());
}

registers::Hash leaf_of(std::int64_t row, const SourceFile& file) {
    StateWriter w;
    w.integer("bytes", static_cast<std::int64_t>(file.bytes));
    w.text("name", file.name);
    return put_leaf("source-file", file.sha256, row, w.finish());
}

registers::Hash leaf_of(const ImportEntry& entry) {
    StateWriter w;
    w.integer("accepted", entry.accepted);
    w.text("file_name", entry.file_name);
    w.text("file_sha256", entry.file_sha256);
    w.text("kind", entry.kind);
    w.text("mapping", entry.mapping_json);
    w.integer("merged", entry.merged);
    if (entry.package) w.text("package", *entry.package);
    w.integer("possible_duplicates", entry.possible_duplicates);
    w.integer("read", entry.read);
    w.integer("rows_in_file", entry.rows_in_file);
    w.integer("set_aside", entry.set_aside);
    return put_leaf("import", std::to_string(entry.id), entry.id, w.finish());
}

registers::Hash leaf_of(std::int64_t row, std::int64_t import, const ImportRow& import_row) {
    StateWriter w;
    w.text("entity_id", import_row.entity_id);
    if (!import_row.findings.empty()) w.text("findings", bytes_of(import_row.findings));
    w.integer("import", import);
    w.integer("number", import_row.number);
    w.text("outcome", to_text(import_row.outcome));
    w.text("raw_json", import_row.raw_json);
    return put_leaf("import-row", "", row, w.finish());
}

registers::Hash leaf_of(std::int64_t row, const Correction& correction) {
    StateWriter w;
    w.text("corrected_by", correction.by);
    w.integer("import", correction.import);
    w.integer("number", correction.number);
    return put_leaf("import-correction", "", row, w.finish());
}

}  // namespace cairn::store
