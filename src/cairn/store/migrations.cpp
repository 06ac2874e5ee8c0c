#include "cairn/store/migrations.hpp"

namespace cairn::store {

// Version 1 is the first. The next one adds its step here, raises store_version, and adds a small store of the
// version before to the tests.
std::span<const Migration> migrations() { return {}; }

}  // namespace cairn::store
