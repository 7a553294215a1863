// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// An input of the program: the caller's buffer.
template <class Element, class Shape>
struct input {
  static constexpr char kind[] = "input";
  static constexpr std::size_t arity = 0;

  template <class...>
  struct on : detail::reading<tensor<Element, Shape>> {
    static constexpr bool is_input = true;
  };
};

/// A constant operand: numbers in flash that flow into the graph.
template <class Constant>
struct literal {
  static constexpr char kind[] = "literal";
  static constexpr std::size_t arity = 0;

  template <class...>
  struct on : detail::reading<tensor<typename Constant::element, typename Constant::shape>> {
    static constexpr index_t constant_bytes = flash_bytes<Constant>();
    using constant = Constant;
  };
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
