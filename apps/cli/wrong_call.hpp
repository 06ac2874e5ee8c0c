#pragma once
// What a wrong call is answered with: what was wrong, what was probably meant, where help is.

#include <span>
#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace cairn::cli {

/// `words`: the call without the program's name.
std::string explain_wrong_call(const CLI::App& app, std::span<const std::string> words, const CLI::ParseError& error);

}  // namespace cairn::cli
