// SPDX-License-Identifier: BSL-1.0
// Products of two matrices of integers: columns of the second one, turned into rows of 16 bits with
// the zero point taken off, are multiplied as the weights of a convolution are. Bytes and 16 bits
// meet in any mixture; sizes are arguments.
#pragma once

#include <genn/kernels/armv6m/patch.hpp>
#include <genn/kernels/armv7em/row_pair.hpp>
#include <genn/kernels/armv81m/patch.hpp>
#include <genn/kernels/matmul_scratch.hpp>
#include <genn/kernels/portable/end_positions.hpp>
#include <genn/kernels/portable/end_sums.hpp>
#include <genn/kernels/portable/patch.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// What multiplies two or three rows of 16 bits.
using matmul_rows = std::conditional_t<
    GENN_HAS_MVE, armv81m::patch<std::int16_t>,
    std::conditional_t<
        GENN_HAS_DSP, armv7em::row_pair,
        std::conditional_t<GENN_HAS_ARMV6M, armv6m::patch<std::int16_t>, patch<std::int16_t>>>>;

/// Whether rows stay where they were put.
inline constexpr bool keeps_rows = std::is_same_v<matmul_rows, armv7em::row_pair>;

/// A row of 16 bits: as it lies, or bytes widened, their zero point taken off.
GENN_ALWAYS_INLINE const std::int16_t* as_words(const std::int16_t* from, index_t, std::int32_t,
                                                std::int16_t*) {
  return from;
}
GENN_NOINLINE inline const std::int16_t* as_words(const std::int8_t* from, index_t count,
                                                  std::int32_t zero, std::int16_t* to) {
  for (index_t k = 0; k < count; ++k) to[k] = std::int16_t(from[k] - zero);
  return to;
}

/// The first `count` columns of a matrix as rows.
template <class B>
GENN_NOINLINE void turn_columns(const B* b, const matmul_sizes& n, index_t count, std::int32_t zero,
                                std::int16_t* to) {
  for (index_t k = n.inner; k > 0; --k, b += n.columns, ++to) {
    std::int16_t* column = to;
    for (index_t c = 0; c < count; ++c, column += n.inner) *column = std::int16_t(b[c] - zero);
  }
}

/// Ends the sums of some columns over some rows.
template <class Y>
GENN_NOINLINE void end_products(const std::int32_t* sums, const sums_layout& layout, Y* y,
                                const matmul_numbers& how) {
  const rescaling r = how.rescale;
  const std::int32_t m = how.multiplier;
  const reference::no_sum<std::int32_t> none{};
  if (r.left > 0 || r.reach > 0)
    end_each(sums, layout, none, y, reference::rescale_by_one{r, m});
  else
    end_each(sums, layout, none, y,
             plain_rescale<one_multiplier, reference::ending::any>{
                 r.rounding, r.shift, r.low, r.high, {m}});
}

/// As reference::integer_matmul. `scratch` holds matmul_scratch.
template <class A, class B, class Y>
GENN_NOINLINE void integer_matmul(const matmul_sizes& n, const A* a, const B* b, Y* y,
                                  const matmul_numbers& how, void* scratch) {
  constexpr index_t windows = matmul_rows::windows;
  const matmul_scratch room(n);
  std::int16_t* const widened = static_cast<std::int16_t*>(scratch) + 3 * whole_words(n.inner);
  std::int16_t* const turned = static_cast<std::int16_t*>(scratch) + room.rows / 2;
  matmul_rows rows(scratch, n.inner);
  for (index_t i = n.batch; i > 0; --i, a += n.pitch_a, b += n.pitch_b, y += n.rows * n.columns)
    for (index_t first = 0; first < n.columns; first += room.columns) {
      const index_t left = n.columns - first;
      const index_t count = left < room.columns ? left : room.columns;
      turn_columns(b + first, n, count, how.zeros[1], turned);
      for (index_t r = 0; r < n.rows; r += windows) {
        const index_t there = n.rows - r < windows ? n.rows - r : windows;
        for (index_t w = 0; w < windows; ++w)
          // What is missing repeats the first.
          rows.put(w, 0,
                   as_words(a + (w < there ? r + w : r) * n.inner, n.inner, how.zeros[0],
                            widened + (keeps_rows ? w * whole_words(n.inner) : 0)),
                   n.inner);
        for (index_t o = 0; o < count; o += outputs_at_once) {
          const index_t outputs = count - o < outputs_at_once ? count - o : outputs_at_once;
          std::int32_t sums[windows * outputs_at_once];
          rows.multiply(turned + o * n.inner, outputs, sums);
          end_products(sums, {windows, there, outputs, n.columns}, y + r * n.columns + first + o,
                       how);
        }
      }
    }
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
