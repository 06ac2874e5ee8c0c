#pragma once
// Small dense systems of a few dozen unknowns, as Newton steps need them.

#include <optional>
#include <vector>

namespace cairn::assessment {

using Matrix = std::vector<std::vector<double>>;

/// A = L Lᵀ of a symmetric positive definite n × n matrix; only its lower triangle is read.
class Cholesky {
   public:
    /// Absent when A is not positive definite.
    static std::optional<Cholesky> factorise(Matrix a);
    /// x with A x = b; b has n entries.
    std::vector<double> solve(std::vector<double> b) const;

   private:
    explicit Cholesky(Matrix lower) : lower_(std::move(lower)) {}
    Matrix lower_;
};

}  // namespace cairn::assessment
