#pragma once
// The text of a position to all that it may mean. Nothing is assumed silently: where a text can be read in more than
// one way, each reading is given with its probability and with the question that tells them apart, so that a whole
// file, a study area or a person may answer it (docs/notations.md).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cairn/core/position.hpp"
#include "cairn/core/result.hpp"

namespace cairn::geodesy {

/// What a text may leave open. The answers to each, in their order, stand beside it.
enum class Question : std::uint8_t {
    order,       ///< which comes first: "north_first" (latitude, northing) or "east_first"
    letter_s,    ///< S after a UTM zone: "band" (32° to 40° north) or "hemisphere" (south)
    letter_o,    ///< O after a longitude: "west" (Oeste, Ouest) or "east" (Ost)
    hemisphere,  ///< of a UTM zone without a letter: "north" or "south"
    degrees,     ///< 43.5120: "decimal" degrees, or "sexagesimal" (43° 51′ 20″ in a calculator's writing)
    zone_width,  ///< of a Gauss-Krüger zone: "6" degrees or "3"
};
inline constexpr std::size_t question_count = 6;

std::string_view name_of(Question question);
/// `answer` is 1 or 2.
std::string_view name_of(Question question, int answer);
std::optional<Question> find_question(std::string_view name);
std::optional<int> find_answer(Question question, std::string_view name);

/// The grid whose metres a text gives.
struct WrittenGrid {
    enum class Kind : std::uint8_t {
        stated,        ///< none by itself: the numbers are in the system that is stated
        utm,           ///< zone 1 to 60, north or south
        ups,           ///< a pole
        gauss_kruger,  ///< zone = millions of the easting
    };
    Kind kind = Kind::stated;
    int zone = 0;
    bool is_south = false;
    int width_deg = 6;  ///< of a Gauss-Krüger zone: 6 or 3
    friend auto operator<=>(const WrittenGrid&, const WrittenGrid&) = default;
};

/// One way to read a text.
struct Reading {
    Notation notation = Notation::unknown;
    WrittenGrid grid;
    double x = 0;            ///< longitude in degrees, or easting in metres (the zone's millions included)
    double y = 0;            ///< latitude in degrees, or northing in metres
    double unit_x = 0;       ///< the last place written, in the unit of x; > 0
    double unit_y = 0;       ///< … of y; > 0
    bool is_square = false;  ///< MGRS: the text names a square, x and y are its centre, the unit is its side
    double probability = 1;  ///< of this reading among those of the same text, > 0
    std::array<std::uint8_t, question_count> answers{};  ///< 1 or 2 by question; 0 where it does not arise
    std::uint8_t told_order = 0;  ///< 1 latitude first, 2 longitude first, where letters tell which is which

    bool is_angular() const;
};

using Readings = std::vector<Reading>;

/// Reads one text that holds the whole position. Degrees in any common typography, letters of the hemispheres in the
/// scripts of docs/notations.md, UTM, MGRS, easting and northing in either order. Probabilities add up to 1; the
/// likeliest comes first. Angles are within ±90 and ±180, minutes and seconds below 60.
/// Fails with code `position_unreadable`, `angle_out_of_range`, `broken_mgrs` or `zone_not_stated`. At most 200 bytes.
Result<Readings> parse_position(std::string_view text);

/// The same from two texts whose meaning is known. Fails also with `axes_swapped` when a text says by its letter that
/// it is the other one.
Result<Readings> parse_lat_lon(std::string_view latitude, std::string_view longitude);

/// Metres from two texts, with the text of the zone ("33N", "33 T", "8"; may be blank).
Result<Readings> parse_easting_northing(std::string_view easting, std::string_view northing, std::string_view zone);

/// "latitude 43.85622, longitude 18.41306", "UTM zone 33 south, easting 450000, northing 4850000": for messages.
std::string describe(const Reading& reading);

/// Standard deviation along each axis that rounding to these units leaves, metres: the root mean square over both axes
/// of unit/√12, at latitude `lat_deg` for units in degrees.
double rounding_sigma_m(double unit_x, double unit_y, bool is_angular, double lat_deg);

}  // namespace cairn::geodesy
