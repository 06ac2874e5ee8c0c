#pragma once
// Imports a text as a file, into a list that stands for a store.

#include <gtest/gtest.h>

#include "cairn/intake/guess.hpp"
#include "cairn/intake/intake.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::tests {

struct Imported {
    std::string failure;  ///< code of the finding, when the file could not be read
    intake::ImportResult result;
    std::vector<intake::RowOutcome> rows;

    const ImportSummary& summary() const { return result.summary; }
    const Entity& entity(std::size_t row) const { return rows.at(row).entity.value(); }
    /// Codes of a row's findings, joined by spaces.
    std::string codes(std::size_t row) const {
        std::string all;
        for (const auto& finding : rows.at(row).findings) all += (all.empty() ? "" : " ") + finding.code;
        return all;
    }
    const Finding& finding(std::size_t row, const std::string& code) const {
        for (const auto& finding : rows.at(row).findings) {
            if (finding.code == code) return finding;
        }
        throw std::out_of_range("row has no finding " + code);
    }
    void expect_sum() const {
        const ImportSummary& s = summary();
        EXPECT_EQ(s.read, s.accepted + s.merged + s.set_aside);
        EXPECT_EQ(s.rows_in_file, s.read + s.not_selected);
        EXPECT_EQ(static_cast<std::int64_t>(rows.size()), s.read);
    }
};

/// Entities by id, and look-ups over them.
struct MemoryStore {
    std::map<std::string, Entity> entities;

    intake::KnownRows known() const {
        intake::KnownRows known;
        known.find_by_row = [this](const std::string& sha, const std::optional<std::string>& table,
                                   std::int64_t row) -> std::optional<std::string> {
            for (const auto& [id, e] : entities) {
                const bool is_same = text_of(e, "source_file") == sha && text_of(e, "source_table") == table;
                if (is_same && integer_of(e, "source_row") == row) return id;
            }
            return std::nullopt;
        };
        known.find_by_source_id = [this](const std::optional<std::string>& package,
                                         const std::string& source_id) -> std::optional<std::string> {
            for (const auto& [id, e] : entities) {
                if (text_of(e, "source_id") == source_id && text_of(e, "package") == package) return id;
            }
            return std::nullopt;
        };
        known.find = [this](const std::string& id) -> std::optional<Entity> {
            const auto at = entities.find(id);
            return at == entities.end() ? std::nullopt : std::optional(at->second);
        };
        return known;
    }
    void keep(const Imported& imported) {
        for (const auto& row : imported.rows) {
            if (row.entity) entities[row.entity_id] = *row.entity;
        }
    }
};

inline Imported import_file(intake::ImportRequest request) {
    Imported out;
    if (request.file_name.empty()) request.file_name = request.file.filename().string();
    request.file_sha256 = intake::sha256_of(request.file);
    NoProgress progress;
    auto result = intake::import_rows(
        request, registers::Schemas::built_in(),
        [&out](intake::RowOutcome&& row) { out.rows.push_back(std::move(row)); }, progress);
    if (!result) {
        out.failure = result.error().code;
        return out;
    }
    out.result = *std::move(result);
    out.expect_sum();
    return out;
}

inline intake::Mapping mapping_of(std::string_view json) {
    auto mapping = intake::parse_mapping(json);
    if (!mapping) throw std::invalid_argument(mapping.error().message);
    return *std::move(mapping);
}

/// `text` as a file of that name through a mapping; `change` may set the rest of the request.
template <class Change>
Imported import_text(const std::string& name, std::string_view text, std::string_view mapping, Change&& change) {
    static const TemporaryFolder folder;
    intake::ImportRequest request;
    request.file = folder.write(name, text);
    request.mapping = mapping_of(mapping);
    request.today = *parse_date("2024-06-30");
    change(request);
    return import_file(std::move(request));
}
inline Imported import_text(const std::string& name, std::string_view text, std::string_view mapping) {
    return import_text(name, text, mapping, [](intake::ImportRequest&) {});
}

inline intake::Guess guess_text(const std::string& name, std::string_view text, const std::string& kind) {
    static const TemporaryFolder folder;
    const auto profile = intake::profile_file(folder.write(name, text));
    return intake::guess_mapping(profile.value(), kind, registers::Schemas::built_in());
}

}  // namespace cairn::tests
