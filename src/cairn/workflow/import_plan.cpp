#include "cairn/workflow/import_plan.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "cairn/core/error.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

/// "book.xlsx#Finds" → the file, and its table; a file that has such a name is meant itself.
std::pair<fs::path, std::optional<std::string>> divide(const fs::path& named) {
    std::error_code error;
    const std::string text = named.string();
    const auto at = text.rfind('#');
    if (fs::exists(named, error) || at == std::string::npos || at == 0 || at + 1 == text.size()) return {named, {}};
    return {text.substr(0, at), text.substr(at + 1)};
}

class Planner {
   public:
    explicit Planner(const PlanRequest& request) : request_(request) {}

    ImportPlan plan() {
        for (const fs::path& named : request_.files) {
            const auto [file, table] = divide(named);
            for (const auto& found : formats::expand_folders({file})) add(found, table);
        }
        if (plan_.tables.empty()) refuse_nothing();
        return std::move(plan_);
    }

   private:
    void add(const formats::FoundSource& found, const std::optional<std::string>& table) {
        auto source = formats::Source::open(found.path, {}, !found.is_named);
        if (!source) {
            if (found.is_named) refuse(found.path, source.error());
            leave_out(found.path, source.error());
            return;
        }
        for (Finding note : source->notes()) {
            note.file = found.path.string();
            plan_.notes.push_back(std::move(note));
        }
        std::vector<std::string> layers = request_.layers;
        if (table) layers = {*table};
        const std::size_t members = count_members(*source);
        const bool is_one_of_many = !found.is_named || members > 1;
        for (const std::size_t each :
             layers.empty() ? choose(found.path, *source, is_one_of_many) : named(found, *source, layers)) {
            plan_.tables.push_back({found.path, *source, each, is_one_of_many && layers.empty()});
        }
    }

    static std::size_t count_members(const formats::Source& source) {
        std::size_t most = 0;
        for (std::size_t i = 0; i < source.tables().size(); ++i) most = std::max(most, source.member_of(i) + 1);
        return most;
    }

    std::vector<std::size_t> named(const formats::FoundSource& found, const formats::Source& source,
                                   const std::vector<std::string>& layers) {
        std::vector<std::size_t> out;
        for (const std::string& layer : layers) {
            if (layer == "*") {
                for (std::size_t i = 0; i < source.tables().size(); ++i) out.push_back(i);
                continue;
            }
            const auto table = source.find_table(layer);
            if (table) {
                out.push_back(*table);
            } else if (found.is_named) {
                refuse(found.path, table.error());
            } else {
                leave_out(found.path, table.error());
            }
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    /// Of each file in the source: the table that a mapping names, the only one with rows, or the only one that fits.
    std::vector<std::size_t> choose(const fs::path& file, const formats::Source& source, bool is_one_of_many) {
        std::map<std::size_t, std::vector<std::size_t>> by_member;
        for (std::size_t i = 0; i < source.tables().size(); ++i) by_member[source.member_of(i)].push_back(i);
        std::vector<std::size_t> out;
        for (const auto& [member, tables] : by_member) {
            const auto mapping =
                request_.find_mapping(by_member.size() == 1 ? file : source.member_file(tables.front()));
            if (mapping && mapping->table) {
                const auto table = source.find_table(mapping->table);
                if (!table) refuse(file, table.error());
                out.push_back(*table);
            } else if (const auto table = choose_among(file, source, tables)) {
                out.push_back(*table);
            } else if (is_one_of_many) {
                leave_open(file, source, tables);
            } else {
                refuse(file, source.find_table(std::nullopt).error());
            }
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    /// Absent: which is meant is not settled.
    std::optional<std::size_t> choose_among(const fs::path& file, const formats::Source& source,
                                            const std::vector<std::size_t>& tables) {
        if (tables.size() == 1) return tables.front();
        std::vector<std::size_t> filled;
        for (const std::size_t table : tables) {
            const formats::TableInfo& info = source.tables()[table];
            if (!info.is_secondary && info.rows != 0) filled.push_back(table);
        }
        if (filled.size() == 1) {
            if (any_other_has_rows(source, tables, filled.front()))
                tell_choice(file, source, filled.front(), "holds what the others repeat");
            return filled.front();
        }
        std::vector<std::size_t> fitting;
        for (const std::size_t table : filled) {
            if (request_.fits(source, table)) fitting.push_back(table);
        }
        if (fitting.size() != 1) return std::nullopt;
        tell_choice(file, source, fitting.front(), "fits");
        return fitting.front();
    }

    static bool any_other_has_rows(const formats::Source& source, const std::vector<std::size_t>& tables,
                                   std::size_t chosen) {
        return std::any_of(tables.begin(), tables.end(),
                           [&](std::size_t table) { return table != chosen && source.tables()[table].rows != 0; });
    }

    void tell_choice(const fs::path& file, const formats::Source& source, std::size_t table, const std::string& why) {
        const std::string& name = source.tables()[table].name;
        plan_.notes.push_back({.code = "table_chosen",
                               .severity = Severity::note,
                               .message = "Of the " + std::to_string(source.tables().size()) +
                                          " tables of this file only \"" + name + "\" " + why +
                                          "; it was taken. Name another with --layer NAME.",
                               .file = file.string(),
                               .found = name,
                               .expected = "the table that is meant"});
    }

    /// Of a file that nobody named: the others are imported, and this one is told with the way to name its table.
    void leave_open(const fs::path& file, const formats::Source& source, const std::vector<std::size_t>& tables) {
        std::string names;
        for (const std::size_t table : tables) {
            const formats::TableInfo& info = source.tables()[table];
            if (info.rows == 0) continue;
            names += (names.empty() ? "\"" : ", \"") + info.name + "\"";
            if (info.rows) names += " (" + std::to_string(*info.rows) + " rows)";
        }
        plan_.notes.push_back(
            {.code = "several_tables",
             .severity = Severity::warning,
             .message = "\"" + file.filename().string() +
                        "\" was not imported: it has several tables, and which is meant is not settled: " + names +
                        ". Import it by itself, as \"" + file.string() +
                        "#TABLE\", with the name of the table for TABLE.",
             .file = file.string(),
             .found = names,
             .expected = "the name of one"});
    }

    void leave_out(const fs::path& file, const Finding& why) {
        plan_.notes.push_back(
            {.code = "not_a_table",
             .severity = Severity::note,
             .message = "\"" + file.filename().string() + "\" was left out. " + why.message + " [" + why.code + "]",
             .file = file.string(),
             .found = why.found,
             .expected = why.expected});
    }

    [[noreturn]] void refuse_nothing() const {
        std::string text = "There is no table in what was named.";
        for (const Finding& note : plan_.notes) text += "\n" + note.message;
        throw CallError(text);
    }

    const PlanRequest& request_;
    ImportPlan plan_;
};

}  // namespace

void refuse(const fs::path& file, const Finding& finding) {
    throw CallError(file.string() + ": " + to_sentence(finding));
}

ImportPlan plan_import(const PlanRequest& request) { return Planner(request).plan(); }

}  // namespace cairn::workflow
