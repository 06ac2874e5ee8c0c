#include "cairn/intake/profile.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>
#include <utility>

#include "cairn/intake/cells.hpp"

namespace cairn::intake {
namespace {

/// Whether values tell rows apart, and whether they only count them.
class Ids {
   public:
    void add(const std::string& text, std::int64_t row) {
        if (is_unique_) is_unique_ = seen_.insert(std::hash<std::string>{}(text)).second;
        if (!is_unique_) seen_ = {};
        const bool from_one = text == std::to_string(row);
        const bool from_zero = text == std::to_string(row - 1);
        counts_from_one_ = counts_from_one_ && from_one;
        counts_from_zero_ = counts_from_zero_ && from_zero;
    }
    bool is_unique() const { return is_unique_; }
    bool counts_rows() const { return counts_from_one_ || counts_from_zero_; }

   private:
    std::unordered_set<std::size_t> seen_;  // hashes: a rare collision only means that a column is not taken for an id
    bool is_unique_ = true;
    bool counts_from_one_ = true, counts_from_zero_ = true;
};

class Profiler {
   public:
    void add(const formats::RawRow& row) {
        ++profile_.rows;
        for (const auto& [name, value] : row.values) add_cell(name, std::string(trim(value)));
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
            at->second.profile.is_unique = at->second.ids.is_unique();
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
        Ids ids;
    };

    void add_cell(const std::string& name, const std::string& text) {
        Column& column = columns_[name];
        ColumnProfile& profile = column.profile;
        profile.name = name;
        ++profile.filled;
        column.ids.add(text, profile_.rows);
        if (const auto at = profile.texts.find(text); at != profile.texts.end()) {
            ++at->second;
        } else if (profile.texts.size() < ColumnProfile::most_texts && text.size() <= 200) {
            profile.texts.emplace(text, 1);
            if (profile.examples.size() < 3) profile.examples.push_back(text);
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
