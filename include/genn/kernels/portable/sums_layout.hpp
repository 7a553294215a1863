// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// Where sums lie and results go: `outputs` of each of `windows`, sums of an output side by side.
struct sums_layout {
  index_t step, windows, outputs;  // step: from an output's sums to the next one's
  index_t pitch;                   // from a window's results to the next one's
};

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
