#pragma once
// Submissions of KoBoToolbox and ODK as JSON: an array of objects, KoBo's page {"results": [ … ]}, ODK Central's OData
// {"value": [ … ]}. See docs/formats/submissions.md.

#include <filesystem>

#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

/// Whether the JSON has one of the three shapes, told from its beginning; GeoJSON has none of them.
bool is_submissions(const std::filesystem::path& file);

/// The submissions, which come first, and each repeat group by its path. One without a name when nothing repeats.
Result<TableList> list_submissions(const std::filesystem::path& file, const Limits& limits);

/// As read_file, one of the tables; an empty name means the submissions themselves.
Result<RawTable> read_submissions(const std::filesystem::path& file, const std::string& table,
                                  const std::function<bool(RawRow&&)>& on_row, const Limits& limits);

}  // namespace cairn::formats
