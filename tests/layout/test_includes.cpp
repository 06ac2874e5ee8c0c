// Holds the source against the two tables of docs/architecture.md: which module includes which, and where
// third-party names may stand.

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "layout/repository.hpp"

namespace {

using cairn::tests::files_below;
using cairn::tests::lines_of;
namespace fs = std::filesystem;

struct Include {
    std::string name;
    bool is_ours = false;  ///< in quotation marks
};

/// Cells of the rows of the table that follows `<!-- table: NAME -->`, without its heading.
std::vector<std::vector<std::string>> read_table(const std::string& name) {
    std::vector<std::vector<std::string>> rows;
    bool is_inside = false;
    for (const std::string& line : lines_of("docs/architecture.md")) {
        if (line == "<!-- table: " + name + " -->") is_inside = true;
        if (!is_inside || line.empty() || line.front() != '|') {
            if (!rows.empty()) break;
            continue;
        }
        std::vector<std::string> cells;
        std::istringstream row(line.substr(1));
        for (std::string cell; std::getline(row, cell, '|');) cells.push_back(cell);
        rows.push_back(cells);
    }
    if (rows.size() >= 2) rows.erase(rows.begin(), rows.begin() + 2);
    return rows;
}

/// The words in backquotes of a cell.
std::vector<std::string> words(const std::string& cell) {
    static const std::regex word("`([^`]+)`");
    std::vector<std::string> found;
    for (std::sregex_iterator match(cell.begin(), cell.end(), word), end; match != end; ++match) {
        found.push_back((*match)[1]);
    }
    return found;
}

std::map<std::string, std::set<std::string>> allowed_modules() {
    std::map<std::string, std::set<std::string>> allowed;
    for (const auto& row : read_table("modules")) {
        const std::string module = words(row.at(0)).at(0);
        allowed[module] = {module};
        for (const auto& other : words(row.at(1))) allowed[module].insert(other);
    }
    return allowed;
}

struct Library {
    std::vector<std::string> prefixes;
    std::set<std::string> modules;  ///< empty: all
};

std::vector<Library> libraries() {
    std::vector<Library> all;
    for (const auto& row : read_table("third-party")) {
        const auto modules = words(row.at(2));
        all.push_back({words(row.at(1)), {modules.begin(), modules.end()}});
    }
    return all;
}

std::vector<Include> includes_of(const fs::path& file) {
    static const std::regex directive(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
    std::vector<Include> found;
    for (const std::string& line : lines_of(file)) {
        std::smatch match;
        if (std::regex_search(line, match, directive)) found.push_back({match[2], match[1] == "\""});
    }
    return found;
}

bool is_cpp(const fs::path& file) { return file.extension() == ".hpp" || file.extension() == ".cpp"; }

/// The C++ files of the library and its programs, with the module of each.
std::vector<std::pair<fs::path, std::string>> sources() {
    std::vector<std::pair<fs::path, std::string>> found;
    for (const auto& file : files_below("src/cairn")) {
        if (is_cpp(file)) found.emplace_back(file, std::next(file.begin(), 2)->string());
    }
    for (const auto& file : files_below("apps")) {
        if (is_cpp(file)) found.emplace_back(file, std::next(file.begin(), 1)->string());
    }
    return found;
}

TEST(Includes, TheTablesAreThere) {
    EXPECT_GE(allowed_modules().size(), 12u);
    EXPECT_GE(libraries().size(), 8u);
}

TEST(Includes, EveryModuleHasARowInTheTable) {
    const auto allowed = allowed_modules();
    for (const auto& [file, module] : sources()) EXPECT_TRUE(allowed.contains(module)) << file;
}

TEST(Includes, AModuleIncludesOnlyWhatItsRowAllows) {
    const auto allowed = allowed_modules();
    for (const auto& [file, module] : sources()) {
        for (const Include& include : includes_of(file)) {
            if (!include.is_ours) continue;
            if (module == "cli" && !include.name.starts_with("cairn/")) continue;  // its own headers stand beside it
            ASSERT_TRUE(include.name.starts_with("cairn/"))
                << file << " includes \"" << include.name << "\": write \"cairn/<module>/<header>\"";
            const std::string used = include.name.substr(6, include.name.find('/', 6) - 6);
            EXPECT_TRUE(allowed.at(module).contains(used))
                << file << " includes " << include.name << ", which docs/architecture.md does not allow for " << module;
        }
    }
}

TEST(Includes, NoTwoModulesMayIncludeEachOther) {
    const auto allowed = allowed_modules();
    for (const auto& [module, used] : allowed) {
        for (const auto& other : used) {
            if (other == module) continue;
            EXPECT_FALSE(allowed.at(other).contains(module)) << module << " and " << other;
        }
    }
}

/// The library whose prefix begins the include's name.
std::optional<Library> library_of(const Include& include, const std::vector<Library>& all) {
    for (const Library& library : all) {
        for (const auto& prefix : library.prefixes) {
            if (include.name.starts_with(prefix)) return library;
        }
    }
    return std::nullopt;
}

bool is_confined(const Include& include, const std::vector<Library>& all) {
    const auto library = library_of(include, all);
    return library && !library->modules.empty();
}

TEST(Includes, ThirdPartyNamesStayInsideTheirModules) {
    const auto all = libraries();
    for (const auto& [file, module] : sources()) {
        for (const Include& include : includes_of(file)) {
            if (include.is_ours) continue;
            if (!is_confined(include, all)) continue;
            EXPECT_TRUE(library_of(include, all)->modules.contains(module))
                << file << " includes <" << include.name << ">";
        }
    }
}

/// Headers that name a library confined to a module, or include one that does: private to that module.
std::set<std::string> private_headers() {
    const auto all = libraries();
    std::set<std::string> found;
    for (std::size_t before = 1; before != found.size();) {
        before = found.size();
        for (const auto& [file, module] : sources()) {
            if (file.extension() != ".hpp") continue;
            for (const Include& include : includes_of(file)) {
                if (include.is_ours ? found.contains(include.name) : is_confined(include, all)) {
                    found.insert(fs::relative(file, "src").generic_string());
                }
            }
        }
    }
    return found;
}

TEST(Includes, AHeaderThatNamesALibraryIsIncludedByItsOwnModuleOnly) {
    const auto hidden = private_headers();
    for (const auto& [file, module] : sources()) {
        for (const Include& include : includes_of(file)) {
            if (!include.is_ours || !hidden.contains(include.name)) continue;
            EXPECT_TRUE(include.name.starts_with("cairn/" + module + "/"))
                << file << " includes " << include.name << ", which names a third-party library";
        }
    }
}

TEST(Includes, AngleBracketsNameAKnownLibraryTheStandardOrTheSystem) {
    const auto all = libraries();
    static const std::set<std::string> system = {"unistd.h",   "sys/stat.h",     "sys/types.h",
                                                 "sys/wait.h", "sys/resource.h", "sys/ioctl.h",
                                                 "fcntl.h",    "poll.h",         "signal.h"};
    for (const auto& [file, module] : sources()) {
        for (const Include& include : includes_of(file)) {
            if (include.is_ours || library_of(include, all) || system.contains(include.name)) continue;
            EXPECT_EQ(include.name.find_first_of("./"), std::string::npos)
                << file << " includes <" << include.name << ">: add its library to the table of docs/architecture.md";
        }
    }
}

}  // namespace
