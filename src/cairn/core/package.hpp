#pragma once
// One handing-over by one party on one date ("delivery" in sentences for people).

#include <optional>
#include <string>

#include "cairn/core/date.hpp"

namespace cairn {

struct Package {
    std::string id;
    std::string name;
    std::optional<std::string> from_party;
    std::optional<std::string> to_party;
    std::optional<Date> date_received;
    std::optional<std::string> medium;  ///< code list `medium`: paper, scan, digital, oral, unknown
    std::optional<std::string> scope;   ///< areas, period and units that it claims to cover, as stated
    std::optional<double> claimed_count;
};

}  // namespace cairn
