// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers with MVE: three windows by two outputs.
#pragma once

#include <genn/kernels/armv81m/patch.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv81m {

/// Whether windows are the positions of the input, one behind the other.
constexpr bool is_pointwise(const window_sizes& n) {
  const auto each = [](const window_axis& a) {
    return a.kernel == 1 && a.stride == 1 && a.before == 0 && a.in == a.out;
  };
  return each(n.height) && each(n.width) && n.groups == 1;
}

/// As portable::integer_convolution. Windows that are missing in the last patch are those of the
/// patch before, or nothing: their sums are not used.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_convolution(const window_sizes& n, const X* x, const W* w, B bias,
                                            Y* y, const F& f, std::int16_t padding, void* scratch) {
  using patch = armv81m::patch<X>;
  constexpr index_t at_once = 32;  // outputs
  // A register for the loop's own: what GCC knows the range of, it spills others for.
  GENN_ARM(("" : "+r"(padding)));
  const index_t channels = n.group_channels(), features = n.group_features(), taps = n.taps();
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  const bool pointwise = is_pointwise(n);
  patch inputs(scratch, taps);
  const portable::gather<patch, X> put{n, channels, padding, inputs};
  portable::position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= patch::windows) {
    const index_t count = left < patch::windows ? left : patch::windows;
    portable::position next = here;
    for (index_t group = 0; group < n.groups; ++group) {
      next = here;
      if (pointwise) {
        inputs.put(0, 0, x, count * taps);
        x += count * taps;
      } else {
        for (index_t i = 0; i < count; ++i, next.advance(n))
          put(i, x + group * channels + next.sample * sample_size, next.row, next.column);
      }
      const W* rows = w + group * features * taps;
      for (index_t done = 0; done < features; done += at_once, rows += at_once * taps) {
        const index_t outputs = features - done < at_once ? features - done : at_once;
        const index_t first = group * features + done;
        std::int32_t sums[patch::windows * at_once];
        inputs.multiply(rows, outputs, sums);
        portable::end_sums(sums, {patch::windows, count, outputs, n.features}, bias, first,
                           y + first, f);
      }
    }
    here = next;
    y += count * n.features;
  }
}

}  // namespace kernels::armv81m

GENN_NAMESPACE_END

#include <genn/undef.hpp>
