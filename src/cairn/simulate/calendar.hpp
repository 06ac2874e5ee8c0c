#pragma once
// Days, drawn and written with the precision at which offices write them.

#include <chrono>

#include "cairn/core/date.hpp"
#include "cairn/core/random.hpp"

namespace cairn::simulate {

using std::chrono::sys_days;

sys_days first_day_of(int year);
sys_days last_day_of(int year);
int year_of(sys_days day);
/// A day in [first, last]; `first` when the interval is empty.
sys_days draw_day(sys_days first, sys_days last, Random& random);
Date to_date(sys_days day, DatePrecision precision = DatePrecision::day);
Date to_date(int year);

}  // namespace cairn::simulate
