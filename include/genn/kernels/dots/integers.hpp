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
using bytes = vector<std::int8_t, 16>;

/// Loads and stores at any place.
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE vector<T, Lanes> load(const void* from) {
  return *static_cast<const typename integers<T, Lanes>::anywhere*>(from);
}
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE void store(void* to, vector<T, Lanes> v) {
  *static_cast<typename integers<T, Lanes>::anywhere*>(to) = v;
}

/// The number in every lane, or the one at `from`.
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE vector<T, Lanes> everywhere(T x) {
  return vector<T, Lanes>{} + x;
}
template <class T, index_t Lanes>
GENN_ALWAYS_INLINE vector<T, Lanes> everywhere_from(const void* from) {
  return everywhere<T, Lanes>(load<T, 1>(from)[0]);
}

#if GENN_INTEGER_BYTES > 0

/// The same object at a place that the compiler takes for another one: it loads its numbers when
/// they are needed.
template <class T>
GENN_ALWAYS_INLINE const T& loaded_late(const T& x) {
  const T* p = &x;
  __asm__ volatile("" : "+r"(p));
  return *p;
}

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

/// a + b of neighbours: those of `a` and then those of `b`.
GENN_ALWAYS_INLINE words<4> added_in_pairs(words<4> a, words<4> b) {
  return GENN_SHUFFLE(words<4>, a, b, 0, 2, 4, 6) + GENN_SHUFFLE(words<4>, a, b, 1, 3, 5, 7);
}
#  if GENN_INTEGER_BYTES > 16
GENN_ALWAYS_INLINE words<8> added_in_pairs(words<8> a, words<8> b) {
  using pairs = vector<std::int64_t, 4>;
  words<8> sums;
  __asm__("vphaddd %2, %1, %0" : "=x"(sums) : "x"(a), "x"(b));
  const pairs p = (pairs)sums;
  return (words<8>)GENN_SHUFFLE(pairs, p, p, 0, 2, 1, 3);
}
#  endif

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
