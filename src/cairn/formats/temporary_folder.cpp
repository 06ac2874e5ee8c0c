#include "cairn/formats/temporary_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "cairn/core/error.hpp"

namespace cairn::formats {

TemporaryFolder::TemporaryFolder() {
    std::error_code error;
    const auto base = std::filesystem::temp_directory_path(error);
    std::string name = ((error ? std::filesystem::path("/tmp") : base) / "cairn-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {  // mode 0700
        throw WorldError("No temporary folder can be made (" + name + "): " + std::strerror(errno) + ".");
    }
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace cairn::formats
