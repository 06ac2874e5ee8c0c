#pragma once
// Which tables an import reads: every source opened, its tables chosen, before anything is stored.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cairn/formats/source_file.hpp"
#include "cairn/intake/mapping.hpp"

namespace cairn::workflow {

/// Throws CallError: the finding says why nothing can be made of the file.
[[noreturn]] void refuse(const std::filesystem::path& file, const Finding& finding);

struct PlannedTable {
    std::filesystem::path file;  ///< as the user named it, or as it was met in a folder
    formats::Source source;
    std::size_t table = 0;
    bool is_one_of_many = false;  ///< nobody named this file: when its columns do not fit, it is left out and told
};

struct ImportPlan {
    std::vector<PlannedTable> tables;
    Findings notes;  ///< what was left out
};

struct PlanRequest {
    const std::vector<std::filesystem::path>& files;
    const std::vector<std::string>& layers;
    /// The mapping that a person made for this file, when there is one.
    std::function<std::optional<intake::Mapping>(const std::filesystem::path& file)> find_mapping;
    /// Whether a table can be imported as what is asked for, by a guess.
    std::function<bool(const formats::Source& source, std::size_t table)> fits;
};

/// Throws CallError when a file that was named cannot be read, or when which table is meant is not settled; the names
/// and rows of all are in the sentence.
ImportPlan plan_import(const PlanRequest& request);

}  // namespace cairn::workflow
