#pragma once
// What a source says in a row, apart from where the row stood and from what we derived of it.

#include <optional>
#include <string>

#include "cairn/core/entity.hpp"

namespace cairn::intake {

struct Statement {
    std::string hash;  ///< of geometry and fields, but for the package, which is compared by its entry, and for σ
    std::optional<double> sigma_m;
    double added_m = 0;  ///< what rounding and conversion add to a stated σ (intake/rounding.hpp)
    bool sigma_may_be_raised = false;  ///< the place is a unit's, whose σ stands for a smaller one that was stated
};

Statement statement_of(const Entity& entity);

/// The first field of which two entities say different things, and what each says ("blank" for nothing), as a statement
/// compares them; absent when there is none.
struct Difference {
    std::string field;  ///< "geometry" for the place
    std::string here, there;
};
std::optional<Difference> find_difference(const Entity& here, const Entity& there);

/// Whether a row repeats what is known. A blank σ contradicts none: the mapping's default may stand in its place.
bool repeats(const Statement& row, const Statement& known);

}  // namespace cairn::intake
