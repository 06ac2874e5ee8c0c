#include "cairn/formats/folder_walk.hpp"

#include <algorithm>
#include <string>

#include "cairn/core/error.hpp"
#include "cairn/formats/companions.hpp"
#include "cairn/formats/format.hpp"

namespace cairn::formats {
namespace {

namespace fs = std::filesystem;

constexpr int deepest = 16;

bool is_left_out(const std::string& name) {
    return name.starts_with('.') || name.starts_with("~$") || name == "__MACOSX" || name == "Thumbs.db" ||
           name == "desktop.ini" || name.ends_with(".mapping.json");
}

void walk(const fs::path& folder, const Limits& limits, int depth, std::vector<fs::path>& out) {
    std::error_code error;
    std::vector<fs::path> inside;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        inside.push_back(at->path());
        if (inside.size() + out.size() > limits.max_archive_entries) {
            throw CallError("The folder \"" + folder.string() + "\" holds more than " +
                            std::to_string(limits.max_archive_entries) + " files: name those that you mean.");
        }
    }
    if (error) throw WorldError("The folder \"" + folder.string() + "\" cannot be read: " + error.message() + ".");
    std::sort(inside.begin(), inside.end());
    for (const fs::path& path : inside) {
        if (is_left_out(path.filename().string())) continue;
        const auto type = fs::symlink_status(path, error).type();
        if (type == fs::file_type::directory) {
            if (is_file_geodatabase(path)) {
                out.push_back(path);
            } else if (depth < deepest) {
                walk(path, limits, depth + 1, out);
            }
        } else if (type == fs::file_type::regular && main_file_of(path) == path) {
            out.push_back(path);
        }
    }
}

}  // namespace

std::vector<fs::path> list_sources(const fs::path& folder, const Limits& limits) {
    std::vector<fs::path> out;
    walk(folder, limits, 0, out);
    return out;
}

}  // namespace cairn::formats
