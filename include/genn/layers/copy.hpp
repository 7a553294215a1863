// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/reference/move.hpp>
#include <genn/layers/layer.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class In>
struct copy_on : reading<In> {
  template <class Y, class X>
  static void run(void*, Y* y, X x) {
    evaluate(y, x);
  }
  template <class Y, class X>
  static constexpr void evaluate(Y* y, X x) {
    kernels::reference::copy(In::size, x, y);
  }
};

}  // namespace detail

/// The same numbers in memory of their own: for an output that is an input, a constant, or another
/// output again.
struct copy {
  static constexpr char kind[] = "copy";
  static constexpr std::size_t arity = 1;

  template <class In>
  using on = detail::copy_on<In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
