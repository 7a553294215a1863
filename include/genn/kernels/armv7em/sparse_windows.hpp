// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers over weights stored by gaps on Armv7E-M, four windows at once: as they
// lie in memory, or copied where their taps do not lie side by side.
#pragma once

#include <genn/constants/gaps.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/sparse_sums.hpp>
#include <genn/kernels/armv81m/copy.hpp>
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
    // GCC 12 with low-overhead loops, -Os: copies one element too many below.
    if constexpr (GENN_HAS_MVE) return armv81m::copy_bytes(to, from, count * index_t{sizeof(X)});
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

/// How the sums of an output become results: F's members, out of reach of what writes results.
template <class F>
struct rounded_ends {
  const F& f;
  factors factor = factors_of(f);
  std::int32_t zero = f.how.zero(), low = f.how.low, high = f.how.high;

  template <class Y>
  GENN_ALWAYS_INLINE void operator()(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                     index_t output) const {
    if (factor.doublings == 0)
      portable::end_column(sums, count, y, pitch, rounded_end{factor[output], zero, low, high},
                           output);
    else
      portable::end_positions(sums, count, y, pitch, of_any(f), output);
  }
};
template <class F>
struct other_ends {
  const F& f;
  template <class Y>
  GENN_ALWAYS_INLINE void operator()(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                     index_t output) const {
    portable::end_positions(sums, count, y, pitch, f, output);
  }
};

/// As portable::sparse_convolution, of any size. `scratch` holds window_copies(n).
template <class X, class Value, class Counts, class B, class Y, class F>
GENN_NOINLINE void sparse_windows(
    const window_sizes& n, const X* x,
    gap_rows<reader<flash_view<Value>>, reader<flash_view<uint8>>, Counts, false> rows, B bias,
    Y* y, const F& f, std::int16_t padding, void* scratch) {
  using ends =
      std::conditional_t<F::known == reference::ending::rounded, rounded_ends<F>, other_ends<F>>;
  const ends end{f};
  const index_t features = n.group_features(), groups = n.groups, pitch = n.features;
  four_windows<X> windows{static_cast<X*>(scratch),
                          whole_words(n.taps() * index_t{sizeof(X)}) / index_t{sizeof(X)}};
  const bool runs = windows_are_runs(n);
  portable::position here{};
  for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= windows_at_once) {
    const index_t count = left < windows_at_once ? left : windows_at_once;
    auto row = rows;
    portable::position next{};
    for (index_t group = 0, o = 0; group < groups; ++group) {
      next = take_windows(n, windows, x + group * n.group_channels(), here, count, padding, runs);
      sparse_state state{nullptr,
                         nullptr,
                         nullptr,
                         0,
                         {windows.at[0], windows.at[1], windows.at[2], windows.at[3]},
                         {}};
      for (const index_t last = o + features; o < last; ++o) {
        const index_t kept = row.counts.next();
        state.gaps = row.gaps.view.data;
        state.first = row.values.view.data;
        row.gaps.view.data += kept;
        row.values.view.data += kept;
        state.last = row.values.view.data;
        state.bias = bias[o];
        sum_four_windows(state, X{});
        end(state.sums, count, y + o, pitch, o);
      }
    }
    here = next;
    y += count * pitch;
  }
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
