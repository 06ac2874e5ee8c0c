#pragma once
// Invented report inputs: a valley with four deliveries, and variants of it.

#include <string>

#include "cairn/report/report.hpp"

namespace cairn::tests {

/// Everything is there: measures with ranges and chance, shifts, types, plan, imports, map.
report::ReportInput sample_report();

/// Nothing was given but a store.
report::ReportInput empty_report();

/// The valley with three tested records and two accidents.
report::ReportInput sparse_report();

/// Today's polygons instead of records.
report::ReportInput residue_report();

/// As many features as a whole country's registers hold: 5 400 polygons, 4 400 searches, 635 finds, 837 accidents,
/// 140 areas, 57 deliveries.
report::ReportInput country_report();
/// Its page, written once per program: it is large.
const std::string& country_page();

/// The share `part / all` at a tolerance, with Wilson's range at 90 %.
Measure share(std::string measure, CountUnit unit, double tolerance_m, double part, double all);

}  // namespace cairn::tests
