// SPDX-License-Identifier: BSL-1.0
// Random sizes for boards: the same numbers everywhere.
#pragma once

#include <genn/shape/window.hpp>

namespace board {

inline std::uint32_t random_state = 12345;

inline genn::index_t between(genn::index_t low, genn::index_t high) {
  random_state = random_state * 1664525u + 1013904223u;
  return low + genn::index_t((random_state >> 8) % std::uint32_t(high - low + 1));
}

/// An axis that has windows, of up to `largest_kernel` taps.
inline genn::window_axis random_axis(genn::index_t largest_kernel) {
  for (;;) {
    genn::window_axis a;
    a.in = between(1, 9);
    a.kernel = between(1, largest_kernel);
    a.stride = between(1, 3);
    a.dilation = between(1, 2);
    a.before = between(0, a.kernel);
    a.out =
        genn::window_count(a.in, a.kernel, a.stride, a.dilation, a.before, between(0, a.kernel));
    if (a.out > 0) return a;
  }
}

}  // namespace board
