#pragma once
// What the value of an option or argument is: its placeholder in the help, its words in the completion.

#include <string>
#include <string_view>
#include <vector>

namespace cairn::cli {

enum class Completes { nothing, files, folders, words };

struct ValueType {
    std::string name;  ///< the placeholder: KIND
    std::string what;  ///< a sentence for the manual
    Completes completes = Completes::nothing;
    std::string suffix{};              ///< of files; empty: any
    std::vector<std::string> words{};  ///< in the order in which they are shown
};

/// Every type that an option may have, in alphabetical order.
const std::vector<ValueType>& value_types();
/// Null when there is none of that name.
const ValueType* find_value_type(std::string_view name);

}  // namespace cairn::cli
