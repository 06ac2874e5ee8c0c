// The JSON form of a mapping:
//
//   {"kind": "find", "table": "Sheet1", "crs": "EPSG:4326", "encoding": "cp1251", "where": {"status": ["done"]},
//    "crs_column": "datum", "crs_codes": {"SK42": "EPSG:4284"},
//    "place": {"lon": "gps_x", "lat": "gps_y"},      or {"x": …, "y": …}, {"wkt": …}, {"text": …}, {"mgrs": …},
//                                                    {"utm": …}, {"easting": …, "northing": …, "zone": …}, each perhaps
//                                                    with "order": "north_first" … (docs/notations.md); "file", "none"
//    "points": {"id": "field", "order": "no", "type": "kind", "bearing": "az", "distance": "m", "from": "from",
//               "north": "magnetic", "declination_deg": 4.5},       (docs/formats/point-table.md)
//    "id": "find_no",                                or {"feature_id": true}
//    "package_column": "sheet",
//    "fields": {"date_found": {"column": "found_on", "format": "dd.mm.yyyy"},
//               "device_category": {"column": "type", "codes": {"7": "ap-mine", "?": null}},
//               "sigma_m": {"constant": "10"}, "comments": "remarks"},
//    "default_sigma_m": 20, "shared_coordinate_rows": 5, "shared_coordinate_sigma_m": 2000, "decimal": ","}

#include <fstream>

#include <nlohmann/json.hpp>

#include "cairn/core/error.hpp"
#include "cairn/geodesy/notation.hpp"
#include "cairn/intake/mapping.hpp"

namespace cairn::intake {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t most_bytes = 1'000'000;

/// Thrown inside this file only, to leave a deep reader at the first misfit.
struct Misfit {
    Finding finding;
};

[[noreturn]] void misfit(const std::string& key, const std::string& found, const std::string& expected) {
    throw Misfit{{.code = "broken_mapping",
                  .severity = Severity::error,
                  .message = "The mapping cannot be used: " + key + " is " + found + ", expected " + expected + ".",
                  .field = key,
                  .found = found,
                  .expected = expected}};
}

std::string shown(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, 60);
}

std::string text_of(const Json& value, const std::string& key) {
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) misfit(key, shown(value), "a text");
    return value.get<std::string>();
}

double number_of(const Json& value, const std::string& key, double least) {
    if (!value.is_number() || !(value.get<double>() >= least) || !(value.get<double>() <= 1e9)) {
        misfit(key, shown(value), "a number of at least " + std::to_string(static_cast<int>(least)));
    }
    return value.get<double>();
}

void require_object(const Json& value, const std::string& key) {
    if (!value.is_object()) misfit(key, shown(value), "an object in braces");
}

FieldSource field_source(const Json& value, const std::string& key) {
    if (value.is_string()) return {.column = text_of(value, key)};
    require_object(value, key);
    FieldSource source;
    for (const auto& [name, part] : value.items()) {
        const std::string at = key + "." + name;
        if (name == "column")
            source.column = text_of(part, at);
        else if (name == "constant")
            source.constant = text_of(part, at);
        else if (name == "unit")
            source.unit = text_of(part, at);
        else if (name == "format")
            source.format = text_of(part, at);
        else if (name == "codes") {
            require_object(part, at);
            for (const auto& [text, code] : part.items()) {
                if (code.is_null())
                    source.codes[text] = std::nullopt;
                else
                    source.codes[text] = text_of(code, at + "." + text);
            }
        } else {
            misfit(at, "unknown", "column, constant, codes, unit or format");
        }
    }
    if (!source.column && !source.constant) misfit(key, shown(value), "a column, a constant, or both");
    return source;
}

struct PlaceForm {
    PlaceSource::Kind kind;
    std::string_view first, second, third;  ///< keys
};

constexpr PlaceForm place_forms[] = {
    {PlaceSource::Kind::lon_lat, "lon", "lat", {}},
    {PlaceSource::Kind::x_y, "x", "y", {}},
    {PlaceSource::Kind::wkt, "wkt", {}, {}},
    {PlaceSource::Kind::text, "text", {}, {}},
    {PlaceSource::Kind::mgrs, "mgrs", {}, {}},
    {PlaceSource::Kind::utm, "utm", {}, {}},
    {PlaceSource::Kind::easting_northing, "easting", "northing", "zone"},
    {PlaceSource::Kind::easting_northing, "easting", "northing", {}},
};

/// What a guess writes that found no place: to be answered before the mapping can be used.
constexpr std::string_view not_stated = "not stated";

PlaceSource place_source(const Json& value) {
    using Kind = PlaceSource::Kind;
    if (value == "file") return {.kind = Kind::file};
    if (value == "none") return {.kind = Kind::none};
    if (value == not_stated) return {.kind = Kind::none, .is_open = true};
    require_object(value, "place");
    std::map<std::string, std::string> columns;
    PlaceSource place;
    for (const auto& [name, part] : value.items()) {
        const std::string at = "place." + name;
        const auto question = geodesy::find_question(name);
        if (!question) {
            columns[name] = text_of(part, at);
            continue;
        }
        const std::string answer = text_of(part, at);
        if (!geodesy::find_answer(*question, answer)) {
            misfit(at, shown(part), std::string(name_of(*question, 1)) + " or " + std::string(name_of(*question, 2)));
        }
        place.answers[name] = answer;
    }
    if (columns.size() == 1 && columns.contains("geometry") && columns["geometry"] == "file") {
        place.kind = Kind::file;
        return place;
    }
    for (const PlaceForm& form : place_forms) {
        const std::size_t wanted = (form.second.empty() ? 1U : 2U) + (form.third.empty() ? 0U : 1U);
        const auto take = [&columns](std::string_view name) {
            const auto at = columns.find(std::string(name));
            return at == columns.end() ? std::string() : at->second;
        };
        place.first = take(form.first);
        place.second = take(form.second);
        place.third = take(form.third);
        const std::size_t taken =
            (place.first.empty() ? 0U : 1U) + (place.second.empty() ? 0U : 1U) + (place.third.empty() ? 0U : 1U);
        if (taken != wanted || columns.size() != wanted) continue;
        place.kind = form.kind;
        return place;
    }
    misfit(
        "place", shown(value),
        R"("file", "none", or an object with lon and lat, x and y, easting and northing (and zone), text, mgrs, utm )"
        "or wkt");
}

PointTable point_table(const Json& value) {
    require_object(value, "points");
    PointTable points;
    const std::map<std::string, std::string*> texts{{"id", &points.id},
                                                    {"part", &points.part},
                                                    {"shape", &points.shape},
                                                    {"order", &points.order},
                                                    {"type", &points.type},
                                                    {"point", &points.point},
                                                    {"from", &points.from},
                                                    {"bearing", &points.bearing},
                                                    {"distance", &points.distance},
                                                    {"bearing_unit", &points.bearing_unit},
                                                    {"distance_unit", &points.distance_unit}};
    for (const auto& [name, part] : value.items()) {
        const std::string at = "points." + name;
        if (const auto text = texts.find(name); text != texts.end()) {
            *text->second = text_of(part, at);
        } else if (name == "north") {
            points.north = text_of(part, at);
            if (points.north != "true" && points.north != "magnetic" && points.north != "grid")
                misfit(at, shown(part), "true, magnetic or grid");
        } else if (name == "declination_deg") {
            points.declination_deg = number_of(part, at, -180);
            if (*points.declination_deg > 180) misfit(at, shown(part), "degrees from -180 to 180");
        } else if (name == "types") {
            require_object(part, at);
            for (const auto& [written, type] : part.items()) points.types[written] = text_of(type, at + "." + written);
        } else {
            misfit(at, "unknown",
                   "id, order, type, types, point, from, bearing, distance, north, declination_deg, bearing_unit or "
                   "distance_unit");
        }
    }
    if (points.id.empty()) misfit("points.id", "missing", "the column that tells the polygon of each point");
    if (points.bearing.empty() != points.distance.empty())
        misfit("points", "a bearing without a distance, or the other way", "both, or neither");
    return points;
}

Json to_json_value(const PointTable& points) {
    Json out = Json::object();
    const auto put = [&out](const char* name, const std::string& text, const char* usual = "") {
        if (!text.empty() && text != usual) out[name] = text;
    };
    put("id", points.id);
    put("part", points.part);
    put("shape", points.shape);
    put("order", points.order);
    put("type", points.type);
    for (const auto& [text, type] : points.types) out["types"][text] = type;
    put("point", points.point);
    put("from", points.from);
    put("bearing", points.bearing);
    put("distance", points.distance);
    put("north", points.north);
    if (points.declination_deg) out["declination_deg"] = *points.declination_deg;
    put("bearing_unit", points.bearing_unit, "degree");
    put("distance_unit", points.distance_unit, "m");
    return out;
}

std::vector<std::string> texts_of(const Json& value, const std::string& key) {
    if (value.is_string()) return {value.get<std::string>()};
    if (!value.is_array()) misfit(key, shown(value), "a list of texts");
    std::vector<std::string> texts;
    for (const auto& text : value) {
        if (!text.is_string()) misfit(key, shown(text), "a text in quotes");
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

void read_id(const Json& value, Mapping& mapping) {
    if (value.is_string()) {
        mapping.id_column = text_of(value, "id");
        return;
    }
    if (!value.is_object() || value.size() != 1 || !value.contains("feature_id") ||
        !value.at("feature_id").is_boolean()) {
        misfit("id", shown(value), R"(a column, or {"feature_id": true})");
    }
    mapping.feature_id = value.at("feature_id").get<bool>();
}

void read_key(const std::string& key, const Json& value, Mapping& mapping) {
    if (key == "kind") {
        mapping.kind = text_of(value, key);
    } else if (key == "table") {
        mapping.table = text_of(value, key);
    } else if (key == "crs") {
        mapping.crs = text_of(value, key);
    } else if (key == "encoding") {
        mapping.encoding = formats::find_encoding(text_of(value, key));
        if (!mapping.encoding) misfit(key, shown(value), "one of " + formats::names_of_encodings());
    } else if (key == "crs_column") {
        mapping.crs_column = text_of(value, key);
    } else if (key == "crs_codes") {
        require_object(value, key);
        for (const auto& [text, crs] : value.items()) mapping.crs_codes[text] = text_of(crs, "crs_codes." + text);
    } else if (key == "where") {
        require_object(value, key);
        for (const auto& [column, texts] : value.items()) {
            mapping.where[column] = texts_of(texts, "where." + column);
        }
    } else if (key == "fields") {
        require_object(value, key);
        for (const auto& [field, source] : value.items()) {
            mapping.fields[field] = field_source(source, "fields." + field);
        }
    } else if (key == "place") {
        mapping.place = place_source(value);
    } else if (key == "points") {
        mapping.points = point_table(value);
    } else if (key == "id") {
        read_id(value, mapping);
    } else if (key == "package_column") {
        mapping.package_column = text_of(value, key);
    } else if (key == "default_sigma_m") {
        mapping.default_sigma_m = number_of(value, key, 0);
    } else if (key == "shared_coordinate_rows") {
        mapping.shared_coordinate_rows = static_cast<int>(number_of(value, key, 2));
    } else if (key == "shared_coordinate_sigma_m") {
        mapping.shared_coordinate_sigma_m = number_of(value, key, 0);
    } else if (key == "decimal") {
        if (value != "." && value != ",") misfit(key, shown(value), R"("." or ",")");
        mapping.decimal = value.get_ref<const std::string&>()[0];
    } else {
        misfit(key, "unknown",
               "kind, table, crs, crs_column, crs_codes, encoding, where, place, points, id, package_column, fields, "
               "default_sigma_m, "
               "shared_coordinate_rows, shared_coordinate_sigma_m or decimal");
    }
}

Json to_json_value(const FieldSource& source) {
    const FieldSource plain{.column = source.column};
    if (source.column && source == plain) return *source.column;
    Json out = Json::object();
    if (source.column) out["column"] = *source.column;
    if (source.constant) out["constant"] = *source.constant;
    if (!source.unit.empty()) out["unit"] = source.unit;
    if (!source.format.empty()) out["format"] = source.format;
    for (const auto& [text, code] : source.codes) out["codes"][text] = code ? Json(*code) : Json(nullptr);
    return out;
}

Json to_json_value(const PlaceSource& place) {
    if (place.kind == PlaceSource::Kind::file && place.answers.empty()) return "file";
    Json out = Json::object();
    if (place.kind == PlaceSource::Kind::file) {
        out["geometry"] = "file";
        for (const auto& [question, answer] : place.answers) out[question] = answer;
        return out;
    }
    for (const PlaceForm& form : place_forms) {
        if (form.kind != place.kind || form.third.empty() != place.third.empty()) continue;
        out[std::string(form.first)] = place.first;
        if (!form.second.empty()) out[std::string(form.second)] = place.second;
        if (!form.third.empty()) out[std::string(form.third)] = place.third;
        for (const auto& [question, answer] : place.answers) out[question] = answer;
        return out;
    }
    return place.is_open ? std::string(not_stated) : "none";
}

}  // namespace

Result<Mapping> parse_mapping(std::string_view text) {
    try {
        // The depth of a mapping is four; a hostile one is refused before it is built.
        const auto shallow = [](int depth, Json::parse_event_t, Json&) {
            if (depth > 8) misfit("the mapping", "nested more than 8 deep", "at most 4");
            return true;
        };
        const Json json = Json::parse(text, shallow, false);
        if (json.is_discarded()) misfit("the text", "not JSON", "one JSON object");
        require_object(json, "the mapping");
        Mapping mapping;
        for (const auto& [key, value] : json.items()) read_key(key, value, mapping);
        if (mapping.kind.empty()) misfit("kind", "missing", "the kind of entity, such as \"accident\"");
        return mapping;
    } catch (const Misfit& found) {
        return failure(found.finding);
    }
}

Result<Mapping> read_mapping(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) throw WorldError("The mapping \"" + file.string() + "\" cannot be read: " + error.message() + ".");
    if (size > most_bytes) {
        return failure({.code = "broken_mapping",
                        .severity = Severity::error,
                        .message = "The mapping has " + std::to_string(size) + " bytes, expected at most 1 MB.",
                        .file = file.string()});
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in && !in.eof()) throw WorldError("The mapping \"" + file.string() + "\" cannot be read.");
    auto mapping = parse_mapping(text);
    if (!mapping) mapping.error().file = file.string();
    return mapping;
}

std::string to_json(const Mapping& mapping) {
    Json out;
    out["kind"] = mapping.kind;
    if (mapping.table) out["table"] = *mapping.table;
    if (mapping.crs) out["crs"] = *mapping.crs;
    if (mapping.encoding) out["encoding"] = std::string(formats::to_text(*mapping.encoding));
    if (mapping.crs_column) out["crs_column"] = *mapping.crs_column;
    if (!mapping.crs_codes.empty()) out["crs_codes"] = mapping.crs_codes;
    if (!mapping.where.empty()) out["where"] = mapping.where;
    out["place"] = to_json_value(mapping.place);
    if (mapping.points) out["points"] = to_json_value(*mapping.points);
    if (mapping.id_column)
        out["id"] = *mapping.id_column;
    else if (mapping.feature_id)
        out["id"] = {{"feature_id", true}};
    if (mapping.package_column) out["package_column"] = *mapping.package_column;
    out["fields"] = Json::object();
    for (const auto& [field, source] : mapping.fields) out["fields"][field] = to_json_value(source);
    if (mapping.default_sigma_m) out["default_sigma_m"] = *mapping.default_sigma_m;
    if (mapping.shared_coordinate_rows != Mapping{}.shared_coordinate_rows) {
        out["shared_coordinate_rows"] = mapping.shared_coordinate_rows;
    }
    if (mapping.shared_coordinate_sigma_m) out["shared_coordinate_sigma_m"] = *mapping.shared_coordinate_sigma_m;
    if (mapping.decimal != '.') out["decimal"] = std::string(1, mapping.decimal);
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cairn::intake
