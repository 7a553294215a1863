// SPDX-License-Identifier: BSL-1.0
// The functions of gates on integers: arguments count 2^-12, results 2^-15, in 32 bits. Both read
// one table of tanh, with straight lines between its entries: sigmoid(x) = (1 + tanh(x / 2)) / 2.
#pragma once

#include <genn/number/interpolate.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Entry k is 2^15 * tanh(k / 32).
inline constexpr std::uint16_t tanh_entries[257] = {
    0,     1024,  2045,  3063,  4075,  5079,  6073,  7056,  8025,  8980,  9919,  10840, 11743,
    12625, 13486, 14326, 15143, 15936, 16706, 17452, 18173, 18870, 19542, 20189, 20813, 21411,
    21986, 22538, 23066, 23571, 24054, 24516, 24956, 25376, 25776, 26157, 26519, 26864, 27191,
    27502, 27797, 28076, 28341, 28592, 28830, 29055, 29268, 29470, 29660, 29840, 30010, 30170,
    30322, 30465, 30600, 30727, 30847, 30960, 31067, 31167, 31262, 31351, 31435, 31515, 31589,
    31659, 31726, 31788, 31846, 31901, 31953, 32002, 32048, 32091, 32132, 32170, 32206, 32240,
    32271, 32301, 32329, 32356, 32381, 32404, 32426, 32447, 32466, 32484, 32501, 32517, 32532,
    32547, 32560, 32573, 32584, 32596, 32606, 32616, 32625, 32634, 32642, 32649, 32657, 32663,
    32670, 32676, 32681, 32686, 32691, 32696, 32700, 32704, 32708, 32712, 32715, 32718, 32721,
    32724, 32727, 32729, 32732, 32734, 32736, 32738, 32740, 32741, 32743, 32745, 32746, 32747,
    32749, 32750, 32751, 32752, 32753, 32754, 32755, 32755, 32756, 32757, 32758, 32758, 32759,
    32759, 32760, 32760, 32761, 32761, 32762, 32762, 32762, 32763, 32763, 32763, 32764, 32764,
    32764, 32764, 32765, 32765, 32765, 32765, 32765, 32766, 32766, 32766, 32766, 32766, 32766,
    32766, 32766, 32767, 32767, 32767, 32767, 32767, 32767, 32767, 32767, 32767, 32767, 32767,
    32767, 32767, 32767, 32767, 32767, 32767, 32767, 32768, 32768, 32768, 32768, 32768, 32768,
    32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768,
    32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768,
    32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768,
    32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768,
    32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768, 32768};

/// Places behind the point of an argument and of a result.
inline constexpr std::int32_t gate_argument_places = 12, gate_places = 15;
inline constexpr std::int32_t gate_one = std::int32_t{1} << gate_places;

namespace detail {

/// tanh of x, of which 2^step make one entry, for x below 256 of them; 1 behind that.
constexpr std::int32_t tanh_between_entries(std::int32_t x, std::int32_t step) {
  const segments s{0, step};
  const std::int32_t last = (std::int32_t{256} << step) - 1;
  const std::int32_t at = x < last ? x : last;
  const std::int32_t k = s.index(at);
  return s.between(at, tanh_entries[k], tanh_entries[k + 1]);
}

}  // namespace detail

constexpr std::int32_t tanh_of_gate(std::int32_t x) {
  const std::int32_t y = detail::tanh_between_entries(x < 0 ? -x : x, 7);
  return x < 0 ? -y : y;
}

/// Halves up.
constexpr std::int32_t sigmoid_of_gate(std::int32_t x) {
  const std::int32_t y = detail::tanh_between_entries(x < 0 ? -x : x, 8);
  return shifted_right(gate_one + (x < 0 ? -y : y) + 1, 1);
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
