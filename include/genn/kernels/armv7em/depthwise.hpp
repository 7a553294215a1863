// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions of integers on Armv7E-M, four channels at a time: where that can be, from
// the first row to the last, so that every tap is widened once.
#pragma once

#include <genn/kernels/armv7em/depthwise_sums.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/widened_rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// How the sums of four channels from `first` on begin and end.
template <class X>
GENN_NOINLINE void set_ends(const biases& bias, const factors& factor, index_t first,
                            index_t channels, windows_state& s) {
  for (index_t c = 0; c < channels; ++c) {
    s.bias[sum_of<X>(c)] = bias[first + c];
    s.factor[sum_of<X>(c)] = factor[first + c];
  }
}

/// Whether each channel can be computed from the first row to the last before the next channels
/// are: no result takes the place of another channel's input.
template <class X>
GENN_ALWAYS_INLINE bool channels_apart(const window_sizes& n, const X* x, const X* y) {
  const auto from = reinterpret_cast<std::uintptr_t>(x), to = reinterpret_cast<std::uintptr_t>(y);
  if (to >= from + std::uintptr_t(n.in_size()) * sizeof(X) ||
      from >= to + std::uintptr_t(n.out_size()) * sizeof(X))
    return true;
  return n.channels % 4 == 0 && from >= to &&
         (from - to) % (std::uintptr_t(n.channels) * sizeof(X)) == 0;
}

/// Where the taps of the next row are: where those that stay lie, or moved to the front for want
/// of room. The columns' new taps take the places of those that the columns behind them lose.
GENN_ALWAYS_INLINE four_channels* moved_on(four_channels* place, four_channels* front,
                                           index_t count, index_t stride,
                                           const four_channels* end) {
  if (end - place >= count) return place;
  for (index_t i = 0; i < count - stride; ++i) front[i] = place[i];
  return front;
}

/// The results of `outputs` windows.
template <class Y>
GENN_ALWAYS_INLINE void run_row(windows_state& s, index_t outputs, index_t channels, Y* to) {
  const auto end = reinterpret_cast<const unsigned char*>(s.x) + outputs * s.step;
  if (channels == 4) {
    s.y = to;
    s.windows_end = end;
    return run_windows(s, Y{});
  }
  const index_t pitch = s.pitch / index_t{sizeof(Y)};
  for (index_t i = 0; i < outputs; ++i, to += pitch) {
    Y results[4];
    s.y = results;
    s.windows_end = reinterpret_cast<const unsigned char*>(s.x) + s.step;
    run_windows(s, Y{});  // moves on to the next window
    for (index_t c = 0; c < channels; ++c) to[c] = results[c];
  }
}

/// As portable::integer_depthwise.
template <class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void integer_depthwise(const window_sizes& n, const X* x, const W* w, B bias,
                                          Y* y, const F& f, X padding, void* scratch) {
  constexpr index_t size = sizeof(X);
  const auto least = [](index_t a, index_t b) { return a < b ? a : b; };
  const index_t rows = n.height.kernel, taps = rows * n.width.kernel;
  const index_t row_size = n.width.in * n.channels;
  // Windows with gaps in a row share no columns.
  const index_t block = n.width.dilation == 1 ? block_of(n).columns : 1;
  four_channels* const weights = static_cast<four_channels*>(scratch);
  four_channels* const inputs = weights + taps;
  X* const kept_x = reinterpret_cast<X*>(
      inputs + rows * (block == 1 ? n.width.kernel : columns_under(n.width, block)));
  const X paddings[] = {padding, padding, padding, padding};
  // Row by row of four channels, rows that were widened stay: the next row's begin `stride` behind,
  // where no rows need be kept.
  const bool whole_rows = block == n.width.out && channels_apart(n, x, y);
  const index_t kept = whole_rows ? 0 : kept_rows(n.height);
  const index_t stay =
      whole_rows && n.height.dilation == 1 && n.height.stride < rows ? rows - n.height.stride : 0;
  const four_channels* const end =
      reinterpret_cast<const four_channels*>(kept_x + kept_rows(n.height) * row_size / 8 * 8);
  const index_t panel = whole_rows ? 4 : n.channels;

  windows_state state{};
  state.w = weights;
  state.threes_end = weights + taps / 3 * 3;
  state.w_end = weights + taps;
  state.zero = f.how.zero();
  state.doublings = factors_of(f).doublings;
  state.pitch = n.channels * size;
  state.step = n.width.stride * rows * index_t{sizeof(four_channels)};
  for (index_t begin = 0; begin < n.channels; begin += panel) {
    const X* from = x;
    Y* to = y;
    for (index_t sample = 0; sample < n.batch; ++sample, from += n.height.in * row_size) {
      four_channels* place = inputs;
      for (index_t oh = 0; oh < n.height.out; ++oh, to += n.width.out * n.channels) {
        portable::keep_rows(n.height, from, oh, kept, row_size, kept_x);
        for (index_t group = begin; group < begin + panel; group += 4) {
          // The last four begin early rather than being fewer.
          const index_t channels = least(4, n.channels);
          const index_t first = least(group, n.channels - channels);
          if (!whole_rows || oh == 0) {
            for (index_t h = 0; h < rows; ++h)
              widen_run(w + first + h * n.width.kernel * n.channels, n.channels, n.width.kernel,
                        channels, weights + h, rows);
            set_ends<X>(biases_of(bias), factors_of(f), first, channels, state);
          }
          for (index_t ow = 0; ow < n.width.out; ow += block) {
            const index_t outputs = least(block, n.width.out - ow);
            const input_columns columns(n.width, ow, outputs);
            const bool some_stay = stay > 0 && oh > 0;
            if (some_stay)
              place = moved_on(place + n.height.stride, inputs, columns.count * rows,
                               n.height.stride, end);
            widen_rows(n.height,
                       portable::input_rows<X>{from + first, kept_x + first, kept, row_size}, oh,
                       some_stay ? stay : 0, columns, n.channels, channels, paddings, place);
            state.x = place;
            run_row(state, outputs, channels, to + ow * n.channels + first);
          }
        }
      }
    }
  }
  limit_results(y, n.out_size(), f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
