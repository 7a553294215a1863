// SPDX-License-Identifier: BSL-1.0
// Element-wise functions into and out of the integer forms, as types: Result is the element type of
// what they give, i8<…>, i16<…> or f32, and the parameters stand in its Quant. `takes` says which
// elements a function is for, `proved` that nothing it computes of them leaves 32 bits.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/number/convert.hpp>
#include <genn/number/interpolate.hpp>
#include <genn/number/sum_bound.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// Largest magnitude of x0 * factor0 + x1 * factor1 + ... for elements X.
template <class Quant, class... X>
constexpr std::int64_t largest_weighted_sum() {
  const std::int64_t largest[] = {X::value.largest()...};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < sizeof...(X); ++i)
    sum += largest[i] * (Quant::factors[i] < 0 ? -std::int64_t{Quant::factors[i]}
                                               : std::int64_t{Quant::factors[i]});
  return sum;
}

}  // namespace detail

/// An integer or a boolean of PyTorch as a float.
struct from_integer {
  static constexpr char name[] = "from_integer";
  using result = f32;
  template <class X>
  static constexpr bool takes = X::form == form::plain;
  template <class>
  static constexpr bool proved = true;
  template <class X>
  constexpr float operator()(X x) const {
    return float(x);
  }
};

/// A float as the integer of PyTorch that it holds: int32 or uint8.
template <class Result>
struct to_integer {
  static constexpr char name[] = "to_integer";
  using result = Result;
  template <class X>
  static constexpr bool takes = std::is_same_v<X, f32>;
  template <class>
  static constexpr bool proved = true;
  constexpr typename Result::type operator()(float x) const {
    // Floats beyond the integers, and what is not a number, go to the ends.
    return x >= 2147483648.0f   ? typename Result::type(2147483647)
           : x > -2147483648.0f ? typename Result::type(x)
                                : typename Result::type(-2147483647 - 1);
  }
};

/// A float as the integer that stands for it.
template <class Result>
struct quantize {
  static constexpr char name[] = "quantize";
  using result = Result;
  template <class X>
  static constexpr bool takes = std::is_same_v<X, f32>;
  template <class>
  static constexpr bool proved = true;
  constexpr std::int32_t operator()(float x) const { return quantized(x, Result::value); }
};

/// The float that an integer of element type From stands for.
template <class From>
struct dequantize {
  static constexpr char name[] = "dequantize";
  using result = f32;
  template <class X>
  static constexpr bool takes = X::form == From::form&& X::value == From::value;
  template <class>
  static constexpr bool proved = true;
  constexpr float operator()(typename From::type x) const { return real_number(x, From::value); }
};

/// clamp((x0 * m0 + x1 * m1 + ... + rounding) >> shift, low, high): sums of tensors whose scales
/// differ, and changes of scale. Quant: `rescale`, and the multipliers as `factors[]`.
template <class Result>
struct weighted_sum {
  static constexpr char name[] = "weighted_sum";
  using result = Result;
  template <class... X>
  static constexpr bool takes = (is_integer<X> && ...) && sizeof(Result::quant::factors) ==
                                                              sizeof...(X) * sizeof(std::int32_t);
  template <class... X>
  static constexpr bool proved = fits_32_bits(
      {0, detail::largest_weighted_sum<typename Result::quant, X...>()}, 0, Result::quant::rescale);

  template <class... X>
  constexpr std::int32_t operator()(X... x) const {
    std::size_t i = 0;
    std::int32_t sum = 0;
    ((sum += std::int32_t(x) * Result::quant::factors[i++]), ...);
    return Result::quant::rescale.without_multiplier(sum);
  }
};

/// The product of two tensors: (x0 - zero0) * (x1 - zero1), rescaled. Quant: `rescale`,
/// `multiplier` (0: none), `zeros[2]`.
template <class Result>
struct integer_product {
  static constexpr char name[] = "integer_product";
  using result = Result;
  template <class X0, class X1>
  static constexpr bool takes = is_integer<X0>&& is_integer<X1>;
  template <class X0, class X1>
  static constexpr bool proved = fits_32_bits({X0::value.largest_distance(Result::quant::zeros[0]),
                                               0},
                                              X1::value.largest_distance(Result::quant::zeros[1]),
                                              Result::quant::rescale);

  template <class X0, class X1>
  constexpr std::int32_t operator()(X0 x0, X1 x1) const {
    using quant = typename Result::quant;
    const std::int32_t product = (x0 - quant::zeros[0]) * (x1 - quant::zeros[1]);
    if constexpr (quant::multiplier > 0)
      return quant::rescale.with_multiplier(product, quant::multiplier);
    else
      return quant::rescale.without_multiplier(product);
  }
};

/// x above zero, x * slope below, with a slope of each channel: the second operand holds the
/// channel's multiplier. Quant: `rescale`, `multiplier` (of x above zero), `zeros[1]`.
template <class Result>
struct integer_prelu {
  static constexpr char name[] = "integer_prelu";
  using result = Result;
  template <class X, class M>
  static constexpr bool takes = is_integer<X>&& M::form == form::plain;
  // Multipliers are 16 bits wide.
  template <class X, class>
  static constexpr bool proved = fits_32_bits({X::value.largest_distance(Result::quant::zeros[0]),
                                               0},
                                              32768, Result::quant::rescale);

  template <class X, class M>
  constexpr std::int32_t operator()(X x, M slope) const {
    using quant = typename Result::quant;
    const std::int32_t distance = x - quant::zeros[0];
    return quant::rescale.without_multiplier(
        distance * (distance < 0 ? std::int32_t(slope) : quant::multiplier));
  }
};

/// x * scale + shift with numbers of each channel (batch norm): (x * m + b) >> shift, where b holds
/// the zero points. Operands: x, m of 16 bits, b of 32. Quant: `rescale`, `largest_addend`.
template <class Result>
struct integer_affine {
  static constexpr char name[] = "integer_affine";
  using result = Result;
  template <class X, class M, class B>
  static constexpr bool takes = is_integer<X>&& M::form == form::plain&& B::form == form::plain;
  template <class X, class, class>
  static constexpr bool proved = fits_32_bits({32768, Result::quant::largest_addend},
                                              X::value.largest(), Result::quant::rescale);

  template <class X, class M, class B>
  constexpr std::int32_t operator()(X x, M m, B b) const {
    return Result::quant::rescale.without_multiplier(std::int32_t(x) * std::int32_t(m) + b);
  }
};

/// Any function of one i8 tensor: a table of its 256 values.
template <class Result, class Table>
struct lookup {
  static constexpr char name[] = "lookup";
  using result = Result;
  using constant = Table;
  template <class X>
  static constexpr bool takes = X::form == form::i8&& Table::size == 256;
  template <class>
  static constexpr bool proved = true;

  constexpr std::int32_t operator()(std::int8_t x) const {
    return constant_view<Table>{}[index_t{x} + 128];
  }
};

/// Any function of one i16 tensor: straight lines between the entries of a table. Quant:
/// `segments`.
template <class Result, class Table>
struct interpolated {
  static constexpr char name[] = "interpolated";
  using result = Result;
  using constant = Table;
  // The table has an entry on both sides of every input.
  template <class X>
  static constexpr bool takes =
      X::form ==
      form::i16&& X::value.low >=
          Result::quant::segments.low&& Result::quant::segments.index(X::value.high) + 1 <
          Table::size;
  // Entries are 16 bits wide.
  template <class>
  static constexpr bool proved = Result::quant::segments.step < 15;

  constexpr std::int32_t operator()(std::int16_t x) const {
    using quant = typename Result::quant;
    const std::int32_t k = quant::segments.index(x);
    const constant_view<Table> table{};
    return quant::segments.between(x, table[k], table[k + 1]);
  }
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
