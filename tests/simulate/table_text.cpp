#include "simulate/table_text.hpp"

#include <array>
#include <charconv>
#include <cstdio>

namespace cairn::simulate::test {
namespace {

std::string shortest(double value) {
    std::array<char, 40> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

struct AsText {
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return shortest(value); }
    std::string operator()(const std::string& value) const { return value; }
    std::string operator()(const Date& value) const { return cairn::to_text(value); }
};

std::string position_text(LonLat p) {
    std::array<char, 60> text{};
    std::snprintf(text.data(), text.size(), " %.7f %.7f", p.lon_deg, p.lat_deg);
    return text.data();
}

}  // namespace

std::string to_text(const WorldFiles& files) {
    std::string text;
    for (const FileTable& table : files.tables) {
        text += "# " + table.path + " " + table.import_kind + "\n";
        for (const FileColumn& column : table.columns) text += column.name + "|";
        text += "\n";
        for (const Entity& row : table.rows) {
            text += row.id;
            for (const auto& [name, value] : row.fields) text += "|" + name + "=" + std::visit(AsText{}, value);
            if (row.geometry) for_each_position(*row.geometry, [&](LonLat p) { text += position_text(p); });
            text += "\n";
        }
    }
    for (const FileText& file : files.texts) text += "# " + file.path + "\n" + file.text;
    return text;
}

}  // namespace cairn::simulate::test
