// SPDX-License-Identifier: BSL-1.0
// Vectors of floats that GCC and Clang know on every machine; a vector of one lane is a float.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/reference/contract.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

template <index_t Lanes>
struct floats {
  typedef float type GENN_VECTOR(Lanes * 4);
  typedef float unaligned GENN_UNALIGNED_VECTOR(Lanes * 4);
};
template <>
struct floats<1> {
  using type = float;
  typedef float unaligned GENN_MAY_ALIAS;
};

template <index_t Lanes>
using vector = typename floats<Lanes>::type;

/// Loads at element alignment: callers' buffers have no more.
template <index_t Lanes>
GENN_ALWAYS_INLINE vector<Lanes> load(const f32::stored* p) {
  return *reinterpret_cast<const typename floats<Lanes>::unaligned*>(p);
}
template <index_t Lanes>
GENN_ALWAYS_INLINE void store(float* p, vector<Lanes> v) {
  *reinterpret_cast<typename floats<Lanes>::unaligned*>(p) = v;
}

template <index_t Lanes>
GENN_ALWAYS_INLINE vector<Lanes> load_bias(flash_view<f32> bias, index_t o) {
  return load<Lanes>(bias.data + o);
}
template <index_t Lanes>
GENN_ALWAYS_INLINE vector<Lanes> load_bias(reference::zero_bias, index_t) {
  return vector<Lanes>{};
}

/// The biases of eight outputs.
GENN_ALWAYS_INLINE const f32::stored* eight_biases(flash_view<f32> bias, index_t o) {
  return bias.data + o;
}
GENN_ALWAYS_INLINE const f32::stored* eight_biases(reference::zero_bias, index_t) {
  static constexpr f32::stored zeros[8] = {};
  return zeros;
}

/// Stores f(v), lane by lane where f knows no vectors.
template <index_t Lanes, class F>
GENN_ALWAYS_INLINE void store_through(float* p, vector<Lanes> v, F f) {
  if constexpr (std::is_invocable_v<F, vector<Lanes>>) {
    store<Lanes>(p, f(v));
  } else {
    store<Lanes>(p, v);
    for (index_t lane = 0; lane < Lanes; ++lane) p[lane] = f(p[lane]);
  }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
