// SPDX-License-Identifier: BSL-1.0
// Pointwise convolutions of integers over weights with zeros left out: the inputs of a band of
// positions are turned around first, the kept weights of a row decoded once for all of them, and
// sums stay in registers.
#pragma once

#include <genn/kernels/pointwise_band.hpp>
#include <genn/kernels/portable/end_positions.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// A row of weights in [first, last), and its results at `count` positions, `pitch` apart. Inputs
/// are those of the first channel.
template <class Y>
struct sparse_row {
  const kept_weight *first, *last;
  const void* inputs;
  std::int32_t bias;
  index_t output, count, pitch;
  Y* y;

  /// What is left behind `done` positions.
  GENN_ALWAYS_INLINE sparse_row behind(index_t done) const {
    sparse_row rest = *this;
    rest.inputs = static_cast<const std::int16_t*>(inputs) + done;
    rest.count -= done;
    rest.y += done * pitch;
    return rest;
  }
};

/// By Positions::sum.
template <class Positions, class Y, class F>
GENN_ALWAYS_INLINE void sum_and_end(const sparse_row<Y>& row, const F& f) {
  std::int32_t sums[most_positions_in_pointwise_band];
  const index_t summed =
      (row.count + positions_at_once - 1) / positions_at_once * positions_at_once;
  Positions::sum(row.first, row.last, row.inputs, summed, row.bias, sums);
  end_positions(sums, row.count, row.y, row.pitch, f, row.output);
}

/// Inputs as 16-bit integers, `band` positions a channel. Machines with better instructions have
/// their own positions of the same size.
struct eight_positions {
  static constexpr bool in_pairs = false;  // whether an even number of weights is summed

  /// Turns `count` positions around; what is missing to the next multiple of eight is zeros.
  template <class X>
  static GENN_NOINLINE void turn(const X* x, index_t channels, index_t count, index_t band,
                                 void* inputs) {
    auto* to = static_cast<std::int16_t*>(inputs);
    for (index_t c = 0; c < channels; ++c, ++x, to += band) {
      const X* from = x;
      for (index_t p = 0; p < count; ++p, from += channels) to[p] = *from;
      for (index_t p = count; p % positions_at_once != 0; ++p) to[p] = 0;
    }
  }

  template <class Y, class F>
  static GENN_ALWAYS_INLINE void compute(const sparse_row<Y>& row, const F& f) {
    sum_and_end<eight_positions>(row, f);
  }

  /// The sums of `count` positions, a multiple of eight: bias, and the weights in [first, last).
  static GENN_NOINLINE void sum(const kept_weight* first, const kept_weight* last,
                                const void* inputs, index_t count, std::int32_t bias,
                                std::int32_t* sums) {
    auto* x = static_cast<const unsigned char*>(inputs);
    for (; count > 0; count -= positions_at_once, sums += positions_at_once) {
      std::int32_t sum[positions_at_once];
      GENN_UNROLL
      for (index_t p = 0; p < positions_at_once; ++p) sum[p] = bias;
      for (const kept_weight* w = first; w != last; ++w) {
        auto* from = reinterpret_cast<const std::int16_t*>(x + w->offset);
        GENN_UNROLL
        for (index_t p = 0; p < positions_at_once; ++p) sum[p] += from[p] * w->weight;
      }
      GENN_UNROLL
      for (index_t p = 0; p < positions_at_once; ++p) sums[p] = sum[p];
      x += positions_at_once * 2;
    }
  }
};

/// As reference::sparse_convolution where is_pointwise(n). `scratch` holds pointwise_scratch(n). y
/// may begin lag_of_pointwise(n) in front of x.
template <class Positions, class X, class Rows, class B, class Y, class F>
GENN_ALWAYS_INLINE void sparse_pointwise(const window_sizes& n, const X* x, Rows rows, B bias, Y* y,
                                         const F& f, void* scratch) {
  const index_t positions = n.batch * n.positions(), channels = n.channels;
  const index_t band = pointwise_band(positions, channels);
  const auto bytes = std::int32_t(band * 2);  // of a channel
  auto* const list = static_cast<kept_weight*>(scratch);
  auto* const inputs = list + pointwise_list(channels) + 1;
  x += first_position(n) * channels;
  for (index_t left = positions; left > 0; left -= band) {
    const index_t count = left < band ? left : band;
    Positions::turn(x, channels, count, band, inputs);
    Rows row = rows;
    for (index_t o = 0; o < n.features; ++o) {
      kept_weight* last = list;
      row.walk(channels, [&](index_t tap, auto w) {
        *last++ = {std::int32_t(tap) * bytes, std::int32_t{w}};
      });
      if (Positions::in_pairs && (last - list) % 2 != 0) *last++ = {0, 0};
      *last = no_weight;
      Positions::compute(sparse_row<Y>{list, last, inputs, bias[o], o, count, n.features, y + o},
                         f);
    }
    x += count * channels;
    y += count * n.features;
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
