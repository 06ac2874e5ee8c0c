#include "cairn/simulate/scenario_json.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cairn::simulate {
namespace {

constexpr std::size_t longest_text = 500;

const nlohmann::json& empty_object() {
    static const nlohmann::json empty = nlohmann::json::object();
    return empty;
}

/// The value as it stands in the file, short enough for a sentence.
std::string shown(const nlohmann::json& value) {
    std::string text = value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
}

std::string number_text(double value) { return nlohmann::json(value).dump(); }

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace

ObjectReader::ObjectReader(const nlohmann::json& value, std::string path, std::string file, Findings& findings)
    : object_(&value), path_(std::move(path)), file_(std::move(file)), findings_(&findings) {
    if (value.is_object()) return;
    add_finding("wrong_type", "", "An object with keys and values is expected here.", shown(value), "{ … }");
    object_ = &empty_object();
}

std::string ObjectReader::path_of(const std::string& key) const {
    if (path_.empty()) return key;
    return key.empty() ? path_ : path_ + "." + key;
}

void ObjectReader::add_finding(std::string code, const std::string& key, std::string message, std::string found,
                               std::string expected) {
    findings_->push_back({.code = std::move(code),
                          .severity = Severity::error,
                          .message = std::move(message),
                          .file = file_,
                          .field = path_of(key),
                          .found = std::move(found),
                          .expected = std::move(expected)});
}

const nlohmann::json* ObjectReader::find(const char* key) {
    asked_.insert(key);
    const auto at = object_->find(key);
    return at == object_->end() ? nullptr : &*at;
}

bool ObjectReader::has(const char* key) const { return object_->contains(key); }

void ObjectReader::wrong_type(const char* key, const nlohmann::json& value, const std::string& expected) {
    add_finding("wrong_type", key, "\"" + path_of(key) + "\" is " + shown(value) + "; " + expected + " is expected.",
                shown(value), expected);
}

void ObjectReader::read(const char* key, double& target, double low, double high) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_number()) return wrong_type(key, *value, "a number");
    const double number = value->get<double>();
    if (!(number >= low && number <= high)) {
        const std::string range = number_text(low) + " to " + number_text(high);
        return add_finding("out_of_range", key,
                           "\"" + path_of(key) + "\" is " + shown(*value) + "; it must lie within " + range + ".",
                           shown(*value), range);
    }
    target = number;
}

void ObjectReader::read(const char* key, int& target, int low, int high) {
    double number = target;
    const nlohmann::json* value = find(key);
    if (value != nullptr && value->is_number_float()) return wrong_type(key, *value, "a whole number");
    read(key, number, low, high);
    target = static_cast<int>(number);
}

void ObjectReader::read(const char* key, std::uint64_t& target) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_number_unsigned()) return wrong_type(key, *value, "a whole number of 0 or more");
    target = value->get<std::uint64_t>();
}

void ObjectReader::read(const char* key, std::string& target) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_string()) return wrong_type(key, *value, "a text in quotes");
    std::string text = value->get<std::string>();
    if (text.empty() || text.size() > longest_text) {
        return add_finding("out_of_range", key,
                           "\"" + path_of(key) + "\" is empty or longer than 500 bytes; shorten it or leave it out.",
                           shown(*value), "1 to 500 bytes");
    }
    target = std::move(text);
}

void ObjectReader::read(const char* key, std::string& target, const std::vector<std::string>& allowed) {
    std::string text = target;
    read(key, text);
    if (std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
        return add_finding(
            "unknown_code", key,
            "\"" + path_of(key) + "\" is \"" + text.substr(0, 40) + "\"; take one of: " + joined(allowed) + ".",
            text.substr(0, 40), joined(allowed));
    }
    target = std::move(text);
}

void ObjectReader::read(const char* key, Date& target) {
    std::string text;
    if (!has(key)) return;
    read(key, text);
    if (text.empty()) return;
    const Result<Date> date = parse_date(text);
    if (!date) return add_finding("impossible_date", key, date.error().message, text.substr(0, 40), "YYYY-MM-DD");
    if (date->precision != DatePrecision::day) {
        return add_finding("impossible_date", key, "\"" + path_of(key) + "\" must be one day, as YYYY-MM-DD.",
                           text.substr(0, 40), "YYYY-MM-DD");
    }
    target = *date;
}

void ObjectReader::require(const char* key) {
    if (has(key)) return;
    add_finding("missing_key", key, "\"" + path_of(key) + "\" is missing; add it.", "", key);
}

ObjectReader ObjectReader::object(const char* key) {
    const nlohmann::json* value = find(key);
    return {value == nullptr ? empty_object() : *value, path_of(key), file_, *findings_};
}

std::vector<ObjectReader> ObjectReader::list(const char* key, std::size_t limit) {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return {};
    if (!value->is_array()) {
        wrong_type(key, *value, "a list");
        return {};
    }
    if (value->size() > limit) {
        add_finding("out_of_range", key,
                    "\"" + path_of(key) + "\" has " + std::to_string(value->size()) + " entries; at most " +
                        std::to_string(limit) + " are read.",
                    std::to_string(value->size()), "at most " + std::to_string(limit));
        return {};
    }
    std::vector<ObjectReader> readers;
    readers.reserve(value->size());
    for (std::size_t i = 0; i < value->size(); ++i) {
        readers.emplace_back((*value)[i], path_of(key) + "[" + std::to_string(i) + "]", file_, *findings_);
    }
    return readers;
}

void ObjectReader::finish() {
    for (const auto& [key, value] : object_->items()) {
        if (asked_.contains(key)) continue;
        add_finding(
            "unknown_key", key.substr(0, 60),
            "\"" + path_of(key.substr(0, 60)) + "\" is not a key of a scenario; correct its spelling or remove it.",
            key.substr(0, 60), joined({asked_.begin(), asked_.end()}));
    }
}

}  // namespace cairn::simulate
