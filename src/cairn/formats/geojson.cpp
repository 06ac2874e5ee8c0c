#include "cairn/formats/geojson.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/geojson_geometry.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/json_tokens.hpp"

namespace cairn::formats {
namespace {

/// "urn:ogc:def:crs:EPSG::32633" → "EPSG:32633"; anything else as it stands.
std::string short_crs_name(const std::string& name) {
    constexpr std::string_view prefix = "urn:ogc:def:crs:";
    if (!name.starts_with(prefix)) return name;
    const std::string rest = name.substr(prefix.size());
    const auto code = rest.rfind(':');
    if (code == std::string::npos) return name;
    return rest.substr(0, rest.find(':')) + rest.substr(code);
}

class GeoJsonReader {
   public:
    GeoJsonReader(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits)
        : tokens_(input, limits.max_text_bytes_per_row), on_row_(on_row), limits_(limits) {
        table_.format = "GeoJSON";
        table_.has_geometry = true;
        table_.crs = "OGC:CRS84";
        table_.crs_statement = "RFC 7946, section 4";
    }

    Result<RawTable> read() {
        Token token = tokens_.next();
        if (token != Token::begin_object) return broken();
        RawRow row;
        bool is_row = false;
        for (token = tokens_.next(); token == Token::key && !stopped_ && !failed_; token = tokens_.next()) {
            const std::string key = tokens_.text();
            const Token begins = tokens_.next();
            if (key == "features" && begins == Token::begin_array) {
                read_features();
            } else if (key == "crs") {
                read_crs(begins);
            } else if (key == "coordinates") {
                bare_.read(tokens_, begins, limits_.max_positions_per_row);
            } else {
                if (key == "type" && begins == Token::string) type_ = tokens_.text();
                is_row |= read_member(row, key, begins);
            }
            if (stopped_ || failed_) break;
        }
        if (failed_) return failure(*failed_);
        if (stopped_) return table_;
        if (token != Token::end_object || tokens_.next() != Token::end) return broken();
        return finish(std::move(row), is_row);
    }

   private:
    /// RFC 7946, section 3: the text is a FeatureCollection, a Feature or a geometry.
    Result<RawTable> finish(RawRow&& row, bool is_row) {
        if (type_ == "Feature") {
            emit(std::move(row));
        } else if (type_ != "FeatureCollection") {
            GeoJsonGeometry geometry = bare_.to_geometry(type_);
            if (is_row || (!geometry.geometry && geometry.problem.empty() && !geometry.is_empty) ||
                !is_geometry_type()) {
                return failure(not_geojson());
            }
            put_geometry(row, std::move(geometry));
            emit(std::move(row));
        }
        if (failed_) return failure(*failed_);
        table_.rows = rows_;
        return table_;
    }

    bool is_geometry_type() const {
        constexpr std::array<std::string_view, 6> types{"Point",           "MultiPoint", "LineString",
                                                        "MultiLineString", "Polygon",    "MultiPolygon"};
        return std::find(types.begin(), types.end(), type_) != types.end();
    }

    void read_features() {
        for (Token token = tokens_.next(); token != Token::end_array && token != Token::broken;
             token = tokens_.next()) {
            tokens_.restart_text();
            RawRow row;
            if (token == Token::begin_object) {
                read_feature(row);
            } else {
                tokens_.skip(token);
                row.findings.push_back({.code = "not_a_feature",
                                        .severity = Severity::error,
                                        .message = "This item of \"features\" is no Feature object.",
                                        .expected = "an object with type, geometry and properties"});
            }
            if (!tokens_.problem().empty()) return;  // a row that breaks off is not handed out
            emit(std::move(row));
            if (stopped_ || failed_) return;
        }
    }

    void read_feature(RawRow& row) {
        Token token = tokens_.next();
        for (; token == Token::key; token = tokens_.next()) {
            const std::string key = tokens_.text();
            read_member(row, key, tokens_.next());
        }
    }

    /// Returns whether the member is one of a Feature.
    bool read_member(RawRow& row, const std::string& key, Token begins) {
        if (key == "geometry") {
            put_geometry(row, read_geojson_geometry(tokens_, begins, limits_.max_positions_per_row));
        } else if (key == "properties") {
            read_properties(row, begins);
        } else if (key == "id" && (begins == Token::string || begins == Token::number)) {
            if (!tokens_.text().empty()) row.source_id = tokens_.text();
        } else {
            tokens_.skip(begins);
            return false;
        }
        return true;
    }

    static void put_geometry(RawRow& row, GeoJsonGeometry&& read) {
        row.geometry = std::move(read.geometry);
        row.geometry_finding.reset();
        if (read.is_empty) row.geometry_finding = empty_geometry();
        if (!read.problem.empty()) row.geometry_finding = unreadable_geometry(read.problem, "RFC 7946, section 3.1");
    }

    void read_properties(RawRow& row, Token begins) {
        if (begins == Token::null) return;
        if (begins != Token::begin_object) {
            tokens_.skip(begins);
            row.findings.push_back({.code = "not_a_feature",
                                    .severity = Severity::error,
                                    .message = "The properties of this feature are no object.",
                                    .field = "properties",
                                    .expected = "an object of names and values"});
            return;
        }
        std::unordered_set<std::string> seen;  // names, from the first on that does not stand where columns do
        std::size_t in_order = 0;
        for (Token token = tokens_.next(); token == Token::key; token = tokens_.next()) {
            const std::string name = tokens_.text();
            std::string value = read_value(tokens_.next());
            if (seen.size() > limits_.max_columns) continue;  // remember_column has failed the file
            const bool is_next = seen.empty() && in_order < table_.columns.size() && table_.columns[in_order] == name;
            if (is_next) {
                ++in_order;
            } else if (seen.empty()) {
                seen.insert(table_.columns.begin(), table_.columns.begin() + static_cast<std::ptrdiff_t>(in_order));
            }
            if (!is_next && !seen.insert(name).second) {
                row.findings.push_back({.code = "duplicate_column",
                                        .severity = Severity::error,
                                        .message = "The property \"" + name + "\" stands twice in this feature.",
                                        .field = name,
                                        .expected = "each property once"});
            }
            if (!is_next) remember_column(name);
            if (is_blank(value))
                row.values.erase(name);
            else
                row.values.insert_or_assign(name, std::move(value));
        }
    }

    std::string read_value(Token token) {
        switch (token) {
            case Token::string:
            case Token::number: return tokens_.text();
            case Token::yes: return "true";
            case Token::no: return "false";
            case Token::begin_object:
            case Token::begin_array: return tokens_.compact_text(token);
            default: return {};
        }
    }

    void remember_column(const std::string& name) {
        if (failed_ || !known_columns_.insert(name).second) return;
        table_.columns.push_back(name);
        if (table_.columns.size() > limits_.max_columns)
            failed_ = too_many_columns(limits_);
        else if (auto bad = find_bad_columns({name}, limits_))
            failed_ = *std::move(bad);
    }

    /// GeoJSON of 2008, section 3: {"type": "name", "properties": {"name": …}}; null forbids to assume any.
    void read_crs(Token begins) {
        table_.crs.reset();
        table_.crs_statement = begins == Token::null
                                   ? "member \"crs\", which says that no reference system can be assumed"
                                   : "member \"crs\", which names no reference system that can be read";
        read_member_of(begins, "properties", [this](Token properties) {
            read_member_of(properties, "name", [this](Token name) {
                if (name != Token::string) return static_cast<void>(tokens_.skip(name));
                table_.crs = short_crs_name(tokens_.text());
                table_.crs_statement = "member \"crs\" (GeoJSON of 2008, section 3)";
            });
        });
    }

    /// Hands the first token of the member `key` of an object to `read`, and skips everything else.
    template <class Read>
    void read_member_of(Token begins, std::string_view key, Read&& read) {
        if (begins != Token::begin_object) {
            tokens_.skip(begins);
            return;
        }
        for (Token token = tokens_.next(); token == Token::key; token = tokens_.next()) {
            const bool is_meant = tokens_.text() == key;
            const Token value = tokens_.next();
            if (is_meant)
                read(value);
            else
                tokens_.skip(value);
        }
    }

    void emit(RawRow&& row) {
        if (++rows_ > limits_.max_rows) {
            failed_ = too_many_rows(limits_);
            return;
        }
        row.number = rows_;
        if (tokens_.take_invalid_utf8()) row.findings.push_back(not_utf8_row());
        if (!on_row_(std::move(row))) stopped_ = true;
    }

    tl::unexpected<Finding> broken() {
        const std::string problem = tokens_.problem().empty() ? "it is not one JSON object" : tokens_.problem();
        return failure({.code = "broken_file",
                        .severity = Severity::error,
                        .message = "The file cannot be read to its end (" + problem + "), after " +
                                   std::to_string(rows_) + " whole rows. Ask for it again or export it again.",
                        .found = problem,
                        .expected = "a whole GeoJSON file"});
    }

    Finding not_geojson() const {
        const std::string type = type_.empty() ? "no type" : "type \"" + std::string(first_bytes(type_, 40)) + "\"";
        return {.code = "wrong_format",
                .severity = Severity::error,
                .message = "The file is JSON but not GeoJSON: it has " + type + ". Export it as GeoJSON.",
                .found = type,
                .expected = "a FeatureCollection, a Feature or a geometry"};
    }

    JsonTokens tokens_;
    const std::function<bool(RawRow&&)>& on_row_;
    const Limits& limits_;
    RawTable table_;
    CoordinateTree bare_;
    std::string type_;
    std::unordered_set<std::string> known_columns_;
    std::int64_t rows_ = 0;
    bool stopped_ = false;
    std::optional<Finding> failed_;
};

}  // namespace

Result<RawTable> read_geojson(Input& input, const std::function<bool(RawRow&&)>& on_row, const Limits& limits) {
    return GeoJsonReader(input, on_row, limits).read();
}

}  // namespace cairn::formats
