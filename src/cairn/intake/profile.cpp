#include "cairn/intake/profile.hpp"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

/// Whether values tell rows apart, and whether they only count them.
class Ids {
   public:
    void add(std::string_view text, std::int64_t row) {
        if (!repeats_often_) {
            hashes_.push_back(std::hash<std::string_view>{}(text));
            if (hashes_.size() >= next_look_) look_for_repeats();
        }
        if (counts_from_one_) counts_from_one_ = is_number(text, row);
        if (counts_from_zero_) counts_from_zero_ = is_number(text, row - 1);
    }
    bool is_unique() { return !repeats_often_ && look_for_repeats() == 0; }
    /// Rows whose value stands in a row before, when they are few.
    std::int64_t repeated() { return repeats_often_ ? 0 : look_for_repeats(); }
    bool repeats_often() const { return repeats_often_; }
    bool counts_rows() const { return counts_from_one_ || counts_from_zero_; }

   private:
    static bool is_number(std::string_view text, std::int64_t number) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        return text == std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }

    /// Now and then: most columns repeat themselves early.
    std::int64_t look_for_repeats() {
        std::sort(hashes_.begin(), hashes_.end());
        std::int64_t repeated = 0;
        for (std::size_t i = 1; i < hashes_.size(); ++i) repeated += hashes_[i] == hashes_[i - 1] ? 1 : 0;
        repeats_often_ = static_cast<std::size_t>(repeated) * 5 > hashes_.size() && repeated > 1;
        if (repeats_often_) hashes_ = {};
        next_look_ *= 4;
        return repeated;
    }

    std::vector<std::size_t> hashes_;  // a rare collision only means that a column is not taken for an id
    std::size_t next_look_ = 1024;
    bool repeats_often_ = false;
    bool counts_from_one_ = true, counts_from_zero_ = true;
};

/// So that a text need not be copied to be looked up.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class Profiler {
   public:
    void add(const formats::RawRow& row) {
        ++profile_.rows;
        // Both are in the order of names.
        auto column = columns_.begin();
        for (const auto& [name, value] : row.values) {
            while (column != columns_.end() && column->first < name) ++column;
            if (column == columns_.end() || column->first != name) {
                column = columns_.emplace_hint(column, name, Column());
                column->second.profile.name = name;
            }
            add_cell(column->second, trim(value));
        }
        if (row.geometry)
            ++profile_.geometries[row.geometry->index()];
        else
            ++profile_.without_geometry;
        if (row.source_id) {
            ++feature_ids_;
            ids_of_features_.add(*row.source_id, profile_.rows);
        }
    }

    FileProfile finish(formats::RawTable table) {
        for (const auto& name : table.columns) {
            const auto at = columns_.find(name);
            if (at == columns_.end()) {
                profile_.columns.push_back({.name = name});
                continue;
            }
            at->second.profile.texts.insert(at->second.texts.begin(), at->second.texts.end());
            at->second.profile.is_unique = at->second.ids.is_unique();
            at->second.profile.repeated = at->second.ids.repeated();
            at->second.profile.repeats_often = at->second.ids.repeats_often();
            at->second.profile.counts_rows = at->second.ids.counts_rows();
            profile_.columns.push_back(std::move(at->second.profile));
        }
        // A GeoPackage numbers its rows by itself; only GeoJSON's ids are the source's own.
        profile_.has_feature_ids = table.format == "GeoJSON" && feature_ids_ == profile_.rows && feature_ids_ > 0 &&
                                   ids_of_features_.is_unique() && !ids_of_features_.counts_rows();
        profile_.table = std::move(table);
        return std::move(profile_);
    }

   private:
    struct Column {
        ColumnProfile profile;
        std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> texts;  ///< as profile.texts
        Ids ids;
    };

    void add_cell(Column& column, std::string_view text) {
        ColumnProfile& profile = column.profile;
        ++profile.filled;
        column.ids.add(text, profile_.rows);
        if (const auto at = column.texts.find(text); at != column.texts.end()) {
            ++at->second;
        } else if (column.texts.size() < ColumnProfile::most_texts && text.size() <= 200) {
            column.texts.emplace(text, 1);
            if (profile.examples.size() < 3) profile.examples.emplace_back(text);
        } else {
            profile.has_more_texts = true;
        }
        const auto with_point = parse_quantity(text, '.');
        const auto with_comma = with_point ? std::nullopt : parse_quantity(text, ',');
        if (with_comma) ++profile.comma_numbers;
        if (!with_point && !with_comma) return;
        if (can_be_thousands_or_fraction(text)) {
            ++profile.unclear_numbers;
        } else if (with_point && text.find('.') != std::string::npos) {
            ++profile.point_numbers;
        }
        const double number = with_point ? with_point->value : with_comma->value;
        const bool is_first = profile.numbers++ == 0;
        profile.least = is_first ? number : std::min(profile.least, number);
        profile.greatest = is_first ? number : std::max(profile.greatest, number);
    }

    FileProfile profile_;
    std::map<std::string, Column> columns_;
    Ids ids_of_features_;
    std::int64_t feature_ids_ = 0;
};

using OnRow = std::function<bool(formats::RawRow&&)>;

Result<FileProfile> profile_rows(const std::function<Result<formats::RawTable>(const OnRow&)>& read) {
    Profiler profiler;
    auto table = read([&profiler](formats::RawRow&& row) {
        profiler.add(row);
        return true;
    });
    if (!table) return failure(table.error());
    return profiler.finish(*std::move(table));
}

}  // namespace

Result<FileProfile> profile_file(const std::filesystem::path& file, const formats::Limits& limits) {
    return profile_rows([&](const OnRow& on_row) { return formats::read_file(file, on_row, limits); });
}

Result<FileProfile> profile_table(const formats::Source& source, std::size_t table, const formats::Limits& limits) {
    return profile_rows([&](const OnRow& on_row) { return source.read(table, on_row, limits); });
}

}  // namespace cairn::intake
