// A map on a page: GDAL, which knows nothing of how it was made, must find every point of the ground where it was
// drawn.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <qpdf/qpdf-c.h>
#include <stdexcept>
#include <string>
#include <string_view>

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include "cairn/core/error.hpp"
#include "cairn/formats/geo_pdf.hpp"
#include "cairn/geodesy/frame.hpp"
#include "support/temporary_folder.hpp"

namespace cairn::formats {
namespace {

constexpr double page_width_pt = 841.92, page_height_pt = 594.96;
constexpr std::string_view drawing = "0 0 1 RG 22.5 100 500 400 re S\n";

/// As a browser might print it; `more` goes into the page's dictionary.
std::string printed(int pages = 1, const std::string& more = "") {
    qpdf_data document = qpdf_init();
    qpdf_empty_pdf(document);
    for (int i = 0; i < pages; ++i) {
        const std::string page = "<< /Type /Page /MediaBox [0 0 841.92 594.96] " + more + " >>";
        const qpdf_oh object = qpdf_make_indirect_object(document, qpdf_oh_parse(document, page.c_str()));
        const qpdf_oh stream = qpdf_oh_new_stream(document);
        const qpdf_oh none = qpdf_oh_new_null(document);
        qpdf_oh_replace_stream_data(document, stream, reinterpret_cast<const unsigned char*>(drawing.data()),
                                    drawing.size(), none, none);
        qpdf_oh_replace_key(document, object, "/Contents", stream);
        qpdf_add_page(document, document, object, QPDF_FALSE);
    }
    qpdf_init_write_memory(document);
    qpdf_set_deterministic_ID(document, QPDF_TRUE);
    qpdf_write(document);
    std::string bytes(reinterpret_cast<const char*>(qpdf_get_buffer(document)), qpdf_get_buffer_length(document));
    qpdf_cleanup(&document);
    return bytes;
}

std::string drawn_on(const std::string& pdf) {
    qpdf_data document = qpdf_init();
    qpdf_read_memory(document, "again", pdf.data(), pdf.size(), nullptr);
    unsigned char* bytes = nullptr;
    std::size_t size = 0;
    qpdf_oh_get_page_content_data(document, qpdf_get_page_n(document, 0), &bytes, &size);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);
    qpdf_cleanup(&document);
    return out;
}

struct Study {
    LonLat centre;
    EastNorth lower_left;  ///< of the map, in the plane
    double width_m;
};

constexpr double left_pt = 22.5, top_pt = 70.5, width_pt = 620.25, height_pt = 440.25;

double metres_per_pt(const Study& study) { return study.width_m / width_pt; }

MapPlacement placement_of(const Study& study, const geodesy::Frame& frame) {
    const auto [west, south] = study.lower_left;
    const double east = west + study.width_m, north = south + height_pt * metres_per_pt(study);
    return {.title = "A map",
            .left_pt = left_pt,
            .top_pt = top_pt,
            .width_pt = width_pt,
            .height_pt = height_pt,
            .corners = {frame.to_lon_lat(EastNorth{west, south}), frame.to_lon_lat(EastNorth{west, north}),
                        frame.to_lon_lat(EastNorth{east, north}), frame.to_lon_lat(EastNorth{east, south})},
            .wkt = frame.esri_wkt()};
}

bool gdal_reads_pdf() {
    GDALAllRegister();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("PDF");
    if (driver == nullptr) return false;
    for (const char* library : {"HAVE_POPPLER", "HAVE_PDFIUM", "HAVE_PODOFO"})
        if (driver->GetMetadataItem(library) != nullptr) return true;
    return false;
}

/// From longitude and latitude to points on the page, from its upper left corner, by GDAL alone.
class Reader {
   public:
    explicit Reader(const std::string& file)
        : data_(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY)) {
        if (data_ == nullptr) throw std::runtime_error("GDAL does not open " + file);
        std::array<double, 6> forth{};
        if (data_->GetGeoTransform(forth.data()) != CE_None) throw std::runtime_error("GDAL finds no place for it");
        if (GDALInvGeoTransform(forth.data(), back_.data()) == 0) throw std::runtime_error("GDAL's place is a line");
        wgs84_.importFromEPSG(4326);
        wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        system_ = *data_->GetSpatialRef();
        system_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        conversion_.reset(OGRCreateCoordinateTransformation(&wgs84_, &system_));
    }
    std::array<double, 2> on_page(LonLat p) const {
        double x = p.lon_deg, y = p.lat_deg;
        if (!conversion_->Transform(1, &x, &y)) throw std::runtime_error("GDAL cannot place it");
        return {(back_[0] + back_[1] * x + back_[2] * y) * page_width_pt / data_->GetRasterXSize(),
                (back_[3] + back_[4] * x + back_[5] * y) * page_height_pt / data_->GetRasterYSize()};
    }

   private:
    GDALDatasetUniquePtr data_;
    std::array<double, 6> back_{};
    OGRSpatialReference wgs84_, system_;
    std::unique_ptr<OGRCoordinateTransformation> conversion_;
};

TEST(GeoPdf, GdalPlacesTheGroundWhereItWasDrawnToAFiftiethOfAMillimetre) {
    if (!gdal_reads_pdf()) GTEST_SKIP() << "this GDAL does not read PDF";
    const tests::TemporaryFolder folder;
    double worst_mm = 0;
    for (const Study& study :
         {Study{{17.9, 43.9}, {-900, -700}, 2'000}, Study{{45.2, 40.1}, {-31'000, -20'000}, 60'000},
          Study{{-69.3, -17.6}, {15'000, -44'000}, 30'000}, Study{{179.2, 66.1}, {-20'000, -10'000}, 30'000},
          Study{{24.5, 3.4}, {-700'000, -500'000}, 1'400'000}}) {
        SCOPED_TRACE(study.width_m);
        const geodesy::Frame frame(study.centre);
        const auto file = folder.write("map.pdf", georeference_pdf(printed(), placement_of(study, frame)));
        const Reader reader(file.string());
        for (int i = 0; i <= 8; ++i) {
            for (int k = 0; k <= 8; ++k) {
                const double x = width_pt * i / 8, y = height_pt * k / 8;
                const EastNorth ground{study.lower_left.east_m + x * metres_per_pt(study),
                                       study.lower_left.north_m + (height_pt - y) * metres_per_pt(study)};
                const auto found = reader.on_page(frame.to_lon_lat(ground));
                worst_mm = std::max(worst_mm, std::hypot(found[0] - left_pt - x, found[1] - top_pt - y) * 25.4 / 72);
            }
        }
        EXPECT_LT(worst_mm, 0.02);
    }
    RecordProperty("worst_mm", std::to_string(worst_mm));
}

TEST(GeoPdf, LeavesWhatThePageDraws) {
    const geodesy::Frame frame({17.9, 43.9});
    const std::string pdf = georeference_pdf(printed(), placement_of({{17.9, 43.9}, {0, 0}, 2'000}, frame));
    EXPECT_EQ(drawn_on(pdf), drawing);
    // The same call gives the same file.
    EXPECT_EQ(pdf, georeference_pdf(printed(), placement_of({{17.9, 43.9}, {0, 0}, 2'000}, frame)));
}

std::string refusal(const std::string& pdf, const MapPlacement& map) {
    try {
        georeference_pdf(pdf, map);
    } catch (const WorldError& error) {
        return error.what();
    }
    return "none";
}

TEST(GeoPdf, RefusesWhatItCannotPlaceTruly) {
    const geodesy::Frame frame({17.9, 43.9});
    const MapPlacement map = placement_of({{17.9, 43.9}, {0, 0}, 2'000}, frame);
    EXPECT_THAT(refusal(printed(2), map), testing::HasSubstr("2 pages where one was expected"));
    EXPECT_THAT(refusal(printed(0), map), testing::HasSubstr("0 pages"));
    EXPECT_THAT(refusal(printed(1, "/Rotate 90"), map), testing::HasSubstr("turned"));
    EXPECT_THAT(refusal(printed(1, "/UserUnit 2"), map), testing::HasSubstr("not measured in points"));
    MapPlacement beyond = map;
    beyond.top_pt = 300;
    EXPECT_THAT(refusal(printed(), beyond), testing::HasSubstr("not within its page"));
    beyond.top_pt = std::nan("");
    EXPECT_THAT(refusal(printed(), beyond), testing::HasSubstr("not within its page"));
    const std::string whole = printed();
    for (const std::string& damaged : {std::string(), std::string("<html>"), whole.substr(0, whole.size() / 2)})
        EXPECT_THAT(refusal(damaged, map), testing::HasSubstr("cannot be given its place"));
    MapPlacement nowhere = map;
    nowhere.corners[2] = {10, std::nan("")};
    EXPECT_THROW(georeference_pdf(whole, nowhere), CallError);
}

}  // namespace
}  // namespace cairn::formats
