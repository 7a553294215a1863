// SPDX-License-Identifier: BSL-1.0
// Sums of a row's numbers and of their squares on Armv7E-M: two at once.
#pragma once

#include <genn/kernels/armv7em/words.hpp>
#include <genn/kernels/reference/integer_standardize.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

inline constexpr word both_ones = 0x00010001;

/// sum + the squares of both halves, in 64 bits.
GENN_ALWAYS_INLINE std::uint64_t add_squares(std::uint64_t sum, [[maybe_unused]] word x) {
  std::uint32_t low = std::uint32_t(sum), high = std::uint32_t(sum >> 32);
  GENN_ARM(("smlald %0, %1, %2, %2" : "+r"(low), "+r"(high) : "r"(x)));
  return std::uint64_t{high} << 32 | low;
}

GENN_ALWAYS_INLINE reference::row_sums sums_of_row(const std::int8_t* x, index_t length) {
  std::int32_t sum = 0, squares = 0;
  for (const std::int8_t* const end = x + (length & ~index_t{3}); x != end; x += 4) {
    const word bytes = load_word(x), even = even_bytes(bytes), odd = odd_bytes(bytes);
    sum = add_both(add_both(sum, even, both_ones), odd, both_ones);
    squares = add_both(add_both(squares, even, even), odd, odd);
  }
  for (const std::int8_t* const end = x + (length & 3); x != end; ++x) {
    sum += *x;
    squares += *x * *x;
  }
  return {sum, std::uint32_t(squares)};
}
GENN_ALWAYS_INLINE reference::row_sums sums_of_row(const std::int16_t* x, index_t length) {
  reference::row_sums s;
  for (const std::int16_t* const end = x + (length & ~index_t{1}); x != end; x += 2) {
    const word both = load_word(x);
    s.sum = add_both(s.sum, both, both_ones);
    s.squares = add_squares(s.squares, both);
  }
  if ((length & 1) != 0) {
    s.sum += *x;
    s.squares += std::uint32_t(*x * *x);
  }
  return s;
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
