#include "cairn/workflow/import_files.hpp"

#include <algorithm>
#include <iterator>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/intake/describe.hpp"
#include "cairn/intake/guess.hpp"
#include "cairn/intake/position_parts.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/workflow/import_job.hpp"
#include "cairn/workflow/import_plan.hpp"
#include "cairn/workflow/kinds.hpp"
#include "cairn/workflow/retry_sheet.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

std::optional<formats::Encoding> stated_encoding(const ImportRequest& request) {
    if (!request.encoding) return std::nullopt;
    if (const auto encoding = formats::find_encoding(*request.encoding)) return encoding;
    throw CallError("There is no encoding \"" + *request.encoding + "\". Known are: " + formats::names_of_encodings() +
                    ".");
}

/// Without what the call can still state.
bool is_only_crs_missing(const Findings& findings) {
    return std::all_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.code == "crs_not_stated"; });
}

intake::Mapping read_mapping(const fs::path& file) {
    const auto mapping = intake::read_mapping(file);
    if (!mapping) refuse(file, mapping.error());
    return *mapping;
}

/// What the call states wins over what the mapping says. A reference system on the command line is for files that do
/// not state theirs, a constant for rows whose own column is blank.
void apply_call(intake::Mapping& mapping, const ImportRequest& request, const Kind& kind,
                const formats::RawTable& table) {
    for (const auto& constants : {kind.constants, request.constants})
        for (const auto& [field, text] : constants) mapping.fields[field].constant = text;
    if (request.crs && !table.crs) mapping.crs = request.crs;
    if (!request.where.empty()) mapping.where = request.where;
    if (const auto encoding = stated_encoding(request)) mapping.encoding = encoding;
    if (request.package_column) mapping.package_column = request.package_column;
    if (request.package) mapping.package_column.reset();
}

/// A reference system of the call that is another than the file's own, which is the one that counts.
std::optional<Finding> find_unused_crs(const ImportRequest& request, const formats::RawTable& table) {
    if (!request.crs || !table.crs) return std::nullopt;
    const auto stated = geodesy::parse_crs(*request.crs), own = geodesy::parse_crs(*table.crs);
    if (!stated || !own || stated->id == own->id || own->name.starts_with(stated->name)) return std::nullopt;  // CRS84
    return Finding{.code = "crs_of_file_counts",
                   .severity = Severity::warning,
                   .message = "--crs was not used: the file states its reference system itself (" +
                              table.crs_statement +
                              "), and --crs is for files that do not. If the file is wrong, write \"crs\": \"" +
                              *request.crs + "\" into its mapping.",
                   .found = own->name,
                   .expected = stated->name};
}

class Importer {
   public:
    Importer(const ImportRequest& request, const Approve& approve, Progress& progress)
        : request_(request), approve_(approve), progress_(progress) {
        if (request.dry_run) {
            if (store::store_exists(request.store)) known_ = store::open_store_to_read(request.store);
        } else {
            auto store = store::open_store(request.store);
            store_ = store.get();
            known_ = std::move(store);
        }
        packages_.emplace(known_.get(), request.provenance);
    }

    ImportAnswer import_all() {
        if (request_.retry) {
            for (const fs::path& file : request_.files) retry(file);
        } else {
            import_planned();
        }
        answer_.json = report::imports_to_json(answer_.files, answer_.notes);
        return std::move(answer_);
    }

   private:
    const registers::Schemas& schemas() const { return known_ ? known_->schemas() : registers::Schemas::built_in(); }

    Kind kind() const { return request_.kind.empty() ? Kind{} : resolve_kind(request_.kind, schemas()); }

    /// Its kind as the store knows it, and what else the kind's name says.
    intake::Mapping read_kept_mapping(const fs::path& file) const {
        intake::Mapping mapping = read_mapping(file);
        try {
            Kind kind = resolve_kind(mapping.kind, schemas());
            mapping.kind = std::move(kind.schema);
            for (auto& [field, text] : kind.constants) mapping.fields[field].constant = std::move(text);
        } catch (const CallError& error) {
            throw CallError(file.string() + ": " + error.what());
        }
        return mapping;
    }

    /// The mapping that the call names, else one that lies beside the file and is for this kind.
    std::optional<intake::Mapping> find_kept_mapping(const fs::path& file, const Kind& kind) const {
        if (request_.mapping) {
            intake::Mapping mapping = read_kept_mapping(*request_.mapping);
            if (kind.schema.empty() || mapping.kind == kind.schema) return mapping;
            throw CallError(request_.mapping->string() + " is a mapping for " + mapping.kind + ", not for " +
                            request_.kind + ".");
        }
        const auto beside = intake::find_mapping_beside(file);
        if (!beside) return std::nullopt;
        intake::Mapping mapping = read_kept_mapping(*beside);
        if (mapping.kind != kind.schema) return std::nullopt;
        return mapping;
    }

    void import_planned() {
        const Kind kind = this->kind();
        ImportPlan plan = plan_import(
            {.files = request_.files,
             .layers = request_.layers,
             .find_mapping = [&](const fs::path& file) { return find_kept_mapping(file, kind); },
             .fits = [&](const formats::Source& source, std::size_t table) { return fits(source, table, kind); }});
        answer_.notes = std::move(plan.notes);
        for (const PlannedTable& planned : plan.tables) import_one(planned, kind);
        if (answer_.files.empty()) refuse_nothing();
    }

    [[noreturn]] void refuse_nothing() const {
        std::string text = "Nothing was imported.";
        for (const Finding& note : answer_.notes) text += "\n" + note.message;
        throw CallError(text);
    }

    bool fits(const formats::Source& source, std::size_t table, const Kind& kind) const {
        if (kind.schema.empty()) return true;
        const auto profile = intake::profile_table(source, table, {.encoding = stated_encoding(request_)});
        if (!profile) return false;
        intake::Mapping mapping = intake::guess_mapping(*profile, kind.schema, schemas()).mapping;
        apply_call(mapping, request_, kind, profile->table);
        return can_use(mapping, profile->table).empty();
    }

    /// What keeps a mapping from being used on a table, other than a reference system that nobody stated.
    Findings can_use(intake::Mapping mapping, const formats::RawTable& table) const {
        if (!mapping.crs) mapping.crs = table.crs;
        Findings findings = intake::check_mapping(mapping, table, schemas());
        return is_only_crs_missing(findings) ? Findings{} : findings;
    }

    intake::Mapping mapping_for(const PlannedTable& planned, const std::optional<intake::Mapping>& kept,
                                const intake::FileProfile& profile, const Kind& kind) {
        questions_.clear();
        intake::Mapping mapping;
        if (kept) {
            mapping = *kept;
            is_guessed_ = false;
        } else {
            intake::Guess guess = intake::guess_mapping(profile, kind.schema, schemas());
            mapping = std::move(guess.mapping);
            questions_ = std::move(guess.questions);
            is_guessed_ = true;
        }
        mapping.table = planned.source.told_name(planned.table);
        apply_call(mapping, request_, kind, profile.table);
        if (auto unused = find_unused_crs(request_, profile.table); unused && !mapping.crs)
            questions_.push_back(*std::move(unused));
        return mapping;
    }

    /// What only a person can answer, by a mapping: nothing is taken until then.
    Findings unanswered() const {
        Findings open;
        std::copy_if(questions_.begin(), questions_.end(), std::back_inserter(open), [](const Finding& question) {
            return question.code == "points_not_stated" || question.code == "place_not_found";
        });
        return open;
    }

    void leave_out(const PlannedTable& planned, const Findings& why,
                   const std::string& how = "its columns do not fit") {
        const std::string name = planned.source.told_name(planned.table).value_or(planned.file.filename().string());
        answer_.notes.push_back({.code = "table_does_not_fit",
                                 .severity = Severity::warning,
                                 .message = "\"" + name + "\" was not imported: " + how + ". " + why.front().message +
                                            " Import it by itself when that is answered: \"" + planned.file.string() +
                                            "\".",
                                 .file = planned.file.string(),
                                 .found = why.front().found,
                                 .expected = why.front().expected});
    }

    void import_one(const PlannedTable& planned, const Kind& kind) {
        auto kept = find_kept_mapping(planned.file, kind);
        if (!kept) kept = find_kept_mapping(planned.source.member_file(planned.table), kind);
        auto encoding = stated_encoding(request_);
        if (!encoding && kept) encoding = kept->encoding;
        const auto read = intake::profile_table(planned.source, planned.table, {.encoding = encoding});
        if (!read && planned.is_one_of_many) return leave_out(planned, {read.error()}, "it cannot be read");
        if (!read) refuse(planned.file, read.error());
        const intake::FileProfile& profile = *read;
        ImportJob job{.file = planned.file,
                      .sha256 = intake::sha256_of(planned.source.kept_file()),
                      .source = planned.source,
                      .table = planned.table,
                      .mapping = mapping_for(planned, kept, profile, kind),
                      .package = request_.package};
        job.actor = request_.actor;
        if (planned.is_one_of_many && is_guessed_) {
            if (const Findings open = unanswered(); !open.empty())
                return leave_out(planned, open, "something is to be stated first");
            if (const Findings why = can_use(job.mapping, profile.table); !why.empty()) return leave_out(planned, why);
            if (const Findings why = intake::check_mapping(job.mapping, profile.table, schemas()); !why.empty())
                return leave_out(planned, why, "something is to be stated first");
        }
        Findings unread;
        if (is_guessed_) unread = intake::find_unread_parts(profile, job.mapping, schemas());
        if (!unread.empty() && planned.is_one_of_many) return leave_out(planned, unread);
        questions_.insert(questions_.begin(), unread.begin(), unread.end());
        answer_.mappings.push_back(intake::describe_mapping(job.mapping, profile, schemas()) +
                                   intake::describe_questions(questions_, job.mapping));
        if (request_.save_mapping) write_text_file(*request_.save_mapping, intake::to_json(job.mapping));
        if (is_guessed_ && !approve_(answer_.mappings.back()))
            throw CallError(
                "Not imported, as you said. Keep the mapping with --save-mapping FILE, edit it, and pass it "
                "with --mapping FILE.");
        if (!unread.empty()) refuse_unread(unread, planned.file);
        if (const Findings open = unanswered(); is_guessed_ && !open.empty()) refuse(planned.file, open.front());
        ImportSummary summary = take_in(job);
        add_questions(summary, planned.file);
        add(std::move(summary), planned.file);
    }

    /// What only a mapping can answer: to be asked and say yes is not enough.
    [[noreturn]] static void refuse_unread(const Findings& unread, const fs::path& file) {
        std::string text;
        for (const Finding& finding : unread) {
            text += (text.empty() ? "" : "\n") + file.string() + ": " + finding.message + " [" + finding.code + "]";
        }
        throw CallError(text);
    }

    ImportSummary take_in(const ImportJob& job) {
        return store_ != nullptr ? run_import_job(*store_, job, *packages_, progress_)
                                 : try_import_job(known_.get(), job, *packages_, progress_);
    }

    /// What the guess left open. What keeps a mapping from being used at all was refused before.
    void add_questions(ImportSummary& summary, const fs::path& file) {
        for (Finding& question : questions_) {
            if (question.severity == Severity::error) continue;
            question.file = file.string();
            ++summary.findings_by_code[question.code];
            summary.findings.push_back(std::move(question));
        }
    }

    void retry(const fs::path& sheet) {
        if (!known_) throw CallError("--retry needs the store that the rows were set aside in.");
        for (ImportJob& job : read_sheet(*known_, sheet)) {
            job.actor = request_.actor;
            add(take_in(job), sheet);
        }
    }

    void add(ImportSummary summary, const fs::path& file) {
        summary.path = file.string();
        answer_.files.push_back(std::move(summary));
    }

    const ImportRequest& request_;
    const Approve& approve_;
    Progress& progress_;
    std::unique_ptr<const store::Store> known_;  ///< null on a dry run without a store
    store::Store* store_ = nullptr;  ///< the same, to be changed; null on a dry run
    std::optional<PackageBook> packages_;
    Findings questions_;  ///< that the guess at hand left open
    bool is_guessed_ = false;  ///< the mapping of the table at hand
    ImportAnswer answer_;
};

}  // namespace

ImportAnswer import_files(const ImportRequest& request, const Approve& approve, Progress& progress) {
    return Importer(request, approve, progress).import_all();
}

std::string mapping_kind(const fs::path& mapping) { return read_mapping(mapping).kind; }

}  // namespace cairn::workflow
