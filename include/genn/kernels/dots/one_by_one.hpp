// SPDX-License-Identifier: BSL-1.0
// The unit of machines without vectors of integers, for headers that were packed for others.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

struct one_by_one {
  using input = std::int16_t;
  static constexpr index_t windows = 4, lanes = 1;
  static constexpr std::int32_t value(input x) { return x; }
  static constexpr input widened(std::int32_t x) { return input(x); }
};

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
