#pragma once
// The report as PDF: its print styles, laid out by a browser that this machine has.

#include <chrono>
#include <filesystem>
#include <string>

#include "cairn/core/progress.hpp"

namespace cairn::workflow {

enum class Paper { a4, letter };

/// What to print, and with what.
struct Printing {
    Paper paper = Paper::a4;
    std::filesystem::path browser;       ///< of find_browser()
    std::chrono::seconds patience{180};  ///< after that the browser is ended
};

/// The program that the environment variable CAIRN_BROWSER names or, without it, the first of chromium,
/// chromium-browser, google-chrome-stable and google-chrome in PATH. Throws WorldError, with what to install, when
/// there is none.
std::filesystem::path find_browser();

/// The bytes of the PDF as which `page` (HTML) is laid out: whole, which is looked at. The browser has a folder of its
/// own and no network. It and all that it started are ended when it takes longer than its patience, and when `progress`
/// throws Interrupted. Throws WorldError, saying what the browser did.
std::string print_page(const std::filesystem::path& page, const Printing& printing, Progress& progress);

}  // namespace cairn::workflow
