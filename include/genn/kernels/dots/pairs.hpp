// SPDX-License-Identifier: BSL-1.0
// The unit that multiplies two integers of 16 bits at a time and adds the products. Bytes are
// widened once: inputs when they are gathered, weights when they are put into a panel.
#pragma once

#include <genn/kernels/dots/panel.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// sums + a[2i] * b[2i] + a[2i + 1] * b[2i + 1]
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> plus_sums_of_two(words<Lanes> sums, words<Lanes> a,
                                                 words<Lanes> b) {
#  if GENN_HAS_VNNI
  __asm__("vpdpwssd %2, %1, %0" : "+v"(sums) : "v"(a), "v"(b));
  return sums;
#  else
  return sums + sums_of_two<Lanes>((halves<2 * Lanes>)a, (halves<2 * Lanes>)b);
#  endif
}
/// The same with numbers in memory, in the order of the calls: compilers would compute many
/// products of one sum before they add them, for which registers are too few.
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> plus_sums_of_two(words<Lanes> sums, const words<Lanes>* a,
                                                 words<Lanes> b) {
#  if GENN_HAS_VNNI
  __asm__("vpdpwssd %1, %2, %0" : "+v"(sums) : "m"(*a), "v"(b));
#  elif GENN_INTEGER_BYTES > 16
  words<Lanes> products;
  __asm__("vpmaddwd %2, %3, %1\n\tvpaddd %1, %0, %0"
          : "+x"(sums), "=&x"(products)
          : "m"(*a), "x"(b));
#  else
  __asm__("pmaddwd %2, %1\n\tpaddd %1, %0" : "+x"(sums), "+x"(b) : "m"(*a));
#  endif
  return sums;
}

/// Sixteen outputs a panel.
struct pairs {
  using input = std::int16_t;         // of a patch
  static constexpr index_t taps = 2;  // of a step
  static constexpr index_t lanes = GENN_INTEGER_BYTES / 4, vectors = 16 / lanes;
  static constexpr index_t windows = lanes == 8 ? 5 : 3;
  static constexpr index_t windows_in_scratch = lanes == 8 ? 4 : 2;

  static GENN_ALWAYS_INLINE words<lanes> plus_products(words<lanes> sums, words<lanes> x,
                                                       words<lanes> w) {
    return plus_sums_of_two<lanes>(sums, x, w);
  }

  static constexpr input widened(std::int32_t x) { return input(x); }
  /// Count inputs; none behind them are touched.
  template <index_t Count>
  static GENN_ALWAYS_INLINE void put(input* to, const std::int16_t* from) {
    store<input, Count>(to, load<input, Count>(from));
  }
  template <index_t Count>
  static GENN_ALWAYS_INLINE void put(input* to, const std::int8_t* from) {
    if constexpr (Count >= 8)
      store<input, Count>(to, load_halves<Count>(from));
    else if constexpr (Count == 4)
      store<std::int64_t, 1>(
          to, first_of<std::int64_t>(first_widened((bytes)everywhere_from<std::int32_t, 4>(from))));
    else
      for (index_t i = 0; i < Count; ++i) to[i] = from[i];
  }

  /// A quad of each of sixteen outputs, side by side, as two steps.
  template <class W>
  static GENN_ALWAYS_INLINE void put_quad(const W* quad, words<lanes>* first,
                                          words<lanes>* second) {
    GENN_UNROLL
    for (index_t four = 0; four < 4; ++four) {
      const four_quads w(quad + 16 * four);
      store<std::int32_t, 4>(reinterpret_cast<std::int32_t*>(first) + 4 * four,
                             GENN_SHUFFLE(words<4>, w.a, w.b, 0, 2, 4, 6));
      store<std::int32_t, 4>(reinterpret_cast<std::int32_t*>(second) + 4 * four,
                             GENN_SHUFFLE(words<4>, w.a, w.b, 1, 3, 5, 7));
    }
  }

  /// What inputs are larger by is no part of sums.
  template <class Panel>
  static GENN_ALWAYS_INLINE void take_offset_off(Panel&, index_t) {}

 private:
  /// Four outputs' quads in 16 bits.
  struct four_quads {
    words<4> a, b;
    GENN_ALWAYS_INLINE explicit four_quads(const std::int8_t* quads)
        : four_quads(load<std::int8_t, 16>(quads)) {}
    GENN_ALWAYS_INLINE explicit four_quads(const std::int16_t* quads)
        : a(load<std::int32_t, 4>(quads)), b(load<std::int32_t, 4>(quads + 8)) {}
    GENN_ALWAYS_INLINE explicit four_quads(bytes x)
        : a((words<4>)first_widened(x)), b((words<4>)last_widened(x)) {}
  };
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
