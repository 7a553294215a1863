// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/cumulative.hpp>
#include <genn/layers/columns.hpp>
#include <genn/layers/map.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Each element of a column of [length, inner] joined with all above it by a function of two
/// numbers: torch.cumsum is cumulative<add>, of integers cumulative<whole<add, int64>>.
template <class Function>
struct cumulative {
  static constexpr char kind[] = "cumulative";
  static constexpr std::size_t arity = 1;
  using result = typename detail::result_of_function<Function>::type;
  template <class Element>
  static constexpr bool takes = detail::joins<Function, Element>;
  static constexpr bool reduces = false;
  template <class X, class Y>
  static constexpr void compute(index_t length, index_t inner, X x, Y y) {
    kernels::reference::cumulative(length, inner, x, y, Function{});
  }

  template <class In>
  using on = detail::columns_on<cumulative, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
