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

std::size_t Input::read_bytes(char* to, std::size_t most) {
    const std::size_t n = std::fread(to, 1, most, file_.get());
    if (n == 0 && std::ferror(file_.get()) != 0) {
        throw WorldError("\"" + name_ + "\" cannot be read further: " + std::strerror(errno) + ".");
    }
    return n;
}

bool Input::refill() {
    if (!file_) return false;
    base_ += static_cast<std::uintmax_t>(end_ - buffer_.data());
    if (decoder_) return decode_behind({});
    const std::size_t n = read_bytes(buffer_.data(), buffer_.size());
    cursor_ = buffer_.data();
    end_ = cursor_ + n;
    return n > 0;
}

std::string_view Input::look_ahead(std::size_t n) {
    if (loaded().size() >= n || !file_) return loaded();
    const std::string rest(loaded());
    base_ += static_cast<std::uintmax_t>(cursor_ - buffer_.data());
    if (decoder_) {
        decode_behind(rest);
        while (loaded().size() < n && !is_decoded_) decode_behind(std::string(loaded()));
        return loaded();
    }
    std::memcpy(buffer_.data(), rest.data(), rest.size());
    const std::size_t more = read_bytes(buffer_.data() + rest.size(), buffer_.size() - rest.size());
    cursor_ = buffer_.data();
    end_ = cursor_ + rest.size() + more;
    return loaded();
}

void Input::decode_as(Encoding encoding) {
    if (encoding == Encoding::utf8) return;
    decoder_.emplace(encoding);
    std::string text;
    decoder_->decode(loaded(), !file_, text);
    base_ += static_cast<std::uintmax_t>(cursor_ - buffer_.data());
    buffer_.assign(text.begin(), text.end());
    cursor_ = buffer_.data();
    end_ = cursor_ + text.size();
    undecoded_.resize(file_ ? piece : 0);
}

/// Makes `text` and what is decoded next the loaded bytes; false: nothing came.
bool Input::decode_behind(std::string text) {
    const std::size_t before = text.size();
    while (text.size() == before && !is_decoded_) {
        const std::size_t n = read_bytes(undecoded_.data(), undecoded_.size());
        is_decoded_ = n == 0;
        decoder_->decode({undecoded_.data(), n}, is_decoded_, text);
    }
    buffer_.assign(text.begin(), text.end());
    cursor_ = buffer_.data();
    end_ = cursor_ + text.size();
    return text.size() > before;
}

}  // namespace cairn::formats
