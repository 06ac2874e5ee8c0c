#include "cairn/store/rtree.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

namespace cairn::store {
namespace {

// SQLite's R-tree format ("The SQLite R*Tree Module", section 6, and ext/rtree/rtree.c): big-endian; a node is a
// 16-bit depth (that of the tree in the root, else 0), a 16-bit count, and cells of a 64-bit number and four
// 32-bit floats. The root is node 1. A node holds at most 51 cells and all nodes have the size of the root.
constexpr std::size_t cells_per_node = 51;
constexpr std::size_t cell_bytes = 8 + 4 * 4;
constexpr std::size_t node_bytes = 4 + cells_per_node * cell_bytes;

struct Cell {
    std::int64_t number = 0;  ///< of the row in a leaf, of the node below elsewhere
    FloatBox box;
};

void put(std::string& out, std::uint64_t value, unsigned bytes) {
    for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
}

std::string node_of(std::span<const Cell> cells, std::size_t depth) {
    std::string out;
    out.reserve(node_bytes);
    put(out, depth, 2);
    put(out, cells.size(), 2);
    for (const Cell& cell : cells) {
        put(out, static_cast<std::uint64_t>(cell.number), 8);
        for (const float edge : {cell.box.west, cell.box.east, cell.box.south, cell.box.north}) {
            put(out, std::bit_cast<std::uint32_t>(edge), 4);
        }
    }
    out.resize(node_bytes, '\0');
    return out;
}

FloatBox around(std::span<const Cell> cells) {
    FloatBox box = cells.front().box;
    for (const Cell& cell : cells) {
        box.west = std::min(box.west, cell.box.west);
        box.east = std::max(box.east, cell.box.east);
        box.south = std::min(box.south, cell.box.south);
        box.north = std::max(box.north, cell.box.north);
    }
    return box;
}

/// Sorts into vertical slices, each from south to north, so that runs of 51 lie close together.
void sort_tiles(std::vector<Cell>& cells) {
    const auto by_lon = [](const Cell& a, const Cell& b) { return a.box.west + a.box.east < b.box.west + b.box.east; };
    const auto by_lat = [](const Cell& a, const Cell& b) {
        return a.box.south + a.box.north < b.box.south + b.box.north;
    };
    std::stable_sort(cells.begin(), cells.end(), by_lon);
    const std::size_t nodes = (cells.size() + cells_per_node - 1) / cells_per_node;
    const auto slices = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(nodes))));
    const std::size_t per_slice = (nodes + slices - 1) / slices * cells_per_node;
    for (std::size_t i = 0; i < cells.size(); i += per_slice) {
        const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = cells.begin() + static_cast<std::ptrdiff_t>(std::min(i + per_slice, cells.size()));
        std::stable_sort(begin, end, by_lat);
    }
}

class Builder {
   public:
    Builder(Database& database, const std::string& rtree)
        : database_(database),
          rtree_(rtree),
          node_(database.prepare("INSERT OR REPLACE INTO " + sql_name(rtree + "_node") + " VALUES (?, ?)")) {}

    void build(std::vector<Cell> cells) {
        std::size_t depth = 0;
        for (; cells.size() > cells_per_node; ++depth) cells = write_level(std::move(cells), depth);
        write_node(1, cells, depth, depth);
        write_pointers(leaf_of_, "_rowid");
        write_pointers(parent_of_, "_parent");
    }

   private:
    /// Packs one level into nodes; gives the cells of the level above.
    std::vector<Cell> write_level(std::vector<Cell> cells, std::size_t depth) {
        sort_tiles(cells);
        std::vector<Cell> above;
        for (std::size_t i = 0; i < cells.size(); i += share(cells.size())) {
            const auto part = std::span(cells).subspan(i, std::min(share(cells.size()), cells.size() - i));
            const std::int64_t number = next_++;
            write_node(number, part, depth, 0);
            above.push_back({number, around(part)});
        }
        return above;
    }

    /// Cells for each node, so that the last is not left nearly empty.
    static std::size_t share(std::size_t cells) {
        const std::size_t nodes = (cells + cells_per_node - 1) / cells_per_node;
        return (cells + nodes - 1) / nodes;
    }

    void write_node(std::int64_t number, std::span<const Cell> cells, std::size_t level, std::size_t stated_depth) {
        const std::string bytes = node_of(cells, stated_depth);
        node_.bind(0, number).bind_blob(1, bytes).run();
        for (const Cell& cell : cells) (level == 0 ? leaf_of_ : parent_of_).emplace_back(cell.number, number);
    }

    using Pointers = std::vector<std::pair<std::int64_t, std::int64_t>>;

    /// In the order of their keys, so that the table grows at its end.
    void write_pointers(Pointers& pointers, const std::string& part) {
        std::sort(pointers.begin(), pointers.end());
        Statement insert = database_.prepare("INSERT INTO " + sql_name(rtree_ + part) + " VALUES (?, ?)");
        for (const auto& [from, to] : pointers) insert.bind(0, from).bind(1, to).run();
    }

    Database& database_;
    std::string rtree_;
    Statement node_;
    Pointers leaf_of_, parent_of_;
    std::int64_t next_ = 2;
};

float down(double value) {
    const auto rounded = static_cast<float>(value);
    return static_cast<double>(rounded) > value ? std::nextafter(rounded, -std::numeric_limits<float>::infinity())
                                                : rounded;
}
float up(double value) { return -down(-value); }

}  // namespace

FloatBox round_outwards(const Box& box) { return {down(box.west), up(box.east), down(box.south), up(box.north)}; }

void add_to_rtree(Database& database, const std::string& rtree, const std::vector<BoxedRow>& rows) {
    Statement insert = database.prepare("INSERT INTO " + sql_name(rtree) + " VALUES (?, ?, ?, ?, ?)");
    for (const auto& [number, box] : rows) {
        insert.bind(0, number).bind(1, box.west).bind(2, box.east).bind(3, box.south).bind(4, box.north).run();
    }
}

void remove_from_rtree(Database& database, const std::string& rtree, const std::vector<std::int64_t>& rows) {
    Statement remove = database.prepare("DELETE FROM " + sql_name(rtree) + " WHERE id = ?");
    for (const std::int64_t number : rows) remove.bind(0, number).run();
}

void build_rtree(Database& database, const std::string& rtree, std::vector<BoxedRow> rows) {
    for (const char* part : {"_node", "_rowid", "_parent"}) database.run("DELETE FROM " + sql_name(rtree + part));
    std::sort(rows.begin(), rows.end(), [](const BoxedRow& a, const BoxedRow& b) { return a.first < b.first; });
    std::vector<Cell> cells;
    cells.reserve(rows.size());
    for (const auto& [number, box] : rows) cells.push_back({number, round_outwards(box)});
    Builder(database, rtree).build(std::move(cells));
}

}  // namespace cairn::store
