#include "cairn/workflow/withdraw_import.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"

namespace cairn::workflow {
namespace {

constexpr const char* action = "withdraw";
constexpr std::string_view reason_begins = "change ";  ///< then its number and a colon: withdrawn_imports reads it

store::ImportEntry find_import(const store::Store& store, std::int64_t change) {
    std::string known;
    for (store::ImportEntry& entry : store.imports()) {
        if (entry.change_set == change) return std::move(entry);
        known += "\n  " + std::to_string(entry.change_set) + "  " + entry.file_name + " as " + entry.kind;
    }
    throw CallError("Change " + std::to_string(change) + " is no import. " +
                    (known.empty() ? "The store has none." : "Imports, by the number of their change:" + known));
}

/// Entries of the same kind that other imports took in, or found to be known.
struct Others {
    std::set<std::string, std::less<>> taken_in_later;
    std::map<std::string, std::vector<std::string>, std::less<>> merged;  ///< by entry: the files
};

Others rows_of_others(const store::Store& store, const store::ImportEntry& import) {
    Others out;
    for (const store::ImportEntry& other : store.imports()) {
        if (other.id == import.id || other.kind != import.kind) continue;
        store.for_each_row(other.id, std::nullopt, [&](const store::ImportRow& row) {
            if (row.outcome == store::Outcome::accepted && other.id > import.id)
                out.taken_in_later.insert(row.entity_id);
            if (row.outcome == store::Outcome::merged) out.merged[row.entity_id].push_back(other.file_name);
        });
    }
    return out;
}

std::string counted(std::int64_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

WithdrawAnswer withdraw_import(const std::string& where, std::int64_t change, const std::string& reason,
                               const std::string& actor) {
    const auto store = store::open_store(where);
    const store::ImportEntry import = find_import(*store, change);
    const Others others = rows_of_others(*store, import);
    std::vector<std::string> entries;
    std::vector<std::int64_t> open;
    std::set<std::string> repeated_in;
    store->for_each_row(import.id, std::nullopt, [&](const store::ImportRow& row) {
        if (row.outcome == store::Outcome::set_aside && row.corrected_by.empty()) open.push_back(row.number);
        if (row.outcome != store::Outcome::accepted || others.taken_in_later.contains(row.entity_id)) return;
        if (!store->find(import.kind, row.entity_id)) return;
        entries.push_back(row.entity_id);
        if (const auto at = others.merged.find(row.entity_id); at != others.merged.end())
            repeated_in.insert(at->second.begin(), at->second.end());
    });
    if (entries.empty() && open.empty())
        throw CallError("Nothing of change " + std::to_string(change) + " (" + import.file_name +
                        ") is left in the current state.");

    const auto transaction =
        store->begin({.actor = actor,
                      .action = action,
                      .reason = std::string(reason_begins) + std::to_string(change) + ": " + import.file_name + " as " +
                                import.kind + (reason.empty() ? "" : "; " + reason)});
    for (const std::string& id : entries) transaction->withdraw(import.kind, id);
    for (const std::int64_t row : open) transaction->mark_corrected(import.id, row, action);
    transaction->commit();

    WithdrawAnswer answer{.withdrawn = static_cast<std::int64_t>(entries.size()),
                          .closed = static_cast<std::int64_t>(open.size()),
                          .sentences = {},
                          .json = {}};
    answer.sentences.push_back(import.file_name + " as " + import.kind + ": " +
                               counted(answer.withdrawn, "entry", "entries") + " withdrawn, " +
                               counted(answer.closed, "set-aside row", "set-aside rows") +
                               " closed. The history keeps them, and the file.");
    for (const std::string& file : repeated_in)
        answer.sentences.push_back("Some of these entries stood in " + file +
                                   " too, whose rows were merged into them: import it again to have them back.");
    answer.json = nlohmann::ordered_json{{"change", change},        {"file", import.file_name},
                                         {"kind", import.kind},     {"withdrawn", answer.withdrawn},
                                         {"closed", answer.closed}, {"stood_in_too", repeated_in}}
                      .dump(1);
    return answer;
}

std::set<std::int64_t> withdrawn_imports(const store::Store& store, const std::optional<Date>& as_of) {
    std::set<std::int64_t> changes, out;
    for (const store::ChangeSetEntry& entry : store.log()) {
        const std::string_view reason = entry.header.reason;
        if (entry.header.action != action || !reason.starts_with(reason_begins)) continue;
        if (const auto date = parse_date(entry.time.substr(0, 10)); as_of && date && date->first > as_of->last)
            continue;
        std::int64_t change = 0;
        std::from_chars(reason.data() + reason_begins.size(), reason.data() + reason.size(), change);
        changes.insert(change);
    }
    if (changes.empty()) return out;
    for (const store::ImportEntry& entry : store.imports())
        if (changes.contains(entry.change_set)) out.insert(entry.id);
    return out;
}

}  // namespace cairn::workflow
