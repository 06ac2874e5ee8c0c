#pragma once
// SHA-256 (FIPS 180-4, libsodium), and a Merkle root over ordered leaves.

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::registers {

using Hash = std::array<unsigned char, 32>;

Hash sha256(std::string_view bytes);
std::string to_hex(const Hash& hash);
/// All zeros when the text is not 64 hexadecimal digits.
Hash from_hex(std::string_view text);

/// Over a stream, in pieces.
class Sha256 {
 public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    Hash finish();

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// RFC 6962, 2.1: leaves and nodes are hashed with different prefixes; the root of no leaves is sha256("").
Hash merkle_root(std::span<const Hash> leaf_data_hashes);

}  // namespace cairn::registers
