#include "cairn/intake/tally.hpp"

#include <bit>
#include <cstring>

#include "cairn/intake/cells.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

void put_bytes(std::string& out, double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    for (int i = 0; i < 64; i += 8) out += static_cast<char>(static_cast<unsigned char>(bits >> i));
}

/// Lengths stand before texts, so that no two rows give the same bytes.
void put_text(std::string& out, const std::string& text) {
    out += std::to_string(text.size());
    out += ':';
    out += text;
}

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
    std::string bytes;
    for (const auto& column : columns_) {
        const auto at = row.values.find(column);
        if (at == row.values.end())
            bytes += '-';
        else
            put_text(bytes, at->second);
    }
    if (place) {
        bytes += static_cast<char>('0' + place->index());
        for_each_position(*place, [&bytes](const formats::SourceXY& p) {
            put_bytes(bytes, p.x);
            put_bytes(bytes, p.y);
        });
    }
    const registers::Hash hash = registers::sha256(bytes);
    Key key;
    std::memcpy(&key.a, hash.data(), sizeof key.a);
    std::memcpy(&key.b, hash.data() + sizeof key.a, sizeof key.b);
    return key;
}

std::optional<Tally::Key> Tally::position(const std::optional<formats::SourceGeometry>& place) {
    if (!place) return std::nullopt;
    const auto* points = std::get_if<MultiPointOf<formats::SourceXY>>(&*place);
    if (points == nullptr || points->size() != 1) return std::nullopt;
    const auto bits = [](double value) { return std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); };
    return Key{bits(points->front().x) * 0x9E3779B97F4A7C15ULL ^ bits(points->front().y), bits(points->front().y)};
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
