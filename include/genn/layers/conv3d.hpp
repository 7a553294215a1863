// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// 3-D convolution (torch.nn.Conv3d), channels last: input and output are [depth, height,
/// width, channels], or a batch of it. Padding is zero.
///
/// Weight: Features x kernel x (channels / groups) numbers. Options, in any order: stride<>,
/// padding<>, padding_sides<>, dilation<>, groups<>, then<Function>, to<Element>.
template <index_t Features, class Kernel, class Weight, class Bias = no_bias, class... Options>
struct conv3d : detail::convolution_parameters<3, Features, Kernel, Weight, Bias, Options...> {
  static constexpr char kind[] = "conv3d";

  template <class In>
  using on = detail::convolution_on<conv3d, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
