// SPDX-License-Identifier: BSL-1.0
// Layer, group, instance and RMS norm of integers: exact sums, one reciprocal root a row.
#pragma once

#include <genn/kernels/reference/sum.hpp>
#include <genn/number/standardization.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// The sums of a row's numbers and of their squares.
struct row_sums {
  std::int32_t sum = 0;
  std::uint64_t squares = 0;
};
template <class X>
constexpr row_sums sums_of_row(X x, index_t first, index_t length) {
  row_sums s;
  for (index_t i = first; i < first + length; ++i) {
    const std::int32_t number = std::int32_t(x[i]);
    s.sum += number;
    s.squares += std::uint64_t(number * number);
  }
  return s;
}

/// y = (x - mean) / sqrt(variance + eps) * multiplier + addend of the channel. y may be x.
template <class X, class Multiplier, class Addend, class Y>
constexpr void integer_standardize(const standardization& s, X x, Multiplier multiplier,
                                   Addend addend, Y y) {
  const standardize_sizes& n = s.sizes;
  index_t channel = 0;
  for (index_t first = 0; first < n.rows * n.length; first += n.length) {
    const row_sums sums = sums_of_row(x, first, n.length);
    const row_factors row = s.factors(sums.sum, sums.squares);
    for (index_t begin = first; begin < first + n.length; begin += n.inner) {
      for (index_t i = begin; i < begin + n.inner; ++i)
        y[i] = s.template finish<element_of<Y>>(row(std::int32_t(x[i])),
                                                std::int32_t(multiplier[channel]),
                                                std::int32_t(addend[channel]));
      if (++channel == n.channels) channel = 0;
    }
  }
}

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>
