#pragma once
// A maXML file as one tree of elements for each of its reports.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/formats/reader.hpp"

namespace cairn::formats {

struct MaxmlElement {
    std::string name;  ///< without its prefix; an attribute is a child called "@name"
    std::string text;  ///< trimmed
    std::vector<MaxmlElement> children;
    bool has_elements() const;
};

/// "FieldReport" and "field_report" are one name: ASCII letters and digits in lower case.
std::string plain_name(std::string_view name);

/// Of the attributes and the elements without elements below `element`, the first whose name is one of `names` (as
/// plain_name gives them).
const MaxmlElement* find_leaf(const MaxmlElement& element, const std::vector<std::string_view>& names);

/// The text of the first such leaf that has one, sought by the first name, then by the next; empty: there is none.
std::string find_text(const MaxmlElement& element, const std::vector<std::string_view>& names);

/// What the document's header says of its coordinates; empty: nothing.
struct MaxmlHeader {
    std::string coordinate_system, datum;

    /// The datum, or without one a coordinate system that says more than that there are degrees; empty: neither.
    std::string system() const;
};

/// Whether a reference system is called by a name of WGS 84.
bool is_wgs84(std::string_view system);

/// Hands out each element on the level of reports but the header. `on_report` returns false to stop. Fails when the XML
/// is broken or beyond the limits (a path below a report is no longer than the name of a column may be), and when
/// headers disagree; reports before that were handed out.
std::optional<Finding> read_maxml_reports(const std::filesystem::path& file, const Limits& limits, MaxmlHeader& header,
                                          const std::function<bool(MaxmlElement&& report)>& on_report);

/// The name of the element that holds one report and its items.
inline constexpr const char* field_report = "FieldReport";

}  // namespace cairn::formats
