#include "cairn/registers/hash.hpp"

#include <algorithm>

#include <sodium/crypto_hash_sha256.h>
#include <sodium/randombytes.h>

namespace cairn::registers {
namespace {

static_assert(std::tuple_size_v<Hash> == crypto_hash_sha256_BYTES);

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Hash node_hash(const Hash& left, const Hash& right) {
    std::array<unsigned char, 65> bytes{};
    bytes[0] = 1;
    std::copy(left.begin(), left.end(), bytes.begin() + 1);
    std::copy(right.begin(), right.end(), bytes.begin() + 33);
    Hash hash;
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Hash sha256(std::string_view bytes) {
    Hash hash;
    crypto_hash_sha256(hash.data(), octets(bytes), bytes.size());
    return hash;
}

std::string to_hex(const Hash& hash) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(64);
    for (const unsigned byte : hash) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

Hash from_hex(std::string_view text) {
    Hash hash{};
    if (text.size() != 64) return hash;
    for (std::size_t i = 0; i < 32; ++i) {
        const int high = digit(text[2 * i]);
        const int low = digit(text[2 * i + 1]);
        if (high < 0 || low < 0) return Hash{};
        hash[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return hash;
}

bool is_hex_hash(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(),
                                            [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string random_id() {
    Hash hash{};
    randombytes_buf(hash.data(), 16);
    return to_hex(hash).substr(0, 32);
}

struct Sha256::Impl {
    crypto_hash_sha256_state state;
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) { crypto_hash_sha256_init(&impl_->state); }
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) { crypto_hash_sha256_update(&impl_->state, octets(bytes), bytes.size()); }

Hash Sha256::finish() {
    Hash hash;
    crypto_hash_sha256_final(&impl_->state, hash.data());
    return hash;
}

Hash leaf_hash(std::string_view data) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    constexpr unsigned char prefix = 0;
    crypto_hash_sha256_update(&state, &prefix, 1);
    crypto_hash_sha256_update(&state, octets(data), data.size());
    Hash hash;
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

// Adding a leaf is adding one to a binary number: each carry joins two perfect subtrees of the same size. The
// subtrees that stand at the end are joined from the right, which gives RFC 6962's split at the largest power of
// two below n.
void MerkleTree::add(const Hash& leaf) {
    Hash carry = leaf;
    for (auto bits = static_cast<std::uint64_t>(leaves_); (bits & 1U) != 0; bits >>= 1U) {
        carry = node_hash(peaks_.back(), carry);
        peaks_.pop_back();
    }
    peaks_.push_back(carry);
    ++leaves_;
}

Hash MerkleTree::root() const {
    if (peaks_.empty()) return sha256("");
    Hash root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i-- > 0;) root = node_hash(peaks_[i], root);
    return root;
}

Hash merkle_root(std::span<const Hash> leaf_hashes) {
    MerkleTree tree;
    for (const Hash& leaf : leaf_hashes) tree.add(leaf);
    return tree.root();
}

}  // namespace cairn::registers
