#include "cairn/geodesy/crs.hpp"

#include "cairn/core/error.hpp"
#include "cairn/geodesy/proj_handle.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <proj_experimental.h>

namespace cairn::geodesy {
namespace {

constexpr std::size_t max_definition_bytes = 64 * 1024;

std::string shown(std::string_view text) {
    constexpr std::size_t enough = 80;
    return text.size() <= enough ? std::string(text) : std::string(text.substr(0, enough)) + "…";
}

Finding unknown_crs(std::string_view text, const std::string& why) {
    return {.code = "unknown_crs",
            .severity = Severity::error,
            .message =
                "\"" + shown(text) + "\" does not name a reference system that can be used: " + why +
                " Give a registered code such as EPSG:4326 or EPSG:32633, or a full WKT or PROJ definition.",
            .found = shown(text),
            .expected = "a registered code, a full name, a WKT or a PROJ string"};
}

Finding no_transformation(const CrsDescription& crs, const std::string& why) {
    return {
        .code = "no_transformation",
        .severity = Severity::error,
        .message = "There is no known transformation from \"" + crs.name + "\" (" + shown(crs.id) +
                   ") to WGS 84" + why +
                   ". Its datum may not be stated. Find out which datum the coordinates are on and state it; "
                   "it is not guessed.",
        .found = shown(crs.id),
        .expected = "a system whose datum has a registered transformation to WGS 84"};
}

Finding outside_crs(double x, double y, const CrsDescription& crs) {
    const std::string found = std::to_string(x) + ", " + std::to_string(y);
    return {.code = "outside_crs",
            .severity = Severity::error,
            .message =
                "The coordinates " + found + " are not a place on the earth in \"" + crs.name +
                "\". Check their order (x, easting or longitude first), their unit and the reference system.",
            .found = found,
            .expected = "easting or longitude, then northing or latitude, in " + crs.name};
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return {};
    const auto last = text.find_last_not_of(std::string_view(" \t\r\n\0", 5));
    return std::string(text.substr(first, last - first + 1));
}

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::ranges::equal(a, b, [&](char p, char q) { return lower(p) == lower(q); });
}

/// PROJ finds "Amersfoort" for "foo". A definition or a code says what it means by itself; a bare name must
/// be whole.
bool is_bare_name(std::string_view text) {
    return text.find_first_of(":[{+") == std::string_view::npos;
}

/// The part with easting and northing or longitude and latitude; null when there is none.
Pj horizontal_part(PJ_CONTEXT* context, Pj crs) {
    switch (proj_get_type(crs.get())) {
        case PJ_TYPE_COMPOUND_CRS: {
            Pj part(proj_crs_get_sub_crs(context, crs.get(), 0));
            return part ? horizontal_part(context, std::move(part)) : nullptr;
        }
        case PJ_TYPE_GEOGRAPHIC_3D_CRS:
            return Pj(proj_crs_demote_to_2D(context, nullptr, crs.get()));
        case PJ_TYPE_GEOGRAPHIC_2D_CRS:
        case PJ_TYPE_PROJECTED_CRS:
            return crs;
        case PJ_TYPE_BOUND_CRS: {
            const Pj base(proj_get_source_crs(context, crs.get()));
            const PJ_TYPE type = base ? proj_get_type(base.get()) : PJ_TYPE_UNKNOWN;
            const bool is_usable = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS;
            return is_usable ? std::move(crs) : nullptr;
        }
        default:
            return nullptr;
    }
}

std::string registered_id(const PJ* crs) {
    const char* authority = proj_get_id_auth_name(crs, 0);
    const char* code = proj_get_id_code(crs, 0);
    return authority == nullptr || code == nullptr ? std::string() : std::string(authority) + ":" + code;
}

/// The registry's own entry for a definition that is one in all but its name's spelling (an .prj file has no
/// code); the definition itself when there is none. The registry knows more transformations for its own
/// entries.
Pj registry_entry(PJ_CONTEXT* context, Pj crs) {
    if (!registered_id(crs.get()).empty() || proj_get_type(crs.get()) == PJ_TYPE_BOUND_CRS) return crs;
    constexpr int equivalent_and_same_name = 90;  // proj_identify: "equivalent, but names differ in spelling"
    int* confidence = nullptr;
    const PjList found(proj_identify(context, crs.get(), "EPSG", nullptr, &confidence));
    if (!found) return crs;
    const bool is_known = proj_list_get_count(found.get()) > 0 && confidence[0] >= equivalent_and_same_name;
    proj_int_list_destroy(confidence);
    if (!is_known) return crs;
    // What PROJ hands out here lacks the area of use: look the entry up.
    const Pj match(proj_list_get(context, found.get(), 0));
    const std::string id = registered_id(match.get());
    Pj entry(id.empty() ? nullptr : proj_create(context, id.c_str()));
    return entry ? std::move(entry) : std::move(crs);
}

std::optional<GeoExtent> area_of_use(PJ_CONTEXT* context, const PJ* object) {
    GeoExtent area;
    // PROJ says -1000 where it does not know.
    if (proj_get_area_of_use(context, object, &area.west_deg, &area.south_deg, &area.east_deg,
                             &area.north_deg, nullptr) == 0 ||
        area.west_deg < -180)
        return std::nullopt;
    return area;
}

std::string text_or_empty(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

bool is_geographic(PJ_CONTEXT* context, const PJ* crs) {
    if (proj_get_type(crs) != PJ_TYPE_BOUND_CRS) return proj_get_type(crs) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    const Pj base(proj_get_source_crs(context, crs));
    return proj_get_type(base.get()) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
}

CrsDescription describe(PJ_CONTEXT* context, const PJ* crs) {
    CrsDescription description;
    description.id = registered_id(crs);
    if (description.id.empty()) {
        const char* const options[] = {"MULTILINE=NO", nullptr};
        description.id = text_or_empty(proj_as_wkt(context, crs, PJ_WKT2_2019, options));
    }
    description.name = text_or_empty(proj_get_name(crs));
    description.is_geographic = is_geographic(context, crs);
    description.area_of_use = area_of_use(context, crs);
    return description;
}

Result<Pj> make_crs(PJ_CONTEXT* context, std::string_view given) {
    require_registry(context);
    if (given.size() > max_definition_bytes)
        return failure(unknown_crs(given, "it is longer than any definition (64 KiB)."));
    std::string text = trimmed(given);
    if (text.empty()) return failure(unknown_crs(given, "it is blank."));
    if (text.find('\0') != std::string::npos) return failure(unknown_crs(given, "it holds a zero byte."));
    if (text.find("+init=") != std::string::npos)
        return failure(unknown_crs(given, "\"+init=\" is an old notation that hides the axis order."));
    if (text.find('+') == 0 && text.find("+type=crs") == std::string::npos) text += " +type=crs";

    Pj crs(proj_create(context, text.c_str()));
    if (!crs) return failure(unknown_crs(given, "neither the registry nor its text tells what it is."));
    if (is_bare_name(text) && !is_same_name(text, text_or_empty(proj_get_name(crs.get()))))
        return failure(unknown_crs(given, "no registered system has exactly this name."));
    crs = horizontal_part(context, std::move(crs));
    if (!crs)
        return failure(unknown_crs(given, "it has no easting and northing, and no longitude and latitude."));
    return registry_entry(context, std::move(crs));
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
    proj_operation_factory_context_set_grid_availability_use(
        context, factory.get(), PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    if (area)
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area->west_deg,
                                                            area->south_deg, area->east_deg, area->north_deg);
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

/// Radians in one unit of the system's axes; 0 when they are lengths.
double axis_unit_rad(PJ_CONTEXT* context, const PJ* crs) {
    if (!is_geographic(context, crs)) return 0;
    Pj base;
    if (proj_get_type(crs) == PJ_TYPE_BOUND_CRS) {
        base.reset(proj_get_source_crs(context, crs));
        crs = base.get();
    }
    const Pj axes(proj_crs_get_coordinate_system(context, crs));
    double unit = std::numbers::pi / 180;
    proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &unit, nullptr, nullptr,
                          nullptr);
    return unit;
}

}  // namespace

Result<CrsDescription> parse_crs(std::string_view text) {
    const Context context = make_context();
    return make_crs(context.get(), text).map([&](const Pj& crs) {
        return describe(context.get(), crs.get());
    });
}

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
        // Written so that NaN and PROJ's HUGE_VAL are refused.
        if (!(std::abs(out.xy.x) <= 180 && std::abs(out.xy.y) <= 90)) return std::nullopt;
        if (unit_rad == 0 && !comes_back(operation, out, x, y)) return std::nullopt;
        return LonLat{out.xy.x, out.xy.y};
    }

    /// Far outside a projection its inverse wraps around the earth; such a place does not lead back to its
    /// numbers.
    static bool comes_back(const Operation& operation, PJ_COORD position, double x, double y) {
        constexpr double slack =
            10;  // units of the system: wrapping is off by millions, datum shifts by less than 1
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
    if (!wgs84)
        throw WorldError("PROJ's registry does not know WGS 84 (EPSG:4326): it is damaged. Reinstall it.");
    if (proj_is_equivalent_to_with_ctx(context, source->get(), wgs84.get(),
                                       PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0)
        return ToWgs84(std::move(impl));

    impl->operations = find_operations(context, source->get(), wgs84.get(), area);
    if (impl->operations.empty())
        return failure(no_transformation(impl->source, area ? " for the study area" : ""));
    if (area) {
        const Operation* whole = most_accurate(
            impl->operations, [&](const GeoExtent& of_use) { return contains_all(of_use, *area); });
        if (whole != nullptr) {
            std::rotate(impl->operations.begin(),
                        impl->operations.begin() + (whole - impl->operations.data()),
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

const CrsDescription& ToWgs84::source() const {
    return impl_->source;
}
const std::string& ToWgs84::operation() const {
    return impl_->used;
}
std::optional<double> ToWgs84::accuracy_m() const {
    return impl_->used_accuracy_m;
}

}  // namespace cairn::geodesy
