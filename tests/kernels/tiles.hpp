// SPDX-License-Identifier: BSL-1.0
// What the tests of register tiles share: each function that ends a sum goes with a bias or
// without, for every pair of the two would be compiled for every tile.
#pragma once

#include <type_traits>

#include <genn/constants/constant.hpp>
#include <genn/functions/activation.hpp>
#include <genn/kernels/reference/sum.hpp>
#include <genn/kernels/select.hpp>

namespace test {

/// No bias before the identity, `bias` before other functions.
template <class F>
auto bias_before(F, const float* bias) {
  if constexpr (std::is_same_v<F, genn::identity>)
    return genn::kernels::reference::zero_bias{};
  else
    return genn::flash_view<genn::f32>{bias};
}

/// Machines of wider vectors run narrow tiles too, at the end of a row of wide ones.
inline constexpr bool runs_narrow_tiles = genn::this_machine.lanes <= 4;

}  // namespace test
