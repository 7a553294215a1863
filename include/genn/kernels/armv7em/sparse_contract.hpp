// SPDX-License-Identifier: BSL-1.0
// A linear layer of one vector of integers over weights stored by gaps, on Armv7E-M: the gaps and
// the values of four weights are words, whose parts instructions take out while they add.
#pragma once

#include <genn/constants/gaps.hpp>
#include <genn/kernels/armv7em/rounded_end.hpp>
#include <genn/kernels/armv7em/sparse_rows.hpp>
#include <genn/kernels/ending.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::armv7em {

/// a + byte number Byte of w.
template <int Byte>
GENN_ALWAYS_INLINE index_t add_byte([[maybe_unused]] index_t a, [[maybe_unused]] word w) {
  index_t r = 0;
  if constexpr (Byte == 0)
    GENN_ARM(("uxtab %0, %1, %2" : "=r"(r) : "r"(a), "r"(w)));
  else
    GENN_ARM(("uxtab %0, %1, %2, ror %3" : "=r"(r) : "r"(a), "r"(w), "i"(8 * Byte)));
  return r;
}

/// sum + x * the lower or the upper half of w.
GENN_ALWAYS_INLINE std::int32_t add_by_lower([[maybe_unused]] std::int32_t sum,
                                             [[maybe_unused]] std::int32_t x,
                                             [[maybe_unused]] word w) {
  GENN_ARM(("smlabb %0, %1, %2, %0" : "+r"(sum) : "r"(x), "r"(w)));
  return sum;
}
GENN_ALWAYS_INLINE std::int32_t add_by_upper([[maybe_unused]] std::int32_t sum,
                                             [[maybe_unused]] std::int32_t x,
                                             [[maybe_unused]] word w) {
  GENN_ARM(("smlabt %0, %1, %2, %0" : "+r"(sum) : "r"(x), "r"(w)));
  return sum;
}

/// Whether a byte of w is 255.
GENN_ALWAYS_INLINE bool holds_escape([[maybe_unused]] word w) {
  word carries = 0;
  [[maybe_unused]] const word ones = 0x01010101;
  GENN_ARM(("uadd8 %0, %1, %2\n\tsel %0, %2, %3" : "=&r"(carries) : "r"(w), "r"(ones), "r"(0)));
  return carries != 0;
}

/// The weights of a row, from the first kept one on.
template <class Values, class Gaps, bool Escapes>
struct row_of_gaps {
  reader<Values> values;
  reader<Gaps> gaps;
  index_t tap = 0;

  template <class X>
  GENN_ALWAYS_INLINE std::int32_t add_one(std::int32_t sum, const X* x) {
    tap += next_gap<Escapes>(gaps);
    return sum + std::int32_t{x[tap]} * values.next();
  }
  template <class X>
  GENN_ALWAYS_INLINE std::int32_t add_four(std::int32_t sum, const X* x) {
    const word distances = load_word(gaps.view.data);
    if (Escapes && holds_escape(distances)) {
      for (index_t i = 0; i < 4; ++i) sum = add_one(sum, x);
      return sum;
    }
    const index_t a = add_byte<0>(tap, distances), b = add_byte<1>(a, distances);
    const index_t c = add_byte<2>(b, distances);
    tap = add_byte<3>(c, distances);
    const word first = load_word(values.view.data);
    if constexpr (sizeof(*values.view.data) == 1) {
      const word even = even_bytes(first), odd = odd_bytes(first);
      sum = add_by_lower(add_by_lower(sum, x[a], even), x[b], odd);
      sum = add_by_upper(add_by_upper(sum, x[c], even), x[tap], odd);
    } else {
      const word second = load_word(values.view.data + 2);
      sum = add_by_upper(add_by_lower(sum, x[a], first), x[b], first);
      sum = add_by_upper(add_by_lower(sum, x[c], second), x[tap], second);
    }
    gaps.view.data += 4;
    values.view.data += 4;
    return sum;
  }
};

/// As portable::sparse_contract, of any size.
template <class X, class Values, class Gaps, class Counts, bool Escapes, class B, class Y, class F>
GENN_NOINLINE void sparse_contract(index_t outputs, const X* x,
                                   gap_rows<reader<Values>, reader<Gaps>, Counts, Escapes> rows,
                                   B bias, Y* y, const F& f) {
  for (index_t o = 0; o < outputs; ++o) {
    row_of_gaps<Values, Gaps, Escapes> row{rows.values, rows.gaps};
    std::int32_t sum = bias[o];
    index_t left = rows.counts.next();
    for (; left >= 4; left -= 4) sum = row.add_four(sum, x);
    for (; left > 0; --left) sum = row.add_one(sum, x);
    rows.values = row.values;
    rows.gaps = row.gaps;
    y[o] = static_cast<Y>(reference::finish(f, sum, o));
  }
}

/// The same of bytes that end rounded, with no doublings of factors, whose counts take a byte and
/// whose gaps are short.
GENN_ALWAYS_INLINE void sparse_rows(
    index_t outputs, const std::int8_t* x,
    gap_rows<reader<flash_view<int8>>, reader<flash_view<uint8>>, reader<flash_view<uint8>>, false>
        rows,
    flash_view<int32> bias, std::int8_t* y,
    const reference::rescale_by_channel<flash_view<int16>, reference::ending::rounded>& f) {
  const factors factor = factors_of(f);
  sparse_rows_state state{y,
                          x,
                          factor.multipliers,
                          bias.data,
                          rows.counts.view.data,
                          f.how.zero(),
                          factor.places,
                          rows.gaps.view.data,
                          rows.values.view.data,
                          outputs};
  multiply_sparse_rows(state);
  limit_results(y, outputs, f.how);
}

}  // namespace kernels::armv7em

GENN_NAMESPACE_END

#include <genn/undef.hpp>
