// SPDX-License-Identifier: BSL-1.0
// Convolutions: the portable kernel against the reference over random strides, paddings, dilations
// and groups, and every remainder of the tile in channels and pixels.
#include "random_window.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/convolution.hpp>
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
  const genn::flash_view<genn::f32> weights{w.data()};
  namespace kernels = genn::kernels;
  const auto run = [&](auto bias) {
    kernels::portable::convolution<Tile>(n, x.data(), weights, bias, fast.data(), f);
    kernels::reference::convolution<genn::tap_major>(n, x.data(), weights, bias, slow.data(), f);
  };
  if (biased)
    run(genn::flash_view<genn::f32>{b.data()});
  else
    run(genn::kernels::reference::zero_bias{});
  INFO(n << ", tile " << Tile::lanes << " x " << Tile::vectors << " x " << Tile::pixels);
  REQUIRE(test::relative_difference(fast, slow) <= test::tolerance);
  REQUIRE(fast.canaries_live());
}

template <class Tile>
void compare_all() {
  constexpr index_t block = Tile::lanes * Tile::vectors;
  // Every remainder of features, and of pixels of a row.
  for (index_t features = 1; features <= 2 * block + 1; ++features) {
    genn::window_sizes n = test::random_window();
    n.channels = test::between(1, 9);
    n.features = features;
    compare<Tile>(n, features % 2 == 0, genn::identity{});
  }
  for (index_t width = 1; width <= 2 * Tile::pixels + 1; ++width) {
    genn::window_sizes n = test::random_window();
    n.width = {width + 2, width, 3, 1, 1, 0};
    n.channels = test::between(1, 5);
    n.features = test::between(1, block + 1);
    compare<Tile>(n, width % 2 == 0, genn::relu{});
  }
  // Groups of any size, also of one channel in and several out.
  for (int trial = 0; trial < 30; ++trial) {
    genn::window_sizes n = test::random_window();
    n.groups = test::between(2, 5);
    n.channels = n.groups * test::between(1, 4);
    n.features = n.groups * test::between(1, block + 2);
    compare<Tile>(n, trial % 2 == 0, genn::relu{});
  }
}

}  // namespace

TEST_CASE("convolution: tiles of 1 lane") {
  compare_all<tile<1, 1, 1>>();
  compare_all<tile<1, 4, 5>>();
}
TEST_CASE("convolution: tiles of 4 lanes") {
  compare_all<tile<4, 2, 4>>();
  compare_all<tile<4, 1, 7>>();
}
TEST_CASE("convolution: tiles of all lanes of this machine") {
  compare_all<tile<genn::this_machine.lanes, 2, 3>>();
}
