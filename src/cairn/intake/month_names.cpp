#include "cairn/intake/month_names.hpp"

#include <array>
#include <map>
#include <string>

#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

/// Twelve names for each language and case; "-": none of its own.
constexpr std::array<std::array<std::string_view, 12>, 22> names{{
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"},
    {"-", "-", "-", "-", "-", "-", "-", "-", "setiembre", "-", "-", "-"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
     "dezembro"},
    {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
     "декабрь"},
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
     "декабря"},
    {"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень",
     "листопад", "грудень"},
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
     "грудня"},
    {"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
    {"كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
     "كانون الأول"},
    {"հունվար", "փետրվար", "մարտ", "ապրիլ", "մայիս", "հունիս", "հուլիս", "օգոստոս", "սեպտեմբեր", "հոկտեմբեր",
     "նոյեմբեր", "դեկտեմբեր"},
    {"հունվարի", "փետրվարի", "մարտի", "ապրիլի", "մայիսի", "հունիսի", "հուլիսի", "օգոստոսի", "սեպտեմբերի", "հոկտեմբերի",
     "նոյեմբերի", "դեկտեմբերի"},
    {"yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"},
    {"siječanj", "veljača", "ožujak", "travanj", "svibanj", "lipanj", "srpanj", "kolovoz", "rujan", "listopad",
     "studeni", "prosinac"},
    {"siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "listopada",
     "studenoga", "prosinca"},
    {"januar", "februar", "mart", "april", "maj", "juni", "juli", "august", "septembar", "oktobar", "novembar",
     "decembar"},
    {"januara", "februara", "marta", "aprila", "maja", "juna", "jula", "augusta", "septembra", "oktobra", "novembra",
     "decembra"},
    {"јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август", "септембар", "октобар", "новембар",
     "децембар"},
    {"јануара", "фебруара", "марта", "априла", "маја", "јуна", "јула", "августа", "септембра", "октобра", "новембра",
     "децембра"},
    {"-", "-", "-", "-", "-", "jun", "jul", "avgust", "-", "-", "-", "-"},
    {"-", "-", "-", "-", "-", "-", "-", "avgusta", "-", "-", "-", "-"},
}};

/// Whole names by folded text. "listopad" is October in Croatian and November in Ukrainian letters: no clash.
const std::map<std::string, int, std::less<>>& months() {
    static const auto all = [] {
        std::map<std::string, int, std::less<>> made;
        for (const auto& language : names) {
            for (std::size_t month = 0; month < language.size(); ++month) {
                if (language[month] == "-") continue;
                const auto [at, is_new] = made.emplace(registers::fold(language[month]), static_cast<int>(month) + 1);
                if (!is_new && at->second != static_cast<int>(month) + 1) at->second = 0;  // two languages disagree
            }
        }
        return made;
    }();
    return all;
}

/// Letters, not bytes.
std::size_t count_letters(std::string_view text) {
    std::size_t letters = 0;
    for (const char c : text) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    return letters;
}

}  // namespace

std::optional<int> find_month(std::string_view folded) {
    const auto whole = months().find(folded);
    if (whole != months().end()) return whole->second == 0 ? std::nullopt : std::optional(whole->second);
    if (count_letters(folded) < 3) return std::nullopt;
    int month = 0;
    for (auto at = months().lower_bound(folded); at != months().end() && at->first.starts_with(folded); ++at) {
        if (month != 0 && at->second != month) return std::nullopt;
        month = at->second;
    }
    return month == 0 ? std::nullopt : std::optional(month);
}

}  // namespace cairn::intake
