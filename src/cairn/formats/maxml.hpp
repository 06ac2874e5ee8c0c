#pragma once
// maXML: the field reports that IMSMA NG exports and imports. What is publicly known of it, and what is assumed, is in
// docs/formats/maxml.md.

#include <filesystem>
#include <string>
#include <string_view>

#include "cairn/formats/reader.hpp"
#include "cairn/formats/table_list.hpp"

namespace cairn::formats {

/// By the name of the root element, without its prefix.
bool is_maxml_root(std::string_view root);
/// Whether the root's tag, with its namespaces, calls the file maXML.
bool is_maxml_tag(std::string_view tag);

/// A table for each kind of item (Hazard, Accident …); under it, as secondary ones, what stands in an item more than
/// once, and the points of its shapes.
Result<TableList> list_maxml(const std::filesystem::path& file, const Limits& limits);

/// As read_file, one of the tables; an empty name means the only one.
Result<RawTable> read_maxml(const std::filesystem::path& file, const std::string& table,
                            const std::function<bool(RawRow&&)>& on_row, const Limits& limits);

}  // namespace cairn::formats
