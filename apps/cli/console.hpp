#pragma once
// The terminal: progress that can be interrupted, questions, and findings as sentences.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/finding.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::cli {

/// Exit codes (docs/cli.md).
enum ExitCode : int { done = 0, done_with_errors = 1, wrong_call = 2, world_failed = 3 };

/// Draws on standard error, and only on a terminal that can redraw a line and without --quiet. Ctrl-C makes the next
/// advance() throw Interrupted.
class ConsoleProgress final : public Progress {
   public:
    ConsoleProgress();
    ~ConsoleProgress() override;
    ConsoleProgress(const ConsoleProgress&) = delete;
    ConsoleProgress& operator=(const ConsoleProgress&) = delete;

    void begin(std::string_view step, std::int64_t total) override;
    void advance(std::int64_t done) override;
    void end() override;

   private:
    void draw(std::int64_t done);

    bool is_drawn_;
    std::string step_;
    std::int64_t total_ = 0;
    std::chrono::steady_clock::time_point began_;
    std::chrono::steady_clock::time_point drawn_;
};

/// "file, row 12, field date: sentence Found: … Expected: … [code]", without the severity, on one line.
std::string to_line(const Finding& finding);

/// Sentences of an answer, broken at the width of the terminal.
void print_sentences(const std::vector<std::string>& sentences);
/// "written: FILE" for each, unless --quiet.
void print_written(const std::vector<std::filesystem::path>& files);

/// Asks on the terminal; anything but y or yes is no.
bool ask(std::string_view question);

}  // namespace cairn::cli
