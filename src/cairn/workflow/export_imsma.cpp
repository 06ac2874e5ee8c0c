#include "cairn/workflow/export_imsma.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "cairn/core/wkt.hpp"
#include "cairn/workflow/export_mapping.hpp"

namespace cairn::workflow {
namespace {

struct Rename {
    const char* ours;
    const char* theirs;
};

struct Shape {
    const char* layer;
    const char* table;  ///< also the beginning of its ids: "hazard_guid", "hazard_localid"
    const char* type;   ///< value of "hazardtypeenum", where one table takes in several kinds; empty: none
    std::vector<Rename> fields;
};

/// Names as they stand in public queries on the database of IMSMA NG, or are formed like those (docs/formats/imsma.md
/// tells which).
const std::vector<Shape>& shapes() {
    static const std::vector<Shape> all{
        {"hazard",
         "hazard",
         "Hazardous area",
         {{"name", "hazardname"},
          {"admin_unit", "gazetteername"},
          {"hazard_class", "hazardclassenum"},
          {"status", "statusenum"},
          {"date_reported", "reportdate"},
          {"date_closed", "closedate"},
          {"device_category", "ordnancecategoryenum"},
          {"reported_area_m2", "areasize"},
          {"marking", "markingenum"},
          {"priority", "priorityenum"},
          {"blocks", "blockedlanduse"},
          {"organisation", "orgname"},
          {"comments", "comments"}}},
        {"recorded_area",
         "hazard",
         "Recorded area",
         {{"name", "hazardname"},
          {"admin_unit", "gazetteername"},
          {"date_recorded", "reportdate"},
          {"device_category", "ordnancecategoryenum"},
          {"marking", "markingenum"},
          {"comments", "comments"}}},
        {"search",
         "hazreduc",
         "",
         {{"name", "hazreducname"},
          {"activity", "hazreductypeenum"},
          {"method", "clearancemethodenum"},
          {"admin_unit", "gazetteername"},
          {"date_start", "startdate"},
          {"date_end", "enddate"},
          {"depth_m", "clearancedepth"},
          {"status", "statusenum"},
          {"reported_area_m2", "areasize"},
          {"hazard", "hazard_localid"},
          {"organisation", "orgname"},
          {"team", "team"},
          {"task", "task_localid"},
          {"comments", "comments"}}},
        {"find",
         "hazreducdeviceinfo",
         "",
         {{"search", "hazreduc_guid"},
          {"search_source_id", "hazreduc_localid"},
          {"admin_unit", "gazetteername"},
          {"date_found", "finddate"},
          {"device_category", "ordnancecategoryenum"},
          {"device_model", "ordnancemodel"},
          {"count", "qty"},
          {"depth_m", "depth"},
          {"disposal", "disposalenum"},
          {"organisation", "orgname"},
          {"team", "team"},
          {"task", "task_localid"},
          {"comments", "comments"}}},
        {"accident",
         "accident",
         "",
         {{"admin_unit", "gazetteername"},
          {"date", "dateofaccident"},
          {"device_category", "ordnancecategoryenum"},
          {"killed", "killedcount"},
          {"injured", "injuredcount"},
          {"activity_at_time", "activityattime"},
          {"circumstances", "narrative"},
          {"nearest_place", "nearesttown"},
          {"organisation", "orgname"},
          {"comments", "comments"}}},
        {"area", "gazetteer", "", {{"name", "gazetteername"}, {"level", "gazetteerlevel"}, {"parent", "parentname"}}},
        {"place",
         "location",
         "",
         {{"name", "locationname"}, {"admin_unit", "gazetteername"}, {"comments", "comments"}}}};
    return all;
}

constexpr const char* wkt_column = "cairn_geometry_wkt";
constexpr const char* type_column = "hazardtypeenum";

const Shape* shape_of(const formats::Layer& layer) {
    const auto at =
        std::find_if(shapes().begin(), shapes().end(), [&](const Shape& each) { return layer.name == each.layer; });
    return at == shapes().end() ? nullptr : &*at;
}

bool has_places(const formats::Layer& layer) {
    return std::any_of(layer.rows.begin(), layer.rows.end(),
                       [](const Entity& row) { return row.geometry.has_value(); });
}

std::string wkt_of(const GeoGeometry& geometry) {
    return to_wkt(map_positions<XY>(geometry, [](const LonLat& p) { return XY{p.lon_deg, p.lat_deg}; }));
}

/// What the column is called there.
std::string renamed(const Shape& shape, const std::string& column) {
    const std::string table = shape.table;
    if (column == "id") return table + "_guid";
    if (column == "source_id") return table + "_localid";
    for (const Rename& each : shape.fields)
        if (column == each.ours) return each.theirs;
    return "cairn_" + column;
}

class Imsma {
   public:
    explicit Imsma(const registers::Schemas& schemas) : schemas_(schemas) {}

    void add(const formats::Layer& layer) {
        const Shape* shape = shape_of(layer);
        if (shape == nullptr) return add_other(layer);
        formats::Layer& table = table_named(shape->table);
        const std::string type = shape->type;
        if (!type.empty()) require(table, {.name = type_column, .definition = "What stands in the row"});
        std::map<std::string, std::string> names;
        for (const formats::Column& column : layer.columns) {
            names[column.name] = renamed(*shape, column.name);
            auto out = column;
            out.name = names[column.name];
            out.choices.clear();
            require(table, out);
        }
        if (has_places(layer)) require(table, {.name = wkt_column, .definition = "The whole place, holes in it"});
        const registers::Schema& schema = *find_schema(layer, schemas_);  // every shape is that of a built-in register
        for (const Entity& row : layer.rows) {
            // A hazard and a recorded area may have the same id, and stand in one table.
            std::string id = row.id;
            while (!ids_.insert({table.name, id}).second) id = layer.name + "-" + id;
            Entity made{.kind = table.name, .id = id, .fields = {}, .geometry = {}};
            for (const auto& [field, value] : row.fields) made.fields[names[field]] = labelled(schema, field, value);
            made.fields[names["id"]] = id;
            if (!type.empty()) made.fields[type_column] = type;
            if (row.geometry) made.fields[wkt_column] = wkt_of(*row.geometry);
            table.rows.push_back(std::move(made));
            if (row.geometry) add_geometry({shape->table, id, local_id_of(row)}, *row.geometry);
        }
    }

    std::vector<formats::Layer> tables() && {
        std::vector<formats::Layer> all;
        for (auto& table : tables_)
            if (!table.rows.empty()) all.push_back(std::move(table));
        return all;
    }

   private:
    formats::Layer& table_named(const std::string& name) {
        for (auto& table : tables_)
            if (table.name == name) return table;
        return tables_.emplace_back(formats::Layer{.name = name, .description = {}, .columns = {}, .rows = {}});
    }

    static void require(formats::Layer& table, const formats::Column& column) {
        for (const auto& there : table.columns)
            if (there.name == column.name) return;
        table.columns.push_back(column);
    }

    /// IMSMA's enumerations are words; ours have them as labels.
    Value labelled(const registers::Schema& schema, const std::string& field, const Value& value) const {
        const auto* text = std::get_if<std::string>(&value);
        const auto* described = schema.find(field);
        if (text == nullptr || described == nullptr || !described->code_list || field == "sensitivity") return value;
        const auto* list = schemas_.find_code_list(*described->code_list);
        const auto* code = list == nullptr ? nullptr : list->find_value(*text);
        return code != nullptr && code->labels.contains("en") ? Value(code->labels.at("en")) : value;
    }

    void add_other(const formats::Layer& layer) {
        formats::Layer table = layer;
        table.name = "cairn_" + layer.name;
        table.style.reset();
        if (has_places(layer)) table.columns.push_back({.name = wkt_column});
        for (Entity& row : table.rows) {
            if (row.geometry) row.fields[wkt_column] = wkt_of(*row.geometry);
            if (row.geometry) add_geometry({table.name, row.id, local_id_of(row)}, *row.geometry);
            row.geometry.reset();
        }
        tables_.push_back(std::move(table));
    }

    /// The row that a geometry belongs to.
    struct Owner {
        std::string table, id, local_id;
    };

    static std::string local_id_of(const Entity& row) { return text_of(row, "source_id").value_or(row.id); }

    void add_geometry(const Owner& owner, const GeoGeometry& geometry) {
        std::size_t number = 0;
        if (const auto* points = std::get_if<MultiPointOf<LonLat>>(&geometry)) {
            for (const LonLat& point : *points) add_shape(owner, ++number, "Point", "", {point});
        } else if (const auto* lines = std::get_if<MultiLineOf<LonLat>>(&geometry)) {
            for (const auto& line : *lines) add_shape(owner, ++number, "Polyline", "", line.positions);
        } else {
            for (const auto& polygon : std::get<GeoMultiPolygon>(geometry)) {
                const std::string shell = add_shape(owner, ++number, "Polygon", "", open(polygon.shell));
                for (const auto& hole : polygon.holes) add_shape(owner, ++number, "Polygon", shell, open(hole));
            }
        }
    }

    static std::vector<LonLat> open(GeoRing ring) {
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        return ring;
    }

    /// `hole_of`: the shape whose hole it is. Returns the shape's id.
    std::string add_shape(const Owner& owner, std::size_t number, const char* kind, const std::string& hole_of,
                          const std::vector<LonLat>& positions) {
        const std::string id = owner.table + "-" + owner.id + "-" + std::to_string(number);
        const std::string local_id = owner.local_id + "-" + std::to_string(number);
        put("geospatialinfo", {{"geospatialinfo_guid", id},
                               {"shapeenum", std::string(kind)},
                               {"shape_id", local_id},
                               {"cairn_hole_of", hole_of.empty() ? Value() : Value(hole_of)}});
        put(owner.table + "_has_geospatialinfo", {{owner.table + "_guid", owner.id}, {"geospatialinfo_guid", id}});
        std::int64_t point = 0;
        for (const LonLat& p : positions) {
            ++point;
            put("geopoint",
                {{"geopoint_guid", id + "-" + std::to_string(point)},
                 {"geospatialinfo_guid", id},
                 {"pointlocal_id", local_id + "-" + std::to_string(point)},
                 {"pointno", point},
                 {"pointtypeenum", std::string(positions.size() == 1 ? "Reference point" : "Turning point")},
                 {"latitude", p.lat_deg},
                 {"longitude", p.lon_deg},
                 {"coordrefsys", std::string("WGS84")},
                 {"coordformat", std::string("Decimal degrees")}});
        }
        return id;
    }

    void put(const std::string& name, const std::vector<std::pair<std::string, Value>>& values) {
        formats::Layer& table = table_named(name);
        Entity row{.kind = name, .id = {}, .fields = {}, .geometry = {}};
        for (const auto& [column, value] : values) {
            auto type = formats::Column::Type::text;
            if (std::holds_alternative<double>(value)) type = formats::Column::Type::real;
            if (std::holds_alternative<std::int64_t>(value)) type = formats::Column::Type::integer;
            if (table.rows.empty()) require(table, {.name = column, .type = type});
            row.fields[column] = value;
        }
        table.rows.push_back(std::move(row));
    }

    const registers::Schemas& schemas_;
    std::set<std::pair<std::string, std::string>> ids_;  ///< of every table that several kinds may stand in
    std::deque<formats::Layer> tables_;  ///< a reference to one outlives the making of another
};

}  // namespace

std::vector<formats::Layer> imsma_tables(const std::vector<formats::Layer>& layers, const registers::Schemas& schemas) {
    Imsma imsma(schemas);
    for (const auto& layer : layers) imsma.add(layer);
    return std::move(imsma).tables();
}

std::vector<ImsmaMapping> imsma_mappings(const std::vector<formats::Layer>& layers, const registers::Schemas& schemas) {
    std::vector<ImsmaMapping> all;
    for (const formats::Layer& layer : layers) {
        const registers::Schema* schema = find_schema(layer, schemas);
        if (schema == nullptr) continue;
        const Shape* shape = shape_of(layer);
        intake::Mapping mapping = reading_mapping(*schema, layer, true);
        if (shape != nullptr) {
            mapping = with_columns(std::move(mapping), [&](const std::string& name) { return renamed(*shape, name); });
            if (*shape->type != '\0') mapping.where[type_column] = {shape->type};
        } else if (mapping.place.kind == intake::PlaceSource::Kind::wkt) {
            mapping.place.first = wkt_column;
        }
        const bool shares_table = shape != nullptr && *shape->type != '\0';
        const std::string name = shape == nullptr ? "cairn_" + layer.name : shares_table ? layer.name : shape->table;
        all.push_back({name, std::move(mapping)});
    }
    return all;
}

}  // namespace cairn::workflow
