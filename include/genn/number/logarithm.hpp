// SPDX-License-Identifier: BSL-1.0
// The natural logarithm of an integer in the steps of a result, by a table.
#pragma once

#include <genn/number/rescaling.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Steps of log(s), s > 0: `octave` steps for each doubling, and between two of them a table of the
/// steps of log(1 + i / 256), i = 0 ... 256, with straight lines between its entries. T: what is
/// read by index.
template <class T>
constexpr std::int32_t steps_of_log(std::uint32_t s, std::int32_t octave, T table) {
  std::int32_t doublings = 31;
  for (; (s & 0x80000000u) == 0; s <<= 1) --doublings;
  const std::int32_t index = std::int32_t((s >> 23) & 0xffu);
  const std::int32_t part = std::int32_t((s >> 8) & 0x7fffu);
  const std::int32_t here = std::int32_t(table[index]), next = std::int32_t(table[index + 1]);
  return doublings * octave + here + shifted_right((next - here) * part + (1 << 14), 15);
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
