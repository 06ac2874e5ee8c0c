#pragma once
// What stands at the other end of a stream, and what the user asked for: how wide, with colour or without, how much.

#include <cstddef>
#include <string>
#include <string_view>

namespace cairn::cli {

enum class Colour { automatic, always, never };
enum class Stream { out, err };
enum class Look { strong, error, warning };

/// Set once, by --quiet and --color.
struct TerminalSettings {
    bool is_quiet = false;
    Colour colour = Colour::automatic;
};
TerminalSettings& terminal_settings();

bool is_terminal(Stream stream);
bool stdin_is_terminal();
/// A terminal that can move its cursor (not TERM=dumb).
bool can_redraw(Stream stream);

/// Columns: those of the terminal; unlimited (0) when the stream is a file or a pipe, whose reader wants whole lines.
std::size_t columns(Stream stream);

/// Whether colour is wanted: as --color says; else on a terminal that is not dumb, unless NO_COLOR is set
/// (no-color.org: to anything but an empty text).
bool has_colour(Stream stream);
std::string styled(std::string_view text, Look look, Stream stream);

}  // namespace cairn::cli
