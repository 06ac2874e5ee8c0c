#include "cairn/registers/schema_loader.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "cairn/registers/fold.hpp"

namespace cairn::registers {
namespace {

using Json = nlohmann::json;

/// Thrown and caught inside this file: what is wrong with one description.
struct Wrong {
    std::string field, found, expected;
};

template <class Enum, std::size_t n>
Enum parse_enum(std::string_view text, const std::array<Enum, n>& all, const std::string& where) {
    std::string expected;
    for (const Enum value : all) {
        if (to_text(value) == text) return value;
        expected += (expected.empty() ? "" : ", ") + std::string(to_text(value));
    }
    throw Wrong{where, std::string(text), "one of " + expected};
}

std::string text_at(const Json& json, const char* key, const std::string& where, bool needed = false) {
    if (!json.contains(key)) {
        if (needed) throw Wrong{where, "no \"" + std::string(key) + "\"", "a text under \"" + std::string(key) + "\""};
        return {};
    }
    if (!json[key].is_string()) throw Wrong{where + "." + key, json[key].dump(), "a text"};
    return json[key].get<std::string>();
}

std::optional<std::string> optional_text(const Json& json, const char* key, const std::string& where) {
    if (!json.contains(key)) return std::nullopt;
    return text_at(json, key, where);
}

std::optional<double> optional_number(const Json& json, const char* key, const std::string& where) {
    if (!json.contains(key)) return std::nullopt;
    if (!json[key].is_number()) throw Wrong{where + "." + key, json[key].dump(), "a number"};
    return json[key].get<double>();
}

bool bool_at(const Json& json, const char* key, bool otherwise, const std::string& where) {
    if (!json.contains(key)) return otherwise;
    if (!json[key].is_boolean()) throw Wrong{where + "." + key, json[key].dump(), "true or false"};
    return json[key].get<bool>();
}

std::vector<std::string> texts_at(const Json& json, const char* key, const std::string& where) {
    if (!json.contains(key)) return {};
    const Json& list = json[key];
    const auto is_text = [](const Json& j) { return j.is_string(); };
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), is_text)) {
        throw Wrong{where + "." + key, list.dump().substr(0, 60), "a list of texts"};
    }
    return list.get<std::vector<std::string>>();
}

std::map<std::string, std::string> labels_at(const Json& json, const std::string& where) {
    if (!json.contains("labels")) return {};
    const Json& labels = json["labels"];
    const auto is_text = [](const Json& j) { return j.is_string(); };
    if (!labels.is_object() || !std::all_of(labels.begin(), labels.end(), is_text)) {
        throw Wrong{where + ".labels", labels.dump().substr(0, 60), "labels by language, {\"en\": \"Label\"}"};
    }
    return labels.get<std::map<std::string, std::string>>();
}

void refuse_other_than_object(const Json& json, const std::string& where) {
    if (!json.is_object()) throw Wrong{where, json.dump().substr(0, 60), "a JSON object, { … }"};
}

void refuse_unknown_keys(const Json& json, const std::vector<std::string_view>& known, const std::string& where) {
    refuse_other_than_object(json, where);
    for (const auto& item : json.items()) {
        if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
        std::string expected;
        for (const auto key : known) expected += (expected.empty() ? "" : ", ") + std::string(key);
        throw Wrong{where, item.key(), "one of " + expected};
    }
}

/// Names become column names in both stores: plain ASCII, and not so long that a database cuts them.
void refuse_bad_name(std::string_view name, char joint, const std::string& where) {
    const auto is_plain = [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joint; };
    const bool begins_well = !name.empty() && name.front() >= 'a' && name.front() <= 'z';
    if (!begins_well || name.size() > 48 || !std::all_of(name.begin(), name.end(), is_plain)) {
        throw Wrong{where, std::string(name.substr(0, 60)),
                    std::string("a name of a-z, 0-9 and '") + joint + "', at most 48 letters, a letter first"};
    }
}

Field read_field(const Json& json, const std::string& owner) {
    const std::string name = text_at(json, "name", owner, true);
    const std::string where = owner + "." + name;
    refuse_unknown_keys(json,
                        {"name", "type", "unit", "code_list", "refers_to", "mandatory", "expected", "imported",
                         "sensitivity", "minimum", "maximum", "labels", "definition", "synonyms", "source"},
                        where);
    refuse_bad_name(name, '_', where);
    using enum FieldType;
    using enum Sensitivity;
    Field field;
    field.name = name;
    field.type = parse_enum(text_at(json, "type", where, true), std::array{text, integer, real, boolean, date}, where);
    field.unit = text_at(json, "unit", where);
    field.code_list = optional_text(json, "code_list", where);
    field.refers_to = optional_text(json, "refers_to", where);
    field.mandatory = bool_at(json, "mandatory", false, where);
    field.expected = bool_at(json, "expected", field.mandatory, where);
    field.imported = bool_at(json, "imported", true, where);
    if (json.contains("sensitivity")) {
        field.sensitivity =
            parse_enum(text_at(json, "sensitivity", where), std::array{open, partner, restricted, personal}, where);
    }
    field.minimum = optional_number(json, "minimum", where);
    field.maximum = optional_number(json, "maximum", where);
    field.labels = labels_at(json, where);
    field.definition = text_at(json, "definition", where);
    field.synonyms = texts_at(json, "synonyms", where);
    field.source = json.contains("source") ? text_at(json, "source", where) : "proposal";
    if (field.code_list && field.type != text)
        throw Wrong{where, "a code list on a field that is no text", "type text"};
    return field;
}

CodeValue read_code_value(const Json& json, const std::string& list) {
    CodeValue value;
    value.value = text_at(json, "value", list, true);
    const std::string where = list + "." + value.value;
    refuse_unknown_keys(json, {"value", "labels", "synonyms", "definition", "source"}, where);
    refuse_bad_name(value.value, '-', where);
    value.labels = labels_at(json, where);
    value.synonyms = texts_at(json, "synonyms", where);
    value.definition = text_at(json, "definition", where);
    value.source = json.contains("source") ? text_at(json, "source", where) : "proposal";
    return value;
}

/// The first meaning of a text wins: built-in values stand before a programme's own.
void index(CodeList& list) {
    list.by_text.clear();
    for (std::size_t i = 0; i < list.values.size(); ++i) list.by_text.emplace(fold(list.values[i].value), i);
    for (std::size_t i = 0; i < list.values.size(); ++i) {
        for (const auto& [language, label] : list.values[i].labels) list.by_text.emplace(fold(label), i);
        for (const auto& synonym : list.values[i].synonyms) list.by_text.emplace(fold(synonym), i);
    }
    for (std::size_t i = 0; i < list.values.size(); ++i) {
        for (const auto& word : list.values[i].words) list.by_text.emplace(fold(word), i);
    }
}

Json parse_built_in(std::string_view text) { return Json::parse(text.begin(), text.end(), nullptr, true, true); }

[[noreturn]] void built_in_is_wrong(const Wrong& wrong) {
    throw std::logic_error("built-in schema: " + wrong.field + ": found " + wrong.found + ", expected " +
                           wrong.expected);
}

}  // namespace

void SchemaLoader::add_common(std::string_view text) try {
    const Json json = parse_built_in(text);
    for (const Json& field : json.at("fields")) common.push_back(read_field(field, "common"));
    for (const auto& part : json.at("coordinates").items()) schemas.coordinates_[part.key()] = part.value();
} catch (const Wrong& wrong) {
    built_in_is_wrong(wrong);
}

void SchemaLoader::add_entity(std::string_view text) try {
    using enum GeometryKind;
    const Json json = parse_built_in(text);
    Schema schema;
    schema.kind = text_at(json, "kind", "entity", true);
    refuse_unknown_keys(
        json, {"kind", "table", "labels", "definition", "geometry", "geometry_mandatory", "more_synonyms", "fields"},
        schema.kind);
    schema.table = text_at(json, "table", schema.kind, true);
    schema.labels = labels_at(json, schema.kind);
    schema.definition = text_at(json, "definition", schema.kind);
    schema.geometry = parse_enum(text_at(json, "geometry", schema.kind, true),
                                 std::array{none, point, line, polygon, any}, schema.kind);
    schema.geometry_mandatory = bool_at(json, "geometry_mandatory", false, schema.kind);
    for (const Json& field : json.at("fields")) schema.fields.push_back(read_field(field, schema.kind));
    for (const Field& field : common) schema.fields.push_back(field);
    if (json.contains("more_synonyms")) {
        for (Field& field : schema.fields) {
            const auto more = texts_at(json["more_synonyms"], field.name.c_str(), schema.kind);
            field.synonyms.insert(field.synonyms.begin(), more.begin(), more.end());
        }
    }
    schemas.schemas_.push_back(std::move(schema));
} catch (const Wrong& wrong) {
    built_in_is_wrong(wrong);
}

void SchemaLoader::add_code_list(std::string_view text) try {
    const Json json = parse_built_in(text);
    CodeList list;
    list.name = text_at(json, "name", "code list", true);
    refuse_unknown_keys(json, {"name", "labels", "definition", "values"}, list.name);
    list.labels = labels_at(json, list.name);
    list.definition = text_at(json, "definition", list.name);
    for (const Json& value : json.at("values")) list.values.push_back(read_code_value(value, list.name));
    schemas.code_lists_.push_back(std::move(list));
} catch (const Wrong& wrong) {
    built_in_is_wrong(wrong);
}

namespace {

void append(std::vector<std::string>& words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
}

/// "find.date_found" is a field of one kind, "comments" the field of that name of every kind.
void add_field_words(std::vector<Schema>& schemas, const std::string& key, const std::vector<std::string>& words) {
    const auto dot = key.find('.');
    const std::string kind = dot == std::string::npos ? "" : key.substr(0, dot);
    const std::string name = dot == std::string::npos ? key : key.substr(dot + 1);
    bool is_known = false;
    for (Schema& schema : schemas) {
        if (!kind.empty() && schema.kind != kind) continue;
        for (Field& field : schema.fields) {
            if (field.name != name || !field.imported) continue;
            append(field.words, words);
            is_known = true;
        }
    }
    if (!is_known) throw Wrong{"words." + key, key, "a field that a source can fill"};
}

void add_code_words(std::vector<CodeList>& lists, const std::string& name, const Json& values) {
    const auto list = std::find_if(lists.begin(), lists.end(), [&](const CodeList& l) { return l.name == name; });
    if (list == lists.end()) throw Wrong{"words." + name, name, "a code list that exists"};
    for (const auto& [code, words] : values.items()) {
        const std::string wanted = code;
        const auto value = std::find_if(list->values.begin(), list->values.end(),
                                        [&](const CodeValue& each) { return each.value == wanted; });
        if (value == list->values.end()) throw Wrong{"words." + name, wanted, "a value of the list"};
        append(value->words, texts_at(values, wanted.c_str(), "words." + name));
    }
}

}  // namespace

void SchemaLoader::add_words(std::string_view text) try {
    const Json json = parse_built_in(text);
    refuse_unknown_keys(json, {"language", "definition", "coordinates", "fields", "codes"}, "words");
    for (const auto& [part, words] : json.at("coordinates").items()) {
        append(schemas.coordinates_[part], texts_at(json.at("coordinates"), part.c_str(), "words.coordinates"));
    }
    for (const auto& [key, words] : json.at("fields").items()) {
        add_field_words(schemas.schemas_, key, texts_at(json.at("fields"), key.c_str(), "words.fields"));
    }
    for (const auto& [name, values] : json.at("codes").items()) add_code_words(schemas.code_lists_, name, values);
} catch (const Wrong& wrong) {
    built_in_is_wrong(wrong);
}

void SchemaLoader::finish() {
    for (CodeList& list : schemas.code_lists_) index(list);
    for (const Schema& schema : schemas.schemas_) {
        for (const Field& field : schema.fields) {
            const std::string where = schema.kind + "." + field.name;
            if (field.code_list && schemas.find_code_list(*field.code_list) == nullptr) {
                built_in_is_wrong({where, *field.code_list, "a code list that exists"});
            }
            if (field.refers_to && schemas.find(*field.refers_to) == nullptr) {
                built_in_is_wrong({where, *field.refers_to, "a kind that exists"});
            }
        }
    }
}

namespace {

constexpr std::size_t largest_extension_bytes = 1'000'000;
constexpr std::size_t most_fields = 400;  // SQLite's own limit is 2 000 columns
constexpr std::size_t most_code_values = 5'000;

tl::unexpected<Finding> bad_extension(const std::string& file, std::string message, const Wrong& wrong = {}) {
    return failure({.code = "bad_schema_extension",
                    .severity = Severity::error,
                    .message = std::move(message),
                    .file = file,
                    .field = wrong.field,
                    .found = wrong.found,
                    .expected = wrong.expected});
}

void add_fields(std::vector<Schema>& all, const Schemas& known, const Json& json) {
    for (const auto& [kind, fields] : json.items()) {
        const auto schema = std::find_if(all.begin(), all.end(), [&](const Schema& s) { return s.kind == kind; });
        if (schema == all.end()) throw Wrong{"fields." + kind, kind, "a kind of entity that Cairn has"};
        if (!fields.is_array()) throw Wrong{"fields." + kind, fields.dump().substr(0, 60), "a list of fields"};
        for (const Json& each : fields) {
            Field field = read_field(each, kind);
            const std::string where = kind + "." + field.name;
            if (schema->find(field.name) != nullptr || field.name == "id" || field.name == "geom" ||
                field.name == "fid") {
                throw Wrong{where, field.name, "a new name: fields are added, never changed"};
            }
            if (field.code_list && known.find_code_list(*field.code_list) == nullptr) {
                throw Wrong{where, *field.code_list, "the name of a code list"};
            }
            if (field.refers_to && known.find(*field.refers_to) == nullptr) {
                throw Wrong{where, *field.refers_to, "a kind of entity that Cairn has"};
            }
            if (field.mandatory) throw Wrong{where, "mandatory", "a field that may be blank: entries exist without it"};
            if (schema->fields.size() >= most_fields) throw Wrong{where, "too many fields", "at most 400 for one kind"};
            schema->fields.push_back(std::move(field));
        }
    }
}

void add_values(CodeList& list, const Json& values) {
    if (!values.is_array()) throw Wrong{list.name, values.dump().substr(0, 60), "a list of code values"};
    for (const Json& each : values) {
        CodeValue value = read_code_value(each, list.name);
        if (list.find_value(value.value) != nullptr) {
            throw Wrong{list.name + "." + value.value, value.value,
                        "a new value: code values are added, never changed"};
        }
        if (list.values.size() >= most_code_values) throw Wrong{list.name, "too many values", "at most 5 000"};
        list.values.push_back(std::move(value));
    }
    index(list);
}

void add_code_lists(std::vector<CodeList>& all, const Json& json, bool is_new) {
    for (const auto& [name, values] : json.items()) {
        auto list = std::find_if(all.begin(), all.end(), [&](const CodeList& l) { return l.name == name; });
        if (is_new) {
            if (list != all.end()) throw Wrong{"code_lists." + name, name, "a new name"};
            refuse_bad_name(name, '-', "code_lists." + name);
            all.push_back({name, {}, {}, {}, {}});
            list = std::prev(all.end());
        } else if (list == all.end()) {
            throw Wrong{"codes." + name, name, "the name of a code list that Cairn has"};
        }
        add_values(*list, values);
    }
}

}  // namespace

namespace {

/// Brackets deeper than any description needs would make the printing of what was found run out of stack.
bool is_too_deep(std::string_view json) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (in_text && c == '\\') {
            ++i;
        } else if (c == '"') {
            in_text = !in_text;
        } else if (!in_text && (c == '[' || c == '{') && ++depth > 12) {
            return true;
        } else if (!in_text && (c == ']' || c == '}')) {
            --depth;
        }
    }
    return false;
}

}  // namespace

Result<void> SchemaLoader::extend(std::string_view text, const std::string& file) {
    if (text.size() > largest_extension_bytes) {
        return bad_extension(file, "The extension " + file + " is larger than 1 MB: keep field descriptions only.");
    }
    if (is_too_deep(text)) {
        return bad_extension(
            file, "The extension " + file + " nests more than 12 levels deep: it is no description of fields.");
    }
    const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
    if (json.is_discarded()) {
        return bad_extension(file, "The extension " + file + " is not JSON: correct it and try again.");
    }
    try {
        refuse_unknown_keys(json, {"fields", "codes", "code_lists"}, "extension");
        for (const char* part : {"code_lists", "codes", "fields"}) {
            if (json.contains(part)) refuse_other_than_object(json[part], part);
        }
        if (json.contains("code_lists")) add_code_lists(schemas.code_lists_, json["code_lists"], true);
        if (json.contains("codes")) add_code_lists(schemas.code_lists_, json["codes"], false);
        if (json.contains("fields")) add_fields(schemas.schemas_, schemas, json["fields"]);
    } catch (const Wrong& wrong) {
        return bad_extension(file,
                             "The extension " + file + " cannot be used: at " + wrong.field + " stands " + wrong.found +
                                 ", expected " + wrong.expected + ". Correct it and try again.",
                             wrong);
    }
    schemas.extension_text_ = std::string(text);
    return {};
}

}  // namespace cairn::registers
