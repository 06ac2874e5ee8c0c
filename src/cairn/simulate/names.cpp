#include "cairn/simulate/names.hpp"

#include <array>
#include <set>
#include <string_view>

namespace cairn::simulate {
namespace {

constexpr std::array<std::string_view, 24> heads{"Orv",  "Tam",  "Quel", "Bren", "Ist",  "Yorl", "Velm", "Kesh",
                                                 "Dorn", "Ulm",  "Fesk", "Gral", "Hevl", "Jorm", "Lusk", "Nemb",
                                                 "Pell", "Rusk", "Sarv", "Thol", "Vask", "Wend", "Zeth", "Ambr"};
constexpr std::array<std::string_view, 6> middles{"a", "e", "i", "o", "u", "ar"};
constexpr std::array<std::string_view, 14> tails{"del", "mar",  "nath", "reth", "vin", "gost", "lenn",
                                                 "bry", "dusk", "fell", "kor",  "sem", "tarn", "wick"};

template <std::size_t n>
std::string_view pick(const std::array<std::string_view, n>& from, Random& random) {
    return from[random.below(n)];
}

std::string make_name(Random& random) {
    std::string name(pick(heads, random));
    name += pick(middles, random);
    name += pick(tails, random);
    return name;
}

}  // namespace

std::vector<std::string> make_names(std::size_t count, Random random) {
    std::vector<std::string> names;
    std::set<std::string> used;
    while (names.size() < count) {
        std::string name = make_name(random);
        if (names.size() > 1'000) name += " " + std::to_string(names.size());
        if (used.insert(name).second) names.push_back(std::move(name));
    }
    return names;
}

}  // namespace cairn::simulate
