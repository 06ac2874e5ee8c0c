#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "cairn/core/random.hpp"
#include "cairn/registers/ledger.hpp"

namespace cairn::registers {
namespace {

Entity sample() {
    Entity entity{.kind = "hazard", .id = "h1", .fields = {}, .geometry = {}};
    entity.fields["name"] = std::string("Field, \"1\"\n");
    entity.fields["blank"] = std::monostate{};
    entity.fields["count"] = std::int64_t{-7};
    entity.fields["area"] = 0.1;
    entity.fields["open"] = true;
    entity.fields["date"] = parse_date("2004-05").value();
    entity.geometry =
        GeoMultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {{{0.2, 0.1}, {0.3, 0.1}, {0.3, 0.2}, {0.2, 0.1}}}}};
    return entity;
}

TEST(State, ReadsBackButForBlankFields) {
    Entity entity = sample();
    const auto back = parse_state("hazard", "h1", to_state(entity));
    ASSERT_TRUE(back.has_value()) << back.error().message;
    entity.fields.erase("blank");
    EXPECT_EQ(*back, entity);
    for (const GeoGeometry& geometry : {GeoGeometry{MultiPointOf<LonLat>{{1, 2}, {-0.0, 4}}},
                                        GeoGeometry{MultiLineOf<LonLat>{{{{1, 2}, {3, 4}}}, {{{5, 6}, {7, 8}}}}}}) {
        entity.geometry = geometry;
        EXPECT_EQ(parse_state("hazard", "h1", to_state(entity)).value(), entity);
    }
}

TEST(State, NumbersKeepEveryBit) {
    Random random(11);
    for (int i = 0; i < 20'000; ++i) {
        const double x = std::bit_cast<double>(random.bits());
        if (!std::isfinite(x)) continue;
        const Entity entity{.kind = "k", .id = "i", .fields = {{"x", x}}, .geometry = {}};
        ASSERT_EQ(number_of(parse_state("k", "i", to_state(entity)).value(), "x"), x);
    }
}

TEST(State, HasTheseBytes) {
    // Written by hand from docs/store.md: a change here breaks every store that exists.
    const Entity entity{
        .kind = "k", .id = "i", .fields = {{"n", std::int64_t{5}}}, .geometry = MultiPointOf<LonLat>{{1, -2}}};
    using namespace std::string_literals;
    EXPECT_EQ(to_state(entity), "\1\0\0\0"s + "\1\0\0\0n"s + "i" + "\1\0\0\0005"s + "p" + "\1\0\0\0"s +
                                    "\0\0\0\0\0\0\xF0\x3F"s + "\0\0\0\0\0\0\0\xC0"s);
}

TEST(State, BrokenBytesAreRefusedNeverBelieved) {
    const std::string state = to_state(sample());
    for (std::size_t n = 0; n < state.size(); ++n) EXPECT_FALSE(parse_state("k", "i", state.substr(0, n)).has_value());
    EXPECT_FALSE(parse_state("k", "i", state + "x").has_value());
    EXPECT_FALSE(parse_state("k", "i", std::string(9, '\xFF')).has_value());
    Random random(3);
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes = state;
        for (int flips = 0; flips < 3; ++flips) bytes[random.below(bytes.size())] = static_cast<char>(random.bits());
        const auto entity = parse_state("k", "i", bytes);
        if (!entity) continue;
        EXPECT_EQ(to_state(*entity), bytes);  // what is read at all is read whole
    }
}

TEST(State, NumbersThatAreNotFiniteAreRefused) {
    using namespace std::string_literals;
    const std::string head = "\1\0\0\0"s + "\1\0\0\0x"s + "r";
    for (const std::string& number : {"\3\0\0\0nan"s, "\3\0\0\0inf"s, "\4\0\0\0-inf"s})
        EXPECT_FALSE(parse_state("k", "i", head + number + "n")) << number;
    const std::string nan = "\0\0\0\0\0\0\xF8\x7F"s, zero(8, '\0');
    const std::string no_fields(4, '\0');
    EXPECT_FALSE(parse_state("k", "i", no_fields + "p\1\0\0\0"s + nan + zero));
    EXPECT_TRUE(parse_state("k", "i", no_fields + "p\1\0\0\0"s + zero + zero));
}

TEST(RowChange, EveryPartCounts) {
    const std::string state = to_state(sample());
    const RowChange change{"hazard", "h1", 1, "put", std::nullopt, state};
    std::set<Hash> hashes{hash_row_change(change)};
    const auto expect_new = [&](RowChange other) { EXPECT_TRUE(hashes.insert(hash_row_change(other)).second); };
    RowChange other = change;
    expect_new((other = change, other.kind = "search", other));
    expect_new((other = change, other.id = "h2", other));
    expect_new((other = change, other.row = 2, other));
    expect_new((other = change, other.operation = "withdraw", other));
    expect_new((other = change, other.before = Hash{}, other));
    expect_new((other = change, other.before = sha256("x"), other));
    expect_new((other = change, other.after = std::nullopt, other));
    expect_new((other = change, other.after = "", other));
    expect_new((other = change, other.kind = "hazardh", other.id = "1", other));
}

TEST(ChangeSet, EveryPartCounts) {
    const ChangeSetContent content{Hash{}, 1, "t", "a", "b", "c", Hash{}, 3};
    std::set<Hash> hashes{hash_change_set(content)};
    const auto expect_new = [&](const ChangeSetContent& c) { EXPECT_TRUE(hashes.insert(hash_change_set(c)).second); };
    ChangeSetContent other = content;
    expect_new((other = content, other.previous = sha256(""), other));
    expect_new((other = content, other.number = 2, other));
    expect_new((other = content, other.time = "u", other));
    expect_new((other = content, other.actor = "x", other));
    expect_new((other = content, other.action = "x", other));
    expect_new((other = content, other.reason = "x", other));
    expect_new((other = content, other.merkle_root = sha256(""), other));
    expect_new((other = content, other.rows = 4, other));
    expect_new((other = content, other.actor = "ab", other.action = "", other));
}

}  // namespace
}  // namespace cairn::registers
