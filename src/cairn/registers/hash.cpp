#include "cairn/registers/hash.hpp"

#include <algorithm>
#include <initializer_list>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "cairn/core/error.hpp"

namespace cairn::registers {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

/// Looked up once: a look-up by name costs more than the hash of a short row.
const EVP_MD* algorithm() {
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return sha256;
}

void require(int success) {
    if (success != 1) throw WorldError("The cryptographic library (OpenSSL) cannot compute SHA-256 or random bits.");
}

Hash hash_of(std::initializer_list<std::string_view> pieces) {
    thread_local const Context context(EVP_MD_CTX_new());
    require(EVP_DigestInit_ex2(context.get(), algorithm(), nullptr));
    for (const std::string_view piece : pieces) require(EVP_DigestUpdate(context.get(), piece.data(), piece.size()));
    Hash hash;
    require(EVP_DigestFinal_ex(context.get(), hash.data(), nullptr));
    return hash;
}

std::string_view as_text(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

Hash node_hash(const Hash& left, const Hash& right) {
    constexpr std::string_view prefix("\1", 1);
    return hash_of({prefix, as_text(left), as_text(right)});
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Hash sha256(std::string_view bytes) { return hash_of({bytes}); }

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
    require(RAND_bytes(hash.data(), 16));
    return to_hex(hash).substr(0, 32);
}

struct Sha256::Impl {
    Context context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : impl_(std::make_unique<Impl>()) {
    require(EVP_DigestInit_ex2(impl_->context.get(), algorithm(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::string_view bytes) {
    require(EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()));
}

Hash Sha256::finish() {
    Hash hash;
    require(EVP_DigestFinal_ex(impl_->context.get(), hash.data(), nullptr));
    return hash;
}

Hash leaf_hash(std::string_view data) {
    constexpr std::string_view prefix("\0", 1);
    return hash_of({prefix, data});
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
