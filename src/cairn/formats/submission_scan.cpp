#include "cairn/formats/submission_scan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cairn/formats/file_findings.hpp"

namespace cairn::formats {
namespace {

using Kind = JsonNode::Kind;

/// The geometry that ODK Central writes in place of an answer.
bool is_geometry(const JsonNode& node) {
    constexpr std::array<std::string_view, 6> types{"Point",           "MultiPoint", "LineString",
                                                    "MultiLineString", "Polygon",    "MultiPolygon"};
    const JsonNode* type = node.find("type");
    const JsonNode* coordinates = node.find("coordinates");
    return type != nullptr && type->kind == Kind::text && coordinates != nullptr && coordinates->kind == Kind::array &&
           std::find(types.begin(), types.end(), type->text) != types.end();
}

std::string accuracy_of(const JsonNode& geometry) {
    const JsonNode* properties = geometry.find("properties");
    const JsonNode* accuracy = properties == nullptr ? nullptr : properties->find("accuracy");
    return accuracy != nullptr && accuracy->kind == Kind::number ? accuracy->text : std::string();
}

/// "user/attachments/…/photo.jpg" → "photo.jpg"
std::string attachment_names(const JsonNode& attachments) {
    std::string out;
    for (const JsonNode& each : attachments.children) {
        const JsonNode* name = each.find("filename");
        if (name == nullptr) name = each.find("name");
        const std::string& path = name == nullptr ? each.text : name->text;
        const std::string last = path.substr(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
        if (!last.empty()) out += (out.empty() ? "" : "; ") + last;
    }
    return out;
}

bool is_scalar(const JsonNode& node) { return node.kind != Kind::object && node.kind != Kind::array; }

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
    if (kind != Kind::object) return nullptr;
    const auto at =
        std::find_if(children.begin(), children.end(), [name](const JsonNode& child) { return child.key == name; });
    return at == children.end() ? nullptr : &*at;
}

std::string to_json(const JsonNode& node) {
    switch (node.kind) {
        case Kind::null: return "null";
        case Kind::text: return quote_json(node.text);
        case Kind::number: return node.text;
        default: break;
    }
    const bool is_object = node.kind == Kind::object;
    std::string out(1, is_object ? '{' : '[');
    for (const JsonNode& child : node.children) {
        if (out.size() > 1) out += ',';
        if (is_object) out += quote_json(child.key) + ":";
        out += to_json(child);
    }
    return out + (is_object ? '}' : ']');
}

SubmissionScan::SubmissionScan(Input& input, const Limits& limits, std::function<bool(SubmissionRecord&&)> on_record)
    : tokens_(input, limits.max_text_bytes_per_row), limits_(limits), on_record_(std::move(on_record)) {}

std::optional<Finding> SubmissionScan::read() {
    const Token first = tokens_.next();
    if (first == Token::begin_array) {
        read_list();
    } else if (first == Token::begin_object) {
        Token token = tokens_.next();
        for (; token == Token::key && !failed_ && !is_stopped_; token = tokens_.next()) {
            tokens_.restart_text();
            const std::string key = tokens_.text();
            const Token value = tokens_.next();
            if ((key == "results" || key == "value") && value == Token::begin_array) {
                read_list();
            } else {
                if ((key == "next" || key == "@odata.nextLink") && value == Token::string) has_next_page_ = true;
                tokens_.skip(value);
            }
            if (failed_ || is_stopped_) break;
        }
        if (!failed_ && !is_stopped_ && token != Token::end_object) return broken();
    } else {
        return broken();
    }
    if (failed_ || is_stopped_) return failed_;
    if (tokens_.next() != Token::end) return broken();
    return std::nullopt;
}

void SubmissionScan::read_list() {
    for (Token token = tokens_.next(); token != Token::end_array; token = tokens_.next()) {
        tokens_.restart_text();
        values_ = 0;
        JsonNode submission;
        if (token == Token::broken || !read_node(token, submission, 1)) {
            if (!failed_) failed_ = broken();
            return;
        }
        has_invalid_utf8_ = tokens_.take_invalid_utf8();
        hand_out(submission, {}, 0);
        if (failed_ || is_stopped_) return;
    }
}

bool SubmissionScan::read_node(Token begun, JsonNode& out, std::size_t depth) {
    const auto refuse = [this](const char* code, const std::string& found, const std::string& most) {
        failed_ = Finding{.code = code,
                          .severity = Severity::error,
                          .message = "A submission has " + found +
                                     ", which no form makes; the file was not read. "
                                     "Export it again, or as CSV.",
                          .row = rows_[std::string()] + 1,
                          .found = found,
                          .expected = most};
        return false;
    };
    if (++values_ > max_values) {
        const std::string most = std::to_string(max_values);
        return refuse("too_many_values", "more than " + most + " values", "at most " + most + " in one submission");
    }
    switch (begun) {
        case Token::string:
            out.kind = Kind::text;
            out.text = tokens_.text();
            return true;
        case Token::number:
            out.kind = Kind::number;
            out.text = tokens_.text();
            return true;
        case Token::yes:
            out.kind = Kind::number;
            out.text = "true";
            return true;
        case Token::no:
            out.kind = Kind::number;
            out.text = "false";
            return true;
        case Token::null:
        case Token::not_finite: return true;
        case Token::begin_object: out.kind = Kind::object; break;
        case Token::begin_array: out.kind = Kind::array; break;
        default: return false;
    }
    if (depth > max_depth) {
        const std::string most = std::to_string(max_depth);
        return refuse("nested_too_deep", "groups nested more than " + most + " deep", "at most " + most);
    }
    const Token last = out.kind == Kind::object ? Token::end_object : Token::end_array;
    for (Token token = tokens_.next(); token != last; token = tokens_.next()) {
        JsonNode child;
        if (out.kind == Kind::object) {
            if (token != Token::key) return false;
            child.key = tokens_.text();
            token = tokens_.next();
        }
        if (!read_node(token, child, depth + 1)) return false;
        out.children.push_back(std::move(child));
    }
    return true;
}

void SubmissionScan::hand_out(const JsonNode& node, const std::string& table, std::int64_t parent_index) {
    const std::int64_t index = ++rows_[table];
    if (index > limits_.max_rows) {
        failed_ = too_many_rows(limits_);
        return;
    }
    if (rows_.size() > limits_.max_columns) {
        failed_ = too_many_columns(limits_);
        return;
    }
    SubmissionRecord record{.table = table,
                            .index = index,
                            .parent_index = parent_index,
                            .cells = {},
                            .is_object = node.kind == Kind::object,
                            .has_invalid_utf8 = has_invalid_utf8_};
    std::vector<Repeat> repeats;
    if (record.is_object) flatten(node, {}, record, repeats);
    if (failed_) return;
    if (!on_record_(std::move(record))) {
        is_stopped_ = true;
        return;
    }
    for (const Repeat& repeat : repeats) {
        for (const JsonNode& round : repeat.rounds->children) {
            hand_out(round, repeat.table, index);
            if (failed_ || is_stopped_) return;
        }
    }
}

void SubmissionScan::flatten(const JsonNode& node, const std::string& prefix, SubmissionRecord& record,
                             std::vector<Repeat>& repeats) {
    for (const JsonNode& child : node.children) {
        std::string column = prefix + child.key;
        // KoBo writes the whole path of a question, that of its repeat group included.
        if (!record.table.empty() && column.size() > record.table.size() + 1 && column.starts_with(record.table) &&
            column[record.table.size()] == '/') {
            column.erase(0, record.table.size() + 1);
        }
        if (auto bad = find_bad_columns({column}, limits_)) failed_ = *std::move(bad);
        if (record.cells.size() > limits_.max_columns) failed_ = too_many_columns(limits_);
        if (failed_) return;
        if (child.kind == Kind::array) {
            flatten_array(child, std::move(column), record, repeats);
        } else if (child.kind != Kind::object) {
            const bool is_text = child.kind == Kind::text;
            record.cells.push_back({std::move(column),
                                    child.text,
                                    is_text ? SubmissionCell::Kind::text : SubmissionCell::Kind::other,
                                    {}});
        } else if (is_geometry(child)) {
            record.cells.push_back(
                {std::move(column), to_json(child), SubmissionCell::Kind::geojson, accuracy_of(child)});
        } else {
            flatten(child, column + "/", record, repeats);
        }
    }
}

void SubmissionScan::flatten_array(const JsonNode& node, std::string column, SubmissionRecord& record,
                                   std::vector<Repeat>& repeats) {
    const auto is_object = [](const JsonNode& child) { return child.kind == Kind::object; };
    std::string text;
    if (column == "_attachments") {
        text = attachment_names(node);
    } else if (std::any_of(node.children.begin(), node.children.end(), is_object)) {
        repeats.push_back({(record.table.empty() ? "" : record.table + "/") + column, &node});
        return;
    } else if (std::all_of(node.children.begin(), node.children.end(), is_scalar)) {
        for (const JsonNode& child : node.children) {
            if (child.kind != Kind::null) text += (text.empty() ? "" : " ") + child.text;
        }
    } else {
        text = to_json(node);
    }
    if (node.children.empty()) return;  // of what, it does not say
    record.cells.push_back({std::move(column), std::move(text), SubmissionCell::Kind::other, {}});
}

Finding SubmissionScan::broken() const {
    const std::string problem = tokens_.problem().empty() ? "it is not one list of submissions" : tokens_.problem();
    const auto whole = rows_.find("");
    return {.code = "broken_file",
            .severity = Severity::error,
            .message = "The file cannot be read to its end (" + problem + "), after " +
                       std::to_string(whole == rows_.end() ? 0 : whole->second) +
                       " whole submissions. Ask for it again or export it again.",
            .found = problem,
            .expected = "a whole JSON of submissions"};
}

}  // namespace cairn::formats
