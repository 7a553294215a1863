// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers over weights stored by gaps on Armv7E-M, four windows at once: as they
// lie in memory, or copied where their taps do not lie side by side.
#pragma once

#include <genn/constants/gaps.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/sparse_sums.hpp>
#include <genn/kernels/ending.hpp>
#include <genn/kernels/portable/end_positions.hpp>
#include <genn/kernels/portable/integer_convolution.hpp>
#include <genn/kernels/window_runs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// Four windows, what gather fills.
template <class X>
struct four_windows {
  X* copies;
  index_t pitch;  // from a copy to the next one
  const void* at[windows_at_once] = {};

  GENN_ALWAYS_INLINE void put(index_t which, index_t tap, const X* from, index_t count) {
    X* to = copies + which * pitch + tap;
    constexpr index_t each = 4 / sizeof(X);
    for (; count >= each; count -= each, from += each, to += each) store_word(to, load_word(from));
    for (; count > 0; --count) *to++ = *from++;
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t tap, std::int16_t value, index_t count) {
    X* to = copies + which * pitch + tap;
    for (; count > 0; --count) *to++ = X(value);
  }
};

/// Four windows of one group from position p on; what is missing repeats the first.
template <class X>
GENN_NOINLINE portable::position take_windows(const window_sizes& n, four_windows<X>& windows,
                                              const X* x, portable::position p, index_t count,
                                              std::int16_t padding, bool runs) {
  const index_t sample_size = n.height.in * n.width.in * n.channels;
  const portable::position first = p;
  const portable::gather<four_windows<X>, X> put{n, n.group_channels(), padding, windows};
  for (index_t i = 0; i < windows_at_once; ++i) {
    const portable::position here = i < count ? p : first;
    const X* const sample = x + here.sample * sample_size;
    if (runs) {
      const index_t place = n.height.start(here.row) * n.width.in + n.width.start(here.column);
      windows.at[i] = sample + place * n.channels;
    } else {
      windows.at[i] = windows.copies + i * windows.pitch;
      put(i, sample, here.row, here.column);
    }
    if (i < count) p.advance(n);
  }
  return p;
}

/// Results of one output at `count` windows.
template <class Y, class F>
GENN_ALWAYS_INLINE void end_four(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                 const F& f, index_t output) {
  if constexpr (F::known == reference::ending::rounded) {
    const factors factor = factors_of(f);
    if (factor.doublings == 0)
      return portable::end_column(sums, count, y, pitch,
                                  rounded_end{factor[output], f.how.zero(), f.how.low, f.how.high},
                                  output);
  }
  portable::end_positions(sums, count, y, pitch, f, output);
}

/// As portable::sparse_convolution, of any size. `scratch` holds window_copies(n).
template <class X, class Value, class Counts, class B, class Y, class F>
GENN_NOINLINE void sparse_windows(
    const window_sizes& n, const X* x,
    gap_rows<reader<flash_view<Value>>, reader<flash_view<uint8>>, Counts, false> rows,
    const B& bias, Y* y, const F& f, std::int16_t padding, void* scratch) {
  const index_t features = n.group_features();
  four_windows<X> windows{static_cast<X*>(scratch),
                          whole_words(n.taps() * index_t{sizeof(X)}) / index_t{sizeof(X)}};
  const bool runs = windows_are_runs(n);
  portable::position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= windows_at_once) {
    const index_t count = left < windows_at_once ? left : windows_at_once;
    auto row = rows;
    portable::position next{};
    for (index_t o = 0; o < n.features; ++o) {
      if (o % features == 0)
        next = take_windows(n, windows, x + o / features * n.group_channels(), here, count, padding,
                            runs);
      const index_t kept = row.counts.next();
      sparse_state state{row.gaps.view.data,
                         row.values.view.data,
                         row.values.view.data + kept,
                         bias[o],
                         {windows.at[0], windows.at[1], windows.at[2], windows.at[3]},
                         {}};
      sum_four_windows(state, X{});
      row.gaps.view.data += kept;
      row.values.view.data += kept;
      end_four(state.sums, count, y + o, n.features, f, o);
    }
    here = next;
    y += count * n.features;
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
