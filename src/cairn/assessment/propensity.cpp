#include "cairn/assessment/propensity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "cairn/assessment/cholesky.hpp"

namespace cairn::assessment {
namespace {

constexpr double least_probability = 0.05;  ///< no tested record speaks for more than twenty
constexpr std::size_t most_packages = 50;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

double penalised(const Matrix& covariates, const std::vector<bool>& outcome, const std::vector<double>& beta) {
    double sum = 0;
    for (std::size_t j = 1; j < beta.size(); ++j) sum -= beta[j] * beta[j] / 2;
    for (std::size_t i = 0; i < covariates.size(); ++i) {
        const double eta = dot(covariates[i], beta);
        sum -= std::max(outcome[i] ? -eta : eta, 0.0) + std::log1p(std::exp(-std::abs(eta)));
    }
    return sum;
}

std::optional<std::vector<double>> newton_step(const Matrix& covariates, const std::vector<bool>& outcome,
                                               const std::vector<double>& beta) {
    const std::size_t n = beta.size();
    Matrix hessian(n, std::vector<double>(n, 0.0));
    std::vector<double> gradient(n, 0.0);
    for (std::size_t i = 0; i < covariates.size(); ++i) {
        const std::vector<double>& x = covariates[i];
        const double p = logistic(dot(x, beta));
        for (std::size_t j = 0; j < n; ++j) {
            if (x[j] == 0) continue;
            gradient[j] += x[j] * ((outcome[i] ? 1 : 0) - p);
            for (std::size_t k = 0; k <= j; ++k) hessian[j][k] += p * (1 - p) * x[j] * x[k];
        }
    }
    for (std::size_t j = 0; j < n; ++j) {
        hessian[j][j] += j == 0 ? 1e-9 : 1.0;
        if (j > 0) gradient[j] -= beta[j];
    }
    const auto factor = Cholesky::factorise(std::move(hessian));
    if (!factor) return std::nullopt;
    return factor->solve(std::move(gradient));
}

void standardise(Matrix& rows, std::size_t column) {
    double mean = 0, square = 0;
    for (const auto& row : rows) mean += row[column] / static_cast<double>(rows.size());
    for (const auto& row : rows) square += std::pow(row[column] - mean, 2) / static_cast<double>(rows.size());
    for (auto& row : rows) row[column] = square > 0 ? (row[column] - mean) / std::sqrt(square) : 0;
}

/// Column of each package among the covariates: the largest first.
std::map<std::string, std::size_t> package_columns(const Evidence& evidence, std::size_t first) {
    std::map<std::string, std::size_t> counts;
    for (const std::size_t i : evidence.records.located())
        if (evidence.input.footprints[i].package) ++counts[*evidence.input.footprints[i].package];
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [package, count] : counts) order.emplace_back(count, package);
    std::sort(order.rbegin(), order.rend());
    std::map<std::string, std::size_t> columns;
    if (order.size() < 2) return columns;
    for (std::size_t p = 0; p < std::min(order.size(), most_packages); ++p) columns[order[p].second] = first + p;
    return columns;
}

double log_area(const PlaneGeometry& geometry) {
    const auto* polygons = std::get_if<PlaneMultiPolygon>(&geometry);
    const double area = polygons ? geometry::area_m2(*polygons) : 10 * geometry::length_m(geometry);
    return std::log(std::max(area, 100.0));
}

double log_settlement_distance(const std::vector<Settlement>& settlements, EastNorth position) {
    double least = 1e6;
    for (const Settlement& s : settlements)
        least = std::min(least, std::hypot(s.position.east_m - position.east_m, s.position.north_m - position.north_m));
    return std::log(std::max(least, 10.0));
}

}  // namespace

std::vector<double> fit_logistic(const Matrix& covariates, const std::vector<bool>& outcome) {
    std::vector<double> fitted;
    if (covariates.empty()) return fitted;
    std::vector<double> beta(covariates.front().size(), 0.0);
    double value = penalised(covariates, outcome, beta);
    for (int round = 0; round < 50; ++round) {
        const auto step = newton_step(covariates, outcome, beta);
        if (!step) return fitted;
        double scale = 1, gain = 0;
        std::vector<double> next = beta;
        for (int halving = 0; halving < 30; ++halving, scale /= 2) {
            for (std::size_t j = 0; j < beta.size(); ++j) next[j] = beta[j] + scale * (*step)[j];
            gain = penalised(covariates, outcome, next) - value;
            if (gain >= 0) break;
        }
        if (gain > 0) {
            beta = next;
            value += gain;
        }
        if (gain < 1e-9) {
            for (const auto& row : covariates) fitted.push_back(logistic(dot(row, beta)));
            return fitted;
        }
    }
    return fitted;
}

std::vector<double> tested_probability(const Evidence& evidence) {
    const auto& located = evidence.records.located();
    const bool has_settlements = !evidence.input.settlements.empty();
    const std::size_t plain = has_settlements ? 3 : 2;
    const auto columns = package_columns(evidence, plain);
    Matrix rows;
    std::vector<bool> tested;
    std::size_t count = 0;
    for (const std::size_t i : located) {
        const Footprint& footprint = evidence.input.footprints[i];
        std::vector<double> row(plain + columns.size(), 0.0);
        row[0] = 1;
        row[1] = log_area(*footprint.geometry);
        if (has_settlements)
            row[2] = log_settlement_distance(evidence.input.settlements, geometry::centroid(*footprint.geometry));
        if (footprint.package)
            if (const auto column = columns.find(*footprint.package); column != columns.end()) row[column->second] = 1;
        rows.push_back(std::move(row));
        tested.push_back(evidence.is_tested[i]);
        count += evidence.is_tested[i] ? 1U : 0U;
    }
    if (count == 0 || count == located.size()) return {};
    for (std::size_t column = 1; column < plain; ++column) standardise(rows, column);
    const std::vector<double> fitted = fit_logistic(rows, tested);
    if (fitted.empty()) return {};
    std::vector<double> out(evidence.input.footprints.size(), 1.0);
    for (std::size_t k = 0; k < located.size(); ++k) out[located[k]] = std::max(fitted[k], least_probability);
    return out;
}

}  // namespace cairn::assessment
