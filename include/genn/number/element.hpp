// SPDX-License-Identifier: BSL-1.0
// Element types of tensors and constants, and the tensor type that layers pass on.
#pragma once

#include <genn/math/bits.hpp>
#include <genn/number/quantization.hpp>
#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// The form of a tensor's numbers.
enum class form { f32, i16, i8, plain };

/// IEEE-754 single precision.
struct f32 {
  using type = float;
  /// The same numbers where they lie in flash as a literal of another type.
  typedef float stored GENN_MAY_ALIAS;
  static constexpr char name[] = "f32";
  static constexpr genn::form form = genn::form::f32;
  static constexpr quantization value{};
  static constexpr type decode(std::uint32_t bits) { return math::float_from_bits(bits); }
};

namespace detail {

/// Integers as a literal holds them.
template <class Integer, class Unsigned>
struct plain_integer {
  using type = Integer;
  typedef Integer stored GENN_MAY_ALIAS;
  static constexpr genn::form form = genn::form::plain;
  static constexpr quantization value{};
  static constexpr type decode(std::uint32_t bits) { return Integer(Unsigned(bits)); }
};

}  // namespace detail

// What constants of integers are made of.
struct int8 : detail::plain_integer<std::int8_t, std::uint8_t> {
  static constexpr char name[] = "int8";
};
struct uint8 : detail::plain_integer<std::uint8_t, std::uint8_t> {
  static constexpr char name[] = "uint8";
};
struct int16 : detail::plain_integer<std::int16_t, std::uint16_t> {
  static constexpr char name[] = "int16";
};
struct int32 : detail::plain_integer<std::int32_t, std::uint32_t> {
  static constexpr char name[] = "int32";
};

/// Of PyTorch's integers that 32 bits do not hold; constants are lists.
struct int64 : detail::plain_integer<std::int64_t, std::uint64_t> {
  static constexpr char name[] = "int64";
};

/// 8-bit integers that stand for real numbers as `Quant::value`, a quantization, says.
template <class Quant>
struct i8 : int8 {
  static constexpr char name[] = "i8";
  static constexpr genn::form form = genn::form::i8;
  static constexpr quantization value = Quant::value;
  using quant = Quant;
};

/// 16-bit integers that stand for real numbers: the scale is a power of two, the zero point 0.
template <class Quant>
struct i16 : int16 {
  static constexpr char name[] = "i16";
  static constexpr genn::form form = genn::form::i16;
  static constexpr quantization value = Quant::value;
  using quant = Quant;
};

template <class Element>
inline constexpr bool is_integer = Element::form == form::i8 || Element::form == form::i16;

/// What flows along an edge: element type and shape.
template <class Element, class Shape>
struct tensor {
  using element = Element;
  using type = typename Element::type;
  using shape = Shape;
  static constexpr index_t size = Shape::size;
  static constexpr index_t bytes = Shape::size * index_t{sizeof(type)};
};

/// The tensor behind a layer that has already complained.
struct unknown_tensor {
  using element = f32;
  using type = float;
  using shape = unknown_shape;
  static constexpr index_t size = 0;
  static constexpr index_t bytes = 0;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
