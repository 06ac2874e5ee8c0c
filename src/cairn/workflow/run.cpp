#include "cairn/workflow/run.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/report/tables.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/store_tasks.hpp"
#include "cairn/workflow/write_report.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

/// One kind of file that `run` takes, in the order in which they are read: what others refer to comes first.
struct Group {
    const char* kind;
    const std::vector<fs::path>& files;
    bool is_scored;  ///< the delivery's own rows: only these carry the package
    std::map<std::string, std::string> constants;
};

std::vector<Group> groups_of(const RunRequest& request) {
    return {{"area", request.boundary, false, {{"level", "study-area"}}},
            {"area", request.areas, false, {}},
            {"place", request.places, false, {}},
            {"package", request.packages, false, {}},
            {"recorded-area", request.recorded, true, {}},
            {"hazard", request.hazards, true, {}},
            {"search", request.searched, false, {}},
            {"find", request.finds, false, {}},
            {"accident", request.accidents, false, {}}};
}

ImportRequest to_import(const RunRequest& run, const Group& group, const std::map<std::string, fs::path>& mappings) {
    ImportRequest request;
    request.store = run.assess.store;
    request.files = group.files;
    request.kind = group.kind;
    request.constants = group.constants;
    request.crs = run.crs;
    request.encoding = run.encoding;
    request.actor = run.actor;
    if (group.is_scored) {
        request.package = run.package;
        request.package_column = run.package_column;
        request.provenance = run.provenance;
    }
    if (const auto at = mappings.find(group.kind); at != mappings.end()) request.mapping = at->second;
    return request;
}

std::map<std::string, fs::path> mappings_by_kind(const std::vector<fs::path>& files) {
    std::map<std::string, fs::path> by_kind;
    for (const fs::path& file : files) by_kind[mapping_kind(file)] = file;
    return by_kind;
}

void make_store_if_needed(const RunRequest& request, Progress& progress) {
    if (store::store_exists(request.assess.store)) return;
    const fs::path folder = fs::path(request.assess.store).parent_path();
    std::error_code error;
    if (!folder.empty()) fs::create_directories(folder, error);
    if (error)
        throw WorldError("Cannot make the folder " + folder.string() + " for the store: " + error.message() + ".");
    init_store(request.assess.store, std::nullopt, request.actor, progress);
}

}  // namespace

RunAnswer run(const RunRequest& request, const Approve& approve, Progress& progress) {
    const auto mappings = mappings_by_kind(request.mappings);
    make_store_if_needed(request, progress);
    RunAnswer answer;
    for (const Group& group : groups_of(request)) {
        if (group.files.empty()) continue;
        auto imported = import_files(to_import(request, group, mappings), approve, progress);
        for (ImportSummary& file : imported.files) answer.imports.push_back(std::move(file));
        answer.notes.insert(answer.notes.end(), imported.notes.begin(), imported.notes.end());
    }
    const auto store = store::open_store_to_read(request.assess.store);
    Assessed assessed = assess_opened(*store, request.assess, progress);
    ReportAnswer report = write_report_of(
        assessed, {.out = request.out, .command = request.command, .printing = request.printing}, progress);
    answer.sentences = std::move(report.sentences);
    answer.written = std::move(report.written);
    auto json = nlohmann::ordered_json::parse(report.json);
    json["import"] = nlohmann::ordered_json::parse(report::imports_to_json(answer.imports, answer.notes));
    answer.json = json.dump(2);
    return answer;
}

}  // namespace cairn::workflow
