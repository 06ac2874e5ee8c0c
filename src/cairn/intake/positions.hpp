#pragma once
// Which of the readings of a written position is meant, over a whole file, and how finely positions are written.
//
// A text such as "43.85 18.41" leaves its order open. Each row that can be read in one way only tells about the others;
// so do the study area, and the place where a reference system is meant for. What then is not at least
// `enough_probability` sure stays ambiguous: the row is set aside with its readings (docs/notations.md).

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cairn/geodesy/written_systems.hpp"
#include "cairn/intake/mapping.hpp"
#include "cairn/intake/place.hpp"
#include "cairn/intake/source_row.hpp"
#include "cairn/intake/study_area.hpp"

namespace cairn::intake {

/// A place whose notation and reference system are settled.
struct SettledPlace {
    std::optional<formats::SourceGeometry> rewritten;  ///< absent: the row's own geometry stands
    const geodesy::ToWgs84* crs = nullptr;  ///< of the geometry; lives as long as the Positions that gave it
    std::string stated_crs;
    Notation notation = Notation::unknown;
    const geodesy::WrittenSystems* systems =
        nullptr;  ///< of numbers in the stated system, whose area is yet to be seen
    std::optional<double> rounding_m;  ///< sd along each axis that the last place written leaves; absent: not known
    Findings findings;  ///< none is an error
};

/// `far_from_crs_area`.
Finding far_from_area(const std::string& system, LonLat position, const std::string& written, Severity severity);

class Positions {
   public:
    /// The mapping must outlive it.
    explicit Positions(const Mapping& mapping) : mapping_(mapping) {}

    /// First pass: every selected row.
    void count(const SourcePlace& place);
    /// True when a row was counted whose text may leave a question open: then `observe` wants to see all rows.
    bool has_readings() const { return has_readings_; }
    /// True when columns of decimal degrees look like a calculator's degrees, minutes and seconds (43.5120): all digit
    /// pairs of at least five rows are below 60. Then they want to be read with `reads_every_angle`.
    bool suspects_sexagesimal() const;

    /// Before the second pass. `study_area` may be null, and must outlive it.
    void prepare(const StudyArea* study_area);
    void observe(const SourceRow& row);

    /// The answers that the whole file gives: for rows of it that come back without the others, in a sheet.
    std::map<std::string, std::string> answers() const;

    /// Fails when the row cannot be placed: crs_not_stated, unknown_crs …, ambiguous_position, or what
    /// geodesy::WrittenSystems says.
    Result<SettledPlace> settle(const SourceRow& row);

    /// What was open, and how it was settled.
    void summarise(const std::string& file, Findings& findings) const;

   private:
    struct Candidate {
        geodesy::Reading reading;
        geodesy::WrittenSystems::Placed placed;
        double likelihood = 1;  ///< of the place, whatever the writing
        double probability = 0;  ///< of this reading, by the whole file
    };
    static constexpr std::size_t family_count = 3;  ///< degrees, grids with their zone, other metres
    static std::size_t family_of(const geodesy::Reading& reading);
    struct Tally {
        std::array<std::int64_t, 2> only{};  ///< rows that can be read with this answer only
        std::int64_t open = 0;  ///< rows that leave the question open
        std::array<std::int64_t, 2> settled{};  ///< open rows that were read with this answer
        std::int64_t ambiguous = 0;  ///< rows that stayed open
    };

    Result<std::string> stated_crs(const SourceRow& row) const;
    Result<geodesy::WrittenSystems*> systems(const std::string& crs);
    Result<std::vector<Candidate>> candidates(const SourceRow& row, geodesy::WrittenSystems& systems) const;
    bool is_stated(geodesy::Question question) const;
    bool contradicts_mapping(const geodesy::Reading& reading, const geodesy::Readings& all) const;
    void observe(geodesy::Question question, std::size_t family, const std::vector<Candidate>& all);
    double weight(geodesy::Question question, const geodesy::Reading& reading) const;
    std::optional<std::string> answer_of_rows(geodesy::Question question, std::size_t family) const;
    Tally& tally_of(geodesy::Question question, const geodesy::Reading& reading);
    const Tally& tally_of(geodesy::Question question, const geodesy::Reading& reading) const;
    Result<SettledPlace> settle_readings(const SourceRow& row, geodesy::WrittenSystems& systems, std::string&& crs);
    Result<SettledPlace> settle_metres(const SourceRow& row, geodesy::WrittenSystems& systems, std::string&& crs) const;
    bool would_fit_exchanged(const geodesy::Reading& reading, geodesy::WrittenSystems& systems) const;
    std::optional<double> rounding(const geodesy::Reading& reading, double lat_deg) const;
    Finding ambiguous(const SourceRow& row, const std::vector<Candidate>& all);

    const Mapping& mapping_;
    const StudyArea* study_area_ = nullptr;
    bool has_readings_ = false;
    std::map<std::string, Result<geodesy::WrittenSystems>> systems_;
    /// By question and family of notations: that eastings come first in UTM says nothing about degrees.
    std::array<std::array<Tally, family_count>, geodesy::question_count> tallies_{};
    std::map<Notation, std::map<double, std::int64_t>> units_;  ///< numbers by the last place that they are written to
    std::map<Notation, double> finest_;
    std::int64_t maybe_sexagesimal_ = 0, only_decimal_ = 0;
    std::string last_crs_;
    geodesy::WrittenSystems* last_systems_ = nullptr;
};

}  // namespace cairn::intake
