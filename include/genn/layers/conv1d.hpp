// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// 1-D convolution (torch.nn.Conv1d), channels last: input and output are [length, channels], or a
/// batch of it. Padding is zero.
///
/// Weight: Features x kernel x (channels / groups) numbers. Options, in any order: stride<>,
/// padding<>, padding_sides<>, dilation<>, groups<>, then<Function>, to<Element>, by_rows.
template <index_t Features, class Kernel, class Weight, class Bias = no_bias, class... Options>
struct conv1d : detail::convolution_parameters<1, Features, Kernel, Weight, Bias, Options...> {
  static constexpr char kind[] = "conv1d";

  template <class In>
  using on = detail::convolution_on<conv1d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
