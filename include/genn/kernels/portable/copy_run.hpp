// SPDX-License-Identifier: BSL-1.0
// Copies of a few elements: the C library's is a call, and on small machines a loop over bytes.
#pragma once

#include <genn/kernels/armv81m/copy.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// A word of elements of any type.
struct GENN_MAY_ALIAS word_of_elements {
  std::uint32_t bits;
};

GENN_ALWAYS_INLINE bool on_words(const void* a, const void* b) {
  return ((reinterpret_cast<std::uintptr_t>(a) | reinterpret_cast<std::uintptr_t>(b)) & 3u) == 0;
}

/// An element as often as a word holds it.
GENN_ALWAYS_INLINE word_of_elements word_of(std::int8_t x) {
  return {std::uint8_t(x) * 0x01010101u};
}
GENN_ALWAYS_INLINE word_of_elements word_of(std::int16_t x) {
  return {std::uint16_t(x) * 0x00010001u};
}

#if GENN_INTEGER_BYTES > 0
/// A register of elements, at any place.
template <class X>
inline constexpr index_t elements_at_once = GENN_INTEGER_BYTES / index_t{sizeof(X)};
template <class X>
struct elements_of {
  typedef X type GENN_VECTOR_ANYWHERE(GENN_INTEGER_BYTES);
};
template <class X>
using elements = typename elements_of<X>::type;
#endif

/// to[i] = from[i]; the two do not overlap.
template <class X>
GENN_NOINLINE void copy_run(X* to, const X* from, index_t count) {
  if constexpr (GENN_HAS_MVE) return armv81m::copy_bytes(to, from, count * index_t{sizeof(X)});
#if GENN_INTEGER_BYTES > 0
  constexpr index_t many = elements_at_once<X>;
  for (; count >= many; count -= many, to += many, from += many)
    *reinterpret_cast<elements<X>*>(to) = *reinterpret_cast<const elements<X>*>(from);
  if (count == 0) return;
#endif
  constexpr index_t each = index_t{4 / sizeof(X)};
  if (on_words(to, from))
    for (; count >= 2 * each; count -= 2 * each, to += 2 * each, from += 2 * each) {
      auto* words = reinterpret_cast<word_of_elements*>(to);
      auto* source = reinterpret_cast<const word_of_elements*>(from);
      const word_of_elements a = source[0], b = source[1];
      words[0] = a;
      words[1] = b;
    }
  for (; count > 0; --count) *to++ = *from++;
}

template <class X>
GENN_NOINLINE void fill_run(X* to, X value, index_t count) {
#if GENN_INTEGER_BYTES > 0
  constexpr index_t many = elements_at_once<X>;
  const elements<X> values = elements<X>{} + value;
  for (; count >= many; count -= many, to += many) *reinterpret_cast<elements<X>*>(to) = values;
  if (count == 0) return;
#endif
  constexpr index_t each = index_t{4 / sizeof(X)};
  if (on_words(to, to))
    for (; count >= each; count -= each, to += each)
      *reinterpret_cast<word_of_elements*>(to) = word_of(value);
  for (; count > 0; --count) *to++ = value;
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
