#pragma once
// Private to this module: PROJ's objects with owners, and one context for each of ours.

#include <memory>
#include <string>

#include <proj.h>

namespace cairn::geodesy {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const { proj_context_destroy(context); }
};
struct DestroyPj {
    void operator()(PJ* pj) const { proj_destroy(pj); }
};
struct DestroyList {
    void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
};
struct DestroyFactory {
    void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const { proj_operation_factory_context_destroy(factory); }
};

using Context = std::unique_ptr<PJ_CONTEXT, DestroyContext>;
using Pj = std::unique_ptr<PJ, DestroyPj>;
using PjList = std::unique_ptr<PJ_OBJ_LIST, DestroyList>;
using OperationFactory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, DestroyFactory>;

/// A context that keeps quiet on standard error and never uses the network. Throws WorldError when PROJ has
/// none to give.
Context make_context();

/// Throws WorldError when the registry (proj.db) cannot be opened: without it every system would look
/// unknown.
void require_registry(PJ_CONTEXT* context);

/// PROJ's last complaint, or an empty text.
std::string last_error(PJ_CONTEXT* context);

}  // namespace cairn::geodesy
