// SPDX-License-Identifier: BSL-1.0
// The bias of a layer with weights, in flash and in constant expressions.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/kernels/reference/contract.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Bias>
auto bias_in_flash() {
  if constexpr (Bias::size == 0)
    return kernels::reference::zero_bias{};
  else
    return in_flash<Bias>();
}

template <class Bias>
constexpr auto bias_view() {
  if constexpr (Bias::size == 0)
    return kernels::reference::zero_bias{};
  else
    return constant_view<Bias>{};
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
