// SPDX-License-Identifier: BSL-1.0
// Depthwise convolutions: the portable kernel against the reference, over every remainder of
// channels.
#include "random_window.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/depthwise.hpp>
#include <genn/kernels/select.hpp>

namespace {

using genn::index_t;
using genn::kernels::portable::tile;

template <class Tile, class F>
void compare(const genn::window_sizes& n, bool biased, F f) {
  test::guarded x = test::random_numbers(n.in_size());
  test::guarded w = test::random_numbers(n.features * n.taps());
  test::guarded b = test::random_numbers(n.features);
  test::guarded fast{n.out_size()}, slow{n.out_size()};
  const genn::flash_view<genn::f32> weights{w.data()}, bias{b.data()};
  const genn::kernels::reference::zero_bias none{};
  namespace kernels = genn::kernels;
  if (biased) {
    kernels::portable::depthwise<Tile>(n, x.data(), weights, bias, fast.data(), f);
    kernels::reference::convolution<genn::tap_major>(n, x.data(), weights, bias, slow.data(), f);
  } else {
    kernels::portable::depthwise<Tile>(n, x.data(), weights, none, fast.data(), f);
    kernels::reference::convolution<genn::tap_major>(n, x.data(), weights, none, slow.data(), f);
  }
  INFO(n << ", tile " << Tile::lanes << " x " << Tile::vectors);
  REQUIRE(test::relative_difference(fast, slow) <= test::tolerance);
  REQUIRE(fast.canaries_live());
}

template <class Tile>
void compare_all() {
  for (index_t channels = 1; channels <= 2 * Tile::lanes * Tile::vectors + 1; ++channels)
    for (int trial = 0; trial < 4; ++trial) {
      genn::window_sizes n = test::random_window();
      n.channels = n.features = n.groups = channels;
      compare<Tile>(n, trial % 2 == 0, genn::relu{});
    }
}

}  // namespace

TEST_CASE("depthwise: tiles of 1 lane") {
  compare_all<tile<1, 1, 1>>();
  compare_all<tile<1, 4, 1>>();
}
TEST_CASE("depthwise: tiles of 4 lanes and of all lanes of this machine") {
  compare_all<tile<4, 1, 1>>();
  compare_all<tile<4, 4, 1>>();
  compare_all<tile<genn::this_machine.lanes, 2, 1>>();
}
