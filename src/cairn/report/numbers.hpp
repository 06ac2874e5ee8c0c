#pragma once
// How numbers, shares, ranges, lengths, areas and dates are written for people.

#include <optional>
#include <string>
#include <string_view>

#include "cairn/report/catalogue.hpp"

namespace cairn::report {

class Numbers {
   public:
    explicit Numbers(NumberSymbols symbols) : symbols_(std::move(symbols)) {}

    /// Exact count, rounded to whole; groups of three from 1 000 on: "12 345".
    std::string count(double value) const;
    /// 3 significant figures: "41 300", "0.0123"; for what was estimated.
    std::string estimate(double value) const;
    /// Fixed number of decimals, true minus sign.
    std::string decimal(double value, int decimals) const;

    /// Share in [0, 1] as a percentage: whole, with one decimal under 10 % when `n` > 500; "< 1 %" and "> 99 %"
    /// instead of 0 and 100: a finite number of tests shows neither. Outside [0, 1] it is clamped.
    std::string percent(double share, std::optional<double> n = {}) const;
    /// "27–47": the ends of a range of shares without the percent sign; "< 1" and "> 99" at the ends.
    std::string percent_range(double low, double high, std::optional<double> n = {}) const;
    /// "46 % (17–78)".
    std::string percent_with_range(double share, double low, double high, std::optional<double> n = {}) const;
    /// "0.26", two decimals below 10, else 3 significant figures.
    std::string ratio(double value) const;
    std::string ratio_range(double low, double high) const;

    /// "50 m", "2 000 m", "12 km"; whole metres up to 10 km.
    std::string metres(double value) const;
    /// "640 m²", "1.4 ha", "12.5 km²".
    std::string area(double value_m2) const;
    /// "31 Mar 2024"; "Mar 2024" and "2024" where no more is known; anything else than an ISO date is given back.
    std::string date(std::string_view iso) const;

   private:
    std::string significant(double value, int figures) const;
    std::string percent_number(double share, std::optional<double> n) const;

    NumberSymbols symbols_;
};

}  // namespace cairn::report
