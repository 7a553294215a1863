// SPDX-License-Identifier: BSL-1.0
// Softmax of integers: exponentials from a table, one division an element.
#pragma once

#include <genn/kernels/reference/sum.hpp>
#include <genn/number/interpolate.hpp>
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
    return std::uint32_t(where.between(distance, std::int32_t(table[k]), std::int32_t(table[k + 1])));
  }
};

/// y = clamp(floor(e * 2^bits / sum of e + 1/2) + zero_point, low, high) with e from the table.
/// The sum of up to 2^16 exponentials fits 32 bits. y may be x.
template <class X, class Y, class E>
constexpr void integer_softmax(const axis_sizes& n, X x, Y y, E exponential, std::int32_t bits,
                               std::int32_t zero_point, std::int32_t low, std::int32_t high) {
  using element = element_of<Y>;
  for (index_t outer = 0; outer < n.outer; ++outer)
    for (index_t inner = 0; inner < n.inner; ++inner) {
      const index_t first = outer * n.length * n.inner + inner;
      std::int32_t top = std::int32_t(x[first]);
      for (index_t i = 1; i < n.length; ++i) {
        const std::int32_t value = std::int32_t(x[first + i * n.inner]);
        if (value > top) top = value;
      }
      std::uint32_t sum = 0;
      for (index_t i = 0; i < n.length; ++i)
        sum += exponential(top - std::int32_t(x[first + i * n.inner]));
      for (index_t i = 0; i < n.length; ++i) {
        const std::uint32_t e = exponential(top - std::int32_t(x[first + i * n.inner]));
        const std::uint32_t share = ((e << bits) + sum / 2) / sum;
        y[first + i * n.inner] =
            static_cast<element>(clamped(std::int32_t(share) + zero_point, low, high));
      }
    }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>
