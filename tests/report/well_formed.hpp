#pragma once
// A small strict reader of what the report writes: well-formed XML after an HTML doctype.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::tests {

struct Element {
    std::string tag;
    std::map<std::string, std::string, std::less<>> attributes;  ///< references resolved
    std::string text;                                            ///< of all descendants, references resolved
    std::size_t depth = 0;
};

struct Document {
    std::string error;  ///< empty when well-formed: what is wrong and where
    std::vector<Element> elements;  ///< in document order

    std::vector<const Element*> with(std::string_view tag) const;
    std::vector<const Element*> with_class(std::string_view name) const;
    const Element* find_id(std::string_view id) const;
};

Document parse_page(std::string_view page);

}  // namespace cairn::tests
