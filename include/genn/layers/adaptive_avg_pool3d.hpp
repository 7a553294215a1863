// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Mean of windows that divide the input into as many parts as the output has
/// (torch.nn.AdaptiveAvgPool3d), channels last. Out: shape<> of the spatial axes of the output.
template <class Out, class... Options>
struct adaptive_avg_pool3d : detail::adaptive_avg_pool<3, Out, Options...> {
  static constexpr char kind[] = "adaptive_avg_pool3d";

  template <class In>
  using on = detail::pool_on<adaptive_avg_pool3d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
