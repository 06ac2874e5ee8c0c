// What to test next: records drawn at random within strata, the ground to search, and how many would be enough.

#include <algorithm>

#include "cairn/report/sections.hpp"

namespace cairn::report {
namespace {

const TestPlan* main_plan(const Page& page) {
    const auto& plans = page.input.assessment.plans;
    const auto whole = std::find_if(plans.begin(), plans.end(), [](const TestPlan& p) { return !p.package; });
    if (whole != plans.end()) return &*whole;
    return plans.empty() ? nullptr : &plans.front();
}

std::string plan_name(const Page& page, const TestPlan& plan) {
    return plan.package ? page.package_name(*plan.package) : page.words.text("next.all");
}

bool applies(const Page& page) { return main_plan(page) != nullptr; }

std::string title(const Page& page) {
    const TestPlan& plan = *main_plan(page);
    const Slots slots{{"n", page.numbers.count(plan.tests_needed)},
                      {"points", page.numbers.count(100 * plan.half_width)}};
    if (plan.tests_needed <= 0) return page.words.text("next.title_enough", {slots[1]});
    return page.words.plural("next.title", plan.tests_needed, slots);
}

void write_plans(Page& page) {
    Table table{page.words.text("next.plans_caption"),
                {{page.words.text("next.delivery")},
                 {page.words.text("next.tested_now"), true},
                 {page.words.text("next.width_now"), true},
                 {page.words.text("next.needed"), true},
                 {page.words.text("next.goal"), true}},
                {}};
    const auto points = [&](double half_width) {
        return page.words.text("next.plus_minus", {{"points", page.numbers.count(100 * half_width)}});
    };
    for (const TestPlan& plan : page.input.assessment.plans) {
        table.rows.push_back(
            {{.text = plan_name(page, plan), .is_name = true},
             {.text = page.numbers.count(plan.tested_now)},
             {.text = plan.half_width_now ? points(*plan.half_width_now) : page.words.text("next.no_range")},
             {.text = page.numbers.count(plan.tests_needed), .is_strong = true},
             {.text = points(plan.half_width)}});
    }
    write_table(page, table);
}

void write_records(Page& page) {
    Table table{page.words.text("next.records_caption"),
                {{page.words.text("next.record")},
                 {page.words.text("next.delivery")},
                 {page.words.text("next.area")},
                 {page.words.text("next.to_search"), true},
                 {page.words.text("next.frame"), true},
                 {page.words.text("next.reason")}},
                {}};
    double ground_m2 = 0;
    for (const TestPlan& plan : page.input.assessment.plans) {
        for (const NextTest& next : plan.next) {
            const std::string key = "reason." + next.reason;
            ground_m2 += next.search_m2;
            table.rows.push_back({{.text = next.footprint, .is_name = true},
                                  {.text = next.package ? page.package_name(*next.package) : "", .is_name = true},
                                  {.text = next.area ? page.area_name(*next.area) : "", .is_name = true},
                                  {.text = page.numbers.area(next.search_m2)},
                                  {.text = page.numbers.metres(next.frame_m)},
                                  {.text = page.words.has(key) ? page.words.text(key) : spaced(next.reason)}});
        }
    }
    if (table.rows.empty()) return;
    const double n = static_cast<double>(table.rows.size());
    page.out.element("h3", page.words.plural("next.records_title", n,
                                             {{"n", page.numbers.count(n)}, {"area", page.numbers.area(ground_m2)}}));
    write_table(page, table);
}

void write(Page& page) {
    write_message(page, "p", "sub", "next.lead");
    write_plans(page);
    write_records(page);
    write_message(page, "p", "src", "next.note");
}

}  // namespace

const Section next_section{"next", applies, title, write};

}  // namespace cairn::report
