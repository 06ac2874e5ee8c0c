#include "cairn/formats/input.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cairn/core/error.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t piece = std::size_t{1} << 18;

}  // namespace

void require_plain_file(const std::filesystem::path& file) {
    const std::string name = file.string();
    if (name.find("://") != std::string::npos || name.starts_with("/vsi")) {
        throw CallError("\"" + name + "\" is an address, not a file: copy the file to this machine and name it.");
    }
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw WorldError("There is no file \"" + name + "\": check the name and the folder.");
    }
    if (error) throw WorldError("\"" + name + "\" cannot be read: " + error.message() + ".");
    if (status.type() != std::filesystem::file_type::regular) {
        throw CallError("\"" + name + "\" is not a file (a folder, or a device): name one file.");
    }
}

Input::Input(const std::filesystem::path& file) : name_(file.string()) {
    require_plain_file(file);
    file_.reset(std::fopen(file.c_str(), "rb"));
    if (!file_) throw WorldError("\"" + name_ + "\" cannot be opened: " + std::strerror(errno) + ".");
    std::error_code error;
    size_ = std::filesystem::file_size(file, error);
    if (error) throw WorldError("\"" + name_ + "\" cannot be read: " + error.message() + ".");
    buffer_.resize(static_cast<std::size_t>(std::clamp<std::uintmax_t>(size_, 16, piece)));
    cursor_ = end_ = buffer_.data();
}

Input Input::from_bytes(std::string_view bytes) {
    Input input;
    input.size_ = bytes.size();
    input.buffer_.assign(bytes.begin(), bytes.end());
    input.cursor_ = input.buffer_.data();
    input.end_ = input.cursor_ + bytes.size();
    return input;
}

bool Input::refill() {
    if (!file_) return false;
    base_ += static_cast<std::uintmax_t>(end_ - buffer_.data());
    const std::size_t n = std::fread(buffer_.data(), 1, buffer_.size(), file_.get());
    if (n == 0 && std::ferror(file_.get()) != 0) {
        throw WorldError("\"" + name_ + "\" cannot be read further: " + std::strerror(errno) + ".");
    }
    cursor_ = buffer_.data();
    end_ = cursor_ + n;
    return n > 0;
}

std::string_view Input::look_ahead(std::size_t n) {
    if (loaded().size() >= n || !file_) return loaded();
    const std::string rest(loaded());
    base_ += static_cast<std::uintmax_t>(cursor_ - buffer_.data());
    std::memcpy(buffer_.data(), rest.data(), rest.size());
    const std::size_t more = std::fread(buffer_.data() + rest.size(), 1, buffer_.size() - rest.size(), file_.get());
    cursor_ = buffer_.data();
    end_ = cursor_ + rest.size() + more;
    return loaded();
}

}  // namespace cairn::formats
