// SPDX-License-Identifier: BSL-1.0
// What multiplies four taps of some windows with the weights of some outputs. Weights come in the
// order tap_quads: four taps of an output, then of the next output.
#pragma once

#include <genn/kernels/dots/conversions.hpp>
#include <genn/kernels/dots/one_by_one.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

/// Sums of some outputs over each window.
template <index_t Lanes, index_t Windows>
struct sums_of_windows {
  words<Lanes> at[Windows];
};

#if GENN_INTEGER_BYTES > 0
/// Four taps in 16 bits each: two products of 16 bits are added at a time.
struct in_halves {
  using input = std::int16_t;  // of a patch
  static constexpr index_t windows = 4, lanes = GENN_INTEGER_BYTES / 4;

  template <index_t Count, class X>
  static GENN_ALWAYS_INLINE void put(input* to, const X* from) {
    store<input, Count>(to, load_halves<Count>(from));
  }
  static constexpr input widened(std::int32_t x) { return input(x); }
  static constexpr std::int32_t value(input x) { return x; }

  /// Apart, so that the loop has all registers. The sums over `quads` quads: those of a window
  /// `pitch` inputs apart, weights `weight_pitch`.
  template <index_t Lanes, class W>
  static GENN_NOINLINE sums_of_windows<Lanes, windows> multiply(const input* x, index_t pitch,
                                                                const W* w, index_t weight_pitch,
                                                                index_t quads) {
    sums_of_windows<Lanes, windows> low{}, high{};  // pairs of the first, the last outputs
    for (; quads > 0; --quads, x += 4, w += weight_pitch) {
      const halves<2 * Lanes> first = load_halves<2 * Lanes>(w);
      const halves<2 * Lanes> last = load_halves<2 * Lanes>(w + 2 * Lanes);
      GENN_UNROLL
      for (index_t i = 0; i < windows; ++i) {
        const auto four =
            (halves<2 * Lanes>)everywhere_from<std::int64_t, Lanes / 2>(x + i * pitch);
        low.at[i] += sums_of_two<Lanes>(four, first);
        high.at[i] += sums_of_two<Lanes>(four, last);
      }
    }
    GENN_UNROLL
    for (index_t i = 0; i < windows; ++i) low.at[i] = added_in_pairs(low.at[i], high.at[i]);
    return low;
  }
};
#endif
#if GENN_HAS_VNNI
/// Four taps in 8 bits each, by the instruction that multiplies bytes without sign by bytes with
/// one: inputs are 128 larger, and what this adds is summed, too, as one window more.
struct in_bytes {
  using input = std::uint8_t;
  static constexpr index_t windows = 8, lanes = 16;

  template <index_t Count>
  static GENN_ALWAYS_INLINE void put(input* to, const std::int8_t* from) {
    store<input, Count>(to, load<input, Count>(from) ^ std::uint8_t{0x80});
  }
  static constexpr input widened(std::int32_t x) { return input(x + 128); }
  /// Unknown to the compiler: GCC 12 takes products of x - 128 for those of vpdpbusd, with another
  /// result.
  static GENN_ALWAYS_INLINE std::int32_t value(input x) {
    std::int32_t wide = x;
    __asm__("" : "+r"(wide));
    return wide - 128;
  }

  template <index_t Lanes>
  static GENN_NOINLINE sums_of_windows<Lanes, windows> multiply(const input* x, index_t pitch,
                                                                const std::int8_t* w,
                                                                index_t weight_pitch,
                                                                index_t quads) {
    sums_of_windows<Lanes, windows> sums{};
    words<Lanes> added{};
    const words<Lanes> offset = everywhere<std::int32_t, Lanes>(std::int32_t(0x80808080u));
    for (; quads > 0; --quads, x += 4, w += weight_pitch) {
      const words<Lanes> weights = load<std::int32_t, Lanes>(w);
      added = plus_products(added, offset, weights);
      GENN_UNROLL
      for (index_t i = 0; i < windows; ++i)
        sums.at[i] =
            plus_products(sums.at[i], everywhere_from<std::int32_t, Lanes>(x + i * pitch), weights);
    }
    GENN_UNROLL
    for (index_t i = 0; i < windows; ++i) sums.at[i] -= added;
    return sums;
  }

 private:
  template <class V>
  static GENN_ALWAYS_INLINE V plus_products(V sums, V x, V weights) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(x), "v"(weights));
    return sums;
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
