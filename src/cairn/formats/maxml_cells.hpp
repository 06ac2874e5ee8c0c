#pragma once
// The texts of a maXML element by their path below it.

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cairn::formats {

using Cells = std::vector<std::pair<std::string, std::string>>;

/// A path that stands more than once is one cell, its texts joined by "; ", as in other formats here.
class CellList {
   public:
    void put(const std::string& path, const std::string& text) {
        const auto [at, is_new] = places_.emplace(path, cells_.size());
        if (is_new)
            cells_.emplace_back(path, text);
        else if (!text.empty())
            cells_[at->second].second += (cells_[at->second].second.empty() ? "" : "; ") + text;
    }
    std::size_t size() const { return cells_.size(); }
    Cells give() { return std::move(cells_); }

   private:
    Cells cells_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace cairn::formats
