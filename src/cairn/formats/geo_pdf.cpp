#include "cairn/formats/geo_pdf.hpp"

#include <cmath>
#include <exception>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "cairn/core/error.hpp"

namespace cairn::formats {
namespace {

constexpr double slack_pt = 0.5;  // by which browsers round the size of a page
constexpr int degree_decimals = 10;

[[noreturn]] void refuse(const std::string& why) {
    throw WorldError("The map on the PDF's page cannot be given its place on earth: " + why + ".");
}

QPDFObjectHandle name(const char* text) { return QPDFObjectHandle::newName(text); }
QPDFObjectHandle number(double value, int decimals) { return QPDFObjectHandle::newReal(value, decimals); }

QPDFPageObjectHelper only_page(QPDF& document) {
    const auto pages = QPDFPageDocumentHelper(document).getAllPages();
    if (pages.size() != 1) refuse("it has " + std::to_string(pages.size()) + " pages where one was expected");
    QPDFPageObjectHelper page = pages.front();
    QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
    if (turned.isInteger() && turned.getIntValue() % 360 != 0) refuse("its page is turned");
    if (page.getObjectHandle().hasKey("/UserUnit")) refuse("its page is not measured in points");
    return page;
}

/// PDF measures from the lower left corner.
QPDFObjectHandle box_on(QPDFPageObjectHelper page, const MapPlacement& map) {
    QPDFObjectHandle box = page.getMediaBox();
    if (!box.isRectangle()) refuse("its page has no size");
    const QPDFObjectHandle::Rectangle sheet = box.getArrayAsRectangle();
    const double left = sheet.llx + map.left_pt, right = left + map.width_pt;
    const double top = sheet.ury - map.top_pt, bottom = top - map.height_pt;
    const bool is_within = map.width_pt > 0 && map.height_pt > 0 && left >= sheet.llx - slack_pt &&
                           right <= sheet.urx + slack_pt && bottom >= sheet.lly - slack_pt &&
                           top <= sheet.ury + slack_pt;
    if (!is_within) refuse("the map is not within its page");
    QPDFObjectHandle out = QPDFObjectHandle::newArray();
    for (const double edge : {left, bottom, right, top}) out.appendItem(number(edge, 4));
    return out;
}

QPDFObjectHandle ground_positions(const MapPlacement& map) {
    QPDFObjectHandle out = QPDFObjectHandle::newArray();
    for (const LonLat& corner : map.corners) {
        if (!(std::abs(corner.lat_deg) <= 90 && std::abs(corner.lon_deg) <= 360))
            throw CallError("georeference_pdf: a corner is not a position.");
        out.appendItem(number(corner.lat_deg, degree_decimals));
        out.appendItem(number(corner.lon_deg, degree_decimals));
    }
    return out;
}

/// The corners in fractions of the viewport, in the order of MapPlacement::corners.
QPDFObjectHandle unit_square() { return QPDFObjectHandle::parse("[0 0 0 1 1 1 1 0]"); }

QPDFObjectHandle measure_of(const MapPlacement& map) {
    QPDFObjectHandle system = QPDFObjectHandle::newDictionary();
    system.replaceKey("/Type", name("/PROJCS"));
    system.replaceKey("/WKT", QPDFObjectHandle::newUnicodeString(map.wkt));
    QPDFObjectHandle measure = QPDFObjectHandle::newDictionary();
    measure.replaceKey("/Type", name("/Measure"));
    measure.replaceKey("/Subtype", name("/GEO"));
    measure.replaceKey("/Bounds", unit_square());
    measure.replaceKey("/GPTS", ground_positions(map));
    measure.replaceKey("/LPTS", unit_square());
    measure.replaceKey("/GCS", system);
    measure.replaceKey("/PDU", QPDFObjectHandle::parse("[/M /SQM /DEG]"));  // what a reader shows lengths in
    return measure;
}

QPDFObjectHandle viewport_of(QPDFPageObjectHelper page, const MapPlacement& map) {
    QPDFObjectHandle viewport = QPDFObjectHandle::newDictionary();
    viewport.replaceKey("/Type", name("/Viewport"));
    viewport.replaceKey("/Name", QPDFObjectHandle::newUnicodeString(map.title));
    viewport.replaceKey("/BBox", box_on(page, map));
    viewport.replaceKey("/Measure", measure_of(map));
    return viewport;
}

std::string written(QPDF& document) {
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7", 3);  // Adobe's extension, which ISO 32000-2 took over
    writer.setDeterministicID(true);
    writer.write();
    const auto bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

std::string georeference_pdf(std::string_view pdf, const MapPlacement& map) {
    try {
        QPDF document;
        document.setSuppressWarnings(true);
        document.setAttemptRecovery(false);
        document.processMemoryFile("the printed map", pdf.data(), pdf.size());
        QPDFPageObjectHelper page = only_page(document);
        QPDFObjectHandle viewports = QPDFObjectHandle::newArray();
        viewports.appendItem(viewport_of(page, map));
        page.getObjectHandle().replaceKey("/VP", viewports);
        return written(document);
    } catch (const WorldError&) {
        throw;
    } catch (const CallError&) {
        throw;
    } catch (const std::exception& error) {  // what qpdf throws
        refuse(error.what());
    }
}

}  // namespace cairn::formats
