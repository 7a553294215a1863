// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Maximum of each window (torch.nn.MaxPool2d), channels last: input and output are
/// [height, width, channels], or a batch of it. Without stride<>, windows lie side by side.
///
/// Options: stride<>, padding<>, dilation<>, ceil_mode<>, then<Function>.
template <class Kernel, class... Options>
struct max_pool2d : detail::max_pool<2, Kernel, Options...> {
  static constexpr char kind[] = "max_pool2d";

  template <class In>
  using on = detail::pool_on<max_pool2d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
