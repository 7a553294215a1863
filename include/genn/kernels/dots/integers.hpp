// SPDX-License-Identifier: BSL-1.0
// Vectors of integers of x86, and the instructions that no operator stands for.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

template <class T, index_t Lanes>
struct integers {
  typedef T type GENN_VECTOR(Lanes * sizeof(T));
  typedef T anywhere GENN_VECTOR_ANYWHERE(Lanes * sizeof(T));
};

template <class T, index_t Lanes>
using vector = typename integers<T, Lanes>::type;
template <index_t Lanes>
using words = vector<std::int32_t, Lanes>;
template <index_t Lanes>
using halves = vector<std::int16_t, Lanes>;

/// Loads and stores at any place.
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE vector<T, Lanes> load(const void* from) {
  return *static_cast<const typename integers<T, Lanes>::anywhere*>(from);
}
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE void store(void* to, vector<T, Lanes> v) {
  *static_cast<typename integers<T, Lanes>::anywhere*>(to) = v;
}

/// The number in every lane.
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE vector<T, Lanes> everywhere(T x) {
  return vector<T, Lanes>{} + x;
}

template <class T, index_t Lanes, class From>
GENN_ALWAYS_INLINE vector<T, Lanes> convert(From v) {
  return __builtin_convertvector(v, vector<T, Lanes>);
}

#if GENN_INTEGER_BYTES > 0
/// Lanes 0, 2, 4 ... of a and then of b; lanes 1, 3, 5 ...
template <class T>
GENN_ALWAYS_INLINE T even(T a, T b);
template <>
GENN_ALWAYS_INLINE words<4> even(words<4> a, words<4> b) {
  return GENN_SHUFFLE(words<4>, a, b, 0, 2, 4, 6);
}
template <class T>
GENN_ALWAYS_INLINE T odd(T a, T b);
template <>
GENN_ALWAYS_INLINE words<4> odd(words<4> a, words<4> b) {
  return GENN_SHUFFLE(words<4>, a, b, 1, 3, 5, 7);
}
#  if GENN_INTEGER_BYTES > 16
template <>
GENN_ALWAYS_INLINE words<8> even(words<8> a, words<8> b) {
  return GENN_SHUFFLE(words<8>, a, b, 0, 2, 4, 6, 8, 10, 12, 14);
}
template <>
GENN_ALWAYS_INLINE words<8> odd(words<8> a, words<8> b) {
  return GENN_SHUFFLE(words<8>, a, b, 1, 3, 5, 7, 9, 11, 13, 15);
}
#  endif

/// a[2i] * b[2i] + a[2i + 1] * b[2i + 1]
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> sums_of_two(halves<2 * Lanes> a, halves<2 * Lanes> b) {
  words<Lanes> sums;
  GENN_X86_THREE("pmaddwd", sums, a, b);
  return sums;
}

/// (a[i] * b[i]) >> 16, without signs.
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> high_products(halves<2 * Lanes> a, halves<2 * Lanes> b) {
  words<Lanes> products;
  GENN_X86_THREE("pmulhuw", products, a, b);
  return products;
}
#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
