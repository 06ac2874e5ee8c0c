#pragma once
// How likely a word is in one of the languages of language_samples.hpp.

#include <string_view>

namespace cairn::formats {

/// Natural logarithm of the probability of a word, over all the words that there are: a mixture of the languages, each
/// a chain of letter pairs, with a little for letters that it does not use and less for signs within a word. Case
/// counts once: "Baku", "BAKU", "baku" are as likely, "bAKU" is not. `word` is UTF-8.
double score_word(std::string_view word);

}  // namespace cairn::formats
