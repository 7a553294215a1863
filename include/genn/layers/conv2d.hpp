// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// 2-D convolution (torch.nn.Conv2d), channels last: input and output are [height, width,
/// channels], or a batch of it. Padding is zero.
///
/// Weight: Features x kernel x (channels / groups) numbers. Options, in any order: stride<>,
/// padding<>, padding_sides<>, dilation<>, groups<>, then<Function>, to<Element>, by_rows.
template <index_t Features, class Kernel, class Weight, class Bias = no_bias, class... Options>
struct conv2d : detail::convolution_parameters<2, Features, Kernel, Weight, Bias, Options...> {
  static constexpr char kind[] = "conv2d";

  template <class In>
  using on = detail::convolution_on<conv2d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
