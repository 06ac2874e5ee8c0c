#include "cairn/workflow/print_report.hpp"

#include <string>
#include <system_error>

#include "cairn/core/error.hpp"
#include "cairn/formats/geo_pdf.hpp"
#include "cairn/formats/temporary_folder.hpp"
#include "cairn/report/map_sheet.hpp"
#include "cairn/workflow/assessed.hpp"
#include "cairn/workflow/text_file.hpp"

namespace cairn::workflow {
namespace {

namespace fs = std::filesystem;

/// Absent when a corner is beyond the frame: then no program could place the map.
std::optional<formats::MapPlacement> placement_of(const report::MapSheet& sheet, const Evidence& evidence,
                                                  const report::MapProjection& projection) {
    const report::Window& w = sheet.window;
    const auto south_west = projection.to_lon_lat({w.west_m, w.south_m});
    const auto north_west = projection.to_lon_lat({w.west_m, w.north_m});
    const auto north_east = projection.to_lon_lat({w.east_m, w.north_m});
    const auto south_east = projection.to_lon_lat({w.east_m, w.south_m});
    if (!south_west || !north_west || !north_east || !south_east) return std::nullopt;
    constexpr double pt_per_px = 72.0 / 96;
    return formats::MapPlacement{.title = sheet.title,
                                 .left_pt = sheet.left_px * pt_per_px,
                                 .top_pt = sheet.top_px * pt_per_px,
                                 .width_pt = sheet.width_px * pt_per_px,
                                 .height_pt = sheet.height_px * pt_per_px,
                                 .corners = {*south_west, *north_west, *north_east, *south_east},
                                 .wkt = evidence.frame->esri_wkt()};
}

/// Says after what went wrong what there is to go on with. `page` is there.
template <class Print>
std::string print_or_refer_to(const fs::path& page, const char* what, const Print& print) {
    try {
        return print();
    } catch (const WorldError& error) {
        throw WorldError(std::string(error.what()) + " " + what + " is in " + page.string() +
                         ": print that from any browser.");
    }
}

std::string print_map(const report::MapSheet& sheet, const formats::MapPlacement& placement, const Printing& printing,
                      Progress& progress) {
    const formats::TemporaryFolder folder;
    const fs::path page = folder.path() / "map.html";
    write_text_file(page, sheet.html);
    return formats::georeference_pdf(print_page(page, printing, progress), placement);
}

}  // namespace

std::vector<fs::path> print_report(const Assessed& assessed, const fs::path& out, const Printing& printing,
                                   Progress& progress) {
    const fs::path page = out / "report.html", report = out / "report.pdf", map = out / "map.pdf";
    std::error_code ignored;
    fs::remove(report, ignored);
    fs::remove(map, ignored);
    std::vector<fs::path> written;
    write_text_file(written.emplace_back(report),
                    print_or_refer_to(page, "The page itself", [&] { return print_page(page, printing, progress); }));
    const auto sheet = report::write_map_sheet(assessed.report);
    const auto placement =
        sheet ? placement_of(*sheet, assessed.evidence, assessed.report.map.projection) : std::nullopt;
    if (!placement) return written;
    write_text_file(written.emplace_back(map), print_or_refer_to(page, "report.pdf was written; the same map", [&] {
                        return print_map(*sheet, *placement, printing, progress);
                    }));
    return written;
}

}  // namespace cairn::workflow
