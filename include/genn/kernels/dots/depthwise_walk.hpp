// SPDX-License-Identifier: BSL-1.0
// The walk over the rows of a depthwise convolution whose windows are known to the compiler: input
// rows, or pairs of them, are put as a unit multiplies them, once, and kept until no window reads
// them, so that the result may take the operand's place.
#pragma once

#include <genn/kernels/dots/depthwise_panels.hpp>
#include <genn/kernels/portable/copy_run.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class X, class W, class B, class Y, class F>
struct depthwise_operands {
  const window_sizes& n;
  const X* x;  // of a sample
  const W* w;
  B bias;
  Y* y;
  const F& f;
  X padding;
};

/// Rows, or pairs, under one output row.
template <class Cuts>
struct kept_rows {
  sixteen_pairs at[std::size_t(Cuts::rows)][std::size_t(Cuts::columns * Cuts::blocks)];
};

/// put(number, to) puts a row, or a pair: they are counted from the first one that the first window
/// reads. Those that several windows read have one place.
template <class Cuts, class X, class W, class B, class Y, class F, class Put>
GENN_ALWAYS_INLINE void walk_rows(depthwise_operands<X, W, B, Y, F>& of, kept_rows<Cuts>& kept,
                                  const Put& put) {
  constexpr window_axis height = Cuts::shape.height;
  constexpr bool shared = height.dilation == 1;
  const depthwise_panels<Cuts, W, B, Y, F> panels(of.w, of.bias, of.f);
  for (index_t sample = 0; sample < of.n.batch; ++sample) {
    index_t next = 0;  // the first one that is not kept
    for (index_t oh = 0; oh < of.n.height.out; ++oh) {
      const index_t start = oh * height.stride, first = start / Cuts::rows_beside;
      const sixteen_pairs* rows[std::size_t(Cuts::rows)];
      for (index_t i = 0; i < Cuts::rows; ++i) {
        const index_t number = first + i * height.dilation;
        sixteen_pairs* const row = kept.at[shared ? number % Cuts::rows : i];
        if (!shared || number >= next) put(number, row);
        rows[i] = row;
      }
      next = first + Cuts::rows;
      panels.multiply(start % Cuts::beginnings, rows, of.n.width.out, of.y);
      of.y += of.n.width.out * Cuts::shape.channels;
    }
    of.x += of.n.height.in * of.n.width.in * Cuts::shape.channels;
  }
}

/// `count` columns, in whole blocks of channels.
template <class Cuts, class X>
GENN_ALWAYS_INLINE void copy_columns(const X* from, index_t count, X* to) {
  constexpr index_t channels = Cuts::shape.channels;
  if constexpr (channels == Cuts::channels)
    portable::copy_run(to, from, count * channels);
  else
    for (; count > 0; --count, from += channels, to += Cuts::channels)
      portable::copy_run(to, from, channels);
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
