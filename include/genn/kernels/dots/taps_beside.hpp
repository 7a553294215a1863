// SPDX-License-Identifier: BSL-1.0
// Bytes or halves of one tap beside those of the next, as the unit of pairs multiplies them.
#pragma once

#include <genn/kernels/dots/pairs.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Sixteen elements of one tap beside those of the next.
GENN_ALWAYS_INLINE void put_beside(const std::int16_t* a, const std::int16_t* b,
                                   words<pairs::lanes>* to) {
  auto* at = reinterpret_cast<std::int32_t*>(to);
  GENN_UNROLL
  for (index_t i = 0; i < 2; ++i, at += 8) {
    const halves<8> x = load<std::int16_t, 8>(a + 8 * i), y = load<std::int16_t, 8>(b + 8 * i);
    store<std::int16_t, 8>(at, GENN_SHUFFLE(halves<8>, x, y, 0, 8, 1, 9, 2, 10, 3, 11));
    store<std::int16_t, 8>(at + 4, GENN_SHUFFLE(halves<8>, x, y, 4, 12, 5, 13, 6, 14, 7, 15));
  }
}
GENN_ALWAYS_INLINE void put_beside(const std::int8_t* a, const std::int8_t* b,
                                   words<pairs::lanes>* to) {
  const bytes x = load<std::int8_t, 16>(a), y = load<std::int8_t, 16>(b);
  const bytes parts[2] = {
      GENN_SHUFFLE(bytes, x, y, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      GENN_SHUFFLE(bytes, x, y, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)};
  GENN_UNROLL
  for (index_t i = 0; i < 2; ++i)
#  if GENN_INTEGER_BYTES > 16
    to[i] = (words<8>)widened(parts[i]);
#  else
  {
    to[2 * i] = (words<4>)first_widened(parts[i]);
    to[2 * i + 1] = (words<4>)last_widened(parts[i]);
  }
#  endif
}

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
