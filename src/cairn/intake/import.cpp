// Two passes over a file: the first tells what only the whole file can (look-alikes, shared coordinates), the second
// hands out each row with its outcome.

#include <algorithm>
#include <set>
#include <utility>

#include "cairn/core/error.hpp"
#include "cairn/intake/cells.hpp"
#include "cairn/intake/fields.hpp"
#include "cairn/intake/identities.hpp"
#include "cairn/intake/intake.hpp"
#include "cairn/intake/place.hpp"
#include "cairn/intake/points.hpp"
#include "cairn/intake/positions.hpp"
#include "cairn/intake/references.hpp"
#include "cairn/intake/rounding.hpp"
#include "cairn/intake/shared_coordinates.hpp"
#include "cairn/intake/source_row.hpp"
#include "cairn/intake/study_area.hpp"
#include "cairn/intake/tally.hpp"
#include "cairn/registers/hash.hpp"

namespace cairn::intake {
namespace {

constexpr std::int64_t rows_between_reports = 1000;

bool has_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::optional<std::int64_t> retry_of(const ImportRequest& request) {
    return request.retry ? std::optional(request.retry->import) : std::nullopt;
}

/// What tells the table within the file that its rows first came in; absent: it has only one.
std::optional<std::string> table_of(const ImportRequest& request) {
    if (request.retry) return request.retry->original_table;
    return request.source ? request.source->told_name(request.table) : std::nullopt;
}

/// What groups and made ids begin with: it tells files apart, and the tables of one.
std::string stem_of(const std::string& file_sha256, const std::optional<std::string>& table) {
    if (!table) return file_sha256.substr(0, 10);
    return registers::to_hex(registers::sha256(file_sha256 + "/" + *table)).substr(0, 10);
}

/// Why a file cannot be read with its mapping at all: one line for each finding.
[[noreturn]] void refuse(const Findings& findings, const std::string& file) {
    std::string message;
    for (const Finding& finding : findings) {
        message += (message.empty() ? "" : "\n") + file + ": " + finding.message;
        if (!finding.expected.empty()) message += " Expected: " + finding.expected + ".";
        message += " [" + finding.code + "]";
    }
    throw CallError(message);
}

class Importer {
   public:
    /// check_mapping has no findings for mapping and table; `tally` has seen all rows. All must outlive it.
    Importer(const ImportRequest& request, const Mapping& mapping, const formats::RawTable& table,
             const registers::Schemas& schemas, const Tally& tally, Positions& positions, const StudyArea* study_area,
             const std::function<void(RowOutcome&&)>& sink)
        : request_(request),
          mapping_(mapping),
          table_(table),
          schemas_(schemas),
          schema_(*schemas.find(mapping.kind)),
          tally_(tally),
          positions_(positions),
          study_area_(study_area),
          sink_(sink),
          original_sha256_(request.retry ? request.retry->original_sha256 : request.file_sha256),
          table_name_(table_of(request)),
          stem_(stem_of(original_sha256_, table_name_)),
          fields_(mapping, schema_, schemas, request.today),
          references_(request.known, schema_),
          identities_(request.known, references_, stem_),
          shared_(request.units, mapping, schema_.find("sigma_m") != nullptr) {
        has_place_ = mapping.place.kind != PlaceSource::Kind::none && schema_.geometry != registers::GeometryKind::none;
        if (has_place_ && mapping.crs) {
            const auto crs = geodesy::ToWgs84::from(*mapping.crs);
            if (!crs) refuse({crs.error()}, request.file_name);
        }
        result_.mapping = mapping;
        ImportSummary& summary = result_.summary;
        summary.path = request.file_name;
        summary.sha256 = request.file_sha256;
        summary.table = table_name_;
        summary.kind = mapping.kind;
        summary.package = request.package;
    }

    void import(formats::RawRow&& raw) {
        ++result_.summary.rows_in_file;
        auto row = select_row(std::move(raw), mapping_, retry_of(request_));
        if (!row) {
            ++result_.summary.not_selected;
            return;
        }
        ++result_.summary.read;
        if (mapping_.points) return keep_point(*std::move(row));
        RowOutcome out;
        out.number = row->raw.number;
        out.corrects = row->corrects;
        judge(*row, out);
        report(std::move(out));
        raw = std::move(row->raw);  // the reader uses its memory again
    }

    /// `notes`: what the table as a whole has to tell.
    ImportResult finish(const Findings& notes) {
        for (auto& [id, rows] : polygons_) import_polygon(std::move(rows));
        positions_.summarise(request_.file_name, result_.summary.findings);
        result_.mapping.place.answers = positions_.answers();
        for (Finding note : notes) {
            note.file = request_.file_name;
            ++result_.summary.findings_by_code[note.code];
            result_.summary.findings.push_back(std::move(note));
        }
        shared_.summarise(request_.file_name, result_.summary.findings);
        const std::int64_t alike = result_.summary.possible_duplicates;
        if (alike > 0) {
            const auto groups = static_cast<std::int64_t>(alike_groups_.size());
            result_.summary.findings.push_back(
                {.code = "possible_duplicates",
                 .severity = Severity::warning,
                 .message = std::to_string(alike) + " rows look alike, in " + std::to_string(groups) +
                            " groups. All are kept; figures without the repeats count " +
                            std::to_string(alike - groups) + " rows fewer. An id of their own would tell them apart.",
                 .file = request_.file_name,
                 .found = std::to_string(alike) + " rows in " + std::to_string(groups) + " groups",
                 .expected = "rows that differ, or carry an id"});
        }
        return std::move(result_);
    }

   private:
    void keep_point(SourceRow&& row) {
        const std::string id = polygon_id_of(row, *mapping_.points);
        if (id.empty()) {
            RowOutcome out{.number = row.raw.number, .outcome = Outcome::set_aside};
            out.raw_json = to_raw_json(row.raw, table_);
            out.findings = std::move(row.raw.findings);
            out.findings.push_back({.code = "point_of_no_polygon",
                                    .severity = Severity::error,
                                    .message = "The point does not say which polygon it belongs to. Fill it in.",
                                    .field = mapping_.points->id,
                                    .found = "blank",
                                    .expected = "the id of a polygon"});
            return report(std::move(out));
        }
        const auto known = polygon_of_id_.emplace(id, polygons_.size());
        if (known.second) polygons_.emplace_back(id, std::vector<SourceRow>());
        polygons_[known.first->second].second.push_back(std::move(row));
    }

    /// The first row stands for the polygon; the others count as merged into it, or are set aside with it.
    void import_polygon(std::vector<SourceRow>&& rows) {
        SourceRow polygon = rows.front();
        polygon.place = {};
        polygon.assembled = assemble(rows, mapping_, positions_);
        for (const SourceRow& row : rows) {
            for (const auto& [column, text] : row.raw.values) polygon.raw.values.emplace(column, text);
        }
        RowOutcome first;
        first.number = polygon.raw.number;
        first.corrects = polygon.corrects;
        judge(polygon, first);
        if (first.outcome == Outcome::set_aside) first.raw_json = to_raw_json(rows.front().raw, table_);
        const Outcome outcome = first.outcome;
        const std::string id = first.entity_id;
        report(std::move(first));
        for (std::size_t i = 1; i < rows.size(); ++i) {
            RowOutcome out{.number = rows[i].raw.number, .outcome = Outcome::merged, .entity_id = id};
            out.corrects = rows[i].corrects;
            out.findings = std::move(rows[i].raw.findings);
            if (outcome == Outcome::set_aside) {
                out.outcome = Outcome::set_aside;
                out.raw_json = to_raw_json(rows[i].raw, table_);
                out.findings.push_back({.code = "polygon_set_aside",
                                        .severity = Severity::error,
                                        .message = "The polygon that this point belongs to is set aside; row " +
                                                   std::to_string(rows.front().raw.number) + " says why.",
                                        .field = mapping_.points->id,
                                        .found = polygon_id_of(rows[i], *mapping_.points),
                                        .expected = "a polygon whose points are all right"});
            }
            report(std::move(out));
        }
    }

    void judge(const SourceRow& row, RowOutcome& out) {
        if (request_.known.find_by_row) {
            if (auto id = request_.known.find_by_row(original_sha256_, table_name_, row.original_number)) {
                return merge(*std::move(id), out);
            }
        }
        Entity entity = build(row, out.findings);
        references_.resolve(entity, out.findings);
        if (!has_error(out.findings)) {
            auto same = identities_.find_same(entity);
            if (same && *same) return merge(**std::move(same), out);
            if (!same) out.findings.push_back(same.error());
        }
        if (!has_error(out.findings)) {
            entity.id = identities_.new_id(entity);
            if (mapping_.default_sigma_m && schema_.find("sigma_m") != nullptr) {
                entity.fields.try_emplace("sigma_m", *mapping_.default_sigma_m);
            }
            if (schema_.find("sigma_m") != nullptr) add_rounding(rounding_m_, entity);
            for (Finding& finding : registers::check_entity(entity, schema_, schemas_)) {
                out.findings.push_back(std::move(finding));
            }
        }
        if (has_error(out.findings)) {
            out.outcome = Outcome::set_aside;
            out.raw_json = to_raw_json(row.raw, table_);
            return;
        }
        identities_.remember(entity);
        mark_groups(row, entity, out.findings);
        accept(std::move(entity), out);
    }

    static void merge(std::string&& id, RowOutcome& out) {
        out.outcome = Outcome::merged;
        out.entity_id = std::move(id);
    }

    void accept(Entity&& entity, RowOutcome& out) {
        const auto package = text_of(entity, "package");
        if (package && known_packages_.insert(*package).second) result_.packages.push_back(*package);
        out.entity_id = entity.id;
        out.entity = std::move(entity);
    }

    /// What the source says, in our words.
    Entity build(const SourceRow& row, Findings& findings) {
        findings = row.raw.findings;
        Entity entity{.kind = mapping_.kind};
        entity.fields["source_file"] = original_sha256_;
        if (table_name_) entity.fields["source_table"] = *table_name_;
        entity.fields["source_row"] = row.original_number;
        fields_.read(row.raw, entity, findings);
        if (auto id = source_id_of(row.raw, mapping_)) entity.fields["source_id"] = *std::move(id);
        if (schema_.find("package") != nullptr) put_package(row, entity, findings);
        rounding_m_.reset();
        if (has_place_) put_place(row, entity, findings);
        return entity;
    }

    void put_package(const SourceRow& row, Entity& entity, Findings& findings) const {
        if (request_.package) {
            entity.fields["package"] = *request_.package;
        } else if (mapping_.package_column) {
            const auto at = row.raw.values.find(*mapping_.package_column);
            if (at != row.raw.values.end()) {
                entity.fields["package"] = std::string(trim(at->second));
                return;
            }
            findings.push_back({.code = "package_not_stated",
                                .severity = Severity::warning,
                                .message = "The row does not say which delivery it came in; it counts for none.",
                                .field = *mapping_.package_column,
                                .found = "blank",
                                .expected = "the name of a delivery"});
        }
    }

    void put_polygon(const AssembledPlace& polygon, Entity& entity, Findings& findings) {
        findings.insert(findings.end(), polygon.findings.begin(), polygon.findings.end());
        if (!polygon.geometry) return;
        if (study_area_ != nullptr && !study_area_->touches(*polygon.geometry)) {
            findings.push_back(outside(*polygon.geometry));
        }
        entity.fields["position_as_written"] = polygon.as_written;
        entity.fields["position_crs"] = polygon.stated_crs;
        if (polygon.notation != Notation::unknown) {
            entity.fields["position_notation"] = std::string(to_text(polygon.notation));
        }
        if (!polygon.operation.empty()) entity.fields["position_operation"] = polygon.operation;
        if (polygon.accuracy_m) entity.fields["position_accuracy_m"] = *polygon.accuracy_m;
        rounding_m_ = polygon.rounding_m;
        entity.geometry = polygon.geometry;
    }

    void put_place(const SourceRow& row, Entity& entity, Findings& findings) {
        if (row.assembled) return put_polygon(*row.assembled, entity, findings);
        if (row.place.finding) {
            // A record that says it cannot be placed is a record all the same: it counts in every denominator.
            const auto status = text_of(entity, "location_status");
            const bool says_so = status && *status != "located";
            const std::string& code = row.place.finding->code;
            const bool is_absent = code == "missing_geometry" || code == "empty_geometry";
            if (!says_so || !is_absent) findings.push_back(*row.place.finding);
            return;
        }
        auto settled = positions_.settle(row);
        if (!settled) {
            findings.push_back(std::move(settled.error()));
            return;
        }
        findings.insert(findings.end(), settled->findings.begin(), settled->findings.end());
        const auto& source = settled->rewritten ? *settled->rewritten : *row.place.geometry;
        Place place = to_place(source, *settled->crs);
        findings.insert(findings.end(), std::make_move_iterator(place.findings.begin()),
                        std::make_move_iterator(place.findings.end()));
        if (!place.geometry) return;
        if (study_area_ != nullptr && !study_area_->touches(*place.geometry)) {
            findings.push_back(outside(source, *settled->crs, *place.geometry));
        }
        if (settled->systems != nullptr) check_area(source, *settled, row, findings);
        put_position(row, place, *settled, entity);
        entity.geometry = std::move(place.geometry);
    }

    /// A system that a person stated for the wrong zone puts everything elsewhere; what a file states is likelier, and
    /// a study area that holds the place says that it is right.
    void check_area(const formats::SourceGeometry& source, const SettledPlace& settled, const SourceRow& row,
                    Findings& findings) const {
        const bool is_doubted = request_.mapping.crs.has_value() && study_area_ == nullptr;
        bool is_far = false;
        for_each_position(source, [&](const formats::SourceXY& p) {
            if (is_far) return;
            const auto position = settled.crs->convert(p.x, p.y);
            if (!position || settled.systems->is_meant_for(p.x, *position)) return;
            is_far = true;
            Finding far = far_from_area(
                settled.crs->source().name, *position,
                row.place.as_written.empty() ? to_wkt(MultiPointOf<XY>{{p.x, p.y}}) : row.place.as_written,
                is_doubted ? Severity::error : Severity::warning);
            if (is_doubted) far.message += " If all is right, import the study area first.";
            findings.push_back(std::move(far));
        });
    }

    void put_position(const SourceRow& row, const Place& place, const SettledPlace& settled, Entity& entity) {
        if (!row.place.as_written.empty()) {
            entity.fields["position_as_written"] = row.place.as_written;
        } else if (const auto* points = std::get_if<MultiPointOf<XY>>(&*row.place.geometry);
                   points != nullptr && points->size() == 1) {
            const std::string wkt = to_wkt(*row.place.geometry);  // "POINT (18.1 43.9)"
            entity.fields["position_as_written"] = wkt.substr(7, wkt.size() - 8);
        }
        entity.fields["position_crs"] = settled.stated_crs;
        if (settled.notation != Notation::unknown) {
            entity.fields["position_notation"] = std::string(to_text(settled.notation));
        }
        rounding_m_ = settled.rounding_m;
        if (!place.operation.empty()) entity.fields["position_operation"] = place.operation;
        if (place.accuracy_m) entity.fields["position_accuracy_m"] = *place.accuracy_m;
    }

    Finding outside(const formats::SourceGeometry& source, const geodesy::ToWgs84& crs,
                    const GeoGeometry& geometry) const {
        Finding finding = outside(geometry);
        const Place swapped = to_place(swap_axes(source), crs);
        if (swapped.geometry && study_area_->touches(*swapped.geometry)) {
            const bool is_geometry =
                mapping_.place.kind == PlaceSource::Kind::file || mapping_.place.kind == PlaceSource::Kind::wkt;
            finding.message += " With the two coordinates exchanged it would lie inside: ";
            finding.message += is_geometry
                                   ? "if all rows are so, state \"place\": {\"geometry\": \"file\", \"order\": "
                                     "\"north_first\"} in the mapping (\"wkt\" and its column instead of \"geometry\" "
                                     "where it is well-known text)."
                                   : "check which column is which.";
        }
        return finding;
    }

    Finding outside(const GeoGeometry& geometry) const {
        LonLat first;
        bool has_first = false;
        for_each_position(geometry, [&](const LonLat& p) {
            if (!std::exchange(has_first, true)) first = p;
        });
        const std::string found = to_wkt(MultiPointOf<XY>{{first.lon_deg, first.lat_deg}});
        return {.code = "outside_area",
                .severity = Severity::error,
                .message = "The place lies outside the study area, near " + found +
                           " (longitude, latitude). Check the coordinates and their reference system.",
                .field = "geometry",
                .found = found,
                .expected = "a place within " + std::to_string(static_cast<int>(request_.study_area_tolerance_m)) +
                            " m of the study area"};
    }

    void mark_groups(const SourceRow& row, Entity& entity, Findings& findings) {
        if (row.assembled) return;  // its points are rows, and alike as such
        const std::string stem = stem_ + "-";
        if (const auto alike = tally_.find_alike(row.raw, row.place.geometry)) {
            const std::string group = stem + std::to_string(alike->first_row);
            entity.fields["possible_duplicate_group"] = group;
            alike_groups_.insert(alike->first_row);
            ++result_.summary.possible_duplicates;
            findings.push_back({.code = "possible_duplicate",
                                .severity = Severity::warning,
                                .message = "The row looks like " + std::to_string(alike->rows - 1) +
                                           " others, the first of them row " + std::to_string(alike->first_row) +
                                           ", and has no id of its own. It is kept, in group " + group + ".",
                                .found = group,
                                .expected = "rows that differ, or carry an id"});
        }
        if (const auto shared = tally_.find_shared(row.raw, row.place.geometry); shared && entity.geometry) {
            shared_.mark(*shared, stem + std::to_string(shared->first_row), entity, findings);
        }
    }

    void report(RowOutcome&& out) {
        ImportSummary& summary = result_.summary;
        for (Finding& finding : out.findings) {
            finding.file = request_.file_name;
            finding.row = out.number;
        }
        switch (out.outcome) {
            case Outcome::accepted: ++summary.accepted; break;
            case Outcome::merged: ++summary.merged; break;
            case Outcome::set_aside: {
                ++summary.set_aside;
                const auto first = std::find_if(out.findings.begin(), out.findings.end(), [](const Finding& finding) {
                    return finding.severity == Severity::error;
                });
                ++summary.set_aside_by_reason[first->code];
                break;
            }
        }
        for (const Finding& finding : out.findings) ++summary.findings_by_code[finding.code];
        summary.findings.insert(summary.findings.end(), out.findings.begin(), out.findings.end());
        sink_(std::move(out));
    }

    const ImportRequest& request_;
    const Mapping& mapping_;
    const formats::RawTable& table_;
    const registers::Schemas& schemas_;
    const registers::Schema& schema_;
    const Tally& tally_;
    Positions& positions_;
    const StudyArea* study_area_;
    const std::function<void(RowOutcome&&)>& sink_;
    const std::string original_sha256_;
    const std::optional<std::string> table_name_;
    const std::string stem_;
    FieldReader fields_;
    References references_;
    Identities identities_;
    SharedCoordinates shared_;
    bool has_place_ = false;
    std::vector<std::pair<std::string, std::vector<SourceRow>>> polygons_;  ///< by id, in order of appearance
    std::map<std::string, std::size_t> polygon_of_id_;
    std::optional<double> rounding_m_;  ///< of the row at hand
    std::set<std::string> known_packages_;
    std::set<std::int64_t> alike_groups_;
    ImportResult result_;
};

}  // namespace

Result<ImportResult> import_rows(const ImportRequest& request, const registers::Schemas& schemas,
                                 const std::function<void(RowOutcome&&)>& sink, Progress& progress) {
    Mapping mapping = request.mapping;
    formats::Limits limits = request.limits;
    // A sheet that comes back is a new file: what the first one was written in says nothing about it.
    if (!request.retry && mapping.encoding) limits.encoding = mapping.encoding;
    const auto pass = [&](const char* step, std::int64_t rows, auto&& handle) {
        progress.begin(step, rows);
        const auto on_row = [&](formats::RawRow&& row) {
            if (row.number % rows_between_reports == 0) progress.advance(row.number);
            handle(std::move(row));
            return true;
        };
        auto table = request.source ? request.source->read(request.table, on_row, limits)
                                    : formats::read_file(request.file, on_row, limits);
        progress.end();
        if (!table) table.error().file = request.file_name;
        return table;
    };
    if (request.package) mapping.package_column.reset();
    mapping.table = table_of(request);
    Tally tally(mapping);
    Positions positions(mapping);
    const auto counted = pass("counting", 0, [&](formats::RawRow&& raw) {
        if (auto row = select_row(std::move(raw), mapping, retry_of(request))) {
            if (!mapping.points) tally.add(row->raw, row->place.geometry);
            positions.count(row->place);
            raw = std::move(row->raw);  // the reader uses its memory again
        }
    });
    if (!counted) return failure(counted.error());
    tally.finish();
    formats::RawTable table = *counted;
    if (request.retry) table.has_geometry = true;  // a sheet carries it as geometry_wkt
    if (!mapping.crs) mapping.crs = table.crs;
    if (table.encoding && table.encoding->is_clear) limits.encoding = table.encoding->encoding();
    if (const Findings findings = check_mapping(mapping, table, schemas); !findings.empty())
        refuse(findings, request.file_name);

    if (!request.retry && limits.encoding && limits.encoding != formats::Encoding::utf8)
        mapping.encoding = limits.encoding;

    std::optional<StudyArea> study_area;
    if (request.study_area) study_area.emplace(*request.study_area, request.study_area_tolerance_m);
    positions.prepare(study_area ? &*study_area : nullptr);
    mapping.place.reads_every_angle = positions.suspects_sexagesimal() || mapping.place.answers.contains("degrees");
    if (positions.has_readings() || mapping.place.reads_every_angle) {
        const auto read = pass("notations", table.rows.value_or(0), [&](formats::RawRow&& raw) {
            if (const auto row = select_row(std::move(raw), mapping, retry_of(request))) positions.observe(*row);
        });
        if (!read) throw WorldError("The file changed while it was read: " + read.error().message);
    }
    Importer importer(request, mapping, table, schemas, tally, positions, study_area ? &*study_area : nullptr, sink);
    const auto imported = pass("importing", table.rows.value_or(0),
                               [&importer](formats::RawRow&& row) { importer.import(std::move(row)); });
    // The file was whole a moment ago: it changed under our hands.
    if (!imported) throw WorldError("The file changed while it was read: " + imported.error().message);
    return importer.finish(imported->notes);
}

}  // namespace cairn::intake
