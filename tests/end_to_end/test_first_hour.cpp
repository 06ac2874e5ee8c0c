// The page docs/first-hour.md, done as it says: its commands, its corrections, on a terminal, and the same words come
// out. CAIRN_RECORD=1 writes what is printed now into the page.

#include <cstdlib>
#include <filesystem>
#include <map>
#include <pty.h>
#include <regex>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include "end_to_end/program.hpp"

namespace cairn::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* page_name = CAIRN_DOCS "/first-hour.md";
constexpr const char* files_of_the_page = CAIRN_DOCS "/first-hour";

/// A block ```console of the page: one command after "$ ", and what it prints.
struct Shown {
    std::string command, output;
    std::size_t output_from = 0, output_size = 0;  ///< where in the page
};

std::vector<Shown> commands_of(const std::string& page) {
    const std::string opening = "```console\n$ ";
    std::vector<Shown> all;
    for (auto at = page.find(opening); at != std::string::npos; at = page.find(opening, at)) {
        Shown one;
        at += opening.size();
        auto end = page.find('\n', at);
        while (page[end - 1] == '\\') end = page.find('\n', end + 1);
        one.command = page.substr(at, end - at);
        one.output_from = end + 1;
        at = page.find("```\n", end);
        one.output_size = at - one.output_from;
        one.output = page.substr(one.output_from, one.output_size);
        all.push_back(one);
    }
    return all;
}

/// The words of a command; those of the page need no quotes.
std::vector<std::string> words_of(const std::string& command) {
    std::istringstream text(std::regex_replace(command, std::regex(R"(\\\n)"), " "));
    std::vector<std::string> words;
    for (std::string word; text >> word;) words.push_back(word);
    return words;
}

struct Correction {
    std::string cell, is, becomes;
};

/// The table of the page: | F2 | what stands there | what is right |
std::vector<Correction> corrections_of(const std::string& page) {
    const std::regex row(R"(\n\| ([A-Z]+[0-9]+) \| `([^`]+)` \| `([^`]+)` \|)");
    std::vector<Correction> all;
    for (std::sregex_iterator at(page.begin(), page.end(), row), end; at != end; ++at)
        all.push_back({(*at)[1], (*at)[2], (*at)[3]});
    return all;
}

struct Typed {
    int exit_code = -1;
    std::string screen;
};

/// Runs cairn in `folder` on a terminal of 100 columns, as a person who answers y to what is asked.
Typed type_cairn(const std::vector<std::string>& arguments, const fs::path& folder) {
    winsize size{};
    size.ws_row = 40;
    size.ws_col = 100;
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
    if (child < 0) throw std::runtime_error("cannot open a terminal");
    if (child == 0) {
        if (chdir(folder.c_str()) != 0) _exit(126);
        setenv("TERM", "dumb", 1);
        setenv("NO_COLOR", "1", 1);
        unsetenv("COLUMNS");
        std::vector<std::string> words{CAIRN_PROGRAM};
        words.insert(words.end(), arguments.begin(), arguments.end());
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        argv.push_back(nullptr);
        execv(CAIRN_PROGRAM, argv.data());
        _exit(127);
    }
    Typed typed;
    char bytes[4096];
    for (ssize_t got = 0; (got = read(terminal, bytes, sizeof bytes)) > 0;) {
        typed.screen.append(bytes, static_cast<std::size_t>(got));
        if (typed.screen.ends_with("[y/N] ") && write(terminal, "y\n", 2) != 2) break;
    }
    int status = 0;
    waitpid(child, &status, 0);
    close(terminal);
    std::erase(typed.screen, '\r');
    typed.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return typed;
}

/// Every part of a workbook, by its name.
std::map<std::string, std::string> parts_of(const std::string& workbook) {
    const std::string root = "/vsizip/{" + workbook + "}";
    std::map<std::string, std::string> parts;
    char** names = VSIReadDirRecursive(root.c_str());
    for (int i = 0; i < CSLCount(names); ++i) {
        GByte* bytes = nullptr;
        vsi_l_offset size = 0;
        if (std::string(names[i]).ends_with('/')) continue;
        if (VSIIngestFile(nullptr, (root + "/" + names[i]).c_str(), &bytes, &size, -1) == TRUE)
            parts[names[i]] = std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
        VSIFree(bytes);
    }
    CSLDestroy(names);
    return parts;
}

void write_parts(const std::string& workbook, const std::map<std::string, std::string>& parts) {
    fs::remove(workbook);
    void* zip = CPLCreateZip(workbook.c_str(), nullptr);
    for (const auto& [name, text] : parts) {
        CPLCreateFileInZip(zip, name.c_str(), nullptr);
        CPLWriteFileInZip(zip, text.data(), static_cast<int>(text.size()));
        CPLCloseFileInZip(zip);
    }
    CPLCloseZip(zip);
}

/// Types the page's corrections into the cells; in each must stand what the page says.
void correct(const std::string& workbook, const std::vector<Correction>& corrections) {
    auto parts = parts_of(workbook);
    for (const auto& [cell, is, becomes] : corrections) {
        bool is_done = false;
        for (auto& [name, text] : parts) {
            const auto at = text.find("<c r=\"" + cell + "\"");
            if (!name.starts_with("xl/worksheets/") || at == std::string::npos) continue;
            const auto value = text.find("<t>" + is + "</t>", at);
            if (value == std::string::npos || value > text.find("</c>", at)) continue;
            text.replace(value + 3, is.size(), becomes);
            is_done = true;
        }
        EXPECT_TRUE(is_done) << "cell " << cell << " does not hold " << is;
    }
    write_parts(workbook, parts);
}

std::int64_t count_rows(const std::string& store, const std::string& layer) {
    const GDALDatasetUniquePtr data(GDALDataset::Open(store.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* rows = data ? data->GetLayerByName(layer.c_str()) : nullptr;
    return rows == nullptr ? -1 : rows->GetFeatureCount();
}

/// Every "N read = A accepted + M merged + S set aside" adds up. Gives how many such lines there are.
int expect_balanced(const std::string& screen) {
    const std::string text = std::regex_replace(screen, std::regex("\\s+"), " ");
    const std::regex line(R"((\d+) read = (\d+) accepted \+ (\d+) merged \+ (\d+) set aside)");
    int lines = 0;
    for (std::sregex_iterator at(text.begin(), text.end(), line), end; at != end; ++at, ++lines)
        EXPECT_EQ(std::stoi((*at)[1]), std::stoi((*at)[2]) + std::stoi((*at)[3]) + std::stoi((*at)[4])) << at->str();
    return lines;
}

TEST(FirstHour, PrintsWhatThePageShows) {
#ifdef CAIRN_SANITIZED
    // The leak sanitizer tells on the terminal what it forgives a library (cmake/library_leaks.cpp).
    setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
#endif
    GDALAllRegister();
    std::string page = read_text(page_name);
    const auto shown = commands_of(page);
    const auto corrections = corrections_of(page);
    ASSERT_FALSE(shown.empty());
    EXPECT_LE(shown.size(), 6U) << "a new user's path is six commands or fewer";
    ASSERT_EQ(corrections.size(), 3U);

    const Folder folder;
    for (const char* name : {"engins.xlsx", "maps.geojson", "searched.geojson", "accidents.csv"})
        fs::copy_file(fs::path(files_of_the_page) / name, folder / name);
    std::vector<std::string> screens;
    int balances = 0;
    for (const Shown& one : shown) {
        auto words = words_of(one.command);
        ASSERT_EQ(words.front(), "cairn") << one.command;
        words.erase(words.begin());
        if (words.back() == "--retry") correct(folder / "sheet.xlsx", corrections);
        const Typed typed = type_cairn(words, folder.path);
        EXPECT_EQ(typed.exit_code, 0) << one.command << '\n' << typed.screen;
        balances += expect_balanced(typed.screen);
        screens.push_back(typed.screen);
    }
    EXPECT_EQ(balances, 6) << "one for each file that came in, and for the dry run";

    const std::string store = folder / "valley.gpkg";
    EXPECT_EQ(count_rows(store, "find"), 24) << "every row of the workbook";
    EXPECT_EQ(count_rows(store, "recorded_area"), 8);
    EXPECT_EQ(count_rows(store, "search"), 6);
    EXPECT_EQ(count_rows(store, "accident"), 7);
    EXPECT_EQ(run_cairn({"export", store, "--set-aside", folder / "rest.csv"}).out.find("No "), 0U) << "all corrected";
    EXPECT_EQ(run_cairn({"verify", store}).exit_code, 0);
    EXPECT_NE(read_text(folder / "report/report.html").find("</html>"), std::string::npos);

    if (std::getenv("CAIRN_RECORD") != nullptr) {
        for (std::size_t i = shown.size(); i-- > 0;)
            page.replace(shown[i].output_from, shown[i].output_size, screens[i]);
        write_text(page_name, page);
        return;
    }
    for (std::size_t i = 0; i < shown.size(); ++i)
        EXPECT_EQ(screens[i], shown[i].output)
            << shown[i].command << "\nprints something else than docs/first-hour.md shows. If it is meant, record it "
            << "anew:\n  CAIRN_RECORD=1 ctest --test-dir build/release -R end_to_end.FirstHour";
}

}  // namespace
}  // namespace cairn::tests
