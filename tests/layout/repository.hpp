#pragma once
// The repository's own files, as the layout tests read them.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace cairn::tests {

inline std::filesystem::path repository() { return CAIRN_SOURCE_DIR; }

/// Not ours to judge: what a build makes, and what tools keep for themselves.
inline bool is_skipped(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    return name == ".git" || name == ".cache" || name == "build" || name == "out" || name == "node_modules";
}

/// All regular files below `folder` (relative to the repository), sorted.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    const auto root = repository() / folder;
    if (!std::filesystem::exists(root)) return files;
    for (auto entry = std::filesystem::recursive_directory_iterator(root);
         entry != std::filesystem::recursive_directory_iterator(); ++entry) {
        if (is_skipped(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            files.push_back(std::filesystem::relative(entry->path(), repository()));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(repository() / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> lines_of(const std::filesystem::path& file) {
    std::ifstream in(repository() / file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace cairn::tests
