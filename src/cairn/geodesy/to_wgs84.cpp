#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "cairn/core/error.hpp"
#include "cairn/core/text.hpp"
#include "cairn/geodesy/crs.hpp"
#include "cairn/geodesy/crs_object.hpp"

namespace cairn::geodesy {
namespace {

Finding no_transformation(const CrsDescription& crs, const std::string& why) {
    return {.code = "no_transformation",
            .severity = Severity::error,
            .message = "There is no known transformation from \"" + crs.name + "\" (" + shorten(crs.id) +
                       ") to WGS 84" + why +
                       ". Its datum may not be stated. Find out which datum the coordinates are on and state it; "
                       "it is not guessed.",
            .found = shorten(crs.id),
            .expected = "a system whose datum has a registered transformation to WGS 84"};
}

Finding outside_crs(double x, double y, const CrsDescription& crs) {
    const std::string found = std::to_string(x) + ", " + std::to_string(y);
    return {.code = "outside_crs",
            .severity = Severity::error,
            .message = "The coordinates " + found + " are not a place on the earth in \"" + crs.name +
                       "\". Check their order (x, easting or longitude first), their unit and the reference system.",
            .found = found,
            .expected = "easting or longitude, then northing or latitude, in " + crs.name};
}

/// One way from the source system to WGS 84, longitude first, in degrees.
struct Operation {
    Pj pj;
    std::string name;
    std::optional<double> accuracy_m;
    std::optional<GeoExtent> area;
};

Operation make_operation(PJ_CONTEXT* context, Pj pj) {
    Operation operation;
    operation.name = text_or_empty(proj_get_name(pj.get()));
    const double accuracy = proj_coordoperation_get_accuracy(context, pj.get());
    // A conversion keeps the datum: it is as exact as its arithmetic.
    if (proj_get_type(pj.get()) == PJ_TYPE_CONVERSION)
        operation.accuracy_m = 0;
    else if (accuracy >= 0)
        operation.accuracy_m = accuracy;
    operation.area = area_of_use(context, pj.get());
    operation.pj.reset(proj_normalize_for_visualization(context, pj.get()));
    return operation;
}

std::vector<Operation> find_operations(PJ_CONTEXT* context, const PJ* source, const PJ* target,
                                       const std::optional<GeoExtent>& area) {
    const OperationFactory factory(proj_create_operation_factory_context(context, nullptr));
    proj_operation_factory_context_set_allow_ballpark_transformations(context, factory.get(), 0);
    proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                         PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                             PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    if (area)
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area->west_deg, area->south_deg,
                                                            area->east_deg, area->north_deg);
    const PjList list(proj_create_operations(context, source, target, factory.get()));
    std::vector<Operation> operations;
    const int count = list ? proj_list_get_count(list.get()) : 0;
    for (int i = 0; i < count; ++i) {
        Pj pj(proj_list_get(context, list.get(), i));
        if (proj_coordoperation_has_ballpark_transformation(context, pj.get()) != 0) continue;
        Operation operation = make_operation(context, std::move(pj));
        if (operation.pj) operations.push_back(std::move(operation));
    }
    return operations;
}

double rank(const Operation& operation) {
    return operation.accuracy_m.value_or(std::numeric_limits<double>::infinity());
}

/// The most accurate operation that `holds`; ties go to PROJ's order. Null when there is none.
template <class Holds>
const Operation* most_accurate(const std::vector<Operation>& operations, Holds&& holds) {
    const Operation* best = nullptr;
    for (const Operation& operation : operations)
        if (operation.area && holds(*operation.area) && (best == nullptr || rank(operation) < rank(*best)))
            best = &operation;
    return best;
}

}  // namespace

struct ToWgs84::Impl {
    Context context;  // first: destroyed after everything made in it
    CrsDescription source;
    double unit_rad = 0;
    std::vector<Operation> operations;  // empty when the source is WGS 84
    std::string used;
    std::optional<double> used_accuracy_m = 0.0;

    std::optional<LonLat> run(const Operation& operation, double x, double y) const {
        proj_errno_reset(operation.pj.get());
        const PJ_COORD out = proj_trans(operation.pj.get(), PJ_FWD, proj_coord(x, y, 0, HUGE_VAL));
        // Written so that NaN and PROJ's HUGE_VAL are refused. A place on the 180° meridian may come out a rounding
        // beyond it.
        constexpr double rounding_deg = 1e-9;
        if (!(std::abs(out.xy.x) <= 180 + rounding_deg && std::abs(out.xy.y) <= 90)) return std::nullopt;
        if (unit_rad == 0 && !comes_back(operation, out, x, y)) return std::nullopt;
        return LonLat{std::clamp(out.xy.x, -180.0, 180.0), out.xy.y};
    }

    /// Far outside a projection its inverse wraps around the earth; such a place does not lead back to its
    /// numbers.
    static bool comes_back(const Operation& operation, PJ_COORD position, double x, double y) {
        constexpr double slack = 10;  // units of the system: wrapping is off by millions, datum shifts by less than 1
        const PJ_COORD back = proj_trans(operation.pj.get(), PJ_INV, position);
        return std::abs(back.xy.x - x) <= slack && std::abs(back.xy.y - y) <= slack;
    }

    /// Which operation belongs to a place depends on where it is, which any of them tells well enough.
    const Operation& choose(LonLat roughly) const {
        const Operation* best =
            most_accurate(operations, [&](const GeoExtent& area) { return contains(area, roughly); });
        return best != nullptr ? *best : operations.front();
    }

    void remember(const Operation& operation, bool is_inside) {
        if (used != operation.name) used = operation.name;
        const bool is_conversion = operation.accuracy_m == 0.0;
        used_accuracy_m = is_inside || is_conversion ? operation.accuracy_m : std::nullopt;
    }
};

ToWgs84::ToWgs84(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ToWgs84::ToWgs84(ToWgs84&&) noexcept = default;
ToWgs84& ToWgs84::operator=(ToWgs84&&) noexcept = default;
ToWgs84::~ToWgs84() = default;

Result<ToWgs84> ToWgs84::from(std::string_view crs, const std::optional<GeoExtent>& area) {
    auto impl = std::make_unique<Impl>();
    impl->context = make_context();
    PJ_CONTEXT* context = impl->context.get();
    const auto source = make_crs(context, crs);
    if (!source) return failure(source.error());
    impl->source = describe(context, source->get());
    impl->unit_rad = axis_unit_rad(context, source->get());
    const Pj wgs84(proj_create(context, "EPSG:4326"));
    if (!wgs84) throw WorldError("PROJ's registry does not know WGS 84 (EPSG:4326): it is damaged. Reinstall it.");
    if (proj_is_equivalent_to_with_ctx(context, source->get(), wgs84.get(),
                                       PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0)
        return ToWgs84(std::move(impl));

    impl->operations = find_operations(context, source->get(), wgs84.get(), area);
    if (impl->operations.empty()) return failure(no_transformation(impl->source, area ? " for the study area" : ""));
    if (area) {
        const Operation* whole =
            most_accurate(impl->operations, [&](const GeoExtent& of_use) { return contains_all(of_use, *area); });
        if (whole != nullptr) {
            std::rotate(impl->operations.begin(), impl->operations.begin() + (whole - impl->operations.data()),
                        impl->operations.begin() + (whole - impl->operations.data()) + 1);
            impl->operations.erase(impl->operations.begin() + 1, impl->operations.end());
        }
    }
    impl->remember(impl->operations.front(), true);
    return ToWgs84(std::move(impl));
}

Result<LonLat> ToWgs84::convert(double x, double y) const {
    Impl& impl = *impl_;
    if (!std::isfinite(x) || !std::isfinite(y)) return failure(outside_crs(x, y, impl.source));
    // PROJ would wrap a longitude of 500 000 degrees: metres taken for degrees must not come out somewhere.
    constexpr double slack = 1 + 1e-12;
    if (impl.unit_rad > 0 && (std::abs(x) * impl.unit_rad > std::numbers::pi * slack ||
                              std::abs(y) * impl.unit_rad > std::numbers::pi / 2 * slack))
        return failure(outside_crs(x, y, impl.source));
    if (impl.operations.empty()) return LonLat{x, y};

    const Operation& first = impl.operations.front();
    const auto roughly = impl.run(first, x, y);
    if (!roughly) return failure(outside_crs(x, y, impl.source));
    const Operation& chosen = impl.choose(*roughly);
    const auto position = &chosen == &first ? roughly : impl.run(chosen, x, y);
    if (!position) return failure(outside_crs(x, y, impl.source));
    impl.remember(chosen, chosen.area && contains(*chosen.area, *position));
    return *position;
}

const CrsDescription& ToWgs84::source() const { return impl_->source; }
const std::string& ToWgs84::operation() const { return impl_->used; }
std::optional<double> ToWgs84::accuracy_m() const { return impl_->used_accuracy_m; }

}  // namespace cairn::geodesy
