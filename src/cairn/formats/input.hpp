#pragma once
// A file as a stream of bytes, read in pieces.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/formats/encoding.hpp"

namespace cairn::formats {

/// Throws CallError for a name that is not a plain file's: an address ("https://…"), a virtual path
/// ("/vsi…"), a folder, a device. Throws WorldError when there is no such file.
void require_plain_file(const std::filesystem::path& file);

class Input {
   public:
    static constexpr int end_of_file = -1;

    /// Throws as require_plain_file does, and WorldError when it cannot be opened.
    explicit Input(const std::filesystem::path& file);
    /// The bytes themselves, which are copied.
    static Input from_bytes(std::string_view bytes);

    /// The byte at the cursor, or end_of_file. Throws WorldError when the disk fails.
    int peek() {
        if (cursor_ == end_ && !refill()) return end_of_file;
        return static_cast<unsigned char>(*cursor_);
    }
    int get() {
        const int byte = peek();
        if (byte != end_of_file) ++cursor_;
        return byte;
    }
    void skip(std::size_t n) { cursor_ += n; }  ///< n <= loaded().size()
    /// What is loaded from the cursor on; at least one byte unless the file has ended (peek() first).
    std::string_view loaded() const { return {cursor_, static_cast<std::size_t>(end_ - cursor_)}; }
    /// Makes at least `n` bytes loaded, as far as the file has them; n <= 65536.
    std::string_view look_ahead(std::size_t n);
    /// Past the mark that UTF-8 may begin with, when the cursor stands before one.
    void skip_byte_order_mark() {
        if (look_ahead(3).starts_with("\xEF\xBB\xBF")) skip(3);
    }
    /// From the cursor on, hands out UTF-8 that the bytes mean in `encoding` (see Decoder); offset() counts that. Once.
    void decode_as(Encoding encoding);
    std::uintmax_t offset() const { return base_ + static_cast<std::uintmax_t>(cursor_ - buffer_.data()); }
    std::uintmax_t size() const { return size_; }  ///< bytes of the file

   private:
    Input() = default;
    bool refill();
    std::size_t read_bytes(char* to, std::size_t most);
    bool decode_behind(std::string text);

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string name_;
    std::unique_ptr<std::FILE, Close> file_;  ///< null: all is in the buffer
    std::uintmax_t size_ = 0;
    std::uintmax_t base_ = 0;  ///< offset of the buffer's first byte
    std::vector<char> buffer_;
    std::optional<Decoder> decoder_;
    std::vector<char> undecoded_;  ///< room for bytes on their way to decoder_
    bool is_decoded_ = false;  ///< decoder_ has had the last byte
    const char* cursor_ = nullptr;
    const char* end_ = nullptr;
};

}  // namespace cairn::formats
