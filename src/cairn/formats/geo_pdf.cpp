#include "cairn/formats/geo_pdf.hpp"

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <type_traits>

// The interface for C: the headers for C++ of version 11 do not compile with Clang and C++20.
#include <qpdf/qpdf-c.h>

#include "cairn/core/error.hpp"

namespace cairn::formats {
namespace {

constexpr double slack_pt = 0.5;  // by which browsers round the size of a page
constexpr int degree_decimals = 10, point_decimals = 4;

[[noreturn]] void refuse(const std::string& why) {
    throw WorldError("The map on the PDF's page cannot be given its place on earth: " + why + ".");
}

/// A PDF in memory; its objects live as long as it does.
class Document {
   public:
    /// `bytes` stay where they are.
    explicit Document(std::string_view bytes) {
        qpdf_silence_errors(get());
        qpdf_set_suppress_warnings(get(), QPDF_TRUE);
        qpdf_set_attempt_recovery(get(), QPDF_FALSE);
        qpdf_read_memory(get(), "the printed map", bytes.data(), bytes.size(), nullptr);
        require_health();
    }
    qpdf_data get() const { return pdf_.get(); }

    /// qpdf keeps the first error until it is asked.
    void require_health() const {
        if (qpdf_has_error(get()) != QPDF_FALSE) refuse(qpdf_get_error_full_text(get(), qpdf_get_error(get())));
    }
    qpdf_oh key(qpdf_oh dictionary, const char* name) const { return qpdf_oh_get_key(get(), dictionary, name); }
    void set(qpdf_oh dictionary, const char* name, qpdf_oh value) const {
        qpdf_oh_replace_key(get(), dictionary, name, value);
    }
    void append(qpdf_oh array, double value, int decimals) const {
        qpdf_oh_append_item(get(), array, qpdf_oh_new_real_from_double(get(), value, decimals));
    }
    qpdf_oh parse(const char* text) const { return qpdf_oh_parse(get(), text); }
    qpdf_oh name(const char* text) const { return qpdf_oh_new_name(get(), text); }
    qpdf_oh text(const std::string& utf8) const { return qpdf_oh_new_unicode_string(get(), utf8.c_str()); }

   private:
    struct Cleanup {
        void operator()(qpdf_data pdf) const { qpdf_cleanup(&pdf); }
    };
    std::unique_ptr<std::remove_pointer_t<qpdf_data>, Cleanup> pdf_{qpdf_init()};
};

qpdf_oh only_page(const Document& document) {
    const int pages = qpdf_get_num_pages(document.get());
    document.require_health();
    if (pages != 1) refuse("it has " + std::to_string(pages) + " pages where one was expected");
    qpdf_push_inherited_attributes_to_page(document.get());
    const qpdf_oh page = qpdf_get_page_n(document.get(), 0);
    document.require_health();
    const qpdf_oh turned = document.key(page, "/Rotate");
    if (qpdf_oh_is_integer(document.get(), turned) && qpdf_oh_get_int_value(document.get(), turned) % 360 != 0)
        refuse("its page is turned");
    if (qpdf_oh_has_key(document.get(), page, "/UserUnit")) refuse("its page is not measured in points");
    return page;
}

struct Box {
    double left, bottom, right, top;
};

Box box_of(const Document& document, qpdf_oh page) {
    const qpdf_oh box = document.key(page, "/MediaBox");
    std::array<double, 4> edges{};
    if (!qpdf_oh_is_array(document.get(), box) || qpdf_oh_get_array_n_items(document.get(), box) != 4)
        refuse("its page has no size");
    for (int i = 0; i < 4; ++i) {
        const qpdf_oh edge = qpdf_oh_get_array_item(document.get(), box, i);
        if (!qpdf_oh_is_number(document.get(), edge)) refuse("its page has no size");
        edges.at(static_cast<std::size_t>(i)) = qpdf_oh_get_numeric_value(document.get(), edge);
    }
    return {edges[0], edges[1], edges[2], edges[3]};
}

/// PDF measures from the lower left corner.
qpdf_oh box_on(const Document& document, qpdf_oh page, const MapPlacement& map) {
    const Box sheet = box_of(document, page);
    const double left = sheet.left + map.left_pt, right = left + map.width_pt;
    const double top = sheet.top - map.top_pt, bottom = top - map.height_pt;
    const bool is_within = map.width_pt > 0 && map.height_pt > 0 && left >= sheet.left - slack_pt &&
                           right <= sheet.right + slack_pt && bottom >= sheet.bottom - slack_pt &&
                           top <= sheet.top + slack_pt;
    if (!is_within) refuse("the map is not within its page");
    const qpdf_oh out = qpdf_oh_new_array(document.get());
    for (const double edge : {left, bottom, right, top}) document.append(out, edge, point_decimals);
    return out;
}

qpdf_oh ground_positions(const Document& document, const MapPlacement& map) {
    const qpdf_oh out = qpdf_oh_new_array(document.get());
    for (const LonLat& corner : map.corners) {
        if (!(std::abs(corner.lat_deg) <= 90 && std::abs(corner.lon_deg) <= 360))
            throw CallError("georeference_pdf: a corner is not a position.");
        document.append(out, corner.lat_deg, degree_decimals);
        document.append(out, corner.lon_deg, degree_decimals);
    }
    return out;
}

/// The corners in fractions of the viewport, in the order of MapPlacement::corners.
constexpr const char* unit_square = "[0 0 0 1 1 1 1 0]";

qpdf_oh measure_of(const Document& document, const MapPlacement& map) {
    const qpdf_oh system = qpdf_oh_new_dictionary(document.get());
    document.set(system, "/Type", document.name("/PROJCS"));
    document.set(system, "/WKT", document.text(map.wkt));
    const qpdf_oh measure = qpdf_oh_new_dictionary(document.get());
    document.set(measure, "/Type", document.name("/Measure"));
    document.set(measure, "/Subtype", document.name("/GEO"));
    document.set(measure, "/Bounds", document.parse(unit_square));
    document.set(measure, "/GPTS", ground_positions(document, map));
    document.set(measure, "/LPTS", document.parse(unit_square));
    document.set(measure, "/GCS", system);
    document.set(measure, "/PDU", document.parse("[/M /SQM /DEG]"));  // what a reader shows lengths in
    return measure;
}

qpdf_oh viewports_of(const Document& document, qpdf_oh page, const MapPlacement& map) {
    const qpdf_oh viewport = qpdf_oh_new_dictionary(document.get());
    document.set(viewport, "/Type", document.name("/Viewport"));
    document.set(viewport, "/Name", document.text(map.title));
    document.set(viewport, "/BBox", box_on(document, page, map));
    document.set(viewport, "/Measure", measure_of(document, map));
    const qpdf_oh out = qpdf_oh_new_array(document.get());
    qpdf_oh_append_item(document.get(), out, viewport);
    return out;
}

std::string written(const Document& document) {
    qpdf_init_write_memory(document.get());
    document.require_health();
    qpdf_set_minimum_pdf_version_and_extension(document.get(), "1.7", 3);  // Adobe's, which ISO 32000-2 took over
    qpdf_set_deterministic_ID(document.get(), QPDF_TRUE);
    qpdf_write(document.get());
    document.require_health();
    return {reinterpret_cast<const char*>(qpdf_get_buffer(document.get())), qpdf_get_buffer_length(document.get())};
}

}  // namespace

std::string georeference_pdf(std::string_view pdf, const MapPlacement& map) {
    const Document document(pdf);
    const qpdf_oh page = only_page(document);
    document.set(page, "/VP", viewports_of(document, page, map));
    document.require_health();
    return written(document);
}

}  // namespace cairn::formats
