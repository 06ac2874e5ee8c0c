#pragma once
// The terminal: progress that can be interrupted, questions, and findings as sentences.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "cairn/core/finding.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::cli {

/// Exit codes (docs/cli.md).
enum ExitCode : int { done = 0, done_with_errors = 1, wrong_call = 2, world_failed = 3 };

/// Draws on standard error, and only on a terminal. Ctrl-C makes the next advance() throw Interrupted.
class ConsoleProgress final : public Progress {
   public:
    explicit ConsoleProgress(bool is_quiet);
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

bool stdin_is_terminal();
bool stderr_is_terminal();

/// "file, row 12, field `date`: sentence (found: …; expected: …)"
std::string to_line(const Finding& finding);

/// Asks on the terminal; anything but y or yes is no.
bool ask(std::string_view question);

}  // namespace cairn::cli
