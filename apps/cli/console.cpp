#include "console.hpp"

#include <csignal>
#include <cstdio>
#include <iostream>
#include <unistd.h>

#include "cairn/core/error.hpp"

namespace cairn::cli {
namespace {

// Set by the handler, read between units of work: the only state that a signal handler may touch.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void on_interrupt(int) { interrupted = 1; }

}  // namespace

ConsoleProgress::ConsoleProgress(bool is_quiet) : is_drawn_(!is_quiet && stderr_is_terminal()) {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
}

ConsoleProgress::~ConsoleProgress() {
    if (is_drawn_) std::fputs("\r\033[K", stderr);
}

void ConsoleProgress::begin(std::string_view step, std::int64_t total) {
    step_ = step;
    total_ = total;
    began_ = drawn_ = std::chrono::steady_clock::now();
    if (interrupted != 0) throw Interrupted("Stopped as asked. Nothing is half-written.");
}

void ConsoleProgress::advance(std::int64_t units) {
    if (interrupted != 0) throw Interrupted("Stopped as asked. Nothing is half-written.");
    if (is_drawn_) draw(units);
}

void ConsoleProgress::draw(std::int64_t units) {
    using namespace std::chrono;
    const auto now = steady_clock::now();
    // Nothing for what takes less than a second, and no more than five drawings a second.
    if (now - began_ < seconds(1) || now - drawn_ < milliseconds(200)) return;
    drawn_ = now;
    const double spent = duration<double>(now - began_).count();
    std::string text = "\r\033[K" + step_ + "  " + std::to_string(units);
    if (total_ > 0) {
        text += " of " + std::to_string(total_);
        if (units > 0 && units <= total_) {
            const double left = spent * static_cast<double>(total_ - units) / static_cast<double>(units);
            text += ", about " + std::to_string(static_cast<long>(left) + 1) + " s left";
        }
    }
    text += "  (Ctrl-C stops; nothing is lost)";
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

void ConsoleProgress::end() {
    if (is_drawn_) std::fputs("\r\033[K", stderr);
}

bool stdin_is_terminal() { return isatty(STDIN_FILENO) == 1; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) == 1; }

std::string to_line(const Finding& finding) {
    std::string line = std::string(to_text(finding.severity)) + ": ";
    if (!finding.file.empty()) line += finding.file;
    if (finding.row) line += (finding.file.empty() ? "row " : ", row ") + std::to_string(*finding.row);
    if (!finding.field.empty()) line += ", field " + finding.field;
    if (!finding.file.empty() || finding.row || !finding.field.empty()) line += ": ";
    line += finding.message;
    if (!finding.found.empty()) line += " Found: " + finding.found + ".";
    if (!finding.expected.empty()) line += " Expected: " + finding.expected + ".";
    return line + " [" + finding.code + "]";
}

bool ask(std::string_view question) {
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    if (!std::getline(std::cin, answer)) return false;
    return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace cairn::cli
