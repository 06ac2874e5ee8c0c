#pragma once
// A table of an answer, before anybody knows how wide the terminal is.

#include <string>
#include <vector>

namespace cairn::workflow {

struct ConsoleTable {
    struct Column {
        std::string head;
        bool is_number = false;  ///< set to the right, never broken
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;  ///< each with a cell per column
    std::string note;                            ///< below the table
};

}  // namespace cairn::workflow
