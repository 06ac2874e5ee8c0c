#include "cairn/intake/identities.hpp"

#include <vector>

#include "cairn/intake/cells.hpp"
#include "cairn/intake/intake.hpp"

namespace cairn::intake {
namespace {

constexpr std::size_t longest_id = 200;  // what registers::check_entity takes

/// What the row and the other say differently, as far as it is known.
std::string tell_difference(const Entity& row, const Entity* other) {
    const auto difference = other == nullptr ? std::nullopt : find_difference(row, *other);
    if (!difference) return " other values.";
    if (difference->field == "geometry") {
        return " another place: here " + shorten(difference->here) + ", there " + shorten(difference->there) + ".";
    }
    return " another " + difference->field + ": here \"" + shorten(difference->here) + "\", there \"" +
           shorten(difference->there) + "\".";
}

tl::unexpected<Finding> other_values(const std::string& source_id, const std::string& where, const Entity& row,
                                     const Entity* other) {
    return failure({.code = "same_id_other_values",
                    .severity = Severity::error,
                    .message = "The row has the same id, \"" + shorten(source_id) + "\", as " + where + ", but" +
                               tell_difference(row, other) +
                               " Nothing is overwritten: correct the id, or correct the entry.",
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
        const Named& named = before->second;
        return other_values(*source_id, "row " + std::to_string(named.row) + " before it", entity,
                            named.said ? &*named.said : nullptr);
    }
    if (!known_.find_by_source_id) return std::nullopt;
    const auto id = known_.find_by_source_id(package, *source_id);
    if (!id) return std::nullopt;
    auto stored = known_.find ? known_.find(*id) : std::nullopt;
    if (!stored) return id;
    Findings told_before;  // what it refers to may have come in since
    references_.resolve(*stored, told_before);
    if (!repeats(statement_of(entity), statement_of(*stored))) {
        return other_values(*source_id, "entry " + *id + " of the store", entity, &*stored);
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
        Named named{entity.id, statement_of(entity), integer_of(entity, "source_row").value_or(0), std::nullopt};
        if (by_source_id_.size() < most_kept) named.said = entity;
        by_source_id_[{text_of(entity, "package").value_or(""), *source_id}] = std::move(named);
    }
}

}  // namespace cairn::intake
