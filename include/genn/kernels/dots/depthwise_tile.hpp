// SPDX-License-Identifier: BSL-1.0
// Sums of eight channels over some windows of a depthwise convolution: the products of two taps are
// added at a time.
#pragma once

#include <genn/kernels/dots/end_lanes.hpp>
#include <genn/kernels/portable/depthwise_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Eight channels of one tap beside those of the next, widened, in parts that fill a register.
template <class X>
struct two_taps {
  static constexpr index_t lanes = 4, parts = 2;
  halves<8> at[parts];
  GENN_ALWAYS_INLINE two_taps(halves<8> a, halves<8> b)
      : at{GENN_SHUFFLE(halves<8>, a, b, 0, 8, 1, 9, 2, 10, 3, 11),
           GENN_SHUFFLE(halves<8>, a, b, 4, 12, 5, 13, 6, 14, 7, 15)} {}
};
template <>
struct two_taps<std::int8_t> {
  static constexpr index_t lanes = GENN_INTEGER_BYTES / 4, parts = 8 / lanes;
  halves<2 * lanes> at[parts];
  GENN_ALWAYS_INLINE two_taps(vector<std::int8_t, 8> a, vector<std::int8_t, 8> b) {
    const bytes both = GENN_SHUFFLE(bytes, twice(a), twice(b), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                    21, 6, 22, 7, 23);
#  if GENN_INTEGER_BYTES > 16
    at[0] = widened(both);
#  else
    at[0] = first_widened(both);
    at[1] = last_widened(both);
#  endif
  }

 private:
  static GENN_ALWAYS_INLINE bytes twice(vector<std::int8_t, 8> x) {
    return (bytes)everywhere<std::int64_t, 2>(((vector<std::int64_t, 1>)x)[0]);
  }
};

/// y = the ends of eight channels' sums over `Windows` windows, `step` inputs apart.
template <index_t Windows, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void eight_channels(const portable::depthwise_walk& s, const X* x, index_t step,
                                       const W* w, B bias, index_t first, Y* y, index_t pitch,
                                       const F& f) {
  using taps = two_taps<X>;
  constexpr index_t lanes = taps::lanes;
  words<lanes> sums[Windows][taps::parts] = {};
  const auto eight = [](const auto* from) GENN_INLINED {
    using element = std::decay_t<decltype(*from)>;
    return load<element, 8>(from);
  };
  const auto add = [&](const X* input, index_t next, const taps& weights) GENN_INLINED {
    GENN_UNROLL
    for (index_t i = 0; i < Windows; ++i) {
      const taps inputs(eight(input + i * step), eight(input + i * step + next));
      GENN_UNROLL
      for (index_t part = 0; part < taps::parts; ++part)
        sums[i][part] += sums_of_two<lanes>(inputs.at[part], weights.at[part]);
    }
  };
  for (index_t h = s.rows; h > 0; --h, x += s.row_pitch, w += s.weight_row_pitch) {
    const X* input = x;
    const W* tap = w;
    index_t left = s.columns;
    for (; left >= 2; left -= 2, input += 2 * s.column_pitch, tap += 2 * s.weight_pitch)
      add(input, s.column_pitch, {eight(tap), eight(tap + s.weight_pitch)});
    if (left > 0) add(input, 0, {eight(tap), vector<W, 8>{}});
  }
  GENN_UNROLL
  for (index_t part = 0; part < taps::parts; ++part) {
    const end_of_lanes<lanes, B, F> end{bias, f, first + part * lanes};
    GENN_UNROLL
    for (index_t i = 0; i < Windows; ++i)
      store_narrow(y + i * pitch + part * lanes, end(sums[i][part]));
  }
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
