#include "cairn/workflow/store_tasks.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"

namespace cairn::workflow {

void init_store(const std::string& store, const std::optional<std::string>& boundary, const std::string& actor,
                Progress& progress) {
    store::create_store(store, {.actor = actor, .action = "init", .reason = "A new store"});
    if (!boundary) return;
    import_files(
        {.store = store,
         .files = {*boundary},
         .kind = "area",
         .package = {},
         .package_column = {},
         .provenance = {},
         .mapping = {},
         .save_mapping = {},
         .crs = {},
         .where = {},
         .constants = {{"level", "study-area"}},
         .actor = actor},
        [](const std::string&) { return true; }, progress);
}

VerifyAnswer verify_store(const std::string& store, const std::optional<std::string>& expected_head,
                          Progress& progress) {
    const auto opened = store::open_store_to_read(store);
    store::VerifyReport report = opened->verify(progress, expected_head);
    VerifyAnswer answer{.is_clean = report.is_clean, .text = {}, .json = {}, .findings = report.findings};
    if (report.is_clean) {
        answer.text = fmt::format(
            "Nothing was altered, removed or reordered: {} change sets, {} revisions and {} original files fit.\n"
            "Head: {}\nWrite the head down elsewhere: only it shows that the end of the chain was not cut off.",
            report.change_sets, report.revisions, report.files, report.head);
    } else {
        answer.text =
            report.first_misfit
                ? fmt::format("The store was changed from outside. The first change set that does not fit is {}.",
                              *report.first_misfit)
                : std::string("The store was changed from outside.");
        for (const Finding& finding : report.findings)
            answer.text += "\n  " + finding.message + " [" + finding.code + "]";
    }
    nlohmann::ordered_json json{{"is_clean", report.is_clean},
                                {"change_sets", report.change_sets},
                                {"revisions", report.revisions},
                                {"files", report.files},
                                {"head", report.head},
                                {"first_misfit", nullptr},
                                {"findings", nlohmann::ordered_json::array()}};
    if (report.first_misfit) json["first_misfit"] = *report.first_misfit;
    for (const Finding& finding : report.findings)
        json["findings"].push_back({{"code", finding.code},
                                    {"severity", std::string(to_text(finding.severity))},
                                    {"message", finding.message}});
    answer.json = json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
    return answer;
}

ConsoleTable log_store(const std::string& store) {
    auto entries = store::open_store_to_read(store)->log();
    std::reverse(entries.begin(), entries.end());
    ConsoleTable table{
        .columns = {{"number", true}, {"time", true}, {"action"}, {"rows", true}, {"hash", true}, {"by"}, {"why"}},
        .rows = {},
        .note = {}};
    for (const auto& entry : entries)
        table.rows.push_back({std::to_string(entry.number), entry.time, entry.header.action, std::to_string(entry.rows),
                              entry.hash.substr(0, 12), entry.header.actor, entry.header.reason});
    return table;
}

void export_original(const std::string& store, const std::string& sha256, const std::filesystem::path& to) {
    const auto opened = store::open_store_to_read(store);
    if (sha256.size() < 8) throw CallError("--original: give at least the first 8 digits of the file's SHA-256.");
    std::vector<store::ImportEntry> matching;
    std::string whole;
    for (const auto& entry : opened->imports()) {
        if (!entry.file_sha256.starts_with(sha256)) continue;
        if (!whole.empty() && whole != entry.file_sha256)
            throw CallError("--original: more than one file begins with " + sha256 + "; give more digits.");
        whole = entry.file_sha256;
    }
    if (whole.empty()) throw CallError("--original: the store keeps no file whose SHA-256 begins with " + sha256 + ".");
    if (std::filesystem::exists(to))
        throw CallError("--to: " + to.string() + " is there already; nothing was written.");
    opened->write_file(whole, to);
}

}  // namespace cairn::workflow
