// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

#include "ir/tensor.hpp"

namespace genn::run {

/// The numbers of a convolution's weight, [features, channels / groups, kernel...] in PyTorch's
/// order, as [features, kernel..., channels / groups]: the matrix that the kernels read.
template <class T>
std::vector<T> channels_last(const std::vector<T>& weight, const ir::dims& shape);

extern template std::vector<float> channels_last(const std::vector<float>&, const ir::dims&);
extern template std::vector<std::int64_t> channels_last(const std::vector<std::int64_t>&,
                                                        const ir::dims&);

}  // namespace genn::run
