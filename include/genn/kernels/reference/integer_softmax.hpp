// SPDX-License-Identifier: BSL-1.0
// Softmax of integers: exponentials from a table, one division an element.
#pragma once

#include <genn/kernels/reference/sum.hpp>
#include <genn/number/interpolate.hpp>
#include <genn/number/logarithm.hpp>
#include <genn/shape/axis.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// exp(-scale * distance) as an integer of 15 bits, for the distance of an element from the
/// largest: between entries of a table, and 0 behind it. T: what is read by index.
template <class T>
struct exponential_table {
  T table;
  segments where;
  std::int32_t entries;

  constexpr std::uint32_t operator()(std::int32_t distance) const {
    const std::int32_t k = where.index(distance);
    if (k + 1 >= entries) return 0;
    return std::uint32_t(
        where.between(distance, std::int32_t(table[k]), std::int32_t(table[k + 1])));
  }
};

/// The largest element of a row, and the sum of the exponentials of the distances from it.
struct softmax_row {
  std::int32_t top;
  std::uint32_t sum;
};
template <class X, class E>
constexpr softmax_row look_at_row(X x, index_t first, index_t length, index_t step, E exponential) {
  softmax_row row{std::int32_t(x[first]), 0};
  for (index_t i = 1; i < length; ++i) {
    const std::int32_t value = std::int32_t(x[first + i * step]);
    if (value > row.top) row.top = value;
  }
  for (index_t i = 0; i < length; ++i)
    row.sum += exponential(row.top - std::int32_t(x[first + i * step]));
  return row;
}

/// y = clamp(floor(e * 2^bits / sum of e + 1/2) + zero_point, low, high) with e from the table.
/// The sum of up to 2^16 exponentials fits 32 bits. y may be x.
template <class X, class Y, class E>
constexpr void integer_softmax(const axis_sizes& n, X x, Y y, E exponential, std::int32_t bits,
                               std::int32_t zero_point, std::int32_t low, std::int32_t high) {
  using element = element_of<Y>;
  for (index_t outer = 0; outer < n.outer; ++outer)
    for (index_t inner = 0; inner < n.inner; ++inner) {
      const index_t first = outer * n.length * n.inner + inner;
      const softmax_row row = look_at_row(x, first, n.length, n.inner, exponential);
      for (index_t i = 0; i < n.length; ++i) {
        const std::uint32_t e = exponential(row.top - std::int32_t(x[first + i * n.inner]));
        const std::uint32_t share = ((e << bits) + row.sum / 2) / row.sum;
        y[first + i * n.inner] =
            static_cast<element>(clamped(std::int32_t(share) + zero_point, low, high));
      }
    }
}

/// y = clamp(((x - largest x) * factor - steps of log(sum of e) + rounding) >> shift, low, high):
/// the scale of e and the zero point stand in `rounding`. y may be x.
template <class X, class Y, class E, class T>
constexpr void integer_log_softmax(const axis_sizes& n, X x, Y y, E exponential, const rescaling& r,
                                   std::int32_t factor, std::int32_t octave, T log_table) {
  for (index_t outer = 0; outer < n.outer; ++outer)
    for (index_t inner = 0; inner < n.inner; ++inner) {
      const index_t first = outer * n.length * n.inner + inner;
      const softmax_row row = look_at_row(x, first, n.length, n.inner, exponential);
      const std::int32_t log = steps_of_log(row.sum, octave, log_table);
      for (index_t i = 0; i < n.length; ++i) {
        const std::int32_t distance = std::int32_t(x[first + i * n.inner]) - row.top;
        y[first + i * n.inner] =
            static_cast<element_of<Y>>(r.without_multiplier(distance * factor - log));
      }
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>
