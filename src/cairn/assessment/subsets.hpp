#pragma once
// What is reported: the whole, each package, each area, each period.

#include <optional>
#include <string>
#include <vector>

#include "cairn/assessment/input.hpp"

namespace cairn::assessment {

/// A package limits the records; the points stay all of them ("what would this delivery alone have told").
/// An area limits the points, and the records where records are counted; distances still go to every record,
/// also to one across the boundary. A period limits the points.
struct Subset {
    std::optional<std::string> package;
    std::optional<std::string> area;
    std::optional<std::string> period;  ///< "2005/2009", both ends included
    int first_year = 0, last_year = 0;
};

/// The whole first, then packages and areas in the order of the input.
std::vector<Subset> list_subsets(const Input& input);

/// Blocks of five calendar years (starting in years divisible by five) that hold a date of `dates`; empty unless
/// there are at least two. A date that is not inside one block belongs to none.
std::vector<Subset> list_periods(const std::vector<std::optional<Date>>& dates);

bool is_in(const Subset& subset, const Footprint& footprint);  ///< counted among the records
bool is_in(const Subset& subset, const FindPoint& find);
bool is_in(const Subset& subset, const AccidentPoint& accident);

}  // namespace cairn::assessment
