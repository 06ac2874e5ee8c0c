#pragma once
// Finding one measure among many, and judging whether it says enough to be put into words.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/measure.hpp"

namespace cairn::report {

/// Which part of the whole: all absent is the whole.
struct Scope {
    std::optional<std::string> package;
    std::optional<std::string> area;
    std::optional<std::string> period;
};

struct Query {
    std::string_view measure;
    Scope scope = {};
    Weighting weighting = Weighting::raw;
    std::optional<CountUnit> unit = {};  ///< absent: whatever the measure counts first
};

/// Looks measures up by code and scope. Keeps pointers into the assessment, which must outlive it.
class Measures {
   public:
    explicit Measures(const Assessment& assessment);

    /// At the called-out tolerance, or the one without a tolerance; nullptr when there is none.
    const Measure* find(const Query& query) const;
    /// All tolerances, ascending.
    std::vector<const Measure*> find_curve(const Query& query) const;
    /// Ids that some measure is reported by, in order of first mention.
    const std::vector<std::string>& packages() const { return packages_; }
    const std::vector<std::string>& areas() const { return areas_; }
    const std::vector<std::string>& periods() const { return periods_; }
    const Assessment& assessment() const { return *assessment_; }

   private:
    std::vector<const Measure*> find_all(const Query& query) const;

    const Assessment* assessment_;
    std::map<std::string, std::vector<const Measure*>, std::less<>> by_key_;
    std::vector<std::string> packages_, areas_, periods_;
};

/// What may be said of a measure. Below 10 tested, or with a range wider than 50 points, it is always too few.
enum class Standing { absent, too_few, stated };

constexpr double min_denominator = 10;
constexpr double max_range = 0.5;

/// Of a share (confirmed rate, coverage, share outside …); nullptr is absent.
Standing standing(const Measure* share);

/// True when low and high are bounds between which the data say nothing, not an interval around a value.
bool is_bounds(const Measure& measure);
/// True when everything was counted, so that there is no range.
bool is_census(const Measure& measure);
/// A caution holds codes with a space between them.
std::vector<std::string> split_cautions(const std::string& caution);
bool has_caution(const Measure& measure, std::string_view code);

/// How a value is written.
enum class ValueKind { share, ratio, count };
ValueKind value_kind(const Measure& measure);

}  // namespace cairn::report
