#include <string>

#include <gtest/gtest.h>

#include "cairn/registers/hash.hpp"

namespace cairn::registers {
namespace {

TEST(Sha256, GivesThePublishedDigests) {
    // FIPS 180-4 example values: "abc", the empty message, 10^6 times "a".
    EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Sha256 stream;
    const std::string piece(1000, 'a');
    for (int i = 0; i < 1000; ++i) stream.update(piece);
    EXPECT_EQ(to_hex(stream.finish()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, HexReadsBackAndRefusesOtherText) {
    const Hash hash = sha256("x");
    EXPECT_EQ(from_hex(to_hex(hash)), hash);
    EXPECT_EQ(from_hex("abc"), Hash{});
    EXPECT_EQ(from_hex(std::string(63, '0') + "g"), Hash{});
    EXPECT_TRUE(is_hex_hash(to_hex(hash)));
    EXPECT_FALSE(is_hex_hash(std::string(64, 'A')));
}

/// The definition of RFC 6962, 2.1, written as it stands there.
Hash by_definition(std::span<const Hash> leaves) {
    if (leaves.empty()) return sha256("");
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    const Hash left = by_definition(leaves.subspan(0, k));
    const Hash right = by_definition(leaves.subspan(k));
    std::string bytes = "\x01";
    bytes.append(reinterpret_cast<const char*>(left.data()), left.size());
    bytes.append(reinterpret_cast<const char*>(right.data()), right.size());
    return sha256(bytes);
}

TEST(MerkleTree, AgreesWithTheDefinitionForEverySmallNumberOfLeaves) {
    std::vector<Hash> leaves;
    for (int n = 0; n <= 130; ++n) {
        EXPECT_EQ(merkle_root(leaves), by_definition(leaves)) << n;
        leaves.push_back(leaf_hash(std::to_string(n)));
    }
}

TEST(MerkleTree, GivesTheRootsOfThePublishedTestVectors) {
    // Inputs and roots of the reference tests of Certificate Transparency (RFC 6962).
    const std::string inputs[] = {"",
                                  std::string(1, '\0'),
                                  "\x10",
                                  "\x20\x21",
                                  "\x30\x31",
                                  "\x40\x41\x42\x43",
                                  "\x50\x51\x52\x53\x54\x55\x56\x57",
                                  "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
    const char* roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                           "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                           "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                           "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                           "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                           "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                           "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                           "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    MerkleTree tree;
    for (int i = 0; i < 8; ++i) {
        tree.add(leaf_hash(inputs[i]));
        EXPECT_EQ(to_hex(tree.root()), roots[i]) << i;
    }
}

}  // namespace
}  // namespace cairn::registers
