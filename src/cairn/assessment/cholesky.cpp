#include "cairn/assessment/cholesky.hpp"

#include <cmath>
#include <cstddef>
#include <utility>

namespace cairn::assessment {

std::optional<Cholesky> Cholesky::factorise(Matrix a) {
    const std::size_t n = a.size();
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
        if (!(a[j][j] > 0)) return std::nullopt;
        a[j][j] = std::sqrt(a[j][j]);
        for (std::size_t i = j + 1; i < n; ++i) {
            for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
            a[i][j] /= a[j][j];
        }
    }
    return Cholesky(std::move(a));
}

std::vector<double> Cholesky::solve(std::vector<double> b) const {
    const std::size_t n = b.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t k = 0; k < i; ++k) b[i] -= lower_[i][k] * b[k];
        b[i] /= lower_[i][i];
    }
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t k = i + 1; k < n; ++k) b[i] -= lower_[k][i] * b[k];
        b[i] /= lower_[i][i];
    }
    return b;
}

}  // namespace cairn::assessment
