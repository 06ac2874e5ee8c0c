// Help, manual, completion and docs/options.md say what the options say.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include "cli/app.hpp"
#include "cli/help_text.hpp"
#include "cli/shell.hpp"
#include "cli/text_width.hpp"
#include "cli/value_types.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::cli {
namespace {

namespace fs = std::filesystem;
using tests::contains;
using tests::has_program;
using tests::Printed;
using tests::program;
using tests::run_shell;

const std::string manual = CAIRN_BUILD_DIR "/manual";
const std::string here = CAIRN_SOURCE_DIR "/tests/cli";

struct Line {
    Chosen chosen;
    std::unique_ptr<CLI::App> app = make_app(chosen);
    std::vector<CommandPage> verbs = describe_verbs(*app);
};

std::string read(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::istringstream stream(text);
    for (std::string word; std::getline(stream, word);)
        if (!word.empty()) words.push_back(word);
    std::sort(words.begin(), words.end());
    return words;
}

TEST(Help, EveryOptionIsExplainedAndItsValueIsOfAKnownType) {
    for (const CommandPage& verb : Line().verbs) {
        EXPECT_FALSE(verb.examples.empty()) << verb.name << ": set_examples";
        for (const auto& options : {verb.arguments, verb.options})
            for (const OptionText& option : options) {
                EXPECT_FALSE(option.what.empty()) << verb.name << ' ' << option.spelled();
                EXPECT_NE(option.what.back(), '.') << verb.name << ' ' << option.spelled() << ": without a full stop";
                EXPECT_TRUE(option.value.empty() || find_value_type(option.value) != nullptr)
                    << verb.name << ' ' << option.spelled()
                    << ": give it ->type_name(\"…\") of apps/cli/value_types.cpp";
            }
    }
}

TEST(Help, EveryExampleIsACallThatTheProgramAccepts) {
    for (const CommandPage& verb : Line().verbs) {
        for (const Example& example : verb.examples) {
            SCOPED_TRACE(example.command);
            // What a shell makes of it, without redirections: the words of one call of cairn.
            const std::string call =
                std::regex_replace(example.command, std::regex(R"(^source <\((.*)\)$|( [|>] .*$))"), "$1");
            ASSERT_TRUE(call.starts_with("cairn "));
            Line line;
            std::istringstream stream(run_shell("printf '%s\\n' " + call).text);
            std::vector<std::string> reversed;  // as the library wants them
            std::string word;
            std::getline(stream, word);
            while (std::getline(stream, word)) reversed.insert(reversed.begin(), word);
            EXPECT_NO_THROW(line.app->parse(reversed));
        }
    }
}

TEST(Help, ItFitsTheTerminal) {
    const Line line;
    for (const std::size_t width : {40u, 60u, 80u, 200u}) {
        for (const CommandPage& verb : line.verbs) {
            const std::string help = to_help(verb, width);
            EXPECT_TRUE(contains(help, "cairn " + verb.name));
            std::istringstream lines(help);
            for (std::string text; std::getline(lines, text);) {
                // A command that cannot be broken further may be wider: it is to be copied.
                if (!text.starts_with("    ")) {
                    EXPECT_LE(display_width(text), width) << text;
                }
            }
        }
    }
}

TEST(Help, TheOptionsPageIsCurrent) {
    const Printed page = run_shell(program + " man --markdown");
    ASSERT_EQ(page.exit_code, 0);
    EXPECT_EQ(read(CAIRN_SOURCE_DIR "/docs/options.md"), page.text)
        << "An option changed. Run: build/release/cairn man --markdown > docs/options.md";
}

TEST(Help, MandocHasNothingToSayAgainstTheManualPages) {
    if (!has_program("mandoc")) GTEST_SKIP() << "mandoc is not installed";
    std::size_t pages = 0;
    for (const auto& file : fs::directory_iterator(manual + "/man1")) {
        ++pages;
        const Printed lint = run_shell("mandoc -Tlint -W warning " + file.path().string());
        EXPECT_EQ(lint.text, "") << file.path();
        const Printed shown = run_shell("mandoc -Kutf-8 -Tutf8 " + file.path().string() + " | col -b");
        EXPECT_TRUE(contains(shown.text, "EXAMPLES")) << file.path();
    }
    EXPECT_EQ(pages, Line().verbs.size() + 1);
    const std::string import = run_shell("mandoc -Kutf-8 -Tutf8 " + manual + "/man1/cairn-import.1 | col -b").text;
    for (const char* part :
         {"--dry-run", "technical-survey", "--as KIND", "cairn import store.gpkg sheet.xlsx --retry"})
        EXPECT_TRUE(contains(import, part)) << part;
}

std::vector<std::string> bash(const std::string& words) {
    return words_of(run_shell("bash " + here + "/complete.bash " + manual + "/cairn.bash " + words).text);
}

TEST(Completion, BashCompletesVerbsOptionsKindsScenariosAndFiles) {
    EXPECT_EQ(bash("cairn im"), std::vector<std::string>{"import"});
    EXPECT_EQ(bash("cairn import s.gpkg a.csv --pack"), (std::vector<std::string>{"--package", "--package-column"}));
    EXPECT_EQ(bash("cairn import s.gpkg a.csv --as acc"), std::vector<std::string>{"accident"});
    EXPECT_EQ(bash("cairn import s.gpkg a.csv --as = rec"), std::vector<std::string>{"recorded-area"});
    EXPECT_EQ(bash("cairn import --medium ''").size(), 5u);
    EXPECT_EQ(bash("cairn simulate borne"), std::vector<std::string>{"borne-out"});
    EXPECT_EQ(bash("cairn assess --color n"), std::vector<std::string>{"never"});
    EXPECT_EQ(bash("cairn completion ''"), (std::vector<std::string>{"bash", "zsh"}));
    EXPECT_EQ(bash("cairn help ver"), std::vector<std::string>{"verify"});
    EXPECT_EQ(bash("cairn log --as-of").size(), 0u);
}

TEST(Completion, BashOffersFilesWhereAFileIsMeant) {
    const tests::TemporaryFolder folder;
    for (const char* name : {"old store.gpkg", "maps.geojson", "mapping.json"})
        std::ofstream(folder.path() / name) << "x";
    fs::create_directory(folder.path() / "maps");
    const std::string beginning = folder.path().string() + "/";
    EXPECT_EQ(bash("cairn assess '" + beginning + "o'"), std::vector<std::string>{beginning + "old store.gpkg"});
    EXPECT_EQ(bash("cairn assess '" + beginning + "map'"), std::vector<std::string>{beginning + "maps"});
    // A file after another of the same option, and after a flag.
    const std::vector<std::string> maps{beginning + "mapping.json", beginning + "maps", beginning + "maps.geojson"};
    EXPECT_EQ(bash("cairn run s.gpkg --finds a.csv '" + beginning + "map'"), maps);
    EXPECT_EQ(bash("cairn import s.gpkg --dry-run '" + beginning + "map'"), maps);
    EXPECT_EQ(bash("cairn report s.gpkg -o '" + beginning + "map'"), std::vector<std::string>{beginning + "maps"});
}

std::vector<std::string> zsh(const std::string& line) {
    return words_of(run_shell("timeout 60 zsh -f " + here + "/complete.zsh " + manual + " '" + line + "'").text);
}

TEST(Completion, ZshCompletesVerbsOptionsKindsAndFiles) {
    if (!has_program("zsh")) GTEST_SKIP() << "zsh is not installed";
    EXPECT_EQ(zsh("cairn im"), std::vector<std::string>{"import"});
    EXPECT_EQ(zsh("cairn import s.gpkg a.csv --as acc"), std::vector<std::string>{"accident"});
    const auto options = zsh("cairn import s.gpkg a.csv --pack");
    EXPECT_EQ(options.size(), 2u);
    EXPECT_TRUE(std::all_of(options.begin(), options.end(), [](const auto& o) { return o.starts_with("--package"); }));
    EXPECT_EQ(zsh("cairn simulate borne"), std::vector<std::string>{"borne-out"});
    const tests::TemporaryFolder folder;
    for (const char* name : {"old.gpkg", "old.csv"}) std::ofstream(folder.path() / name) << "x";
    const std::string beginning = folder.path().string() + "/ol";
    // Among the matches of a path are those of its folders.
    const auto files = [](std::vector<std::string> matches) {
        std::erase_if(matches, [](const std::string& match) { return !match.starts_with("old"); });
        return matches;
    };
    EXPECT_EQ(files(zsh("cairn assess " + beginning)), std::vector<std::string>{"old.gpkg"});
    EXPECT_EQ(files(zsh("cairn run s.gpkg --finds a.csv " + beginning)),
              (std::vector<std::string>{"old.csv", "old.gpkg"}));
}

TEST(Install, ProgramManualAndCompletionsComeToStandWhereSystemsLookForThem) {
    const tests::TemporaryFolder folder;
    const std::string prefix = folder.path().string();
    const Printed installed = run_shell(std::string(CAIRN_CMAKE) + " --install " CAIRN_BUILD_DIR " --prefix " + prefix);
    ASSERT_EQ(installed.exit_code, 0) << installed.text;
    for (const char* file : {"bin/cairn", "share/man/man1/cairn.1", "share/man/man1/cairn-import.1",
                             "share/bash-completion/completions/cairn", "share/zsh/site-functions/_cairn"})
        EXPECT_TRUE(fs::exists(folder.path() / file)) << file;
    EXPECT_TRUE(run_shell(prefix + "/bin/cairn --version").text.starts_with("cairn "));
}

}  // namespace
}  // namespace cairn::cli
