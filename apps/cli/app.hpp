#pragma once
// The whole command line: every verb with its options.

#include <memory>

#include "commands.hpp"

namespace cairn::cli {

/// `chosen` must outlive the app.
std::unique_ptr<CLI::App> make_app(Chosen& chosen);

}  // namespace cairn::cli
