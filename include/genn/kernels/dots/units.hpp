// SPDX-License-Identifier: BSL-1.0
// What multiplies four taps of some windows with the weights of some outputs. Weights come in the
// order tap_quads: four taps of an output, then of the next output.
#pragma once

#include <genn/kernels/dots/integers.hpp>
#include <genn/kernels/dots/one_by_one.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0
/// Four taps in 16 bits each: two products of 16 bits are added at a time.
struct in_halves {
  using input = std::int16_t;  // of a patch
  static constexpr index_t windows = 4, lanes = GENN_INTEGER_BYTES / 4;

  template <index_t Lanes, class V>
  static GENN_ALWAYS_INLINE vector<input, Lanes> widened(V x) {
    return convert<input, Lanes>(x);
  }
  static constexpr input widened(std::int32_t x) { return input(x); }
  static constexpr std::int32_t value(input x) { return x; }

  /// sums[window][output] over `quads` quads: those of a window `pitch` inputs apart, weights
  /// `weight_pitch`.
  template <index_t Lanes, class W>
  static GENN_ALWAYS_INLINE void multiply(const input* x, index_t pitch, const W* w,
                                          index_t weight_pitch, index_t quads,
                                          words<Lanes> (&sums)[windows]) {
    words<Lanes> low[windows] = {}, high[windows] = {};  // pairs of the first, the last outputs
    for (; quads > 0; --quads, x += 4, w += weight_pitch) {
      const halves<2 * Lanes> first = weights<2 * Lanes>(w);
      const halves<2 * Lanes> last = weights<2 * Lanes>(w + 2 * Lanes);
      GENN_UNROLL
      for (index_t i = 0; i < windows; ++i) {
        using quad = vector<std::int64_t, Lanes / 2>;
        const quad four =
            everywhere<std::int64_t, Lanes / 2>(load<std::int64_t, 1>(x + i * pitch)[0]);
        low[i] += sums_of_two<Lanes>((halves<2 * Lanes>)four, first);
        high[i] += sums_of_two<Lanes>((halves<2 * Lanes>)four, last);
      }
    }
    GENN_UNROLL
    for (index_t i = 0; i < windows; ++i) sums[i] = even(low[i], high[i]) + odd(low[i], high[i]);
  }

 private:
  template <index_t Count, class W>
  static GENN_ALWAYS_INLINE halves<Count> weights(const W* w) {
    return convert<std::int16_t, Count>(load<W, Count>(w));
  }
};

#endif
#if GENN_HAS_VNNI
/// Four taps in 8 bits each, by the instruction that multiplies bytes without sign by bytes with
/// one: inputs are 128 larger, and what this adds is summed, too, as one window more.
struct in_bytes {
  using input = std::uint8_t;
  static constexpr index_t windows = 8, lanes = 16;

  template <index_t Lanes>
  static GENN_ALWAYS_INLINE vector<input, Lanes> widened(vector<std::int8_t, Lanes> x) {
    return (vector<input, Lanes>)x ^ std::uint8_t{0x80};
  }
  static constexpr input widened(std::int32_t x) { return input(x + 128); }
  static constexpr std::int32_t value(input x) { return std::int32_t{x} - 128; }

  template <index_t Lanes>
  static GENN_ALWAYS_INLINE void multiply(const input* x, index_t pitch, const std::int8_t* w,
                                          index_t weight_pitch, index_t quads,
                                          words<Lanes> (&sums)[windows]) {
    words<Lanes> added{};
    const words<Lanes> offset = everywhere<std::int32_t, Lanes>(std::int32_t(0x80808080u));
    GENN_UNROLL
    for (index_t i = 0; i < windows; ++i) sums[i] = words<Lanes>{};
    for (; quads > 0; --quads, x += 4, w += weight_pitch) {
      const words<Lanes> weights = load<std::int32_t, Lanes>(w);
      add(added, offset, weights);
      GENN_UNROLL
      for (index_t i = 0; i < windows; ++i)
        add(sums[i], everywhere<std::int32_t, Lanes>(load<std::int32_t, 1>(x + i * pitch)[0]),
            weights);
    }
    GENN_UNROLL
    for (index_t i = 0; i < windows; ++i) sums[i] -= added;
  }

 private:
  template <class V>
  static GENN_ALWAYS_INLINE void add(V& sums, V x, V weights) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(x), "v"(weights));
  }
};
#endif

/// The fastest of this machine for inputs of type X.
template <class X>
struct fastest_unit {
#if GENN_INTEGER_BYTES > 0
  using type = in_halves;
#else
  using type = one_by_one;
#endif
};
#if GENN_HAS_VNNI
template <>
struct fastest_unit<std::int8_t> {
  using type = in_bytes;
};
#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
