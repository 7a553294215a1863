// SPDX-License-Identifier: BSL-1.0
// Typed views of the constant arrays of a generated header.
#pragma once

#include <genn/constants/packing.hpp>
#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Base of every constant. A constant is a type with one static array:
///
///   struct fc1_weight : genn::constant<genn::f32, genn::shape<784, 128>, genn::tap_major> {
///     alignas(alignment) static constexpr char32_t bits[] = U"\x3d4c…";  // the numbers' bits, or
///     alignas(alignment) static constexpr float values[] = {0.05f, …};   // the numbers themselves
///   };
///
/// Literals hold float and int32 as char32_t, int16 as char16_t, int8 as signed char.
template <class Element, class Shape, class Packing = row_major>
struct constant {
  using element = Element;
  using type = typename Element::type;
  using shape = Shape;
  using packing = Packing;
  static constexpr index_t size = Shape::size;
  /// Where vectors fill a line of the cache, none lies in two. One number for all units of an
  /// architecture, whatever their instructions.
  static constexpr index_t alignment = GENN_CONSTANT_ALIGNMENT;
};

/// In place of a bias: none.
struct no_bias {
  static constexpr index_t size = 0;
};

namespace detail {

template <class Constant, class = void>
inline constexpr bool has_values = false;
template <class Constant>
inline constexpr bool has_values<Constant, std::void_t<decltype(Constant::values)>> = true;

}  // namespace detail

/// True for constants in several parts that leave zeros out.
template <class Constant, class = void>
inline constexpr bool is_sparse = false;
template <class Constant>
inline constexpr bool is_sparse<Constant, std::enable_if_t<Constant::packing::sparse>> = true;

/// Reads a constant by index in constant expressions.
template <class Constant>
struct constant_view {
  constexpr typename Constant::type operator[](index_t i) const {
    if constexpr (detail::has_values<Constant>)
      return Constant::values[i];
    else
      return Constant::element::decode(std::uint32_t(Constant::bits[i]));
  }
};

/// Reads numbers in flash at run time. One type for all constants of an element type: kernels are
/// keyed on the form, never on the constant.
template <class Element>
struct flash_view {
  const typename Element::stored* data = nullptr;
  constexpr typename Element::type operator[](index_t i) const { return data[i]; }
};

/// Where a constant lies in flash, aligned to 16 bytes at least.
template <class Constant>
flash_view<typename Constant::element> in_flash() {
  using stored = typename Constant::element::stored;
  if constexpr (detail::has_values<Constant>)
    return {static_cast<const stored*>(Constant::values)};
  else
    return {reinterpret_cast<const stored*>(Constant::bits)};
}

/// The same in constant expressions; null for a constant of no elements.
template <class Constant>
constexpr const void* address_of() {
  if constexpr (Constant::size == 0)
    return nullptr;
  else if constexpr (detail::has_values<Constant>)
    return Constant::values;
  else
    return Constant::bits;
}

/// Reads constants of a device where they lie.
struct from_flash {
  template <class Constant>
  static auto view() {
    return in_flash<Constant>();
  }
};
/// Reads constants in constant expressions.
struct by_value {
  template <class Constant>
  static constexpr auto view() {
    return constant_view<Constant>{};
  }
};

/// Bytes in flash, with the terminator of a literal and the padding to 16 bytes, or fewer
/// where it is aligned to fewer; PCs pad to more.
template <class Constant>
constexpr index_t flash_bytes() {
  if constexpr (std::is_same_v<Constant, no_bias>) {
    return 0;
  } else if constexpr (is_sparse<Constant>) {
    return Constant::packing::template bytes<Constant>();
  } else {
    index_t stored = 0;
    if constexpr (detail::has_values<Constant>)
      stored = index_t{sizeof(Constant::values)};
    else
      stored = index_t{sizeof(Constant::bits)};
    constexpr index_t unit = Constant::alignment < 16 ? Constant::alignment : 16;
    return (stored + unit - 1) / unit * unit;
  }
}

/// Weights that kernels multiply by: of a sparse storage, those that are not zero.
template <class Constant>
constexpr index_t kept_weights() {
  if constexpr (is_sparse<Constant>)
    return Constant::kept_weights;
  else
    return Constant::size;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
