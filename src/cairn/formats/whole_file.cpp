#include "cairn/formats/whole_file.hpp"

#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <utility>

#include "cairn/core/error.hpp"

namespace cairn::formats {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
    throw WorldError("\"" + file.string() + "\" cannot be written: " + why + ".");
}

}  // namespace

TemporaryName::TemporaryName(std::filesystem::path file) : file_(std::move(file)), temporary_(file_) {
    // The extension stays, because libraries tell formats by it.
    temporary_.replace_filename("." + file_.stem().string() + "." + std::to_string(::getpid()) + ".part" +
                                file_.extension().string());
}

TemporaryName::~TemporaryName() {
    if (is_done_) return;
    std::error_code ignored;
    std::filesystem::remove(temporary_, ignored);
}

void TemporaryName::commit() {
    std::error_code error;
    std::filesystem::rename(temporary_, file_, error);
    if (error) fail(file_, error.message());
    is_done_ = true;
}

WholeFile::WholeFile(const std::filesystem::path& file) : name_(file), stream_(std::fopen(name_.path().c_str(), "wb")) {
    if (!stream_) fail(file, std::strerror(errno));
}

void WholeFile::write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stream_.get()) != bytes.size()) {
        fail(name_.path(), std::strerror(errno));
    }
}

void WholeFile::commit() {
    if (std::fflush(stream_.get()) != 0 || ::fsync(::fileno(stream_.get())) != 0) {
        fail(name_.path(), std::strerror(errno));
    }
    stream_.reset();
    name_.commit();
}

}  // namespace cairn::formats
