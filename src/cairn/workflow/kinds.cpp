#include "cairn/workflow/kinds.hpp"

#include "cairn/core/error.hpp"
#include "cairn/core/nearest_word.hpp"
#include "cairn/workflow/words.hpp"

namespace cairn::workflow {

std::vector<std::string> kind_names(const registers::Schemas& schemas) {
    std::vector<std::string> names;
    for (const auto& schema : schemas.all()) names.push_back(schema.kind);
    names.insert(names.end(), {"clearance", "technical-survey"});
    return names;
}

Kind resolve_kind(const std::string& kind, const registers::Schemas& schemas) {
    if (kind == "clearance" || kind == "technical-survey") return {"search", {{"activity", kind}}};
    if (schemas.find(kind) != nullptr) return {kind, {}};
    const auto names = kind_names(schemas);
    std::string known;
    for (const std::string& name : names) known += (known.empty() ? "" : ", ") + name;
    throw CallError("There is no kind \"" + kind + "\"." + suggestion(kind, names) + " Kinds: " + known + ".");
}

std::vector<std::string> import_kinds() { return kind_names(registers::Schemas::built_in()); }

std::vector<std::string> media() {
    std::vector<std::string> out;
    if (const auto* list = registers::Schemas::built_in().find_code_list("medium"))
        for (const auto& value : list->values) out.push_back(value.value);
    return out;
}

}  // namespace cairn::workflow
