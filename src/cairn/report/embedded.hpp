#pragma once
// The text files that the binary carries (cmake/Embed.cmake): catalogues and the style sheet.

#include <span>
#include <string_view>

namespace cairn::report::embedded {

struct File {
    std::string_view name, text;
};
extern const std::span<const File> files;

}  // namespace cairn::report::embedded
