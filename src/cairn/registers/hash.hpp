#pragma once
// SHA-256 (FIPS 180-4, OpenSSL), and a Merkle tree over ordered leaves (RFC 6962, 2.1).

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::registers {

using Hash = std::array<unsigned char, 32>;

Hash sha256(std::string_view bytes);
std::string to_hex(const Hash& hash);  ///< 64 lower-case digits
/// All zeros when the text is not 64 hexadecimal digits.
Hash from_hex(std::string_view text);
/// 64 hexadecimal digits in lower case.
bool is_hex_hash(std::string_view text);

/// 128 random bits (OpenSSL) as 32 hexadecimal digits: a name that no other store has.
std::string random_id();

/// Over a stream, in pieces.
class Sha256 {
   public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void update(std::string_view bytes);
    Hash finish();  ///< call once, last

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Hash of a leaf's bytes: sha256(0x00 || data). A leaf can thus never pass for a node.
Hash leaf_hash(std::string_view data);

/// Grows leaf by leaf in memory of the order of the logarithm of their number.
class MerkleTree {
   public:
    void add(const Hash& leaf);
    std::int64_t leaves() const { return leaves_; }
    Hash root() const;  ///< of no leaves: sha256("")

   private:
    std::vector<Hash> peaks_;  ///< roots of perfect subtrees, largest first: one for each bit of leaves_
    std::int64_t leaves_ = 0;
};

Hash merkle_root(std::span<const Hash> leaf_hashes);

}  // namespace cairn::registers
