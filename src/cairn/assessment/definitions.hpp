#pragma once
// One sentence for every measure: what stands beside the number wherever it is printed.

#include <span>
#include <string_view>

#include "cairn/core/measure.hpp"

namespace cairn::assessment {

struct Definition {
    std::string_view measure;
    CountUnit unit;
    Weighting weighting;
    std::string_view sentence;
};

/// All of them, in the order in which they are reported.
std::span<const Definition> definitions();

/// The sentence of a measure; throws CallError when there is none (a measure without definition is our mistake).
std::string_view definition_of(std::string_view measure, CountUnit unit, Weighting weighting);

}  // namespace cairn::assessment
