#include "cairn/core/wkt.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace cairn {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; }

/// At most `bytes` of the text, not cutting a character of several bytes.
std::string start_of(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return std::string(text.substr(0, bytes)) + "…";
}

/// Recursive descent. The first failure is kept and moves to the end of the text, where every further step stops by
/// itself: no step needs to ask whether the one before it worked.
class Parser {
   public:
    Parser(std::string_view text, std::size_t max_positions) : text_(text), left_(max_positions) {}

    Result<GeometryOf<XY>> parse() {
        GeometryOf<XY> geometry = parse_tagged();
        skip_space();
        if (at_ < text_.size()) fail("the end of the text");
        if (finding_) return failure(*finding_);
        return geometry;
    }

   private:
    GeometryOf<XY> parse_tagged() {
        const std::string kind = parse_kind();
        if (kind == "POINT") return parse_point();
        if (kind == "LINESTRING") return parse_single<MultiLineOf<XY>>([this] { return parse_line(); });
        if (kind == "POLYGON") return parse_single<MultiPolygonOf<XY>>([this] { return parse_polygon(); });
        if (kind == "MULTIPOINT") return parse_points();
        if (kind == "MULTILINESTRING") return parse_many<MultiLineOf<XY>>([this] { return parse_line(); });
        if (kind == "MULTIPOLYGON") return parse_many<MultiPolygonOf<XY>>([this] { return parse_polygon(); });
        at_ = 0;
        fail("POINT, LINESTRING, POLYGON, MULTIPOINT, MULTILINESTRING or MULTIPOLYGON");
        return {};
    }

    /// "POLYGON", having noted the " Z", "M" or " ZM" that may follow.
    std::string parse_kind() {
        std::string kind = parse_word();
        const bool is_multi = kind.starts_with("MULTI");
        for (const std::string_view name : {"POINT", "LINESTRING", "POLYGON"}) {
            const std::string whole = (is_multi ? "MULTI" : "") + std::string(name);
            if (!kind.starts_with(whole)) continue;
            const std::string suffix = kind.substr(whole.size());
            if (!suffix.empty() && !note_dimensions(suffix)) return kind;
            const std::size_t before = at_;
            if (suffix.empty() && !note_dimensions(parse_word())) at_ = before;
            return whole;
        }
        return kind;
    }

    bool note_dimensions(std::string_view word) {
        if (word == "Z" || word == "M") dimensions_ = 3;
        if (word == "ZM") dimensions_ = 4;
        return word == "Z" || word == "M" || word == "ZM";
    }

    std::string parse_word() {
        skip_space();
        constexpr std::size_t longest = 24;
        std::string word;
        for (; at_ < text_.size() && is_letter(text_[at_]) && word.size() < longest; ++at_) word += upper(text_[at_]);
        return word;
    }

    bool parse_empty() {
        const std::size_t before = at_;
        if (parse_word() == "EMPTY") return true;
        at_ = before;
        return false;
    }

    MultiPointOf<XY> parse_point() {
        if (parse_empty()) return {};
        expect('(');
        const XY position = parse_position();
        expect(')');
        return {position};
    }

    template <class Multi, class Member>
    Multi parse_single(Member&& member) {
        if (parse_empty()) return {};
        return {member()};
    }

    template <class Multi, class Member>
    Multi parse_many(Member&& member) {
        Multi all;
        if (parse_empty()) return all;
        expect('(');
        do {
            if (!parse_empty()) all.push_back(member());
        } while (accept(','));
        expect(')');
        return all;
    }

    /// Members stand in brackets of their own or, in an older form, without.
    MultiPointOf<XY> parse_points() {
        return parse_many<MultiPointOf<XY>>([this] {
            const bool has_brackets = accept('(');
            const XY position = parse_position();
            if (has_brackets) expect(')');
            return position;
        });
    }

    std::vector<XY> parse_path() {
        std::vector<XY> positions;
        expect('(');
        do positions.push_back(parse_position());
        while (accept(','));
        expect(')');
        return positions;
    }

    LineOf<XY> parse_line() { return {parse_path()}; }

    PolygonOf<XY> parse_polygon() {
        PolygonOf<XY> polygon;
        expect('(');
        polygon.shell = parse_path();
        while (accept(',')) polygon.holes.push_back(parse_path());
        expect(')');
        return polygon;
    }

    XY parse_position() {
        if (left_ == 0)
            stop({.code = "too_many_positions",
                  .severity = Severity::error,
                  .message = "A geometry has more positions than are read for one row. Simplify it or split it into "
                             "several rows.",
                  .expected = "fewer positions"});
        else
            --left_;
        const XY position{parse_number(), parse_number()};
        int count = 2;
        for (; count < 4 && !is_end_of_position(); ++count) skip_number();
        if (dimensions_ == 0) dimensions_ = count;
        if (count != dimensions_ || !is_end_of_position())
            fail(std::to_string(dimensions_) + " numbers in each position");
        return position;
    }

    bool is_end_of_position() {
        skip_space();
        return at_ == text_.size() || text_[at_] == ',' || text_[at_] == ')';
    }

    double parse_number() {
        skip_space();
        const std::size_t sign = at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-') ? 1 : 0;
        const std::size_t begins = at_ + sign;
        const bool may_start =
            begins < text_.size() && (text_[begins] == '.' || (text_[begins] >= '0' && text_[begins] <= '9'));
        if (!may_start) return fail("a number"), 0;
        // from_chars knows no plus.
        const char* first = text_.data() + (text_[at_] == '+' ? begins : at_);
        double value = 0;
        const auto [end, error] = std::from_chars(first, text_.data() + text_.size(), value);
        if (error != std::errc() || !std::isfinite(value)) return fail("a number"), 0;
        at_ = static_cast<std::size_t>(end - text_.data());
        if (!is_end_of_number()) return fail("a space"), 0;
        return value;
    }

    bool is_end_of_number() const {
        return at_ == text_.size() || is_space(text_[at_]) || text_[at_] == ',' || text_[at_] == ')';
    }

    /// A height or measure; some programs write "nan" for one that is not known.
    void skip_number() {
        const std::size_t before = at_;
        const std::string word = parse_word();
        if (word == "NAN") return;
        at_ = before;
        parse_number();
    }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }

    bool accept(char c) {
        skip_space();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    void expect(char c) {
        if (!accept(c)) fail(std::string("\"") + c + "\"");
    }

    void fail(const std::string& expected) {
        skip_space();
        constexpr std::size_t enough = 24;
        const std::string found =
            at_ == text_.size() ? "the end of the text" : "\"" + start_of(text_.substr(at_), enough) + "\"";
        stop({.code = "malformed_wkt",
              .severity = Severity::error,
              .message = "The geometry's text (WKT) cannot be read: at character " + std::to_string(at_ + 1) +
                         " stands " + found + " where " + expected +
                         " was expected. Write it like POINT (18.1 43.9): decimal points, a space between x and y, a "
                         "comma between positions.",
              .found = found,
              .expected = expected});
    }

    void stop(Finding finding) {
        if (!finding_) finding_ = std::move(finding);
        at_ = text_.size();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t left_;
    std::optional<Finding> finding_;
    int dimensions_ = 0;  // of each position, as announced or as the first one has them
};

}  // namespace

Result<GeometryOf<XY>> parse_wkt(std::string_view text, std::size_t max_positions) {
    return Parser(text, max_positions).parse();
}

}  // namespace cairn
