#include "cairn/simulate/calendar.hpp"

namespace cairn::simulate {

using namespace std::chrono;

sys_days first_day_of(int year_number) { return sys_days{year{year_number} / January / 1}; }
sys_days last_day_of(int year_number) { return sys_days{year{year_number} / December / 31}; }
int year_of(sys_days day) { return static_cast<int>(year_month_day{day}.year()); }

sys_days draw_day(sys_days first, sys_days last, Random& random) {
    if (last <= first) return first;
    const auto count = static_cast<std::uint64_t>((last - first).count()) + 1;
    return first + days{static_cast<int>(random.below(count))};
}

Date to_date(sys_days day, DatePrecision precision) {
    if (precision == DatePrecision::day) return {day, day, precision};
    const year_month_day civil{day};
    if (precision == DatePrecision::month) {
        const year_month month = civil.year() / civil.month();
        return {sys_days{month / 1}, sys_days{month / last}, precision};
    }
    return to_date(static_cast<int>(civil.year()));
}

Date to_date(int year_number) { return {first_day_of(year_number), last_day_of(year_number), DatePrecision::year}; }

}  // namespace cairn::simulate
