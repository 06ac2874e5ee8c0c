#pragma once
// Archives, workbooks and files of other programs that ill will, accident and age produce, made from a seed.

#include <vector>

#include "intake/hostile_files.hpp"

namespace cairn::tests {

std::vector<HostileFile> hostile_archives();
std::vector<HostileFile> hostile_workbooks();
std::vector<HostileFile> hostile_xml();
std::vector<HostileFile> hostile_maxml();
std::vector<HostileFile> hostile_binaries();

}  // namespace cairn::tests
