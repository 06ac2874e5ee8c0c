#include "cairn/registers/ledger.hpp"

#include <array>
#include <bit>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>
#include <type_traits>

namespace cairn::registers {
namespace {

void put_u32(std::string& out, std::size_t value) {
    assert(value <= std::numeric_limits<std::uint32_t>::max());
    std::array<char, 4> bytes{};
    for (unsigned i = 0; i < 4; ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
    out.append(bytes.data(), bytes.size());
}

void put_u64(std::string& out, std::uint64_t value) {
    std::array<char, 8> bytes{};
    for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<char>((value >> (8 * i)) & 0xFFU);
    out.append(bytes.data(), bytes.size());
}

void put_text(std::string& out, std::string_view text) {
    put_u32(out, text.size());
    out.append(text);
}

template <class Number>
void put_number(std::string& out, Number number) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    put_text(out, {text.data(), static_cast<std::size_t>(end - text.data())});
}

void put_positions(std::string& out, const std::vector<LonLat>& positions) {
    put_u32(out, positions.size());
    if constexpr (std::endian::native == std::endian::little && sizeof(LonLat) == 16) {
        out.append(reinterpret_cast<const char*>(positions.data()), positions.size() * sizeof(LonLat));
        return;
    }
    for (const LonLat& p : positions) {
        put_u64(out, std::bit_cast<std::uint64_t>(p.lon_deg));
        put_u64(out, std::bit_cast<std::uint64_t>(p.lat_deg));
    }
}

void put_geometry(std::string& out, const std::optional<GeoGeometry>& geometry) {
    if (!geometry) {
        out.push_back('n');
    } else if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&*geometry)) {
        out.push_back('p');
        put_positions(out, *points);
    } else if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&*geometry)) {
        out.push_back('l');
        put_u32(out, lines->size());
        for (const auto& line : *lines) put_positions(out, line.positions);
    } else {
        const auto& polygons = std::get<GeoMultiPolygon>(*geometry);
        out.push_back('g');
        put_u32(out, polygons.size());
        for (const auto& polygon : polygons) {
            put_u32(out, 1 + polygon.holes.size());
            put_positions(out, polygon.shell);
            for (const auto& hole : polygon.holes) put_positions(out, hole);
        }
    }
}

/// Reads what the functions above write. After a failure nothing more is read and ok() is false.
class Reader {
   public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}
    bool ok() const { return ok_; }
    bool at_end() const { return ok_ && rest_.empty(); }
    void fail() { ok_ = false; }

    std::string_view take(std::size_t n) {
        if (!ok_ || rest_.size() < n) return ok_ = false, std::string_view{};
        const auto out = rest_.substr(0, n);
        rest_.remove_prefix(n);
        return out;
    }
    char letter() {
        const auto one = take(1);
        return one.empty() ? '\0' : one.front();
    }
    std::uint64_t number(unsigned bytes) {
        const auto text = take(bytes);
        std::uint64_t value = 0;
        for (std::size_t i = text.size(); i-- > 0;) value = (value << 8U) | static_cast<unsigned char>(text[i]);
        return value;
    }
    std::string_view text() { return take(number(4)); }
    /// A count of things of at least `bytes_each`: no more than the rest can hold, so memory is bounded.
    std::size_t count(std::size_t bytes_each) {
        const std::size_t n = number(4);
        if (n > rest_.size() / bytes_each) ok_ = false;
        return ok_ ? n : 0;
    }

   private:
    std::string_view rest_;
    bool ok_ = true;
};

std::vector<LonLat> read_positions(Reader& in) {
    std::vector<LonLat> out(in.count(16));
    for (LonLat& p : out) {
        p = {std::bit_cast<double>(in.number(8)), std::bit_cast<double>(in.number(8))};
        if (!std::isfinite(p.lon_deg) || !std::isfinite(p.lat_deg)) in.fail();
    }
    return out;
}

std::optional<GeoGeometry> read_geometry(Reader& in) {
    switch (in.letter()) {
        case 'n': return std::nullopt;
        case 'p': return read_positions(in);
        case 'l': {
            MultiLineOf<LonLat> lines(in.count(4));
            for (auto& line : lines) line.positions = read_positions(in);
            return lines;
        }
        case 'g': {
            GeoMultiPolygon polygons(in.count(8));
            for (auto& polygon : polygons) {
                const std::size_t rings = in.count(4);
                if (rings == 0) return in.fail(), std::nullopt;
                polygon.shell = read_positions(in);
                polygon.holes.resize(rings - 1);
                for (auto& hole : polygon.holes) hole = read_positions(in);
            }
            return polygons;
        }
        default: return in.fail(), std::nullopt;
    }
}

template <class Number>
Number parse_number(Reader& in) {
    const auto text = in.text();
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) in.fail();
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isfinite(number)) in.fail();  // from_chars reads "nan" and "inf"
    }
    return number;
}

Value read_value(Reader& in, char tag) {
    switch (tag) {
        case 'b': return in.letter() == '1';
        case 'i': return parse_number<std::int64_t>(in);
        case 'r': return parse_number<double>(in);
        case 't': return std::string(in.text());
        case 'd': {
            const auto date = parse_date(in.text());
            if (!date) return in.fail(), Value{};
            return *date;
        }
        default: return in.fail(), Value{};
    }
}

}  // namespace

void StateWriter::name(std::string_view name, char tag) {
    assert(count_ == 0 || name > last_name_);
    last_name_.assign(name);
    ++count_;
    put_text(bytes_, name);
    bytes_.push_back(tag);
}

void StateWriter::text(std::string_view field, std::string_view value) {
    name(field, 't');
    put_text(bytes_, value);
}

void StateWriter::integer(std::string_view field, std::int64_t value) {
    name(field, 'i');
    put_number(bytes_, value);
}

void StateWriter::value(std::string_view field, const Value& value) {
    if (const auto* s = std::get_if<std::string>(&value)) {
        text(field, *s);
    } else if (const auto* i = std::get_if<std::int64_t>(&value)) {
        integer(field, *i);
    } else if (const auto* d = std::get_if<double>(&value)) {
        assert(std::isfinite(*d));
        name(field, 'r');
        put_number(bytes_, *d);
    } else if (const auto* b = std::get_if<bool>(&value)) {
        name(field, 'b');
        bytes_.push_back(*b ? '1' : '0');
    } else if (const auto* date = std::get_if<Date>(&value)) {
        name(field, 'd');
        put_text(bytes_, to_text(*date));
    }
}

std::string StateWriter::finish(const std::optional<GeoGeometry>& geometry) {
    put_geometry(bytes_, geometry);
    for (unsigned i = 0; i < 4; ++i) bytes_[i] = static_cast<char>((count_ >> (8 * i)) & 0xFFU);
    std::string out = std::move(bytes_);
    bytes_.assign(4, '\0');
    count_ = 0;
    return out;
}

std::string to_state(const Entity& entity) {
    StateWriter writer;
    for (const auto& [name, value] : entity.fields) writer.value(name, value);
    return writer.finish(entity.geometry);
}

Result<Entity> parse_state(std::string_view kind, std::string_view id, std::string_view state) {
    Entity entity{.kind = std::string(kind), .id = std::string(id), .fields = {}, .geometry = {}};
    Reader in(state);
    const std::size_t fields = in.count(6);
    std::string_view last;
    for (std::size_t i = 0; i < fields && in.ok(); ++i) {
        const auto name = in.text();
        if (i > 0 && name <= last) in.fail();
        last = name;
        Value value = read_value(in, in.letter());
        if (in.ok()) entity.fields.emplace_hint(entity.fields.end(), name, std::move(value));
    }
    if (in.ok()) entity.geometry = read_geometry(in);
    if (!in.at_end() || to_state(entity) != state) {
        return failure({.code = "broken_state",
                        .severity = Severity::error,
                        .message = "A stored state of " + entity.kind + " " + entity.id +
                                   " cannot be read: its bytes were changed outside Cairn.",
                        .found = std::to_string(state.size()) + " bytes",
                        .expected = "bytes as Cairn writes them"});
    }
    return entity;
}

Hash hash_row_change(const RowChange& change) {
    std::string bytes;
    bytes.reserve(96 + change.kind.size() + change.id.size() + (change.after ? change.after->size() : 0));
    put_text(bytes, change.kind);
    put_text(bytes, change.id);
    put_u64(bytes, static_cast<std::uint64_t>(change.row));
    put_text(bytes, change.operation);
    bytes.push_back(change.before ? '1' : '0');
    if (change.before) bytes.append(reinterpret_cast<const char*>(change.before->data()), change.before->size());
    bytes.push_back(change.after ? '1' : '0');
    if (change.after) put_text(bytes, *change.after);
    return leaf_hash(bytes);
}

Hash hash_change_set(const ChangeSetContent& content) {
    const auto raw = [](const Hash& hash) {
        return std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size());
    };
    std::string bytes;
    put_text(bytes, "cairn change set 1");
    bytes.append(raw(content.previous));
    put_u64(bytes, static_cast<std::uint64_t>(content.number));
    put_text(bytes, content.time);
    put_text(bytes, content.actor);
    put_text(bytes, content.action);
    put_text(bytes, content.reason);
    bytes.append(raw(content.merkle_root));
    put_u64(bytes, static_cast<std::uint64_t>(content.rows));
    return sha256(bytes);
}

}  // namespace cairn::registers
