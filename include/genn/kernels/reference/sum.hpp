// SPDX-License-Identifier: BSL-1.0
// What makes one loop serve every number form: where a sum begins says its type, and its end is a
// function of the sum, or of the sum and the output's number.
#pragma once

#include <genn/number/rescaling.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::reference {

/// A bias that is not there.
template <class Sum>
struct no_sum {
  constexpr Sum operator[](index_t) const { return Sum{}; }
};
using zero_bias = no_sum<float>;

/// Biases of 16 bits, shifted left to the scale of the sum.
template <class B>
struct shifted_bias {
  B bias;
  std::int32_t shift;
  constexpr std::int32_t operator[](index_t o) const {
    return std::int32_t(bias[o]) * (std::int32_t{1} << shift);
  }
};

template <class Sum, class X, class W>
constexpr Sum product(X x, W w) {
  return Sum(x) * Sum(w);
}

/// Type of the elements behind a pointer or a view.
template <class Y>
using element_of = std::remove_cv_t<std::remove_reference_t<decltype(std::declval<Y&>()[0])>>;

template <class F, class Sum>
constexpr auto finish(const F& f, Sum sum, [[maybe_unused]] index_t output) {
  if constexpr (std::is_invocable_v<const F&, Sum, index_t>)
    return f(sum, output);
  else
    return f(sum);
}

/// What is known of the end of a sum when a kernel is compiled.
enum class ending {
  any,
  whole_byte,      ///< results have all 8 bits
  byte_in_halves,  ///< the same, and what does not saturate fits 16 bits behind the multiplier
  rounded,         ///< a product of 32 by 32 bits whose upper half is rounded
};

/// The end of an integer sum with a multiplier a channel (i8). M: what is read by index.
template <class M, ending Known = ending::any>
struct rescale_by_channel {
  static constexpr ending known = Known;
  rescaling how;
  M multiplier;
  constexpr std::int32_t operator()(std::int32_t sum, index_t output) const {
    return how.with_multiplier(sum, std::int32_t(multiplier[output]));
  }
};

/// The end of an integer sum with one multiplier.
struct rescale_by_one {
  rescaling how;
  std::int32_t multiplier;
  constexpr std::int32_t operator()(std::int32_t sum) const {
    return how.with_multiplier(sum, multiplier);
  }
};

/// The end of an integer sum by a shift (i16).
template <ending Known = ending::any>
struct rescale_by_shift {
  static constexpr ending known = Known;
  rescaling how;
  constexpr std::int32_t operator()(std::int32_t sum) const { return how.without_multiplier(sum); }
};

/// Integers limited to a range.
struct limit_to {
  std::int32_t low, high;
  template <class T>
  constexpr std::int32_t operator()(T x) const {
    return clamped(std::int32_t(x), low, high);
  }
};

}  // namespace kernels::reference

GENN_NAMESPACE_END

#include <genn/undef.hpp>
