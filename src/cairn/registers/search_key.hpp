#pragma once
// One name in several scripts and spellings: a key under which a search finds them together. See docs/languages.md.

#include <string>
#include <string_view>

namespace cairn::registers {

/// Latin letters and digits that a name sounds like, roughly: transliterated (ICU, Any-Latin), folded (fold.hpp),
/// letters that languages write for the same sound made one (x, kh and h; q and g; w and v; y, j and i; ou, ow and u),
/// doubled letters once. "Шуша", "Şuşa" and "Šuša" give "susa". For searching alone: different names may have one key,
/// one name in two languages may have two, and Arabic is matched by its consonants and long vowels as written. Names
/// are stored as given, and nothing is merged for a key. Empty for a text without letters and digits; bytes that are
/// not UTF-8 are dropped.
std::string search_key(std::string_view name);

}  // namespace cairn::registers
