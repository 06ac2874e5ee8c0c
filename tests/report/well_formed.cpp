#include "report/well_formed.hpp"

#include <algorithm>

namespace cairn::tests {
namespace {

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

class Reader {
   public:
    explicit Reader(std::string_view text) : text_(text) {}

    Document read() {
        expect("<!DOCTYPE html>\n");
        while (at_ < text_.size() && document_.error.empty()) {
            if (text_[at_] != '<') {
                read_text();
            } else if (text_.substr(at_, 2) == "</") {
                read_end();
            } else {
                read_start();
            }
        }
        if (document_.error.empty() && !open_.empty())
            fail("<" + document_.elements[open_.back()].tag + "> is never closed");
        return std::move(document_);
    }

   private:
    void fail(const std::string& why) {
        if (document_.error.empty()) {
            document_.error =
                why + " at byte " + std::to_string(at_) + ": " + std::string(text_.substr(at_ > 40 ? at_ - 40 : 0, 80));
        }
        at_ = text_.size();
    }

    void expect(std::string_view what) {
        if (text_.substr(at_, what.size()) != what) return fail("expected " + std::string(what));
        at_ += what.size();
    }

    std::string read_name() {
        const std::size_t from = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        if (at_ == from) fail("expected a name");
        return std::string(text_.substr(from, at_ - from));
    }

    char read_reference() {
        for (const auto& [name, c] : {std::pair<std::string_view, char>{"&amp;", '&'},
                                      {"&lt;", '<'},
                                      {"&gt;", '>'},
                                      {"&quot;", '"'},
                                      {"&#39;", '\''}}) {
            if (text_.substr(at_, name.size()) != name) continue;
            at_ += name.size();
            return c;
        }
        fail("an ampersand that begins no reference");
        return ' ';
    }

    void read_text() {
        std::string text;
        while (at_ < text_.size() && text_[at_] != '<') {
            const char c = text_[at_];
            const bool is_style = !open_.empty() && document_.elements[open_.back()].tag == "style";
            if (c == '>' && !is_style) return fail("a bare '>'");
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') return fail("a control character");
            if (c == '&') {
                text += read_reference();
            } else {
                text += c;
                ++at_;
            }
        }
        for (const std::size_t i : open_) document_.elements[i].text += text;
    }

    void read_start() {
        ++at_;
        Element element;
        element.tag = read_name();
        element.depth = open_.size();
        while (at_ < text_.size() && text_[at_] == ' ') {
            ++at_;
            const std::string name = read_name();
            expect("=\"");
            std::string value;
            while (at_ < text_.size() && text_[at_] != '"') {
                if (text_[at_] == '<') return fail("'<' in an attribute");
                if (text_[at_] == '&') {
                    value += read_reference();
                } else {
                    value += text_[at_++];
                }
            }
            expect("\"");
            if (!element.attributes.emplace(name, value).second) return fail("attribute " + name + " stands twice");
        }
        const bool is_leaf = text_.substr(at_, 2) == "/>";
        expect(is_leaf ? "/>" : ">");
        if (!document_.error.empty()) return;
        document_.elements.push_back(std::move(element));
        if (!is_leaf) open_.push_back(document_.elements.size() - 1);
    }

    void read_end() {
        at_ += 2;
        const std::string name = read_name();
        expect(">");
        if (open_.empty() || document_.elements[open_.back()].tag != name)
            return fail("</" + name + "> closes something else");
        open_.pop_back();
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Document document_;
    std::vector<std::size_t> open_;
};

}  // namespace

std::vector<const Element*> Document::with(std::string_view tag) const {
    std::vector<const Element*> out;
    for (const Element& e : elements)
        if (e.tag == tag) out.push_back(&e);
    return out;
}

std::vector<const Element*> Document::with_class(std::string_view name) const {
    std::vector<const Element*> out;
    for (const Element& e : elements) {
        const auto at = e.attributes.find("class");
        if (at != e.attributes.end() &&
            (" " + at->second + " ").find(" " + std::string(name) + " ") != std::string::npos) {
            out.push_back(&e);
        }
    }
    return out;
}

const Element* Document::find_id(std::string_view id) const {
    for (const Element& e : elements) {
        const auto at = e.attributes.find("id");
        if (at != e.attributes.end() && at->second == id) return &e;
    }
    return nullptr;
}

Document parse_page(std::string_view page) { return Reader(page).read(); }

}  // namespace cairn::tests
