#pragma once
// Every word that a report prints, by key and language. Messages have named slots, plural forms and **strong** parts.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::report {

/// A named slot of a message and what stands there: "{tolerance}" ← "50 m".
struct Slot {
    std::string_view name;
    std::string text;
};
using Slots = std::vector<Slot>;

/// A piece of a message; strong where the message says **…**. Data in slots cannot switch it.
struct Run {
    bool is_strong = false;
    std::string text;
};

/// How a language writes numbers and dates.
struct NumberSymbols {
    std::string decimal = ".";
    std::string group = "\u202F";       ///< narrow no-break space
    std::string percent = "\u202F%";    ///< after the number, with its space
    std::string minus = "\u2212";
    std::string range = "\u2013";       ///< between the ends
    std::vector<std::string> months;    ///< 12 short names
};

class Catalogue {
   public:
    /// `language`: ISO 639-1 code of a catalogue that the program carries. Throws CallError, naming those it has.
    explicit Catalogue(std::string_view language = "en");

    /// The message with its slots filled; it need not use them all. Precondition: `key` exists and every slot that
    /// it names is given (both are checked and throw CallError: a mistake of ours must not print half a sentence).
    std::string text(std::string_view key, const Slots& slots = {}) const;
    /// The same with the plural form for `count`; the slot {n} is filled by the caller, who formats it.
    std::string plural(std::string_view key, double count, const Slots& slots) const;
    std::vector<Run> runs(std::string_view key, const Slots& slots = {}) const;

    bool has(std::string_view key) const;
    const NumberSymbols& symbols() const { return symbols_; }
    std::string_view language() const { return language_; }

    /// Every key with all its forms, for checks over the whole catalogue.
    const std::map<std::string, std::vector<std::string>, std::less<>>& messages() const { return messages_; }

   private:
    const std::vector<std::string>& forms(std::string_view key) const;

    std::string language_;
    NumberSymbols symbols_;
    /// One form, or singular and plural in this order.
    std::map<std::string, std::vector<std::string>, std::less<>> messages_;
};

/// Languages that the program carries, sorted.
std::vector<std::string> catalogue_languages();

}  // namespace cairn::report
