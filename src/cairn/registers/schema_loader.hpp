#pragma once
// Reads schemas and code lists from their JSON. Inside the module only.

#include <string>
#include <string_view>

#include "cairn/registers/schema.hpp"

namespace cairn::registers {

struct SchemaLoader {
    Schemas schemas;
    std::vector<Field> common;  ///< what every entity carries

    /// Takes one file that the binary carries. Throws std::logic_error when it is wrong: a test loads them
    /// all.
    void add_common(std::string_view text);
    void add_entity(std::string_view text);
    void add_code_list(std::string_view text);
    /// Column names and code values of one language, for what was added before.
    void add_words(std::string_view text);
    /// Links and indexes what was added. Call once, last.
    void finish();

    /// Adds a programme's own fields and code values.
    Result<void> extend(std::string_view text, const std::string& file);
};

}  // namespace cairn::registers
