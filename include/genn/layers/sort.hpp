// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/sort.hpp>
#include <genn/layers/columns.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

using ascending = kernels::reference::sorts_before<false>;
using descending = kernels::reference::sorts_before<true>;

/// The places of the elements of each column of [length, inner] in order, equal ones as they stand
/// (torch.argsort). Order: ascending, descending.
template <class Order>
struct sort {
  static constexpr char kind[] = "sort";
  static constexpr std::size_t arity = 1;
  using result = f32;
  template <class Element>
  static constexpr bool takes = detail::is_ordered<Element>;
  static constexpr bool reduces = false;
  template <class X, class Y>
  static constexpr void compute(index_t length, index_t inner, X x, Y y) {
    kernels::reference::sort<Order>(length, inner, x, y);
  }

  template <class In>
  using on = detail::columns_on<sort, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
