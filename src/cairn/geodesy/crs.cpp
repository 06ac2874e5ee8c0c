#include "cairn/geodesy/crs.hpp"

#include <algorithm>
#include <numbers>

#include <proj_experimental.h>

#include "cairn/core/text.hpp"
#include "cairn/geodesy/crs_object.hpp"

namespace cairn::geodesy {
namespace {

constexpr std::size_t max_definition_bytes = 64 * 1024;

Finding unknown_crs(std::string_view text, const std::string& why) {
    return {.code = "unknown_crs",
            .severity = Severity::error,
            .message = "\"" + shorten(text) + "\" does not name a reference system that can be used: " + why +
                       " Give a registered code such as EPSG:4326 or EPSG:32633, or a full WKT or PROJ definition.",
            .found = shorten(text),
            .expected = "a registered code, a full name, a WKT or a PROJ string"};
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
bool is_bare_name(std::string_view text) { return text.find_first_of(":[{+") == std::string_view::npos; }

/// The part with easting and northing or longitude and latitude; null when there is none.
Pj horizontal_part(PJ_CONTEXT* context, Pj crs) {
    switch (proj_get_type(crs.get())) {
        case PJ_TYPE_COMPOUND_CRS: {
            Pj part(proj_crs_get_sub_crs(context, crs.get(), 0));
            return part ? horizontal_part(context, std::move(part)) : nullptr;
        }
        case PJ_TYPE_GEOGRAPHIC_3D_CRS: return Pj(proj_crs_demote_to_2D(context, nullptr, crs.get()));
        case PJ_TYPE_GEOGRAPHIC_2D_CRS:
        case PJ_TYPE_PROJECTED_CRS: return crs;
        case PJ_TYPE_BOUND_CRS: {
            const Pj base(proj_get_source_crs(context, crs.get()));
            const PJ_TYPE type = base ? proj_get_type(base.get()) : PJ_TYPE_UNKNOWN;
            const bool is_usable = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS;
            return is_usable ? std::move(crs) : nullptr;
        }
        default: return nullptr;
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

bool is_geographic(PJ_CONTEXT* context, const PJ* crs) {
    if (proj_get_type(crs) != PJ_TYPE_BOUND_CRS) return proj_get_type(crs) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    const Pj base(proj_get_source_crs(context, crs));
    return proj_get_type(base.get()) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
}

}  // namespace

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::optional<GeoExtent> area_of_use(PJ_CONTEXT* context, const PJ* object) {
    GeoExtent area;
    // PROJ says -1000 where it does not know.
    if (proj_get_area_of_use(context, object, &area.west_deg, &area.south_deg, &area.east_deg, &area.north_deg,
                             nullptr) == 0 ||
        area.west_deg < -180)
        return std::nullopt;
    return area;
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

double axis_unit_rad(PJ_CONTEXT* context, const PJ* crs) {
    if (!is_geographic(context, crs)) return 0;
    Pj base;
    if (proj_get_type(crs) == PJ_TYPE_BOUND_CRS) {
        base.reset(proj_get_source_crs(context, crs));
        crs = base.get();
    }
    const Pj axes(proj_crs_get_coordinate_system(context, crs));
    double unit = std::numbers::pi / 180;
    proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &unit, nullptr, nullptr, nullptr);
    return unit;
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
    if (!crs) return failure(unknown_crs(given, "it has no easting and northing, and no longitude and latitude."));
    return registry_entry(context, std::move(crs));
}

Result<CrsDescription> parse_crs(std::string_view text) {
    const Context context = make_context();
    return make_crs(context.get(), text).map([&](const Pj& crs) { return describe(context.get(), crs.get()); });
}

}  // namespace cairn::geodesy
