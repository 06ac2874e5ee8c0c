#include "cairn/registers/schema.hpp"

#include <fstream>
#include <iterator>
#include <span>

#include "cairn/registers/fold.hpp"
#include "cairn/registers/schema_loader.hpp"

namespace cairn::registers::embedded {
struct File {
    std::string_view name, text;
};
extern const std::span<const File> files;
}  // namespace cairn::registers::embedded

namespace cairn::registers {
namespace {

/// A file's place in the list decides what it is: common.json first, then code lists, then entities, in the
/// order of CMakeLists.txt. Code lists and words are told by their first key.
Schemas load_built_in() {
    SchemaLoader loader;
    for (const auto& file : embedded::files) {
        if (file.name == "common.json") {
            loader.add_common(file.text);
        } else if (file.text.substr(0, 32).find("\"language\"") != std::string_view::npos) {
            loader.add_words(file.text);
        } else if (file.text.substr(0, 32).find("\"kind\"") != std::string_view::npos) {
            loader.add_entity(file.text);
        } else {
            loader.add_code_list(file.text);
        }
    }
    loader.finish();
    return std::move(loader.schemas);
}

template <class T>
const T* find_by(const std::vector<T>& all, std::string T::* key, std::string_view wanted) {
    for (const T& each : all)
        if (each.*key == wanted) return &each;
    return nullptr;
}

}  // namespace

std::string_view to_text(FieldType type) {
    switch (type) {
        case FieldType::text: return "text";
        case FieldType::integer: return "integer";
        case FieldType::real: return "real";
        case FieldType::boolean: return "boolean";
        case FieldType::date: return "date";
    }
    return {};
}

std::string_view to_text(Sensitivity sensitivity) {
    switch (sensitivity) {
        case Sensitivity::open: return "public";
        case Sensitivity::partner: return "partner";
        case Sensitivity::restricted: return "restricted";
        case Sensitivity::personal: return "personal";
    }
    return {};
}

std::string_view to_text(GeometryKind kind) {
    switch (kind) {
        case GeometryKind::none: return "none";
        case GeometryKind::point: return "point";
        case GeometryKind::line: return "line";
        case GeometryKind::polygon: return "polygon";
        case GeometryKind::any: return "any";
    }
    return {};
}

const CodeValue* CodeList::find(std::string_view text) const {
    if (const CodeValue* exact = find_value(text)) return exact;
    const auto at = by_text.find(fold(text));
    return at == by_text.end() ? nullptr : &values[at->second];
}

const CodeValue* CodeList::find_value(std::string_view value) const {
    return find_by(values, &CodeValue::value, value);
}

const Field* Schema::find(std::string_view field) const { return find_by(fields, &Field::name, field); }

const Schemas& Schemas::built_in() {
    static const Schemas schemas = load_built_in();
    return schemas;
}

Result<Schemas> Schemas::with_extension_text(std::string_view text, const std::string& name) {
    if (text.empty()) return built_in();
    SchemaLoader loader{built_in(), {}};
    if (auto extended = loader.extend(text, name); !extended) return failure(extended.error());
    return std::move(loader.schemas);
}

Result<Schemas> Schemas::with_extension(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        return failure({.code = "bad_schema_extension",
                        .severity = Severity::error,
                        .message = "The extension " + file.string() + " cannot be opened: check its name and rights.",
                        .file = file.string()});
    }
    // One byte more than is accepted, so that a larger file is seen to be larger.
    std::string text(1'000'001, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return with_extension_text(text, file.string());
}

const Schema* Schemas::find(std::string_view kind) const { return find_by(schemas_, &Schema::kind, kind); }

const CodeList* Schemas::find_code_list(std::string_view name) const {
    return find_by(code_lists_, &CodeList::name, name);
}

const std::vector<std::string>& Schemas::coordinate_synonyms(std::string_view part) const {
    static const std::vector<std::string> none;
    const auto at = coordinates_.find(part);
    return at == coordinates_.end() ? none : at->second;
}

}  // namespace cairn::registers
