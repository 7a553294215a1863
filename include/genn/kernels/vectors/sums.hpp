// SPDX-License-Identifier: BSL-1.0
// The sums of a tile in registers: some pixels by some vectors of outputs.
#pragma once

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/vector.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

using portable::load;
using portable::vector;

/// Subtracting zero changes no number, so nothing but the broadcast is left of it.
template <index_t Lanes>
GENN_ALWAYS_INLINE vector<Lanes> broadcast(float x) {
  return x - vector<Lanes>{};
}

/// Every pixel.
struct all_pixels {
  static constexpr bool has(index_t) { return true; }
};

/// Products of an input with weights, each in a register or, aligned, in memory.
template <index_t Lanes, index_t Vectors, bool Aligned>
struct tap_weights {
  vector<Lanes> at[Vectors];
  GENN_ALWAYS_INLINE explicit tap_weights(const f32::stored* w) {
    GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v) at[v] = load<Lanes>(w + v * Lanes);
  }
  GENN_ALWAYS_INLINE vector<Lanes> times(vector<Lanes> input, index_t v) const {
    return input * at[v];
  }
};

#if GENN_TWO_OPERANDS
/// Where a product takes the place of a factor, registers are too few for weights, and a product
/// with a number in memory costs no more. The compiler would load the numbers first.
template <index_t Vectors>
struct tap_weights<4, Vectors, true> {
  const f32::stored* w;
  GENN_ALWAYS_INLINE explicit tap_weights(const f32::stored* weights) : w(weights) {}
  GENN_ALWAYS_INLINE vector<4> times(vector<4> input, index_t v) const {
    __asm__("mulps %1, %0" : "+x"(input) : "m"(reinterpret_cast<const aligned*>(w)[v]));
    return input;
  }

 private:
  typedef float aligned GENN_VECTOR(16) GENN_MAY_ALIAS;
};
#endif

/// Stores f(v).
template <index_t Lanes, class F>
GENN_ALWAYS_INLINE void store_end(float* p, vector<Lanes> v, F f) {
#if GENN_TWO_OPERANDS
  if constexpr (Lanes == 4 && std::is_same_v<F, relu>) {
    // The same for NaN and both zeros; the compiler takes three instructions.
    vector<4> zero{};
    __asm__("maxps %1, %0" : "+x"(zero) : "x"(v));
    return portable::store<4>(p, zero);
  }
#endif
  portable::store_through<Lanes>(p, v, f);
}

template <index_t Lanes, index_t Vectors, index_t Pixels>
struct tile_sums {
  vector<Lanes> at[Pixels][Vectors];

  template <class B>
  GENN_ALWAYS_INLINE void begin(B bias, index_t o) {
    GENN_UNROLL
    for (index_t p = 0; p < Pixels; ++p) GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v)
      at[p][v] = portable::load_bias<Lanes>(bias, o + v * Lanes);
  }

  /// `count` taps: contiguous inputs of the chosen pixels, weights `weight_pitch` apart. Aligned:
  /// to whole vectors of four.
  template <class Chosen, bool Aligned>
  GENN_ALWAYS_INLINE void add(const float* x, index_t pixel_pitch, const f32::stored* w,
                              index_t weight_pitch, index_t count) {
    for (index_t k = 0; k < count; ++k, w += weight_pitch) {
      const tap_weights<Lanes, Vectors, Aligned> weights{w};
      GENN_UNROLL
      for (index_t p = 0; p < Pixels; ++p)
        if (Chosen::has(p)) {
          const vector<Lanes> input = broadcast<Lanes>(x[p * pixel_pitch + k]);
          GENN_UNROLL
          for (index_t v = 0; v < Vectors; ++v) at[p][v] += weights.times(input, v);
        }
    }
  }

  template <class F>
  GENN_ALWAYS_INLINE void end(float* y, index_t pitch, F f) const {
    GENN_UNROLL
    for (index_t p = 0; p < Pixels; ++p) GENN_UNROLL
    for (index_t v = 0; v < Vectors; ++v) store_end<Lanes>(y + p * pitch + v * Lanes, at[p][v], f);
  }
};

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>
