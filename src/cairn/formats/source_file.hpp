#pragma once
// What a person names (a file, one of a set of files, an archive, a workbook, a geodatabase folder) as a list of
// tables, each of which is read as rows.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/result.hpp"
#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

/// Cheap to copy. What was unpacked to read it is removed with the last copy.
class Source {
   public:
    /// Fails with the finding that says why it cannot be read. Throws as describe_file does, and CallError for a folder
    /// that is no geodatabase (expand_folders first).
    /// `is_met`: nobody named it, it lay in a folder; a text must then look like a table to be taken for one.
    static Result<Source> open(const std::filesystem::path& named, const Limits& limits = {}, bool is_met = false);

    const TableList& tables() const;
    /// What was not a table, and what is missing beside it.
    const Findings& notes() const;

    /// The table that `name` means: its whole name, or the end of it if that is unmistakable. Without a name: the only
    /// table with rows. Fails with `several_tables` or `no_such_table`, and the names of all.
    Result<std::size_t> find_table(const std::optional<std::string>& name) const;
    /// What tells the table within the source: its name, or nothing when it is the only one.
    std::optional<std::string> told_name(std::size_t table) const;
    /// The member of the archive (or the file itself) that holds the table: one number for each.
    std::size_t member_of(std::size_t table) const;
    /// Where that member lies while the source is open; mappings lie beside it.
    const std::filesystem::path& member_file(std::size_t table) const;

    /// As read_file.
    Result<RawTable> read(std::size_t table, const std::function<bool(RawRow&&)>& on_row,
                          const Limits& limits = {}) const;
    /// All layers of the one file as one table; the only table's rows when there is one. Fails as find_table does.
    Result<RawTable> read_whole(const std::function<bool(RawRow&&)>& on_row, const Limits& limits = {}) const;

    /// The one file that stands for all of it and is kept: the file itself, or, for a source of several files, a zip
    /// of them that depends on nothing but their names and contents.
    const std::filesystem::path& kept_file() const;

   private:
    class State;
    std::shared_ptr<const State> state_;
};

struct FoundSource {
    std::filesystem::path path;
    bool is_named = true;  ///< false: met in a folder; that it is no table is then a note and no error
};

/// Folders replaced by what lies in them, in order of name: each file, each set of files as its main file, each
/// geodatabase. Links are not followed. Throws WorldError when a folder cannot be read, CallError when more than
/// `limits` allow lie in it.
std::vector<FoundSource> expand_folders(const std::vector<std::filesystem::path>& named, const Limits& limits = {});

}  // namespace cairn::formats
