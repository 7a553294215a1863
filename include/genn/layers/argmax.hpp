// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/arg_reduce.hpp>
#include <genn/layers/columns.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <bool Largest>
struct arg_reduce {
  static constexpr std::size_t arity = 1;
  using result = f32;
  template <class Element>
  static constexpr bool takes = is_ordered<Element>;
  static constexpr bool reduces = true;
  template <class X, class Y>
  static constexpr void compute(index_t length, index_t inner, X x, Y y) {
    using namespace kernels::reference;
    kernels::reference::arg_reduce<comes_before<Largest>>(length, inner, x, y);
  }
};

}  // namespace detail

/// Where the largest element of each column of [length, inner] stands, the first of equal ones.
struct argmax : detail::arg_reduce<true> {
  static constexpr char kind[] = "argmax";
  template <class In>
  using on = detail::columns_on<argmax, In>;
};

/// Where the smallest element stands.
struct argmin : detail::arg_reduce<false> {
  static constexpr char kind[] = "argmin";
  template <class In>
  using on = detail::columns_on<argmin, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
