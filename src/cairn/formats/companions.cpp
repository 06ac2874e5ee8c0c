#include "cairn/formats/companions.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cairn/core/text.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> shapefile_parts{".shx",     ".dbf", ".prj", ".cpg", ".sbn",
                                                          ".shp.xml", ".sbx", ".qix", ".qpj"};
constexpr std::array<std::string_view, 4> tab_parts{".dat", ".map", ".id", ".ind"};
constexpr std::array<std::string_view, 1> mif_parts{".mid"};

struct Set {
    std::string_view main;
    std::span<const std::string_view> parts;
};
constexpr std::array<Set, 3> sets{{{".shp", shapefile_parts}, {".tab", tab_parts}, {".mif", mif_parts}}};

std::optional<fs::path> find_beside(const fs::path& file, const std::string& lower_name) {
    std::error_code error;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::vector<fs::path> found;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (to_lower_ascii(at->path().filename().string()) == lower_name && at->is_regular_file(error)) {
            found.push_back(file.has_parent_path() ? at->path() : at->path().filename());
        }
    }
    if (found.empty()) return std::nullopt;
    return *std::min_element(found.begin(), found.end());
}

}  // namespace

fs::path main_file_of(const fs::path& file) {
    const std::string name = to_lower_ascii(file.filename().string());
    for (const Set& set : sets) {
        for (const auto part : set.parts) {
            if (!name.ends_with(part) || name.size() == part.size()) continue;
            const std::string stem = name.substr(0, name.size() - part.size());
            if (const auto main = find_beside(file, stem + std::string(set.main))) return *main;
        }
    }
    return file;
}

std::vector<fs::path> set_of(const fs::path& main_file) {
    std::vector<fs::path> all{main_file};
    const std::string name = to_lower_ascii(main_file.filename().string());
    for (const Set& set : sets) {
        if (!name.ends_with(set.main)) continue;
        const std::string stem = name.substr(0, name.size() - set.main.size());
        for (const auto part : set.parts) {
            if (auto beside = find_beside(main_file, stem + std::string(part))) all.push_back(*std::move(beside));
        }
    }
    return all;
}

}  // namespace cairn::formats
