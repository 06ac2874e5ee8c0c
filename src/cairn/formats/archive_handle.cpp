#include "cairn/formats/archive_handle.hpp"

#include "cairn/core/text.hpp"
#include "cairn/formats/utf8.hpp"

namespace cairn::formats {

Utf8Names::Utf8Names()
    : utf8_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(utf8_ == nullptr ? nullptr : ::uselocale(utf8_)) {}

Utf8Names::~Utf8Names() {
    if (utf8_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(utf8_);
}

std::string name_of(archive_entry* entry) {
    if (const char* name = archive_entry_pathname_utf8(entry)) return name;
    const char* name = archive_entry_pathname(entry);
    return name == nullptr ? std::string() : std::string(name);
}

std::string problem_of(archive* handle) {
    const char* said = archive_error_string(handle);
    return said == nullptr ? "it ends too early" : std::string(first_bytes(replace_invalid(said), 200));
}

bool tells_of_password(const std::string& problem) {
    return problem.find("ncrypt") != std::string::npos || problem.find("assphrase") != std::string::npos;
}

}  // namespace cairn::formats
