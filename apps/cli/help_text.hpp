#pragma once
// The pages of a verb as text for a terminal, as a manual page and as Markdown.

#include <cstddef>
#include <span>
#include <string>

#include "command_page.hpp"

namespace cairn::cli {

/// `width` in columns, 0: unlimited.
std::string to_help(const CommandPage& page, std::size_t width);
/// The page of `cairn --help`: its verbs, where to begin, the exit codes.
std::string to_help(const CommandPage& program, std::span<const CommandPage> verbs, std::size_t width);

/// Troff with the macros of man(7): cairn-VERB.1, and cairn.1.
std::string to_man(const CommandPage& page, const std::string& version);
std::string to_man(const CommandPage& program, std::span<const CommandPage> verbs, const std::string& version);

/// docs/options.md.
std::string to_markdown(const CommandPage& program, std::span<const CommandPage> verbs);

/// Scripts for `source <(cairn completion bash)` and for a folder of zsh's fpath, as _cairn.
std::string to_bash_completion(const CommandPage& program, std::span<const CommandPage> verbs);
std::string to_zsh_completion(const CommandPage& program, std::span<const CommandPage> verbs);

/// A command that may be copied, its lines broken before options with a backslash.
std::string continued(const std::string& command, std::size_t width, std::size_t indent);

/// What the exit codes mean, in their order from 0.
struct ExitMeaning {
    int code = 0;
    std::string what;
};
std::span<const ExitMeaning> exit_meanings();

/// Where a newcomer begins.
std::span<const Example> first_steps();

}  // namespace cairn::cli
