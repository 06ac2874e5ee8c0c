#pragma once
// The names of tests/data/encodings.

#include <fstream>
#include <string>
#include <vector>

namespace cairn::formats {

inline const std::vector<std::string>& lists_of_names() {
    static const std::vector<std::string> lists{"russian",      "ukrainian", "armenian",   "arabic",
                                                "south-slavic", "western",   "azerbaijani"};
    return lists;
}

inline std::vector<std::string> read_names(const std::string& list) {
    std::ifstream in(std::string(CAIRN_TEST_DATA) + "/encodings/" + list + ".txt");
    std::vector<std::string> names;
    for (std::string line; std::getline(in, line);) names.push_back(line);
    return names;
}

}  // namespace cairn::formats
