// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Mean of each window (torch.nn.AvgPool3d), channels last: input and output are
/// [depth, height, width, channels], or a batch of it. Without stride<>, windows lie side by side.
///
/// Options: stride<>, padding<>, ceil_mode<>, exclude_padding<>
/// (count_include_pad=False), divisor<> (divisor_override), then<Function>.
template <class Kernel, class... Options>
struct avg_pool3d : detail::avg_pool<3, Kernel, Options...> {
  static constexpr char kind[] = "avg_pool3d";

  template <class In>
  using on = detail::pool_on<avg_pool3d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
