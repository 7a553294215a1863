// SPDX-License-Identifier: BSL-1.0
// Words as bytes or halves; what does not fit becomes the nearest number that does, then it is
// limited further. Large registers are packed 16 bytes by 16 bytes and put right behind it.
#pragma once

#include <genn/kernels/dots/conversions.hpp>
#include <genn/kernels/reference/sum.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <index_t Lanes>
GENN_ALWAYS_INLINE words<Lanes> clamped_lanes(words<Lanes> v, std::int32_t low, std::int32_t high) {
  const words<Lanes> least = everywhere<std::int32_t, Lanes>(low);
  const words<Lanes> most = everywhere<std::int32_t, Lanes>(high);
  v = v < least ? least : v;
  return v > most ? most : v;
}

using sixteen_bytes = integers<std::int8_t, 16>::anywhere;

/// Two registers of words in one of halves, in the range of results.
template <reference::ending Known, index_t Lanes>
GENN_ALWAYS_INLINE halves<2 * Lanes> packed(words<Lanes> a, words<Lanes> b, const rescaling& how) {
  constexpr index_t all = 2 * Lanes;
  halves<all> y;
  GENN_X86_THREE("packssdw", y, a, b);
  if constexpr (Known == reference::ending::byte_in_halves) {
    const halves<all> rounding = everywhere<std::int16_t, all>(std::int16_t(how.rounding));
    GENN_X86_THREE("paddsw", y, y, rounding);
    y = y >> std::int16_t(how.shift);
  } else if constexpr (Known != reference::ending::whole_byte) {
    const halves<all> least = everywhere<std::int16_t, all>(std::int16_t(how.low));
    const halves<all> most = everywhere<std::int16_t, all>(std::int16_t(how.high));
    y = y < least ? least : y;
    y = y > most ? most : y;
  }
  return y;
}
template <index_t Lanes>
GENN_ALWAYS_INLINE vector<std::int8_t, 2 * Lanes> packed(halves<Lanes> a, halves<Lanes> b) {
  vector<std::int8_t, 2 * Lanes> y;
  GENN_X86_THREE("packsswb", y, a, b);
  return y;
}

/// Sixteen results.
template <reference::ending Known>
GENN_ALWAYS_INLINE void store_packed(std::int8_t* to, const words<4> (&x)[4],
                                     const rescaling& how) {
  store<std::int8_t, 16>(
      to, packed<8>(packed<Known, 4>(x[0], x[1], how), packed<Known, 4>(x[2], x[3], how)));
}
template <reference::ending Known>
GENN_ALWAYS_INLINE void store_packed(std::int16_t* to, const words<4> (&x)[4],
                                     const rescaling& how) {
  for (index_t i = 0; i < 2; ++i)
    store<std::int16_t, 8>(to + 8 * i, packed<Known, 4>(x[2 * i], x[2 * i + 1], how));
}
#  if GENN_INTEGER_BYTES > 16
template <reference::ending Known>
GENN_ALWAYS_INLINE void store_packed(std::int16_t* to, const words<8> (&x)[2],
                                     const rescaling& how) {
  using fours = vector<std::int64_t, 4>;
  const auto y = (fours)packed<Known, 8>(x[0], x[1], how);
  store<std::int64_t, 4>(to, GENN_SHUFFLE(fours, y, y, 0, 2, 1, 3));
}
template <reference::ending Known>
GENN_ALWAYS_INLINE void store_packed(std::int8_t* to, const words<8> (&x)[2],
                                     const rescaling& how) {
  const halves<16> all = packed<Known, 8>(x[0], x[1], how);
  halves<8> last;
  __asm__("vextracti128 $1, %1, %0" : "=x"(last) : "x"(all));
  bytes y;
  __asm__("vpacksswb %2, %x1, %0" : "=x"(y) : "x"(all), "x"(last));
  store<std::int32_t, 4>(to, GENN_SHUFFLE(words<4>, (words<4>)y, (words<4>)y, 0, 2, 1, 3));
}
/// Twice sixteen.
template <reference::ending Known>
GENN_ALWAYS_INLINE void store_packed(std::int8_t* a_to, std::int8_t* b_to, const words<8> (&a)[2],
                                     const words<8> (&b)[2], const rescaling& how) {
  const words<8> order{0, 4, 1, 5, 2, 6, 3, 7};
  words<8> y;
  __asm__("vpermd %1, %2, %0"
          : "=x"(y)
          : "x"(packed<16>(packed<Known, 8>(a[0], a[1], how), packed<Known, 8>(b[0], b[1], how))),
            "x"(order));
  __asm__("vmovdqu %x1, %0" : "=m"(*reinterpret_cast<sixteen_bytes*>(a_to)) : "x"(y));
  __asm__("vextracti128 $1, %1, %0" : "=m"(*reinterpret_cast<sixteen_bytes*>(b_to)) : "x"(y));
}
#  endif
#  if GENN_HAS_VNNI
template <index_t I>
GENN_ALWAYS_INLINE words<4> quarter(words<16> x) {
  words<4> y;
  __asm__("vextracti32x4 %2, %1, %0" : "=v"(y) : "v"(x), "i"(I));
  return y;
}
template <index_t... I>
GENN_ALWAYS_INLINE void store_quarters(std::int8_t* to, words<16> x,
                                       std::integer_sequence<index_t, I...>) {
  (store<std::int32_t, 4>(to + 16 * I, quarter<I>(x)), ...);
}

template <reference::ending Known, index_t Vectors>
GENN_ALWAYS_INLINE void store_packed(std::int8_t* to, const words<16> (&x)[Vectors],
                                     const rescaling& how) {
  static_assert(Vectors <= 4);
  const words<16>& last = x[Vectors - 1];
  const halves<32> a = packed<Known, 16>(x[0], Vectors > 1 ? x[1] : last, how);
  const halves<32> b = packed<Known, 16>(Vectors > 2 ? x[2] : last, last, how);
  constexpr words<16> order{0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15};
  words<16> y;
  __asm__("vpermd %1, %2, %0" : "=v"(y) : "v"((words<16>)packed<32>(a, b)), "v"(order));
  if constexpr (Vectors == 4)
    store<std::int32_t, 16>(to, y);
  else
    store_quarters(to, y, std::make_integer_sequence<index_t, Vectors>{});
}
#  endif

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
