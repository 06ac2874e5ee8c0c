#pragma once
// The packages of a store by name, and those that an import makes.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/entity.hpp"
#include "cairn/store/store.hpp"
#include "cairn/workflow/import_files.hpp"

namespace cairn::workflow {

class PackageBook {
   public:
    PackageBook(const store::Store* store, Provenance provenance);

    /// The id of a package that is known by this name, id, or id at its source.
    std::optional<std::string> find(const std::string& name) const;
    /// The same; a new one is made when there is none. Its id is its name.
    std::string id_of(const std::string& name);
    /// Packages made since the last call, to be put before what refers to them.
    std::vector<Entity> take_new();

   private:
    Provenance provenance_;
    std::map<std::string, std::string> ids_by_name_;
    std::vector<Entity> new_;
};

}  // namespace cairn::workflow
