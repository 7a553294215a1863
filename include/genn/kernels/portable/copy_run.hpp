// SPDX-License-Identifier: BSL-1.0
// Copies of a few elements: the C library's is a call, and on small machines a loop over bytes.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Words of the elements of any type.
typedef std::uint32_t word_of_elements GENN_MAY_ALIAS;

/// True where `bytes` of everything are whole words.
GENN_ALWAYS_INLINE bool in_words(const void* a, const void* b, index_t bytes) {
  return ((reinterpret_cast<std::uintptr_t>(a) | reinterpret_cast<std::uintptr_t>(b) |
           static_cast<std::uintptr_t>(bytes)) &
          3u) == 0;
}

/// An element as often as a word holds it.
GENN_ALWAYS_INLINE std::uint32_t word_of(std::int8_t x) { return std::uint8_t(x) * 0x01010101u; }
GENN_ALWAYS_INLINE std::uint32_t word_of(std::int16_t x) { return std::uint16_t(x) * 0x00010001u; }

/// to[i] = from[i]; the two do not overlap.
template <class X>
GENN_ALWAYS_INLINE void copy_run(X* to, const X* from, index_t count) {
  for (; count >= 4; count -= 4, to += 4, from += 4) {
    const X a = from[0], b = from[1], c = from[2], d = from[3];
    to[0] = a;
    to[1] = b;
    to[2] = c;
    to[3] = d;
  }
  for (; count > 0; --count) *to++ = *from++;
}

template <class X>
GENN_ALWAYS_INLINE void fill_run(X* to, X value, index_t count) {
  for (; count > 0; --count) *to++ = value;
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
