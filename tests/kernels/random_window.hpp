// SPDX-License-Identifier: BSL-1.0
// Windows of random size, stride, padding and dilation, over one or two axes.
#pragma once

#include <ostream>

#include "guarded.hpp"

#include <genn/shape/window.hpp>

namespace genn {

inline std::ostream& operator<<(std::ostream& out, const window_axis& a) {
  return out << "[" << a.in << " -> " << a.out << ", kernel " << a.kernel << ", stride " << a.stride
             << ", dilation " << a.dilation << ", before " << a.before << "]";
}
inline std::ostream& operator<<(std::ostream& out, const window_sizes& n) {
  return out << n.height << " x " << n.width << ", batch " << n.batch << ", channels " << n.channels
             << ", features " << n.features << ", groups " << n.groups;
}

}  // namespace genn

namespace test {

/// Padding on the two sides differs and may be wider than the kernel: some windows see no data.
inline genn::window_axis random_axis() {
  for (;;) {
    genn::window_axis a;
    a.in = between(1, 11);
    a.kernel = between(1, 5);
    a.stride = between(1, 4);
    a.dilation = between(1, 3);
    a.before = between(0, a.kernel + 1);
    a.out = genn::window_count(a.in, a.kernel, a.stride, a.dilation, a.before,
                               between(0, a.kernel + 1));
    if (a.out > 0) return a;
  }
}

/// Channels, features and groups are left at 1.
inline genn::window_sizes random_window() {
  genn::window_sizes n;
  n.batch = between(1, 2);
  if (between(0, 3) > 0) n.height = random_axis();
  n.width = random_axis();
  return n;
}

}  // namespace test
