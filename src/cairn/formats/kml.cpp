// The geodata library changes names of columns beyond ASCII into underscores, and leaves out data that a Schema does
// not name; so placemarks are read here.

#include "cairn/formats/kml.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "cairn/core/text.hpp"
#include "cairn/formats/file_findings.hpp"
#include "cairn/formats/geometry_findings.hpp"
#include "cairn/formats/input.hpp"
#include "cairn/formats/number_text.hpp"
#include "cairn/formats/xml_stream.hpp"

namespace cairn::formats {
namespace {

constexpr const char* standard = "OGC 12-007r2, clause 16";
constexpr std::array<std::string_view, 7> plain_elements{"name",  "description", "address", "phoneNumber",
                                                         "begin", "end",         "when"};
constexpr std::array<std::string_view, 4> unread_geometries{"Track", "MultiTrack", "Model", "Tour"};

template <std::size_t n>
bool is_one_of(std::string_view name, const std::array<std::string_view, n>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// "lon,lat[,height] …"; false when a position is no two numbers.
bool read_positions(std::string_view text, std::vector<SourceXY>& out) {
    while (!(text = trim(text)).empty()) {
        const std::string_view tuple = text.substr(0, text.find_first_of(" \t\r\n"));
        text.remove_prefix(tuple.size());
        const auto comma = tuple.find(',');
        if (comma == std::string_view::npos) return false;
        const std::string_view rest = tuple.substr(comma + 1);
        const auto x = parse_number(tuple.substr(0, comma));
        const auto y = parse_number(rest.substr(0, rest.find(',')));
        if (!x || !y) return false;
        out.push_back({*x, *y});
    }
    return true;
}

/// The geometry of one placemark, as its elements come.
class PlacemarkGeometry {
   public:
    void begin(std::string_view name) {
        if (name == "Polygon") {
            polygons_.emplace_back();
            is_in_polygon_ = is_met_ = true;
        } else if (name == "Point" || name == "LineString" || name == "LinearRing") {
            kind_ = name;
            is_met_ = true;
        } else if (name == "innerBoundaryIs") {
            is_hole_ = true;
        } else if (is_one_of(name, unread_geometries)) {
            problem_ = "a " + std::string(name) + " cannot be read";
        }
    }
    void end(std::string_view name) {
        if (name == "Polygon") is_in_polygon_ = false;
        if (name == "innerBoundaryIs") is_hole_ = false;
    }
    void refuse(std::string problem) { problem_ = std::move(problem); }
    void add_coordinates(std::string_view text, std::size_t most) {
        std::vector<SourceXY> positions;
        if (!read_positions(text, positions)) {
            problem_ = "\"" + std::string(first_bytes(trim(text), 40)) + "\" is no longitude and latitude";
        }
        count_ += positions.size();
        if (count_ > most) problem_ = "it has more than " + std::to_string(most) + " positions";
        if (positions.empty() || !problem_.empty()) return;
        if (is_in_polygon_) {
            auto& polygon = polygons_.back();
            (is_hole_ ? polygon.holes.emplace_back() : polygon.shell) = std::move(positions);
        } else if (kind_ == "Point") {
            points_.push_back(positions.front());
        } else {
            lines_.push_back({std::move(positions)});
        }
    }
    void give(RawRow& row) {
        std::erase_if(polygons_, [](const auto& polygon) { return polygon.shell.empty(); });
        const int kinds = (points_.empty() ? 0 : 1) + (lines_.empty() ? 0 : 1) + (polygons_.empty() ? 0 : 1);
        if (problem_.empty() && kinds > 1) problem_ = "it has points, lines or polygons at once";
        if (!problem_.empty()) {
            row.geometry_finding = unreadable_geometry(problem_, standard);
        } else if (!points_.empty()) {
            row.geometry = std::move(points_);
        } else if (!lines_.empty()) {
            row.geometry = std::move(lines_);
        } else if (!polygons_.empty()) {
            row.geometry = std::move(polygons_);
        } else if (is_met_) {
            row.geometry_finding = empty_geometry();
        }
    }

   private:
    MultiPointOf<SourceXY> points_;
    MultiLineOf<SourceXY> lines_;
    MultiPolygonOf<SourceXY> polygons_;
    std::string kind_, problem_;
    std::size_t count_ = 0;
    bool is_in_polygon_ = false, is_hole_ = false, is_met_ = false;
};

class KmlReader {
   public:
    KmlReader(const std::function<bool(RawRow&&)>& on_row, const Limits& limits)
        : on_row_(on_row),
          limits_(limits),
          xml_({[this](std::string_view name, const XmlAttributes& with) { begin(name, with); },
                [this](std::string_view name) { end(name); },
                [this](std::string_view text) {
                    if (text_.size() < limits_.max_text_bytes_per_row) text_ += text;
                }}) {
        table_.format = "KML";
        table_.crs = "EPSG:4326";
        table_.crs_statement = "OGC 12-007r2, clause 6.1";
        table_.has_geometry = true;
    }

    Result<RawTable> read(const std::filesystem::path& file) {
        Input input(file);
        while (input.peek() != Input::end_of_file) {
            const std::string_view piece = input.loaded();
            if (!xml_.feed(piece)) break;
            input.skip(piece.size());
        }
        if (auto problem = xml_.finish()) return failure(*std::move(problem));
        if (failed_) return failure(*std::move(failed_));
        if (rows_ == 0) {
            return failure({.code = "empty_file",
                            .severity = Severity::error,
                            .message = "The KML has no placemark: there is nothing to read. If it only links to others "
                                       "(NetworkLink), download those and name them.",
                            .found = "no placemark",
                            .expected = "placemarks"});
        }
        if (auto bad = find_bad_columns(table_.columns, limits_)) return failure(*std::move(bad));
        if (!is_stopped_) table_.rows = rows_;
        return std::move(table_);
    }

   private:
    void begin(std::string_view name, const XmlAttributes& with) {
        text_.clear();
        path_.emplace_back(name);
        if (name == "Folder") folders_.emplace_back();
        if (name == "SimpleField") know(data_column(std::string(with["name"])));
        if (name == "Placemark") {
            row_ = RawRow{};
            geometry_ = PlacemarkGeometry{};
            text_bytes_ = 0;
            is_too_long_ = false;
            is_in_placemark_ = true;
            if (const auto id = with["id"]; !id.empty()) row_.source_id = std::string(id);
        }
        if (!is_in_placemark_) return;
        if (name == "Data" || name == "SimpleData") data_name_ = with["name"];
        geometry_.begin(name);
    }

    void end(std::string_view name) {
        path_.pop_back();
        const std::string_view parent = path_.empty() ? std::string_view() : std::string_view(path_.back());
        if (name == "name" && parent == "Folder") folders_.back() = std::string(trim(text_));
        if (name == "Folder") folders_.pop_back();
        if (is_in_placemark_) end_in_placemark(name, parent);
        text_.clear();
    }

    void end_in_placemark(std::string_view name, std::string_view parent) {
        if (name == "coordinates") {
            if (text_.size() < limits_.max_text_bytes_per_row)
                geometry_.add_coordinates(text_, limits_.max_positions_per_row);
            else
                geometry_.refuse("it has more coordinates than a row may have text");  // and the rest is not here
        } else if ((name == "value" && parent == "Data") || name == "SimpleData") {
            put_data();
        } else if (is_one_of(name, plain_elements) &&
                   (parent == "Placemark" || parent == "TimeSpan" || parent == "TimeStamp")) {
            put(std::string(name));
        } else if (name == "Placemark") {
            end_placemark();
        }
        geometry_.end(name);
    }

    static std::string data_column(std::string name) {
        if (name.empty()) return "data";
        return is_one_of(name, plain_elements) || name == layer_column ? name + " (data)" : name;
    }

    void know(const std::string& column) {
        if (!known_.insert(column).second) return;
        table_.columns.push_back(column);
        if (table_.columns.size() > limits_.max_columns) fail(too_many_columns(limits_));
    }

    void put_data() { put(data_column(data_name_)); }

    void put(const std::string& column) {
        const std::string_view text = trim(text_);
        know(column);
        if (text.empty()) return;
        text_bytes_ += text.size();
        if (text_bytes_ >= limits_.max_text_bytes_per_row) {  // and some of it may not be here
            if (!is_too_long_) row_.findings.push_back(too_much_text_row(text_bytes_, limits_));
            is_too_long_ = true;
            return;
        }
        const auto [at, is_new] = row_.values.emplace(column, text);
        if (!is_new) at->second += "; " + std::string(text);
    }

    void end_placemark() {
        is_in_placemark_ = false;
        if (++rows_ > limits_.max_rows) return fail(too_many_rows(limits_));
        row_.number = rows_;
        std::string layer;
        for (const auto& folder : folders_) layer += (layer.empty() ? "" : "/") + folder;
        if (!layer.empty()) {
            if (known_.insert(layer_column).second) table_.columns.emplace_back(layer_column);
            row_.values[layer_column] = layer;
        }
        geometry_.give(row_);
        if (on_row_(std::move(row_))) return;
        is_stopped_ = true;
        xml_.stop();
    }

    void fail(Finding finding) {
        failed_ = std::move(finding);
        xml_.stop();
    }

    const std::function<bool(RawRow&&)>& on_row_;
    const Limits& limits_;
    XmlStream xml_;
    RawTable table_;
    RawRow row_;
    PlacemarkGeometry geometry_;
    std::set<std::string, std::less<>> known_;
    std::vector<std::string> path_, folders_;
    std::string text_, data_name_;
    std::int64_t rows_ = 0;
    std::size_t text_bytes_ = 0;  ///< of the placemark
    bool is_in_placemark_ = false, is_stopped_ = false, is_too_long_ = false;
    std::optional<Finding> failed_;
};

}  // namespace

Result<RawTable> read_kml(const std::filesystem::path& file, const std::function<bool(RawRow&&)>& on_row,
                          const Limits& limits) {
    return KmlReader(on_row, limits).read(file);
}

}  // namespace cairn::formats
