#include "cairn/workflow/text_file.hpp"

#include <fstream>
#include <system_error>

#include "cairn/core/error.hpp"

namespace cairn::workflow {

void write_text_file(const std::filesystem::path& file, std::string_view text) {
    const std::filesystem::path beside = file.string() + ".part";
    std::ofstream out(beside, std::ios::binary);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(beside, file, error);
    if (out && !error) return;
    std::error_code ignored;
    std::filesystem::remove(beside, ignored);
    throw WorldError("Cannot write " + file.string() + ": is the disk full, or the folder read-only?");
}

}  // namespace cairn::workflow
