#pragma once
// A workbook (XLSX, ISO/IEC 29500-1) for people: a sheet for each layer, its header in sight, filters, drop-downs where
// a cell has a choice of texts. Text is always text: no cell is ever a formula.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "cairn/formats/writer.hpp"

namespace cairn::formats {

/// A remark at a cell, which is coloured too.
struct CellNote {
    std::size_t row = 0;  ///< place in Layer::rows
    std::string column;
    std::string text;
};

struct Sheet {
    Layer layer;
    std::vector<CellNote> notes = {};
    /// When any are named: the sheet is protected without a password, these columns are locked, all others open.
    std::vector<std::string> locked_columns = {};
    /// What the cells of a column may hold from one row to another.
    struct Choice {
        std::size_t first_row = 0, last_row = 0;  ///< places in Layer::rows
        std::string column;
        std::vector<std::string> texts;
    };
    std::vector<Choice> choices = {};
};

struct Workbook {
    std::string title;
    /// Of the first sheet, "About": a heading and a text each; an empty heading continues.
    std::vector<std::pair<std::string, std::string>> about = {};
    std::vector<Sheet> sheets = {};
};

/// Writes it whole or not at all, replacing the file. Dates of a day are dates of the spreadsheet, shown as 2004-05-17;
/// those of less precision, or before 1900-03-01, are texts. Geometry is well-known text in "geometry_wkt". Texts of
/// more than the 32 767 characters that a cell holds are cut, stand whole in pieces on the sheet "long_texts", and are
/// returned. More than 1 048 575 rows go on in another sheet ("find 2"). Throws WorldError.
std::vector<LongText> write_workbook(const std::filesystem::path& file, const Workbook& workbook);

}  // namespace cairn::formats
