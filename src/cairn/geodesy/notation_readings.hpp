#pragma once
// Private to this module: the parts that read one family of notations each.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/geodesy/notation.hpp"
#include "cairn/geodesy/written_tokens.hpp"

namespace cairn::geodesy {

using Tokens = std::vector<Token>;

Finding position_unreadable(std::string_view text, const std::string& why);

/// Empty when the text is no angles; fails when it is, and cannot be right (minutes of 75).
Result<Readings> read_angles(const Tokens& tokens, std::string_view text);
/// From two texts, the latitude first.
Result<Readings> read_lat_lon(const Tokens& latitude, const Tokens& longitude, std::string_view text);

/// Empty when the text is no reference of the military grid.
Result<Readings> read_mgrs(std::string_view text);

/// Metres: UTM with its zone, Gauss-Krüger with its prefix, or easting and northing of a stated system.
Result<Readings> read_metres(const Tokens& tokens, std::string_view text);
Result<Readings> read_easting_northing(const Tokens& easting, const Tokens& northing, const Tokens& zone,
                                       std::string_view text);

void set_answer(Reading& reading, Question question, int answer);
/// Makes the probabilities add up to 1 and puts the likeliest first; equal readings become one.
void normalise(Readings& readings);

}  // namespace cairn::geodesy
