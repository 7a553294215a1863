// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Maximum of each window (torch.nn.MaxPool3d), channels last: input and output are
/// [depth, height, width, channels], or a batch of it. Without stride<>, windows lie side by side.
///
/// Options: stride<>, padding<>, dilation<>, ceil_mode<>, then<Function>.
template <class Kernel, class... Options>
struct max_pool3d : detail::max_pool<3, Kernel, Options...> {
  static constexpr char kind[] = "max_pool3d";

  template <class In>
  using on = detail::pool_on<max_pool3d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
