// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers, four taps of some windows by some outputs at a time. Reads weights of
// any dense packing.
#pragma once

#include <genn/kernels/dots/end_lanes.hpp>
#include <genn/kernels/dots/patch.hpp>
#include <genn/kernels/dots/quads.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>
#include <genn/kernels/portable/tile.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// The outputs of some windows: Lanes at a time.
template <class Unit, class Patch, class Weights, class B, class Y, class F>
struct outputs_of_windows {
  static constexpr index_t windows = Unit::windows;
  const Patch& inputs;
  const Weights& weights;
  index_t group, first;  // first output of the group
  B bias;
  Y* y;  // of the first window
  index_t features, count;
  F f;

  template <index_t Lanes, index_t>
  GENN_ALWAYS_INLINE void operator()(index_t o) const {
    if constexpr (Lanes < 4) {
      for (index_t i = 0; i < Lanes; ++i) one(o + i);
    } else {
      const sums_of_windows<Lanes, windows> sums = sum<Lanes>(o);
      const end_of_lanes<Lanes, B, F> end{bias, f, first + o};
      Y* to = y + first + o;
      GENN_UNROLL
      for (index_t i = 0; i < windows; ++i, to += features)
        if (i < count) store_narrow(to, end(sums.at[i]));
    }
  }

 private:
  template <index_t Lanes>
  GENN_ALWAYS_INLINE sums_of_windows<Lanes, windows> sum(index_t o) const {
    const auto part = [&](index_t quad) GENN_INLINED {
      const auto some = weights.template at<Lanes>(group, o, quad);
      return Unit::template multiply<Lanes>(inputs.inputs() + 4 * quad, inputs.pitch(), some.w,
                                            some.pitch, some.quads);
    };
    if constexpr (Weights::whole) {
      return part(0);
    } else {
      const index_t all = inputs.pitch() / 4;
      sums_of_windows<Lanes, windows> sums{};
      for (index_t quad = 0; quad < all; quad += Weights::template at_once<Lanes>) {
        const auto some = part(quad);
        GENN_UNROLL
        for (index_t i = 0; i < windows; ++i) sums.at[i] += some.at[i];
      }
      return sums;
    }
  }

  GENN_ALWAYS_INLINE void one(index_t o) const {
    const index_t all = inputs.pitch() / 4;
    for (index_t i = 0; i < count; ++i) {
      const typename Unit::input* x = inputs.inputs() + i * inputs.pitch();
      std::int32_t sum = bias[first + o];
      for (index_t quad = 0; quad < all;) {
        auto some = weights.template at<1>(group, o, quad);
        quad += some.quads;
        for (; some.quads > 0; --some.quads, some.w += some.pitch, x += 4)
          for (index_t k = 0; k < 4; ++k) sum += Unit::value(x[k]) * some.w[k];
      }
      y[i * features + first + o] = static_cast<Y>(reference::finish(f, sum, first + o));
    }
  }
};

/// All outputs, over weights that come in quads.
template <class Unit, class Weights, class X, class B, class Y, class F>
GENN_ALWAYS_INLINE void run_patches(const window_sizes& n, const X* x, const Weights& weights,
                                    B bias, Y* y, const F& f, std::int16_t padding, void* scratch) {
  const index_t channels = n.group_channels(), features = n.group_features();
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  using inputs = patch<Unit, X>;
  inputs windows(scratch, n.taps());
  const portable::gather<inputs, X> put{n, channels, padding, windows};
  portable::position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= Unit::windows) {
    const index_t count = left < Unit::windows ? left : Unit::windows;
    portable::position next{};
    for (index_t group = 0; group < n.groups; ++group) {
      next = here;
      // What a last patch of fewer windows held before is multiplied, too.
      for (index_t i = 0; i < count; ++i, next.advance(n))
        put(i, x + group * channels + next.sample * sample_size, next.row, next.column);
      portable::for_each_block<Unit::lanes, 1>(
          0, features,
          outputs_of_windows<Unit, inputs, Weights, B, Y, F>{
              windows, weights, group, group * features, bias, y, n.features, count, f});
    }
    here = next;
    y += count * n.features;
  }
}

/// As reference::convolution, depth 1. `scratch` holds patch_bytes(n). y may begin
/// lag_of_pointwise(n) in front of x.
template <class Unit, class Packing, class X, class W, class B, class Y, class F>
GENN_ALWAYS_INLINE void convolution(const window_sizes& n, const X* x, const W* w, B bias, Y* y,
                                    const F& f, std::int16_t padding, void* scratch) {
  const matrix_sizes m = weights_of(n);
  if constexpr (std::is_same_v<Packing, tap_quads>) {
    run_patches<Unit>(n, x, packed_quads<W>{m, w}, bias, y, f, padding, scratch);
  } else {
    quads_buffer<W> buffer;
    if (tap_quads::stored(m) <= buffer.capacity)
      run_patches<Unit>(n, x, packed_quads<W>{m, all_quads<Packing>(m, w, buffer)}, bias, y, f,
                        padding, scratch);
    else
      run_patches<Unit>(n, x, turned_quads<Packing, W>{m, w, buffer}, bias, y, f, padding, scratch);
  }
}

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
