// The program on a terminal and off it: colour, width, quiet; and what a wrong call is answered with.

#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "cli/shell.hpp"
#include "cli/text_width.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::cli {
namespace {

using tests::contains;
using tests::Printed;
using tests::program;
using tests::run_shell;

/// On a pseudo-terminal of that many columns.
Printed run_on_terminal(const std::string& command, int columns, const std::string& environment = "TERM=xterm") {
    return run_shell("env -u NO_COLOR " + environment + " script -qec 'stty cols " + std::to_string(columns) + "; " +
                     command + "' /dev/null </dev/null");
}

TEST(WrongCall, SaysWhatWasProbablyMeant) {
    struct Case {
        const char *call, *answer;
    };
    const Case cases[] = {
        {"improt s.gpkg", "There is no verb \"improt\". Did you mean import? Verbs: run, import"},
        {"import s.gpkg a.csv --packge x", "import has no option --packge. Did you mean --package?"},
        {"import s.gpkg a.csv --as=accident --dryrun", "import has no option --dryrun. Did you mean --dry-run?"},
        {"report s.gpkg --ou x", "report has no option --ou. Did you mean --out?"},
        {"report s.gpkg", "report lacks -o, --out DIR. Usage: cairn report [options] STORE -o DIR"},
        {"assess", "assess lacks STORE. Usage: cairn assess [options] STORE"},
        {"assess s.gpkg more", "assess cannot use: more."},
        {"--quite", "There is no option --quite."},
        {"", "Say what to do"},
        {"help asses", "There is no verb \"asses\". Did you mean assess?"},
        {"simulate borne-uot -o /nowhere", "Did you mean borne-out? Bundled: "},
        {"assess s.gpkg --tolerance -3", "\"-3\" is not a distance; write metres from 0 to 100000."},
        {"assess s.gpkg --color sometimes", "auto, always or never"},
        {"completion fish", "only for bash and zsh"},
        {"import s.gpkg a.csv", "say what the rows are with --as KIND"},
    };
    for (const Case& wrong : cases) {
        const Printed answer = run_shell(program + " " + wrong.call);
        EXPECT_EQ(answer.exit_code, 2) << wrong.call;
        EXPECT_TRUE(contains(answer.text, wrong.answer)) << wrong.call << '\n' << answer.text;
        EXPECT_TRUE(answer.text.starts_with("cairn: ")) << answer.text;
    }
}

class Terminal : public testing::Test {
   protected:
    void SetUp() override {
        std::string rows = "accident_id,latitude,longitude,date_of_accident,killed,injured\n";
        for (int i = 1; i <= 9; ++i) {
            const std::string n = std::to_string(i);
            rows += "A" + n + ",-40.00" + n + ",-140.00" + n + ",200" + n + "-05-0" + n + ",0,1\n";
        }
        rows += "A10,-40.02,-140.02,1999-13-02\033[31m,0,1\n";  // no month; and what would turn a terminal red
        folder_.write("a.csv", rows);
        ASSERT_EQ(run_shell(program + " init " + store_ + " --by Somebody").exit_code, 0);
    }
    std::string import(const std::string& options) const {
        return program + " import " + store_ + " " + (folder_.path() / "a.csv").string() +
               " --as accident --crs EPSG:4326 -y --dry-run " + options;
    }
    const tests::TemporaryFolder folder_;
    const std::string store_ = (folder_.path() / "s.gpkg").string();
};

TEST_F(Terminal, AMistypedKindOrColumnIsNamedWithWhatWasProbablyMeant) {
    const std::string file = (folder_.path() / "a.csv").string();
    const Printed kind = run_shell(program + " import " + store_ + " " + file + " --as acident");
    EXPECT_EQ(kind.exit_code, 2);
    EXPECT_TRUE(contains(kind.text, "There is no kind \"acident\". Did you mean accident? Kinds: ")) << kind.text;
    const Printed column = run_shell(import("--where kiled=1"));
    EXPECT_TRUE(contains(column.text, "\"kiled\", which the file does not have. Did you mean killed?")) << column.text;
}

TEST_F(Terminal, ColourIsOnATerminalAloneAndNeverWhereItIsNotWanted) {
    const std::string escape = "\033[1";
    EXPECT_TRUE(contains(run_on_terminal(import(""), 100).text, escape));
    EXPECT_FALSE(contains(run_shell(import("")).text, "\033"));
    EXPECT_FALSE(contains(run_on_terminal(import(""), 100, "TERM=dumb").text, "\033"));
    EXPECT_FALSE(contains(run_on_terminal(import(""), 100, "TERM=xterm NO_COLOR=1").text, escape));
    EXPECT_TRUE(contains(run_on_terminal(import(""), 100, "TERM=xterm NO_COLOR=").text, escape));
    EXPECT_FALSE(contains(run_on_terminal(import("--color never"), 100).text, escape));
    EXPECT_TRUE(contains(run_shell(import("--color always")).text, escape));
}

TEST_F(Terminal, LinesFitItsWidthAndAreWholeInAPipe) {
    const std::string piped = run_shell(import("")).text;
    EXPECT_TRUE(contains(piped, "row 10, field date")) << piped;
    for (const int width : {40, 70}) {
        std::string text = run_on_terminal(import("--color never"), width).text;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line.starts_with("  ")) {
                EXPECT_LE(display_width(line), static_cast<std::size_t>(width)) << line;
            }
        }
        std::istringstream log(run_on_terminal(program + " log " + store_, width).text);
        for (std::string line; std::getline(log, line);) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            EXPECT_LE(display_width(line), static_cast<std::size_t>(width)) << line;
        }
    }
    EXPECT_TRUE(contains(run_shell(program + " log " + store_).text, "Somebody"));
}

TEST_F(Terminal, QuietSaysOnlyWhatMustBeDone) {
    const Printed quiet = run_shell(import("--quiet"));
    EXPECT_EQ(quiet.exit_code, 0);
    EXPECT_TRUE(contains(quiet.text, "1 set aside")) << quiet.text;
    EXPECT_FALSE(contains(quiet.text, "note:")) << quiet.text;
    folder_.write("good.csv", "accident_id,latitude,longitude,date_of_accident\nA1,-40.001,-140.001,1999-05-02\n");
    EXPECT_EQ(run_shell(program + " import " + store_ + " " + (folder_.path() / "good.csv").string() +
                        " --as accident --crs EPSG:4326 -q")
                  .text,
              "");
}

}  // namespace
}  // namespace cairn::cli
