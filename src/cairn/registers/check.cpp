// check_entity: a list of named checks, each of which adds its findings.

#include <cmath>

#include "cairn/registers/fold.hpp"
#include "cairn/registers/schema.hpp"

namespace cairn::registers {
namespace {

struct Check {
    const Entity& entity;
    const Schema& schema;
    const Schemas& schemas;
    Findings findings;

    void add(std::string code, const std::string& field, std::string found, std::string expected,
             const std::string& sentence, Severity severity = Severity::error) {
        findings.push_back({.code = std::move(code),
                            .severity = severity,
                            .message = entity.kind + " " + entity.id + ": " + sentence,
                            .file = {},
                            .row = std::nullopt,
                            .field = field,
                            .found = std::move(found),
                            .expected = std::move(expected)});
    }
};

std::string shown(double number) {
    std::string text = std::to_string(number);
    while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
        const bool was_point = text.back() == '.';
        text.pop_back();
        if (was_point) break;
    }
    return text;
}

std::string shown(const Value& value) {
    struct Show {
        std::string operator()(std::monostate) const { return "blank"; }
        std::string operator()(bool b) const { return b ? "true" : "false"; }
        std::string operator()(std::int64_t i) const { return std::to_string(i); }
        std::string operator()(double d) const { return shown(d); }
        std::string operator()(const std::string& s) const {
            return is_clean_text(s) ? s.substr(0, 80) : "(broken text)";
        }
        std::string operator()(const Date& d) const { return to_text(d); }
    };
    return std::visit(Show{}, value);
}

bool has_type(const Value& value, FieldType type) {
    switch (type) {
        case FieldType::text: return std::holds_alternative<std::string>(value);
        case FieldType::integer: return std::holds_alternative<std::int64_t>(value);
        case FieldType::real:
            return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
        case FieldType::boolean: return std::holds_alternative<bool>(value);
        case FieldType::date: return std::holds_alternative<Date>(value);
    }
    return false;
}

std::string range_of(const Field& field) {
    const std::string unit = field.unit.empty() || field.unit == "1" ? "" : " " + field.unit;
    if (field.minimum && field.maximum) return shown(*field.minimum) + " to " + shown(*field.maximum) + unit;
    if (field.minimum) return "at least " + shown(*field.minimum) + unit;
    if (field.maximum) return "at most " + shown(*field.maximum) + unit;
    return "a finite number";
}

void check_number(Check& check, const Field& field, double number) {
    const bool within = std::isfinite(number) && (!field.minimum || number >= *field.minimum) &&
                        (!field.maximum || number <= *field.maximum);
    if (within) return;
    check.add("number_out_of_range", field.name, shown(number), range_of(field),
              field.name + " is " + shown(number) + ", expected " + range_of(field) + ". Correct it in the source.");
}

void check_text(Check& check, const Field& field, const std::string& text) {
    if (text.size() > longest_text) {
        check.add("text_too_long", field.name, std::to_string(text.size()) + " bytes",
                  "at most " + std::to_string(longest_text) + " bytes",
                  field.name + " is too long; shorten it, or keep it as a document.");
    } else if (!is_clean_text(text)) {
        check.add("broken_text", field.name, "bytes that are not UTF-8", "UTF-8 text",
                  field.name + " holds bytes that are not text; save the source as UTF-8.");
    } else if (field.code_list) {
        const CodeList* list = check.schemas.find_code_list(*field.code_list);
        if (list != nullptr && list->find_value(text) != nullptr) return;
        check.add("unknown_code", field.name, text.substr(0, 80), "a value of the code list " + *field.code_list,
                  field.name + " is \"" + text.substr(0, 80) + "\", which the code list " + *field.code_list +
                      " does not have. Map it to one of its values, or add it to the list.");
    }
}

void check_value(Check& check, const Field& field, const Value& value) {
    if (!has_type(value, field.type)) {
        const std::string type(to_text(field.type));
        return check.add("wrong_type", field.name, shown(value), type,
                         field.name + " is \"" + shown(value) + "\", expected: " + type + ".");
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        check_number(check, field, static_cast<double>(*whole));
    } else if (const auto* real = std::get_if<double>(&value)) {
        check_number(check, field, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        check_text(check, field, *text);
    } else if (const auto* date = std::get_if<Date>(&value); date != nullptr && date->first > date->last) {
        check.add("wrong_type", field.name, to_text(*date), "a date", field.name + " ends before it begins.");
    }
}

void check_fields(Check& check) {
    for (const auto& [name, value] : check.entity.fields) {
        const Field* field = check.schema.find(name);
        if (field == nullptr) {
            check.add("unknown_field", name, name, "a field of " + check.schema.kind,
                      "there is no field \"" + name + "\". Add it by an extension, or leave it out.");
        } else if (!std::holds_alternative<std::monostate>(value)) {
            check_value(check, *field, value);
        }
    }
    for (const Field& field : check.schema.fields) {
        if (!field.mandatory || find_value(check.entity, field.name) != nullptr) continue;
        check.add("missing_mandatory", field.name, "blank", "a value",
                  field.name + " is blank, but every " + check.schema.kind + " needs it. Fill it in.");
    }
}

void check_geometry_kind(Check& check) {
    const auto& geometry = check.entity.geometry;
    const GeometryKind wanted = check.schema.geometry;
    if (!geometry) {
        if (check.schema.geometry_mandatory) {
            check.add("missing_geometry", "geometry", "none", std::string(to_text(wanted)),
                      "it has no geometry, but needs one.");
        }
        return;
    }
    constexpr GeometryKind kinds[] = {GeometryKind::point, GeometryKind::line, GeometryKind::polygon};
    const GeometryKind found = kinds[geometry->index()];
    if (wanted == GeometryKind::any || wanted == found) return;
    check.add("wrong_geometry_kind", "geometry", std::string(to_text(found)), std::string(to_text(wanted)),
              "its geometry is a " + std::string(to_text(found)) + ", expected: " + std::string(to_text(wanted)) + ".");
}

bool is_on_earth(const LonLat& p) { return std::abs(p.lon_deg) <= 180 && std::abs(p.lat_deg) <= 90; }

/// Empty when well-formed: enough positions, rings closed, all on the earth (NaN is not).
std::string malformation(const GeoGeometry& geometry) {
    std::string wrong;
    for_each_position(geometry, [&](const LonLat& p) {
        if (!is_on_earth(p)) wrong = "a position that is not on the earth";
    });
    if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&geometry); points != nullptr && points->empty()) {
        wrong = "no position";
    }
    if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
        if (lines->empty()) wrong = "no line";
        for (const auto& line : *lines)
            if (line.positions.size() < 2) wrong = "a line of fewer than 2 positions";
    }
    if (const auto* polygons = std::get_if<GeoMultiPolygon>(&geometry)) {
        if (polygons->empty()) wrong = "no polygon";
        const auto check_ring = [&](const GeoRing& ring) {
            if (ring.size() < 4) {
                wrong = "a ring of fewer than 4 positions";
            } else if (!(ring.front() == ring.back())) {
                wrong = "a ring that is not closed";
            }
        };
        for (const auto& polygon : *polygons) {
            check_ring(polygon.shell);
            for (const auto& hole : polygon.holes) check_ring(hole);
        }
    }
    return wrong;
}

void check_geometry(Check& check) {
    check_geometry_kind(check);
    if (!check.entity.geometry) return;
    if (const std::string wrong = malformation(*check.entity.geometry); !wrong.empty()) {
        check.add("broken_geometry", "geometry", wrong, "closed rings of at least 4 positions on the earth",
                  "its geometry has " + wrong + ".");
    }
}

/// What the source wrote stands; that it does not fit is evidence.
void check_order(Check& check) {
    struct Pair {
        const char *first, *second;
    };
    for (const auto& [first, second] : {Pair{"date_laid", "date_recorded"}, Pair{"date_start", "date_end"},
                                        Pair{"mark_date", "date_found"}, Pair{"date_reported", "date_closed"}}) {
        const auto a = date_of(check.entity, first);
        const auto b = date_of(check.entity, second);
        if (!a || !b || !is_after(*a, *b)) continue;
        check.add("dates_out_of_order", first, to_text(*a), "not after " + std::string(second) + " " + to_text(*b),
                  std::string(first) + " " + to_text(*a) + " lies after " + second + " " + to_text(*b) +
                      ". Both are kept; check them in the source.",
                  Severity::warning);
    }
    const auto low = number_of(check.entity, "claimed_count_low");
    const auto high = number_of(check.entity, "claimed_count_high");
    if (low && high && *low > *high) {
        check.add("counts_out_of_order", "claimed_count_low", shown(*low), "at most " + shown(*high),
                  "the least count " + shown(*low) + " is above the greatest, " + shown(*high) +
                      ". Both are kept; check them in the source.",
                  Severity::warning);
    }
}

}  // namespace

Findings check_entity(const Entity& entity, const Schema& schema, const Schemas& schemas) {
    Check check{entity, schema, schemas, {}};
    if (entity.kind != schema.kind) {
        check.add("unknown_kind", "kind", entity.kind, schema.kind,
                  "it is checked as a " + schema.kind + ". This is a defect of the program.");
    }
    if (entity.id.empty() || entity.id.size() > 200 || !is_clean_text(entity.id)) {
        check.add("missing_id", "id", entity.id.empty() ? "blank" : "an id that cannot be kept",
                  "1 to 200 bytes of UTF-8", "its id cannot be used.");
    }
    check_fields(check);
    check_geometry(check);
    check_order(check);
    return std::move(check.findings);
}

}  // namespace cairn::registers
