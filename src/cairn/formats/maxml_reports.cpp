#include "cairn/formats/maxml_reports.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/xml_stream.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t most_elements = 1'000'000;  // in one report

/// Of the root, or of a wrapper right below it.
bool is_artifact(const std::string& plain) { return plain.starts_with("mineaction") || plain.ends_with("artifact"); }

bool is_of_xml(std::string_view attribute) {
    return attribute.starts_with("xmlns") || attribute.starts_with("xml:") || attribute.starts_with("xsi:");
}

class ReportReader {
   public:
    ReportReader(const Limits& limits, MaxmlHeader& header, const std::function<bool(MaxmlElement&&)>& on_report)
        : limits_(limits),
          header_(header),
          on_report_(on_report),
          xml_({[this](std::string_view name, const XmlAttributes& with) { begin(name, with); },
                [this](std::string_view) { end(); }, [this](std::string_view text) { add_text(text); }}) {}

    std::optional<Finding> read(const std::filesystem::path& file) {
        Input input(file);
        while (input.peek() != Input::end_of_file) {
            const std::string_view piece = input.loaded();
            if (!xml_.feed(piece)) break;
            input.skip(piece.size());
        }
        if (auto problem = xml_.finish()) return problem;
        // What one of several documents says of its coordinates is not said of those without a header.
        const bool is_of_all = headers_ == 0 || headers_ >= wrappers_ || has_plain_header();
        if (!failed_ && !is_of_all) failed_ = headers_disagree(header_.system(), "nothing");
        return failed_;
    }

   private:
    void begin(std::string_view name, const XmlAttributes& with) {
        ++depth_;
        if (failed_) return;
        if (name.size() > limits_.max_column_name) return fail(*find_bad_columns({std::string(name)}, limits_));
        if (!open_.empty()) return add_element(name, with);
        const std::string plain = plain_name(name);
        const bool is_holder = depth_ == 1 ? plain != plain_name(field_report) : depth_ == 2 && is_artifact(plain);
        if (is_holder) {
            wrappers_ += depth_ == 2 ? 1 : 0;
            return;
        }
        report_ = {};
        elements_ = bytes_ = path_bytes_ = 0;
        is_header_ = plain == "documentheader";
        open_element(report_, name, with);
    }

    void open_element(MaxmlElement& element, std::string_view name, const XmlAttributes& with) {
        element.name = name.empty() ? "unnamed" : std::string(name);  // of "<a:>"
        if (!open_.empty()) path_bytes_ += element.name.size() + 1;
        if (path_bytes_ > limits_.max_column_name + 1) return fail(too_long_a_path(element.name));
        with.for_each([&](std::string_view attribute, std::string_view value) {
            if (is_of_xml(attribute) || failed_) return;
            if (path_bytes_ + attribute.size() + 1 > limits_.max_column_name)
                return fail(too_long_a_path(element.name + "/@" + std::string(attribute)));
            element.children.push_back({"@" + std::string(attribute), {}, {}});
            element.children.back().text = std::string(trim(take(value)));
        });
        elements_ += 1 + element.children.size();
        if (elements_ > most_elements) return fail(too_many_elements());
        open_.push_back(&element);
    }

    void add_element(std::string_view name, const XmlAttributes& with) {
        // Only the last child of an element is open, so that those on the way to it stay where they are.
        open_element(open_.back()->children.emplace_back(), name, with);
    }

    void add_text(std::string_view text) {
        if (!open_.empty()) open_.back()->text += take(text);
    }

    /// As much as a report may have; what goes beyond is no report that anybody wrote.
    std::string_view take(std::string_view text) {
        bytes_ += text.size();
        if (bytes_ <= limits_.max_text_bytes_per_row) return text;
        fail(too_much_text());
        return {};
    }

    void end() {
        --depth_;
        if (open_.empty() || failed_) return;
        open_.back()->text = std::string(trim(open_.back()->text));
        path_bytes_ -= open_.size() > 1 ? open_.back()->name.size() + 1 : 0;
        open_.pop_back();
        if (!open_.empty()) return;
        if (is_header_) return read_header();
        if (!on_report_(std::move(report_))) xml_.stop();
    }

    void read_header() {
        MaxmlHeader told;
        look(report_, told);
        const auto differ = [](const std::string& a, const std::string& b) { return plain_name(a) != plain_name(b); };
        const bool is_other =
            differ(told.coordinate_system, header_.coordinate_system) || differ(told.datum, header_.datum);
        if (headers_ > 0 && is_other) fail(headers_disagree(header_.system(), told.system()));
        ++headers_;
        header_ = std::move(told);
    }

    void look(const MaxmlElement& at, MaxmlHeader& told) {
        put(find_text(at, {"coordinatesystem"}), told.coordinate_system);
        put(find_text(at, {"datum"}), told.datum);
        for (const MaxmlElement& part : at.children) look(part, told);
    }

    void put(std::string&& text, std::string& told) {
        if (text.empty()) return;
        if (!told.empty() && plain_name(told) != plain_name(text)) return fail(headers_disagree(told, text));
        told = std::move(text);
    }

    bool has_plain_header() const { return header_.system().empty() || is_wgs84(header_.system()); }

    static Finding headers_disagree(const std::string& one, const std::string& other) {
        const auto said = [](const std::string& system) { return system.empty() ? "nothing" : shorten(system); };
        const std::string found = said(one) + " and " + said(other);
        return {.code = "headers_disagree",
                .severity = Severity::error,
                .message = "The maXML says of its coordinates two things, " + found +
                           ", so that a report's reference system is not known. Export its documents one by one.",
                .field = "DocumentHeader",
                .found = found,
                .expected = "one reference system for the whole file"};
    }

    /// Of the element that is to be opened.
    Finding too_long_a_path(const std::string& last) const {
        std::string path;
        for (std::size_t i = 1; i < open_.size(); ++i) path += open_[i]->name + "/";
        return *find_bad_columns({path + last}, limits_);
    }

    static Finding too_many_elements() {
        const std::string most = std::to_string(most_elements);
        return {.code = "too_many_values",
                .severity = Severity::error,
                .message = "One report of the maXML has more than " + most +
                           " elements, which no form has. Export it "
                           "again.",
                .found = "more than " + most + " elements",
                .expected = "at most " + most + " in one report"};
    }

    Finding too_much_text() const {
        const std::string most = std::to_string(limits_.max_text_bytes_per_row);
        return {.code = "too_many_values",
                .severity = Severity::error,
                .message = "One report of the maXML has more than " + most +
                           " bytes of text. Export it again without "
                           "attachments.",
                .found = "more than " + most + " bytes",
                .expected = "at most " + most + " bytes in one report"};
    }

    void fail(Finding finding) {
        if (failed_) return;
        failed_ = std::move(finding);
        xml_.stop();
    }

    const Limits& limits_;
    MaxmlHeader& header_;
    const std::function<bool(MaxmlElement&&)>& on_report_;
    XmlStream xml_;
    MaxmlElement report_;
    std::vector<MaxmlElement*> open_;
    std::size_t elements_ = 0, bytes_ = 0;
    std::size_t path_bytes_ = 0;  ///< of the names from the report, without it, to the element that is open
    std::size_t headers_ = 0, wrappers_ = 0;
    int depth_ = 0;
    bool is_header_ = false;
    std::optional<Finding> failed_;
};

}  // namespace

bool MaxmlElement::has_elements() const {
    return std::any_of(children.begin(), children.end(),
                       [](const auto& child) { return !child.name.starts_with('@'); });
}

std::string plain_name(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

const MaxmlElement* find_leaf(const MaxmlElement& element, const std::vector<std::string_view>& names) {
    for (const MaxmlElement& child : element.children) {
        const bool is_meant = std::find(names.begin(), names.end(), plain_name(child.name)) != names.end();
        if (is_meant && !child.has_elements()) return &child;
    }
    return nullptr;
}

std::string find_text(const MaxmlElement& element, const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
        for (const MaxmlElement& child : element.children) {
            if (!child.text.empty() && !child.has_elements() && plain_name(child.name) == name) return child.text;
        }
    }
    return {};
}

bool is_wgs84(std::string_view system) {
    const std::string name = plain_name(system);
    return name.find("wgs84") != std::string::npos || name.find("wgs1984") != std::string::npos || name == "4326" ||
           name == "epsg4326";
}

std::string MaxmlHeader::system() const {
    constexpr std::array<std::string_view, 9> without_datum{
        "geographic", "geographical",      "geographiccoordinates", "latlong",       "latlon",
        "longlat",    "latitudelongitude", "longitudelatitude",     "decimaldegrees"};
    if (!datum.empty()) return datum;
    const bool says_more =
        std::find(without_datum.begin(), without_datum.end(), plain_name(coordinate_system)) == without_datum.end();
    return says_more ? coordinate_system : std::string();
}

std::optional<Finding> read_maxml_reports(const std::filesystem::path& file, const Limits& limits, MaxmlHeader& header,
                                          const std::function<bool(MaxmlElement&&)>& on_report) {
    return ReportReader(limits, header, on_report).read(file);
}

}  // namespace cairn::formats
