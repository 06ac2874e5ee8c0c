#pragma once
// The registers as pages for people, made from the schemas, so that the manual cannot say something else.

#include <string>
#include <vector>

#include "cairn/registers/schema.hpp"

namespace cairn::registers {

struct Page {
    std::string name;  ///< "hazard.md"
    std::string text;  ///< Markdown
};

/// README.md, one page for each kind, codes.md. English.
std::vector<Page> document(const Schemas& schemas);

}  // namespace cairn::registers
