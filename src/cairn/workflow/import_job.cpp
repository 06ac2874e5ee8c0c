#include "cairn/workflow/import_job.hpp"

#include <set>

#include "cairn/core/error.hpp"
#include "cairn/intake/intake.hpp"
#include "cairn/registers/typed.hpp"
#include "cairn/workflow/withdraw_import.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

/// "import 12, row 7" as the store writes it.
std::string row_name(std::int64_t import, std::int64_t row) {
    return std::to_string(import) + "/" + std::to_string(row);
}

store::Outcome to_store(intake::Outcome outcome) {
    switch (outcome) {
        case intake::Outcome::accepted: return store::Outcome::accepted;
        case intake::Outcome::merged: return store::Outcome::merged;
        case intake::Outcome::set_aside: return store::Outcome::set_aside;
    }
    return store::Outcome::set_aside;
}

/// The study area and the units of the store: what positions are checked against, and the σ of centroids.
void add_areas(intake::ImportRequest& request, const store::Store& store) {
    store.for_each("area", std::nullopt, [&](const Entity& entity) {
        const Area area = registers::to_area(entity);
        const auto* polygons = area.geometry ? std::get_if<GeoMultiPolygon>(&*area.geometry) : nullptr;
        if (polygons == nullptr) return;
        if (area.level == "study-area") {
            if (!request.study_area) request.study_area.emplace();
            request.study_area->insert(request.study_area->end(), polygons->begin(), polygons->end());
        } else {
            request.units.push_back({area.name, *polygons});
        }
    });
}

/// Whether the store can have rows of this file, or entries of a kind, told once for a whole import: without any there
/// is nothing to look up row by row.
class Before {
   public:
    Before(const store::Store& store, const ImportJob& job) : store_(store), job_(job) {}

    bool has_entries() {
        // Deliveries are made while rows that name them are read.
        if (!has_entries_) has_entries_ = job_.mapping.kind == "package" || store_.has_any(job_.mapping.kind);
        return *has_entries_;
    }
    bool has_rows_of_file() {
        if (!has_rows_) {
            // A sheet may name one row twice.
            has_rows_ = job_.retry.has_value();
            for (const auto& entry : store_.imports()) has_rows_ = *has_rows_ || entry.file_sha256 == job_.sha256;
        }
        return *has_rows_ && has_entries();
    }

   private:
    const store::Store& store_;
    const ImportJob& job_;
    std::optional<bool> has_entries_, has_rows_;
};

intake::KnownRows known_rows(const store::Store& store, const ImportJob& job, const PackageBook& packages) {
    const std::string& kind = job.mapping.kind;
    const auto before = std::make_shared<Before>(store, job);
    // In a package that nobody knows yet there is nothing yet: that is not the same as in no package.
    const auto by_source_id = [&store, &packages](const std::string& of_kind, const std::optional<std::string>& package,
                                                  const std::string& source_id) -> std::optional<std::string> {
        const auto id = package ? packages.find(*package) : std::nullopt;
        if (package && !id) return std::nullopt;
        return store.find_by_source_id(of_kind, id, source_id);
    };
    return {
        .find_by_row = [&store, kind, before](const std::string& sha256, const std::optional<std::string>& table,
                                              std::int64_t row) -> std::optional<std::string> {
            if (!before->has_rows_of_file()) return std::nullopt;
            return store.find_by_source_row(kind, sha256, table, row);
        },
        .find_by_source_id = [by_source_id, kind, before](const std::optional<std::string>& package,
                                                          const std::string& source_id) -> std::optional<std::string> {
            if (!before->has_entries()) return std::nullopt;
            return by_source_id(kind, package, source_id);
        },
        .find = [&store, kind, before](const std::string& id) -> std::optional<Entity> {
            if (!before->has_entries()) return std::nullopt;
            return store.find(kind, id);
        },
        .find_referred = [&store, by_source_id](const std::string& referred, const std::optional<std::string>& package,
                                                const std::string& text) -> std::vector<std::string> {
            if (auto id = by_source_id(referred, package, text)) return {*std::move(id)};
            auto ids = store.find_all_by_source_id(referred, text);
            if (ids.empty() && store.find(referred, text)) ids.push_back(text);
            return ids;
        }};
}

intake::ImportRequest to_request(const store::Store* known, const ImportJob& job, PackageBook& packages) {
    intake::ImportRequest request;
    request.file = job.file;
    request.file_name = job.file.string();
    request.file_sha256 = job.sha256;
    request.source = job.source;
    request.table = job.table;
    request.mapping = job.mapping;
    request.retry = job.retry;
    if (job.package) request.package = packages.id_of(*job.package);
    if (known == nullptr) return request;
    if (job.mapping.kind != "area") add_areas(request, *known);
    request.known = known_rows(*known, job, packages);
    return request;
}

/// The last import of the same table as the same kind that stands.
std::optional<store::ImportEntry> find_earlier(const store::Store& store, const ImportJob& job) {
    const auto table = job.source ? job.source->told_name(job.table) : std::nullopt;
    const std::set<std::int64_t> withdrawn = withdrawn_imports(store);
    std::optional<store::ImportEntry> found;
    for (const auto& entry : store.imports()) {
        const bool is_same =
            entry.file_sha256 == job.sha256 && entry.kind == job.mapping.kind && table_of(entry) == table;
        if (is_same && !withdrawn.contains(entry.id)) found = entry;
    }
    return found;
}

/// But for what was learnt from the rows: known ones are not looked at.
bool are_alike(const store::ImportEntry& earlier, intake::Mapping mapping) {
    auto before = intake::parse_mapping(earlier.mapping_json);
    if (!before) return true;  // of a version that wrote others
    before->place.answers = mapping.place.answers = {};
    return intake::to_json(*before) == intake::to_json(mapping);
}

/// Rows that are known are not read anew, whatever the call states.
Finding known_but_read_otherwise(const store::ImportEntry& earlier, const ImportJob& job) {
    const std::string change = std::to_string(earlier.change_set);
    return {.code = "known_but_read_otherwise",
            .severity = Severity::warning,
            .message = "The file was taken in before (change " + change +
                       "), with another mapping or reference system, and its entries stay as they were read then. To "
                       "read it anew: cairn withdraw STORE " +
                       change + ", then import it again.",
            .file = job.file.string(),
            .found = "a mapping or reference system that differs",
            .expected = "the same as before"};
}

intake::ImportResult must_succeed(Result<intake::ImportResult> result) {
    if (result) return std::move(*result);
    const Finding& finding = result.error();
    throw CallError((finding.file.empty() ? "" : finding.file + ": ") + to_sentence(finding));
}

/// Writes what intake hands out into one open transaction.
class Writer {
   public:
    Writer(store::Transaction& transaction, PackageBook& packages, std::int64_t import)
        : transaction_(transaction), packages_(packages), import_(import) {}

    void write(intake::RowOutcome&& row) {
        if (row.entity) {
            if (const auto package = text_of(*row.entity, "package"))
                row.entity->fields["package"] = packages_.id_of(*package);
            for (const Entity& package : packages_.take_new()) transaction_.put(package);
            transaction_.put(*row.entity);
            ++accepted_;
        }
        // A row that is set aside again is open under its new number only.
        if (row.corrects && row.outcome != intake::Outcome::merged)
            transaction_.mark_corrected(row.corrects->import, row.corrects->row, row_name(import_, row.number));
        transaction_.put_row(import_, {.number = row.number,
                                       .outcome = to_store(row.outcome),
                                       .entity_id = std::move(row.entity_id),
                                       .raw_json = std::move(row.raw_json),
                                       .corrected_by = {},
                                       .findings = std::move(row.findings)});
    }
    std::int64_t accepted() const { return accepted_; }

   private:
    store::Transaction& transaction_;
    PackageBook& packages_;
    std::int64_t import_;
    std::int64_t accepted_ = 0;
};

}  // namespace

std::optional<std::string> table_of(const store::ImportEntry& entry) {
    const auto mapping = intake::parse_mapping(entry.mapping_json);
    return mapping ? mapping->table : std::nullopt;
}

ImportSummary try_import_job(const store::Store* known, const ImportJob& job, PackageBook& packages,
                             Progress& progress) {
    const registers::Schemas& schemas = known != nullptr ? known->schemas() : registers::Schemas::built_in();
    return must_succeed(intake::import_rows(
                            to_request(known, job, packages), schemas, [](intake::RowOutcome&&) {}, progress))
        .summary;
}

ImportSummary run_import_job(store::Store& store, const ImportJob& job, PackageBook& packages, Progress& progress) {
    const intake::ImportRequest request = to_request(&store, job, packages);
    const auto earlier = find_earlier(store, job);
    const fs::path kept = job.source ? job.source->kept_file() : job.file;
    const std::string name = kept.filename().string();
    const auto transaction = store.begin(
        {.actor = job.actor, .action = job.retry ? "correct" : "import", .reason = name + " as " + job.mapping.kind});
    transaction->keep_file(kept, job.sha256);
    store::ImportEntry entry{
        .file_sha256 = job.sha256, .file_name = name, .kind = job.mapping.kind, .package = request.package};
    for (const Entity& package : packages.take_new()) transaction->put(package);
    const std::int64_t import = transaction->begin_import(entry);
    Writer writer(*transaction, packages, import);
    intake::ImportResult result = must_succeed(intake::import_rows(
        request, store.schemas(), [&writer](intake::RowOutcome&& row) { writer.write(std::move(row)); }, progress));
    ImportSummary& summary = result.summary;
    if (earlier && writer.accepted() == 0) {
        summary.already_known = true;
        if (!are_alike(*earlier, result.mapping)) {
            summary.findings.push_back(known_but_read_otherwise(*earlier, job));
            ++summary.findings_by_code[summary.findings.back().code];
        }
        return std::move(summary);  // the transaction is dropped: nothing changes
    }
    entry.mapping_json = intake::to_json(result.mapping);
    entry.rows_in_file = summary.rows_in_file;
    entry.read = summary.read;
    entry.accepted = summary.accepted;
    entry.merged = summary.merged;
    entry.set_aside = summary.set_aside;
    entry.possible_duplicates = summary.possible_duplicates;
    transaction->finish_import(import, entry);
    transaction->commit();
    return std::move(summary);
}

}  // namespace cairn::workflow
