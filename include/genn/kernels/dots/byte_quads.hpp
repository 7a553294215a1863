// SPDX-License-Identifier: BSL-1.0
// The unit that multiplies four bytes at a time and adds the products: bytes without sign by bytes
// with one. Inputs are 128 larger; what this adds is taken off the biases.
#pragma once

#include <genn/kernels/dots/panel.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_HAS_VNNI

/// Sixteen outputs a register, `Vectors` registers a panel.
template <index_t Vectors>
struct byte_quads {
  using input = std::uint8_t;
  static constexpr index_t taps = 4, lanes = 16, vectors = Vectors;
  // More sums would fit, but compilers keep them in memory.
  static constexpr index_t windows = Vectors == 1 ? 12 : 16 / Vectors;
  static constexpr index_t windows_in_scratch = Vectors == 1 ? 8 : windows;

  static GENN_ALWAYS_INLINE words<16> plus_products(words<16> sums, words<16> x, words<16> w) {
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(x), "v"(w));
    return sums;
  }

  static constexpr input widened(std::int32_t x) { return input(x + 128); }
  template <index_t Count>
  static GENN_ALWAYS_INLINE void put(input* to, const input* from) {
    store<input, Count>(to, load<input, Count>(from));
  }
  template <index_t Count>
  static GENN_ALWAYS_INLINE void put(input* to, const std::int8_t* from) {
    if constexpr (Count >= 4)
      store<input, Count>(to, load<input, Count>(from) ^ std::uint8_t{0x80});
    else
      for (index_t i = 0; i < Count; ++i) to[i] = widened(from[i]);
  }

  /// A quad of each output of the panel: one step.
  static GENN_ALWAYS_INLINE void put_quad(const std::int8_t* quad, words<16>* step, words<16>*) {
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v) step[v] = load<std::int32_t, 16>(quad + 64 * v);
  }

  template <class Panel>
  static GENN_ALWAYS_INLINE void take_offset_off(Panel& panel, index_t steps) {
    const words<16> offset = everywhere<std::int32_t, 16>(std::int32_t(0x80808080u));
    for (index_t v = 0; v < Vectors; ++v) {
      words<16> added{};
      for (index_t i = 0; i < steps; ++i) added = plus_products(added, offset, panel.weights[i][v]);
      panel.bias[v] -= added;
    }
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
