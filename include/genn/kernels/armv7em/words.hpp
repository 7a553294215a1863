// SPDX-License-Identifier: BSL-1.0
// Words of two 16-bit integers or four bytes on Armv7E-M: two products an instruction, limits of
// all parts at once.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

using word = std::uint32_t;

/// Four bytes at any address.
GENN_ALWAYS_INLINE word load_word(const void* from) {
  word w = 0;
  GENN_COPY_WORD(w, *static_cast<const unsigned char*>(from));
  return w;
}
GENN_ALWAYS_INLINE void store_word(void* to, word w) {
  GENN_COPY_WORD(*static_cast<unsigned char*>(to), w);
}

/// Two words behind one another, at an address that is a multiple of four.
GENN_ALWAYS_INLINE void store_words([[maybe_unused]] void* to, [[maybe_unused]] word a,
                                    [[maybe_unused]] word b) {
  GENN_ARM(volatile("strd %1, %2, [%0]" ::"r"(to), "r"(a), "r"(b) : "memory"));
}

/// Bytes 0 and 2, and 1 and 3, of four.
GENN_ALWAYS_INLINE word even_bytes([[maybe_unused]] word w) {
  word r = 0;
  GENN_ARM(("sxtb16 %0, %1" : "=r"(r) : "r"(w)));
  return r;
}
GENN_ALWAYS_INLINE word odd_bytes([[maybe_unused]] word w) {
  word r = 0;
  GENN_ARM(("sxtb16 %0, %1, ror #8" : "=r"(r) : "r"(w)));
  return r;
}

/// The lower halves of two words side by side, and the upper ones.
GENN_ALWAYS_INLINE word lower_halves([[maybe_unused]] word a, [[maybe_unused]] word b) {
  word r = 0;
  GENN_ARM(("pkhbt %0, %1, %2, lsl #16" : "=r"(r) : "r"(a), "r"(b)));
  return r;
}
GENN_ALWAYS_INLINE word upper_halves([[maybe_unused]] word a, [[maybe_unused]] word b) {
  word r = 0;
  GENN_ARM(("pkhtb %0, %1, %2, asr #16" : "=r"(r) : "r"(b), "r"(a)));
  return r;
}

/// sum + the products of the lower and of the upper halves.
GENN_ALWAYS_INLINE std::int32_t add_both([[maybe_unused]] std::int32_t sum, [[maybe_unused]] word x,
                                         [[maybe_unused]] word w) {
  GENN_ARM(("smlad %0, %1, %2, %0" : "+r"(sum) : "r"(x), "r"(w)));
  return sum;
}

/// sum + the product of the lower, or of the upper halves.
GENN_ALWAYS_INLINE std::int32_t add_lower([[maybe_unused]] std::int32_t sum,
                                          [[maybe_unused]] word x, [[maybe_unused]] word w) {
  GENN_ARM(("smlabb %0, %1, %2, %0" : "+r"(sum) : "r"(x), "r"(w)));
  return sum;
}
GENN_ALWAYS_INLINE std::int32_t add_upper([[maybe_unused]] std::int32_t sum,
                                          [[maybe_unused]] word x, [[maybe_unused]] word w) {
  GENN_ARM(("smlatt %0, %1, %2, %0" : "+r"(sum) : "r"(x), "r"(w)));
  return sum;
}

/// added + floor(sum * m / 2^16)
GENN_ALWAYS_INLINE std::int32_t add_scaled([[maybe_unused]] std::int32_t sum,
                                           [[maybe_unused]] std::int32_t m,
                                           [[maybe_unused]] std::int32_t added) {
  std::int32_t r = 0;
  GENN_ARM(("smlawb %0, %1, %2, %3" : "=r"(r) : "r"(sum), "r"(m), "r"(added)));
  return r;
}

/// added + the upper half of sum * m, rounded: halves up.
GENN_ALWAYS_INLINE std::int32_t add_rounded([[maybe_unused]] std::int32_t sum,
                                            [[maybe_unused]] std::int32_t m,
                                            [[maybe_unused]] std::int32_t added) {
  std::int32_t r = 0;
  GENN_ARM(("smmlar %0, %1, %2, %3" : "=r"(r) : "r"(sum), "r"(m), "r"(added)));
  return r;
}

/// The smaller and the larger of the parts of two words, bytes or 16-bit integers of type Y.
template <class Y>
GENN_ALWAYS_INLINE word smaller([[maybe_unused]] word a, [[maybe_unused]] word b) {
  word r = a;
  if constexpr (sizeof(Y) == 1)
    GENN_ARM(("ssub8 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(r) : "r"(a), "r"(b)));
  else
    GENN_ARM(("ssub16 %0, %1, %2\n\tsel %0, %2, %1" : "=&r"(r) : "r"(a), "r"(b)));
  return r;
}
template <class Y>
GENN_ALWAYS_INLINE word larger([[maybe_unused]] word a, [[maybe_unused]] word b) {
  word r = a;
  if constexpr (sizeof(Y) == 1)
    GENN_ARM(("ssub8 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(r) : "r"(a), "r"(b)));
  else
    GENN_ARM(("ssub16 %0, %1, %2\n\tsel %0, %1, %2" : "=&r"(r) : "r"(a), "r"(b)));
  return r;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
