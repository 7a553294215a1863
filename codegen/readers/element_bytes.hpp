// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ir/tensor.hpp"

namespace genn::readers {

/// A tensor from little-endian elements in memory: element i0, i1, ... at offset + sum of
/// strides[k] * ik, counted in elements. The caller has checked the bounds.
ir::tensor tensor_from_bytes(const ir::tensor_type& type, const ir::dims& strides,
                             std::int64_t offset, const char* bytes);

}  // namespace genn::readers
