#include "cairn/workflow/package_book.hpp"

#include <utility>

namespace cairn::workflow {

PackageBook::PackageBook(const store::Store* store, Provenance provenance) : provenance_(std::move(provenance)) {
    if (store == nullptr) return;
    store->for_each("package", std::nullopt, [this](const Entity& package) {
        ids_by_name_[package.id] = package.id;
        for (const char* field : {"name", "source_id"})
            if (const auto name = text_of(package, field)) ids_by_name_[*name] = package.id;
    });
}

std::optional<std::string> PackageBook::find(const std::string& name) const {
    const auto at = ids_by_name_.find(name);
    return at == ids_by_name_.end() ? std::nullopt : std::optional(at->second);
}

std::string PackageBook::id_of(const std::string& name) {
    const auto [at, is_new] = ids_by_name_.try_emplace(name, name);
    if (!is_new) return at->second;
    Entity package{.kind = "package", .id = name, .fields = {}, .geometry = {}};
    package.fields["name"] = name;
    const auto set = [&package](const char* field, const std::optional<std::string>& value) {
        if (value) package.fields[field] = *value;
    };
    set("from_party", provenance_.from_party);
    set("to_party", provenance_.to_party);
    set("medium", provenance_.medium);
    set("scope", provenance_.scope);
    if (provenance_.date_received) package.fields["date_received"] = *provenance_.date_received;
    new_.push_back(std::move(package));
    return at->second;
}

std::vector<Entity> PackageBook::take_new() { return std::exchange(new_, {}); }

}  // namespace cairn::workflow
