#include "cairn/formats/gdal_session.hpp"

#include <mutex>
#include <utility>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogrsf_frmts.h>

#include "cairn/core/text.hpp"

namespace cairn::formats {
namespace {

constexpr std::size_t most_messages = 8;

void CPL_STDCALL collect(CPLErr level, CPLErrorNum, const char* message) {
    if (level < CE_Warning) return;
    if (auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())) {
        messages->add(level >= CE_Failure, message);
    }
}

}  // namespace

void require_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Neither network drivers nor side files: only what a caller opens by driver name.
        CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
        CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", nullptr);
        CPLSetConfigOption("OGR_SQLITE_LIST_VIRTUAL_OGR", "NO");
        RegisterOGRGeoPackage();
        RegisterOGRShape();
        RegisterOGRGML();
        RegisterOGRGPX();
        RegisterOGRFlatGeobuf();
        RegisterOGRTAB();
        RegisterOGROpenFileGDB();
        RegisterOGRESRIJSON();
        RegisterOGRXLS();
    });
}

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, this); }
GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void GdalMessages::add(bool is_error, const char* message) {
    has_error_ |= is_error;
    if (messages_.size() < most_messages) messages_.emplace_back(message);
}

std::string GdalMessages::take() {
    std::string all;
    for (const auto& message : std::exchange(messages_, {})) {
        if (!all.empty()) all += "; ";
        all += message;
    }
    has_error_ = false;
    return std::string(first_bytes(all, 500));
}

}  // namespace cairn::formats
