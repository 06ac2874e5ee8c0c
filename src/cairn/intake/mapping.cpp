#include "cairn/intake/mapping.hpp"

#include <algorithm>

namespace cairn::intake {

std::optional<std::filesystem::path> find_mapping_beside(const std::filesystem::path& file) {
    auto beside = file;
    beside.replace_extension(".mapping.json");
    std::error_code error;
    if (!std::filesystem::is_regular_file(beside, error)) return std::nullopt;
    return beside;
}

std::vector<std::string> columns_of(const Mapping& mapping) {
    std::vector<std::string> all;
    const auto add = [&all](const std::string& column) {
        if (!column.empty() && std::find(all.begin(), all.end(), column) == all.end()) all.push_back(column);
    };
    if (mapping.place.kind != PlaceSource::Kind::file) {
        add(mapping.place.first);
        add(mapping.place.second);
        add(mapping.place.third);
    }
    if (mapping.points) {
        const PointTable& points = *mapping.points;
        for (const auto* column : {&points.id, &points.part, &points.shape, &points.order, &points.type, &points.point,
                                   &points.from, &points.bearing, &points.distance})
            add(*column);
    }
    if (mapping.crs_column) add(*mapping.crs_column);
    if (mapping.id_column) add(*mapping.id_column);
    if (mapping.package_column) add(*mapping.package_column);
    for (const auto& [column, texts] : mapping.where) add(column);
    for (const auto& [field, source] : mapping.fields) {
        if (source.column) add(*source.column);
    }
    return all;
}

}  // namespace cairn::intake
