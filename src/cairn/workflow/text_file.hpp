#pragma once
// A text written whole or not at all.

#include <filesystem>
#include <string_view>

namespace cairn::workflow {

/// Writes beside `file` and renames. Throws WorldError.
void write_text_file(const std::filesystem::path& file, std::string_view text);

}  // namespace cairn::workflow
