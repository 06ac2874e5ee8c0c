#include "cairn/geodesy/proj_handle.hpp"

#include "cairn/core/error.hpp"

namespace cairn::geodesy {

Context make_context() {
    Context context(proj_context_create());
    if (!context) throw WorldError("PROJ could not start: it gave no context. Is there memory left?");
    proj_log_level(context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(context.get(), 0);
    return context;
}

void require_registry(PJ_CONTEXT* context) {
    if (proj_context_get_database_metadata(context, "EPSG.VERSION") != nullptr) return;
    throw WorldError(
        "PROJ's registry of reference systems (proj.db) cannot be opened. Install the package proj-data, or "
        "set "
        "PROJ_LIB to the folder that holds proj.db.");
}

std::string last_error(PJ_CONTEXT* context) {
    const int code = proj_context_errno(context);
    return code == 0 ? std::string() : std::string(proj_context_errno_string(context, code));
}

}  // namespace cairn::geodesy
