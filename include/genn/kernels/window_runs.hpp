// SPDX-License-Identifier: BSL-1.0
// Windows of convolutions as runs of taps: where they lie in memory, or copies of them.
#pragma once

#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// Whether the taps of every window lie side by side in the input.
constexpr bool windows_are_runs(const window_sizes& n) {
  const auto inside = [](const window_axis& a) {
    return a.before <= 0 && a.start(a.out - 1) + (a.kernel - 1) * a.dilation < a.in;
  };
  return n.groups == 1 && n.height.kernel == 1 && (n.width.kernel == 1 || n.width.dilation == 1) &&
         inside(n.height) && inside(n.width);
}

/// Windows that sparse weights of integers are multiplied with at once, where enough outputs share
/// them.
inline constexpr index_t windows_at_once = 4;
constexpr bool shares_windows(const window_sizes& n) { return n.group_features() >= 4; }
/// Copies of them, where they are needed.
constexpr index_t window_copies(const window_sizes& n, index_t element_bytes) {
  if (!shares_windows(n) || windows_are_runs(n)) return 0;
  return windows_at_once * whole_words(n.taps() * element_bytes);
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>
