#pragma once
// `cairn export STORE --to …`: registers, and results of an assessment, in the formats of other programs.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cairn/core/date.hpp"
#include "cairn/core/progress.hpp"

namespace cairn::workflow {

struct ExportRequest {
    std::string store;
    std::filesystem::path to;           ///< a file, a .zip, or a folder that is not there yet or empty
    std::string format;  ///< geopackage, geojson, shapefile, kml, csv, xlsx, imsma; empty: by the name of `to`
    std::vector<std::string> kinds;  ///< registers; empty: all
    bool with_results = false;  ///< of an assessment as `cairn assess` makes without options
    bool with_project = false;  ///< a project of QGIS beside a GeoPackage
    std::string up_to = "restricted";  ///< public, partner, restricted, personal
    std::optional<Date> as_of;
    std::string recipient, basis;  ///< who gets it, and on what grounds; empty: not stated
    std::string actor;
};

struct ExportAnswer {
    std::vector<std::filesystem::path> written;  ///< what to open first
    std::vector<std::string> sentences;  ///< what went out, what did not, what the format could not hold
    std::string json;  ///< the documented object (docs/json.md)
};

/// All of it appears, or nothing. The export is a change set of the store (who, what, for whom): without the right to
/// write to the store there is none. Throws CallError for a wrong call (an unknown kind, format or sensitivity;
/// something at `to` already; results for others than those who see what is restricted), WorldError when store or disk
/// fail.
ExportAnswer export_registers(const ExportRequest& request, Progress& progress);

/// A project of QGIS beside the store itself, "STORE.qgs": all layers with their styles. Nothing leaves the store, and
/// nothing is logged. Replaces the project that is there. Returns its path.
std::filesystem::path write_store_project(const std::string& store);

}  // namespace cairn::workflow
