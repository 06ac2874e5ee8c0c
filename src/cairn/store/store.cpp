#include "cairn/store/store.hpp"

#include <array>

#include "cairn/core/error.hpp"
#include "cairn/store/geopackage.hpp"

namespace cairn::store {
namespace {

void refuse_other_kinds(const std::string& where) {
    if (where.size() > 5 && where.ends_with(".gpkg") && where.find('\0') == std::string::npos) return;
    throw CallError("\"" + where + "\" names no store: expected a path that ends in .gpkg.");
}

}  // namespace

std::string_view to_text(Outcome outcome) {
    switch (outcome) {
        case Outcome::accepted: return "accepted";
        case Outcome::merged: return "merged";
        case Outcome::set_aside: return "set-aside";
    }
    return {};
}

std::optional<Outcome> parse_outcome(std::string_view text) {
    for (const Outcome outcome : {Outcome::accepted, Outcome::merged, Outcome::set_aside})
        if (to_text(outcome) == text) return outcome;
    return std::nullopt;
}

std::unique_ptr<Store> create_store(const std::string& where, const ChangeSetHeader& header,
                                    const registers::Schemas& schemas) {
    refuse_other_kinds(where);
    return GeoPackageStore::create(where, header, schemas);
}

std::unique_ptr<Store> open_store(const std::string& where) {
    refuse_other_kinds(where);
    return GeoPackageStore::open(where);
}

std::unique_ptr<const Store> open_store_to_read(const std::string& where) {
    refuse_other_kinds(where);
    return GeoPackageStore::open_to_read(where);
}

bool store_exists(const std::string& where) {
    refuse_other_kinds(where);
    return std::filesystem::exists(where);
}

}  // namespace cairn::store
