// SPDX-License-Identifier: BSL-1.0
// Integers of one width into another: compilers take lanes out one by one where x86 has an
// instruction.
#pragma once

#include <genn/kernels/dots/integers.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// The first eight bytes, or the last, with their signs: each above itself, moved down.
GENN_ALWAYS_INLINE halves<8> first_widened(bytes x) {
  return (halves<8>)GENN_SHUFFLE(bytes, x, x, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7) >> 8;
}
GENN_ALWAYS_INLINE halves<8> last_widened(bytes x) {
  return (halves<8>)GENN_SHUFFLE(bytes, x, x, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14,
                                 15, 15) >>
         8;
}
#  if GENN_INTEGER_BYTES > 16
GENN_ALWAYS_INLINE halves<16> widened(bytes x) {
  halves<16> y;
  __asm__("vpmovsxbw %1, %0" : "=x"(y) : "x"(x));
  return y;
}
#  endif

/// The first numbers of a register, as many as `Part` holds.
template <class Part, class Vector>
GENN_ALWAYS_INLINE vector<Part, 1> first_of(Vector x) {
  return vector<Part, 1>{((vector<Part, 16 / sizeof(Part)>)x)[0]};
}

/// Count bytes or halves, at any place, as halves.
template <index_t Count>
GENN_ALWAYS_INLINE halves<Count> load_halves(const std::int16_t* from) {
  return load<std::int16_t, Count>(from);
}
template <index_t Count>
GENN_ALWAYS_INLINE halves<Count> load_halves(const std::int8_t* from) {
#  if GENN_INTEGER_BYTES > 16
  if constexpr (Count == 16) {
    halves<16> y;
    __asm__("vpmovsxbw %1, %0"
            : "=x"(y)
            : "m"(*reinterpret_cast<const integers<std::int8_t, 16>::anywhere*>(from)));
    return y;
  }
#  endif
  if constexpr (Count == 8) return first_widened((bytes)everywhere_from<std::int64_t, 2>(from));
}

/// As many bytes or halves, at any place, as a register holds words.
#  if GENN_INTEGER_BYTES > 16
GENN_ALWAYS_INLINE words<8> load_widened(const std::int8_t* from) {
  words<8> y;
  __asm__("vpmovsxbd %1, %0"
          : "=x"(y)
          : "m"(*reinterpret_cast<const integers<std::int8_t, 8>::anywhere*>(from)));
  return y;
}
GENN_ALWAYS_INLINE words<8> load_widened(const std::int16_t* from) {
  words<8> y;
  __asm__("vpmovsxwd %1, %0"
          : "=x"(y)
          : "m"(*reinterpret_cast<const integers<std::int16_t, 8>::anywhere*>(from)));
  return y;
}
#  else
GENN_ALWAYS_INLINE words<4> first_widened(halves<8> x) {
  return (words<4>)GENN_SHUFFLE(halves<8>, x, x, 0, 0, 1, 1, 2, 2, 3, 3) >> 16;
}
GENN_ALWAYS_INLINE words<4> load_widened(const std::int8_t* from) {
  return first_widened(first_widened((bytes)everywhere_from<std::int32_t, 4>(from)));
}
GENN_ALWAYS_INLINE words<4> load_widened(const std::int16_t* from) {
  return first_widened((halves<8>)everywhere_from<std::int64_t, 2>(from));
}
#  endif

/// Stores words as bytes or halves; numbers that do not fit become the nearest that do.
GENN_ALWAYS_INLINE halves<8> narrowed(words<4> a, words<4> b) {
  halves<8> y;
  GENN_X86_THREE("packssdw", y, a, b);
  return y;
}
GENN_ALWAYS_INLINE bytes narrowed(halves<8> x) {
  bytes y;
  GENN_X86_THREE("packsswb", y, x, x);
  return y;
}
GENN_ALWAYS_INLINE void store_narrow(std::int16_t* to, words<4> x) {
  store<std::int64_t, 1>(to, vector<std::int64_t, 1>{((vector<std::int64_t, 2>)narrowed(x, x))[0]});
}
GENN_ALWAYS_INLINE void store_narrow(std::int8_t* to, words<4> x) {
  store<std::int32_t, 1>(to, vector<std::int32_t, 1>{((words<4>)narrowed(narrowed(x, x)))[0]});
}
#  if GENN_INTEGER_BYTES > 16
GENN_ALWAYS_INLINE halves<8> narrowed(words<8> x) {
  words<4> last;
  halves<8> y;
  __asm__("vextracti128 $1, %1, %0" : "=x"(last) : "x"(x));
  __asm__("vpackssdw %2, %x1, %0" : "=x"(y) : "x"(x), "x"(last));
  return y;
}
GENN_ALWAYS_INLINE void store_narrow(std::int16_t* to, words<8> x) {
  store<std::int16_t, 8>(to, narrowed(x));
}
GENN_ALWAYS_INLINE void store_narrow(std::int8_t* to, words<8> x) {
  store<std::int64_t, 1>(
      to, vector<std::int64_t, 1>{((vector<std::int64_t, 2>)narrowed(narrowed(x)))[0]});
}
#  endif

/// Halves as words: multipliers and biases, once for some windows.
template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> load_words(const std::int16_t* from) {
  words<Lanes> y{};
  GENN_UNROLL
  for (index_t i = 0; i < Lanes; ++i) y[i] = from[i];
  return y;
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
