#include "cairn/assessment/subsets.hpp"

#include <algorithm>
#include <map>

namespace cairn::assessment {
namespace {

constexpr int block_years = 5;

int year_of(std::chrono::sys_days day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

bool lists(const std::vector<std::string>& areas, const std::optional<std::string>& area) {
    return !area || std::find(areas.begin(), areas.end(), *area) != areas.end();
}

bool falls_in(const Subset& subset, const std::optional<Date>& date) {
    if (!subset.period) return true;
    return date && year_of(date->first) >= subset.first_year && year_of(date->last) <= subset.last_year;
}

}  // namespace

std::vector<Subset> list_subsets(const Input& input) {
    std::vector<Subset> subsets{Subset{}};
    for (const std::string& package : input.packages) subsets.push_back({.package = package});
    for (const std::string& area : input.areas) subsets.push_back({.area = area});
    return subsets;
}

std::vector<Subset> list_periods(const std::vector<std::optional<Date>>& dates) {
    std::map<int, int> blocks;
    for (const auto& date : dates) {
        if (!date) continue;
        const int first = year_of(date->first) / block_years * block_years;
        if (year_of(date->last) < first + block_years) ++blocks[first];
    }
    std::vector<Subset> periods;
    if (blocks.size() < 2) return periods;
    for (const auto& [first, count] : blocks) {
        const int last = first + block_years - 1;
        periods.push_back(
            {.period = std::to_string(first) + "/" + std::to_string(last), .first_year = first, .last_year = last});
    }
    return periods;
}

bool is_in(const Subset& subset, const Footprint& footprint) {
    return (!subset.package || footprint.package == subset.package) && lists(footprint.areas, subset.area);
}
bool is_in(const Subset& subset, const FindPoint& find) {
    return lists(find.areas, subset.area) && falls_in(subset, find.date);
}
bool is_in(const Subset& subset, const AccidentPoint& accident) {
    return lists(accident.areas, subset.area) && falls_in(subset, accident.date);
}

}  // namespace cairn::assessment
