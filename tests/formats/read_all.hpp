#pragma once
// Reads a text, or a file, to its end.

#include <gtest/gtest.h>

#include "cairn/formats/reader.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::tests {

struct ReadFile {
    Result<formats::RawTable> table = failure({});
    std::vector<formats::RawRow> rows;
};

inline ReadFile read_all(const std::filesystem::path& file, const formats::Limits& limits = {}) {
    ReadFile out;
    out.table = formats::read_file(
        file,
        [&out](formats::RawRow&& row) {
            out.rows.push_back(std::move(row));
            return true;
        },
        limits);
    return out;
}

inline ReadFile read_text(const std::string& name, std::string_view text, const formats::Limits& limits = {}) {
    const TemporaryFolder folder;
    return read_all(folder.write(name, text), limits);
}

inline std::string code_of(const ReadFile& read) { return read.table ? "" : read.table.error().code; }

inline std::string problem_of(const formats::RawRow& row) {
    return row.geometry_finding ? row.geometry_finding->found : "";
}

}  // namespace cairn::tests
