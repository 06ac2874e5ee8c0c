#include "terminal.hpp"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cairn::cli {
namespace {

int descriptor(Stream stream) { return stream == Stream::out ? STDOUT_FILENO : STDERR_FILENO; }

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

}  // namespace

TerminalSettings& terminal_settings() {
    static TerminalSettings settings;
    return settings;
}

bool is_terminal(Stream stream) { return isatty(descriptor(stream)) == 1; }
bool stdin_is_terminal() { return isatty(STDIN_FILENO) == 1; }
bool can_redraw(Stream stream) { return is_terminal(stream) && environment("TERM") != "dumb"; }

std::size_t columns(Stream stream) {
    if (!is_terminal(stream)) return 0;
    constexpr std::size_t narrowest = 20;  // below that nothing can be laid out
    constexpr std::size_t usual = 80;
    winsize size{};
    if (ioctl(descriptor(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return usual;
    return size.ws_col < narrowest ? narrowest : size.ws_col;
}

bool has_colour(Stream stream) {
    switch (terminal_settings().colour) {
        case Colour::always: return true;
        case Colour::never: return false;
        case Colour::automatic: break;
    }
    return can_redraw(stream) && environment("NO_COLOR").empty();
}

std::string styled(std::string_view text, Look look, Stream stream) {
    if (!has_colour(stream)) return std::string(text);
    const char* code = look == Look::error ? "\033[1;31m" : look == Look::warning ? "\033[1;33m" : "\033[1m";
    return code + std::string(text) + "\033[0m";
}

}  // namespace cairn::cli
