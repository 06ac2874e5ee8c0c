#include "cairn/intake/tally.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "cairn/intake/cells.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

void put_bytes(std::string& out, double value) {
    const auto bits = std::bit_cast<std::array<char, 8>>(value == 0 ? 0.0 : value);
    out.append(bits.data(), bits.size());
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
    thread_local std::string bytes;
    bytes.clear();
    for (const auto& column : columns_) {
        const auto at = row.values.find(column);
        if (at == row.values.end())
            bytes += '-';
        else
            put_text(bytes, at->second);
    }
    if (place) {
        bytes += static_cast<char>('0' + place->index());
        for_each_position(*place, [](const formats::SourceXY& p) {
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
    if (const auto key = likeness(row, place)) alike_.add(*key, row.number);
    if (const auto key = position(place)) shared_.add(*key, row.number);
}

void Tally::finish() {
    alike_.finish(2);
    shared_.finish(mapping_.shared_coordinate_rows);
}

void Tally::Groups::finish(std::int64_t least) {
    std::sort(rows_.begin(), rows_.end());
    for (auto from = rows_.begin(); from != rows_.end();) {
        const auto to =
            std::find_if(from, rows_.end(), [&key = from->first](const auto& row) { return row.first != key; });
        if (to - from >= std::max<std::int64_t>(least, 1)) {
            for (auto at = from; at != to; ++at) group_of_.emplace(at->second, groups_.size());
            groups_.emplace_back(from->first, Group{from->second, to - from});
        }
        from = to;
    }
    rows_ = {};
}

/// The key is compared too: a file that changes between the passes makes no false groups.
std::optional<Group> Tally::Groups::find(std::int64_t row, const Key& key) const {
    const auto at = group_of_.find(row);
    if (at == group_of_.end() || groups_[at->second].first != key) return std::nullopt;
    return groups_[at->second].second;
}

std::optional<Group> Tally::find_alike(const formats::RawRow& row,
                                       const std::optional<formats::SourceGeometry>& place) const {
    if (!alike_.may_hold(row.number)) return std::nullopt;
    const auto key = likeness(row, place);
    return key ? alike_.find(row.number, *key) : std::nullopt;
}

std::optional<Group> Tally::find_shared(const formats::RawRow& row,
                                        const std::optional<formats::SourceGeometry>& place) const {
    if (!shared_.may_hold(row.number)) return std::nullopt;
    const auto key = position(place);
    return key ? shared_.find(row.number, *key) : std::nullopt;
}

}  // namespace cairn::intake
