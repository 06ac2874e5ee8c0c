#include "cairn/intake/tally.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

std::uint64_t bits_of(double value) { return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); }

/// 128 bits over numbers and texts, each step the finalizer of SplitMix64 (Steele, Lea, Flood 2014,
/// doi:10.1145/2660193.2660195). Not against somebody who seeks a collision: it would keep both rows and call them
/// alike.
class Mixer {
   public:
    void add(std::uint64_t bits) {
        a_ = mix(a_ ^ bits);
        b_ = mix(b_ + bits + 0x9E3779B97F4A7C15ULL);
    }
    /// The length goes first, so that no two lists of texts give the same numbers.
    void add(std::string_view text) {
        add(text.size());
        for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(8, text.size()))) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, text.data(), std::min<std::size_t>(8, text.size()));
            add(bits);
        }
    }
    std::uint64_t a() const { return a_; }
    std::uint64_t b() const { return b_; }

   private:
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::uint64_t a_ = 1, b_ = 2;
};

}  // namespace

std::optional<std::string> source_id_of(const formats::RawRow& row, const Mapping& mapping) {
    if (mapping.id_column) {
        const auto at = row.values.find(*mapping.id_column);
        if (at == row.values.end()) return std::nullopt;
        const std::string id(trim(at->second));
        return id.empty() ? std::nullopt : std::optional(id);
    }
    return mapping.feature_id ? row.source_id : std::nullopt;
}

Tally::Tally(const Mapping& mapping) : mapping_(mapping), columns_(columns_of(mapping)) {}

std::optional<Tally::Key> Tally::likeness(const formats::RawRow& row,
                                          const std::optional<formats::SourceGeometry>& place) const {
    if (source_id_of(row, mapping_)) return std::nullopt;
    Mixer mixer;
    for (const auto& column : columns_) {
        const auto at = row.values.find(column);
        if (at == row.values.end())
            mixer.add(~std::uint64_t{0});  // no text is as long
        else
            mixer.add(at->second);
    }
    if (place) {
        mixer.add(place->index());
        for_each_position(*place, [&mixer](const formats::SourceXY& p) {
            mixer.add(bits_of(p.x));
            mixer.add(bits_of(p.y));
        });
    }
    return Key{mixer.a(), mixer.b()};
}

std::optional<Tally::Key> Tally::position(const std::optional<formats::SourceGeometry>& place) {
    if (!place) return std::nullopt;
    const auto* points = std::get_if<MultiPointOf<formats::SourceXY>>(&*place);
    if (points == nullptr || points->size() != 1) return std::nullopt;
    const std::uint64_t x = bits_of(points->front().x), y = bits_of(points->front().y);
    return Key{x * 0x9E3779B97F4A7C15ULL ^ y, y};
}

void Tally::add(const formats::RawRow& row, const std::optional<formats::SourceGeometry>& place) {
    const auto count = [&row](Groups& groups, const std::optional<Key>& key) {
        if (!key) return;
        Group& group = groups[*key];
        if (group.rows++ == 0) group.first_row = row.number;
    };
    count(alike_, likeness(row, place));
    count(shared_, position(place));
}

std::optional<Group> Tally::find_alike(const formats::RawRow& row,
                                       const std::optional<formats::SourceGeometry>& place) const {
    const auto key = likeness(row, place);
    if (!key) return std::nullopt;
    const auto at = alike_.find(*key);
    if (at == alike_.end() || at->second.rows < 2) return std::nullopt;
    return at->second;
}

std::optional<Group> Tally::find_shared(const std::optional<formats::SourceGeometry>& place) const {
    const auto key = position(place);
    if (!key) return std::nullopt;
    const auto at = shared_.find(*key);
    if (at == shared_.end() || at->second.rows < mapping_.shared_coordinate_rows) return std::nullopt;
    return at->second;
}

}  // namespace cairn::intake
