#include "cairn/intake/identities.hpp"

#include <vector>

#include "cairn/intake/cells.hpp"
#include "cairn/intake/intake.hpp"

namespace cairn::intake {
namespace {

constexpr std::size_t longest_id = 200;  // what registers::check_entity takes

tl::unexpected<Finding> other_values(const std::string& source_id, const std::string& other) {
    return failure({.code = "same_id_other_values",
                    .severity = Severity::error,
                    .message = "The row has the same id, \"" + shorten(source_id) + "\", as " + other +
                               ", but other values. Nothing is overwritten: correct the id, or correct the entry.",
                    .field = "source_id",
                    .found = shorten(source_id),
                    .expected = "an id of its own, or the same values"});
}

}  // namespace

Result<std::optional<std::string>> Identities::find_same(const Entity& entity) const {
    const auto source_id = text_of(entity, "source_id");
    if (!source_id) return std::nullopt;
    const auto package = text_of(entity, "package");
    const auto before = by_source_id_.find({package.value_or(""), *source_id});
    if (before != by_source_id_.end()) {
        if (repeats(statement_of(entity), before->second.statement)) return before->second.entity_id;
        return other_values(*source_id, "a row before it");
    }
    if (!known_.find_by_source_id) return std::nullopt;
    const auto id = known_.find_by_source_id(package, *source_id);
    if (!id) return std::nullopt;
    auto stored = known_.find ? known_.find(*id) : std::nullopt;
    if (!stored) return id;
    Findings told_before;  // what it refers to may have come in since
    references_.resolve(*stored, told_before);
    if (!repeats(statement_of(entity), statement_of(*stored))) {
        return other_values(*source_id, "entry " + *id + " of the store");
    }
    return id;
}

std::string Identities::new_id(const Entity& entity) const {
    const auto is_free = [this](const std::string& id) {
        return !id.empty() && id.size() <= longest_id && !new_ids_.contains(id) && !(known_.find && known_.find(id));
    };
    const auto source_id = text_of(entity, "source_id");
    const auto package = text_of(entity, "package");
    std::vector<std::string> wanted;
    if (source_id) wanted.push_back(*source_id);
    if (source_id && package) wanted.push_back(*package + "/" + *source_id);
    // Other rows name their delivery by its name.
    if (entity.kind == "package" && !source_id) wanted.push_back(text_of(entity, "name").value_or(""));
    for (const auto& id : wanted) {
        if (is_free(id)) return id;
    }
    const std::string made = made_id(entity);
    std::string id = made;
    for (int n = 2; !is_free(id); ++n) id = made + "-" + std::to_string(n);
    return id;
}

std::string Identities::made_id(const Entity& entity) const {
    const std::string row = std::to_string(integer_of(entity, "source_row").value_or(0));
    return entity.kind + "-" + stem_ + "-" + row;
}

void Identities::remember(const Entity& entity) {
    if (entity.id != made_id(entity)) new_ids_.insert(entity.id);
    if (const auto source_id = text_of(entity, "source_id")) {
        by_source_id_[{text_of(entity, "package").value_or(""), *source_id}] = {entity.id, statement_of(entity)};
    }
}

}  // namespace cairn::intake
