#include "progress_text.hpp"

#include <algorithm>
#include <cmath>

#include "text_width.hpp"

namespace cairn::cli {

std::string grouped(std::int64_t count) {
    std::string digits = std::to_string(count);
    const std::size_t sign = count < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > sign + 3;) {
        at -= 3;
        digits.insert(at, 1, ' ');
    }
    return digits;
}

std::string rough_time(double seconds) {
    // Steps that grow with the time, upwards: nobody is told less than it will take.
    const auto up_to = [](double value, double step) {
        return static_cast<std::int64_t>(std::ceil(value / step) * step);
    };
    if (seconds <= 10) return "about " + std::to_string(std::max<std::int64_t>(1, up_to(seconds, 1))) + " s";
    if (seconds <= 55) return "about " + std::to_string(up_to(seconds, 5)) + " s";
    const std::int64_t minutes = up_to(seconds / 60, seconds <= 600 ? 1 : 5);
    if (minutes < 60) return "about " + std::to_string(minutes) + " min";
    const std::int64_t rest = minutes % 60;
    return "about " + std::to_string(minutes / 60) + " h" + (rest == 0 ? "" : " " + std::to_string(rest) + " min");
}

std::string progress_line(std::string_view step, std::int64_t done, std::int64_t total, double seconds,
                          std::size_t width) {
    std::string text(step);
    const bool has_share = total > 0 && done >= 0 && done <= total;
    if (has_share) {
        text += "  " + grouped(done) + " of " + grouped(total) + ", " + std::to_string(100 * done / total) + " %";
        if (seconds >= 2 && done * 100 >= total && done > 0) {
            const double left = seconds * static_cast<double>(total - done) / static_cast<double>(done);
            text += ", " + rough_time(left) + " left";
        }
    } else {
        if (done > 0) text += "  " + grouped(done);
        text += "  for " + std::to_string(static_cast<std::int64_t>(seconds)) + " s";
    }
    const std::string hint = "  (Ctrl-C stops; nothing is lost)";
    if (display_width(text + hint) <= width) text += hint;
    return shorten(text, width);
}

}  // namespace cairn::cli
