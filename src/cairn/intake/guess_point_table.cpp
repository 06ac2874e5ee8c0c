#include "cairn/intake/guess_point_table.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "cairn/registers/fold.hpp"

namespace cairn::intake {
namespace {

using Json = nlohmann::ordered_json;
using registers::fold;

const std::set<std::string>& names_of_points() {
    static const std::set<std::string> names = [] {
        std::set<std::string> folded;
        for (const char* name : {"point",
                                 "point no",
                                 "point nr",
                                 "point number",
                                 "point id",
                                 "point type",
                                 "no of point",
                                 "pt",
                                 "pt no",
                                 "vertex",
                                 "vertex no",
                                 "vertex id",
                                 "vertex index",
                                 "corner",
                                 "corner no",
                                 "turning point",
                                 "tp",
                                 "tp no",
                                 "sequence",
                                 "seq",
                                 "node",
                                 "waypoint",
                                 "точка",
                                 "№ точки",
                                 "номер точки",
                                 "вершина",
                                 "номер вершины",
                                 "поворотная точка",
                                 "тип точки",
                                 "номер кута",
                                 "кут",
                                 "тачка",
                                 "број тачке",
                                 "tačka",
                                 "točka",
                                 "broj tačke",
                                 "broj točke",
                                 "tip tačke",
                                 "tip točke",
                                 "punto",
                                 "punto no",
                                 "vértice",
                                 "vertice",
                                 "numero de punto",
                                 "ponto",
                                 "vértice no",
                                 "numero do ponto",
                                 "sommet",
                                 "numéro du point",
                                 "nöqtə",
                                 "nöqtə nömrəsi",
                                 "կետ",
                                 "կետի համարը",
                                 "نقطة",
                                 "رقم النقطة",
                                 "النقطة"})
            folded.insert(fold(name));
        return folded;
    }();
    return names;
}

bool means_polygon(const std::string& folded) {
    static constexpr std::string_view parts[] = {"minefield", "hazard", "polygon", "area",    "polje",   "minsko",
                                                 "минн",      "поле",   "полигон", "полігон", "участок", "ділянк",
                                                 "campo",     "champ",  "sahe",    "դաշտ",    "حقل",     "task"};
    return std::any_of(std::begin(parts), std::end(parts),
                       [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

bool means_id(const registers::Schema& schema, const std::string& folded) {
    for (const char* name : {"source_id", "name"}) {
        const registers::Field* field = schema.find(name);
        if (field == nullptr) continue;
        if (fold(field->name) == folded) return true;
        for (const auto* names : {&field->synonyms, &field->words}) {
            if (std::any_of(names->begin(), names->end(), [&](const auto& n) { return fold(n) == folded; }))
                return true;
        }
        for (const auto& [language, label] : field->labels) {
            if (fold(label) == folded) return true;
        }
    }
    return means_polygon(folded);
}

const ColumnProfile* find_by_name(const FileProfile& profile, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        for (const ColumnProfile& column : profile.columns) {
            if (column.filled > 0 && fold(column.name).starts_with(fold(name))) return &column;
        }
    }
    return nullptr;
}

struct Found {
    const ColumnProfile* id = nullptr;
    const ColumnProfile* point = nullptr;
    const ColumnProfile* bearing = nullptr;
    const ColumnProfile* distance = nullptr;
};

/// At least three rows for each value, about.
bool holds_several_rows(const ColumnProfile& column, std::int64_t rows) {
    const auto values = static_cast<std::int64_t>(column.texts.size());
    return !column.has_more_texts && values > 0 && column.filled * 10 >= rows * 8 && column.filled >= values * 5 / 2;
}

/// A number that begins anew with each value of `id`, and goes as far as the value with the most rows.
bool counts_within(const ColumnProfile& column, const ColumnProfile& id, std::int64_t rows) {
    static const std::set<std::string> names{"no", "nr", "number", "num", "order", "n", "№", "br", "rb", "номер"};
    if (!names.contains(fold(column.name)) || column.filled != rows || column.numbers != rows || column.is_unique)
        return false;
    std::int64_t most = 0;
    for (const auto& [text, count] : id.texts) most = std::max(most, count);
    return static_cast<std::int64_t>(column.texts.size()) == most && column.least >= 0 && column.least <= 1 &&
           most >= 3;
}

Found find_columns(const FileProfile& profile, const PlaceSource& place, const registers::Schema& schema) {
    Found found;
    found.bearing = find_by_name(profile, {"bearing", "azimuth", "азимут", "azimut", "rumbo", "acimut", "rumo"});
    found.distance = find_by_name(profile, {"distance", "расстояние", "відстань", "udaljenost", "удаљеност",
                                            "rastojanje", "distancia", "distância", "məsafə", "length m", "leg"});
    if (found.bearing == nullptr || found.distance == nullptr) found.bearing = found.distance = nullptr;
    for (const ColumnProfile& column : profile.columns) {
        const std::string name = fold(column.name);
        if (column.filled == 0 || column.name == place.first || column.name == place.second) continue;
        if (found.point == nullptr && names_of_points().contains(name)) {
            found.point = &column;
        } else if (found.id == nullptr && &column != found.bearing && &column != found.distance &&
                   means_id(schema, name) && holds_several_rows(column, profile.rows)) {
            found.id = &column;
        }
    }
    if (found.id != nullptr && found.point == nullptr) {
        const auto order =
            std::find_if(profile.columns.begin(), profile.columns.end(), [&](const ColumnProfile& column) {
                return &column != found.id && counts_within(column, *found.id, profile.rows);
            });
        if (order != profile.columns.end()) found.point = &*order;
    }
    return found;
}

/// The key of `points` that the column is for, by what stands in it: numbers, types (SP, TP1 …), or names.
const char* key_of(const ColumnProfile& column) {
    static const std::set<std::string> types{"sp", "tp", "ip", "ep", "lm", "bm", "rp", "start", "end"};
    const std::string name = fold(column.name);
    if (name.find("type") != std::string::npos || name.find("тип") != std::string::npos) return "type";
    if (column.numbers == column.filled) return "order";
    const bool has_types = std::any_of(column.texts.begin(), column.texts.end(), [](const auto& text_and_rows) {
        std::string text = fold(text_and_rows.first);
        text.erase(std::find_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }), text.end());
        return types.contains(text);
    });
    return has_types ? "type" : "point";
}

std::string lines_to_write(const Found& found) {
    Json points = {{"id", found.id->name}};
    if (found.point != nullptr) points[key_of(*found.point)] = found.point->name;
    if (found.bearing != nullptr) {
        points["bearing"] = found.bearing->name;
        points["distance"] = found.distance->name;
        points["north"] = "?";
    }
    return "\"points\": " + points.dump(-1, ' ', false, Json::error_handler_t::replace) +
           ", \"id\": " + Json(found.id->name).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::optional<Finding> ask_for_points(const FileProfile& profile, const PlaceSource& place,
                                      const registers::Schema& schema) {
    using Kind = PlaceSource::Kind;
    if (schema.geometry != registers::GeometryKind::any && schema.geometry != registers::GeometryKind::polygon)
        return std::nullopt;
    if (place.kind == Kind::file || place.kind == Kind::wkt || profile.rows < 3) return std::nullopt;
    const Found found = find_columns(profile, place, schema);
    if (found.id == nullptr || (found.point == nullptr && found.bearing == nullptr)) return std::nullopt;
    const std::string lines = lines_to_write(found);
    std::string what = found.point != nullptr ? "\"" + found.point->name + "\" is called like a point of one"
                                              : "\"" + found.bearing->name + "\" and \"" + found.distance->name +
                                                    "\" are called like the legs between points";
    std::string message = "Several rows have the same \"" + found.id->name + "\", and " + what +
                          ": the rows look like the points of polygons, not like entries. If they are, write in the "
                          "mapping " +
                          lines;
    if (found.bearing != nullptr) message += " (\"north\" is true, magnetic or grid: ask who measured)";
    message +=
        ". If each row is an entry of its own, use the mapping as it is. --save-mapping FILE --dry-run keeps it to be "
        "edited; --mapping FILE uses it.";
    return Finding{.code = "points_not_stated",
                   .severity = Severity::error,
                   .message = std::move(message),
                   .field = "points",
                   .found = found.id->name,
                   .expected = lines};
}

}  // namespace cairn::intake
