#include "console.hpp"

#include <csignal>
#include <cstdio>
#include <iostream>

#include "cairn/core/error.hpp"
#include "progress_text.hpp"
#include "terminal.hpp"
#include "text_width.hpp"

namespace cairn::cli {
namespace {

// Set by the handler, read between units of work: the only state that a signal handler may touch.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void on_interrupt(int) { interrupted = 1; }

}  // namespace

ConsoleProgress::ConsoleProgress() : is_drawn_(!terminal_settings().is_quiet && can_redraw(Stream::err)) {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
}

ConsoleProgress::~ConsoleProgress() {
    if (is_drawn_) std::fputs("\r\033[K", stderr);
}

void ConsoleProgress::begin(std::string_view step, std::int64_t total) {
    step_ = without_controls(step, false);
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
    // The last column stays free: some terminals go to the next line when it is filled.
    const std::string line = progress_line(step_, units, total_, spent, columns(Stream::err) - 1);
    std::fputs(("\r\033[K" + line).c_str(), stderr);
    std::fflush(stderr);
}

void ConsoleProgress::end() {
    if (is_drawn_) std::fputs("\r\033[K", stderr);
}

std::string to_line(const Finding& finding) {
    std::string line;
    if (!finding.file.empty()) line += finding.file;
    if (finding.row) line += (finding.file.empty() ? "row " : ", row ") + std::to_string(*finding.row);
    if (!finding.field.empty()) line += std::string(line.empty() ? "" : ", ") + "field " + finding.field;
    if (!line.empty()) line += ": ";
    // A cell of a file may hold anything; it must not steer the terminal.
    return without_controls(line + to_sentence(finding), false);
}

void print_sentences(const std::vector<std::string>& sentences) {
    const std::size_t width = columns(Stream::out);
    for (const std::string& given : sentences) {
        const std::string sentence = without_controls(given, true);  // names of deliveries come from files
        if (width == 0) {
            std::cout << sentence << '\n';
        } else {
            for (const std::string& line : wrap(sentence, width)) std::cout << line << '\n';
        }
    }
}

void print_written(const std::vector<std::filesystem::path>& files) {
    if (terminal_settings().is_quiet) return;
    for (const auto& file : files) std::cout << "written: " << file.string() << '\n';
}

bool ask(std::string_view question) {
    std::cerr << question << " [y/N] " << std::flush;
    std::string answer;
    if (!std::getline(std::cin, answer)) return false;
    return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace cairn::cli
