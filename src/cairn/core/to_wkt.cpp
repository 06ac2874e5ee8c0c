#include <array>
#include <charconv>
#include <cmath>

#include "cairn/core/error.hpp"
#include "cairn/core/wkt.hpp"

namespace cairn {
namespace {

void append_number(std::string& text, double value) {
    if (!std::isfinite(value)) throw CallError("to_wkt: a position is not a number.");
    std::array<char, 32> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    text.append(digits.data(), end);
}

void append(std::string& text, XY position) {
    append_number(text, position.x);
    text += ' ';
    append_number(text, position.y);
}

/// "(member, member)"
template <class Members, class F>
void append_list(std::string& text, const Members& members, F&& append_member) {
    text += '(';
    bool is_first = true;
    for (const auto& member : members) {
        if (!is_first) text += ", ";
        is_first = false;
        append_member(member);
    }
    text += ')';
}

void append_path(std::string& text, const std::vector<XY>& path) {
    append_list(text, path, [&text](XY position) { append(text, position); });
}

void append_polygon(std::string& text, const PolygonOf<XY>& polygon) {
    text += '(';
    append_path(text, polygon.shell);
    for (const auto& hole : polygon.holes) {
        text += ", ";
        append_path(text, hole);
    }
    text += ')';
}

template <class Members, class F>
std::string tagged(const std::string& kind, const Members& members, F&& append_member) {
    if (members.empty()) return "MULTI" + kind + " EMPTY";
    std::string text = members.size() == 1 ? kind + " " : "MULTI" + kind + " ";
    if (members.size() == 1)
        append_member(text, members.front());
    else
        append_list(text, members, [&](const auto& member) { append_member(text, member); });
    return text;
}

}  // namespace

std::string to_wkt(const GeometryOf<XY>& geometry) {
    if (const auto* points = std::get_if<MultiPointOf<XY>>(&geometry))
        return tagged("POINT", *points, [](std::string& text, XY p) { append_path(text, {p}); });
    if (const auto* lines = std::get_if<MultiLineOf<XY>>(&geometry))
        return tagged("LINESTRING", *lines,
                      [](std::string& text, const LineOf<XY>& line) { append_path(text, line.positions); });
    return tagged("POLYGON", std::get<MultiPolygonOf<XY>>(geometry), append_polygon);
}

}  // namespace cairn
