#pragma once
// Well-formed HTML and SVG: whatever goes in as data comes out as text. There is no way to write data unescaped.

#include <string>
#include <string_view>
#include <vector>

namespace cairn::report {

struct Attribute {
    std::string_view name;
    std::string value;
};
using Attributes = std::vector<Attribute>;

/// Elements nest as they are opened. The result parses both as HTML and, after the doctype, as XML.
/// Bytes that are not UTF-8 become U+FFFD; control characters that XML 1.0 (2.2) forbids are dropped.
class Markup {
   public:
    Markup& open(std::string_view tag, const Attributes& attributes = {});
    /// Closes the innermost open element. Precondition: it is `tag`.
    Markup& close(std::string_view tag);
    /// An element without content: <br/>, <path …/>.
    Markup& leaf(std::string_view tag, const Attributes& attributes = {});
    Markup& element(std::string_view tag, const Attributes& attributes, std::string_view text);
    Markup& element(std::string_view tag, std::string_view text) { return element(tag, {}, text); }
    Markup& text(std::string_view text);
    /// Our own style sheet. Precondition: it holds neither '<' nor '&'.
    Markup& style(std::string_view css);
    Markup& line() { return raw("\n"); }

    /// Precondition: every element is closed.
    std::string take() &&;

   private:
    Markup& raw(std::string_view text);
    void start(std::string_view tag, const Attributes& attributes);

    std::string out_;
    std::vector<std::string> open_;
};

/// The text with &, <, >, " and ' as references, valid UTF-8 and without forbidden control characters.
std::string escape(std::string_view text);

}  // namespace cairn::report
