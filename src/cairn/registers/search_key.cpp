#include "cairn/registers/search_key.hpp"

#include <array>
#include <memory>
#include <stdexcept>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <utility>

#include "cairn/registers/fold.hpp"

namespace cairn::registers {
namespace {

/// Letters that ICU's general rules write otherwise than the languages that have them.
constexpr const char* rules =
    "љ > lj; Љ > Lj; њ > nj; Њ > Nj; џ > dž; Џ > Dž; ђ > đ; Ђ > Đ; ћ > ć; Ћ > Ć;"
    "ю > yu; Ю > Yu; я > ya; Я > Ya; ё > yo; Ё > Yo; є > ye; Є > Ye; ї > yi; Ї > Yi; щ > š; Щ > Š; ц > ts; Ц > Ts;"
    "[ьъЬЪ] > ; ы > i; Ы > I; э > e; Э > E; ґ > g; Ґ > G;"
    "ու > u; Ու > U; ՈՒ > U; և > ev; ո > o; Ո > O; ը > i; Ը > I;"
    "ə > e; Ə > E;"
    ":: Any-Latin;";

/// Not to be shared between threads.
const icu::Transliterator& to_latin() {
    thread_local const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode error = U_ZERO_ERROR;
        UParseError where;
        std::unique_ptr<icu::Transliterator> own(icu::Transliterator::createFromRules(
            "CairnNames", icu::UnicodeString::fromUTF8(rules), UTRANS_FORWARD, where, error));
        if (U_FAILURE(error)) throw std::logic_error("ICU has no transliteration of names to Latin");
        return own;
    }();
    return *made;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

}  // namespace

std::string search_key(std::string_view name) {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    to_latin().transliterate(text);
    std::string latin;
    text.toUTF8String(latin);
    std::string key = fold(latin);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 14> same{{{"kh", "h"},
                                                                                  {"gh", "g"},
                                                                                  {"zh", "z"},
                                                                                  {"sh", "s"},
                                                                                  {"ch", "c"},
                                                                                  {"ts", "c"},
                                                                                  {"dj", "d"},
                                                                                  {"ou", "u"},
                                                                                  {"ow", "u"},
                                                                                  {"x", "h"},
                                                                                  {"q", "g"},
                                                                                  {"w", "v"},
                                                                                  {"y", "i"},
                                                                                  {"j", "i"}}};
    for (const auto& [what, with] : same) replace_all(key, what, with);
    std::string once;
    for (const char c : key) {
        const bool is_latin = c >= 'a' && c <= 'z';  // others are bytes of a letter that has no Latin one
        if (once.empty() || once.back() != c || !is_latin) once += c;
    }
    return once;
}

}  // namespace cairn::registers
