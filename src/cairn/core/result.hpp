#pragma once
// A value, or the finding that says why there is none. Shaped like std::expected, which C++20 lacks.

#include <utility>

#include <tl/expected.hpp>

#include "cairn/core/finding.hpp"

namespace cairn {

template <class T>
using Result = tl::expected<T, Finding>;

inline tl::unexpected<Finding> failure(Finding finding) { return tl::unexpected<Finding>(std::move(finding)); }

}  // namespace cairn
