// SPDX-License-Identifier: BSL-1.0
// Linear layers: the portable kernel against the reference, over every remainder of the tile.
#include "guarded.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/contract.hpp>
#include <genn/kernels/select.hpp>

namespace {

using genn::index_t;
using genn::kernels::portable::tile;

template <class Tile, class F>
void compare(const genn::contract_sizes& n, bool biased, F f) {
  test::guarded x = test::random_numbers(n.rows * n.inputs);
  test::guarded w = test::random_numbers(n.inputs * n.outputs);
  test::guarded b = test::random_numbers(n.outputs);
  test::guarded fast{n.rows * n.outputs}, slow{n.rows * n.outputs};
  const genn::flash_view<genn::f32> weights{w.data()};
  namespace kernels = genn::kernels;
  const auto run = [&](auto bias) {
    kernels::portable::contract<Tile>(n, x.data(), weights, bias, fast.data(), f);
    kernels::reference::contract<genn::tap_major>(n, x.data(), weights, bias, slow.data(), f);
  };
  if (biased)
    run(genn::flash_view<genn::f32>{b.data()});
  else
    run(genn::kernels::reference::zero_bias{});
  INFO("rows " << n.rows << ", inputs " << n.inputs << ", outputs " << n.outputs << ", tile "
               << Tile::lanes << " x " << Tile::vectors << " x " << Tile::pixels);
  REQUIRE(test::relative_difference(fast, slow) <= test::tolerance);
  REQUIRE(fast.canaries_live());
}

template <class Tile>
void compare_all() {
  constexpr index_t block = Tile::lanes * Tile::vectors;
  for (index_t outputs = 1; outputs <= 2 * block + 1; ++outputs)
    compare<Tile>({test::between(1, 2 * Tile::pixels + 1), test::between(1, 40), outputs},
                  outputs % 2 == 0, genn::identity{});
  for (index_t rows = 1; rows <= 2 * Tile::pixels + 1; ++rows)
    compare<Tile>({rows, test::between(1, 40), test::between(1, 2 * block)}, rows % 2 == 0,
                  genn::relu{});
  compare<Tile>({3, 700, block + 3}, true, genn::tanh{});  // a function of single numbers
}

}  // namespace

TEST_CASE("contract: tiles of 1 lane") {
  compare_all<tile<1, 1, 1>>();
  compare_all<tile<1, 1, 8>>();
  compare_all<tile<1, 4, 5>>();
}
TEST_CASE("contract: tiles of 4 lanes") {
  compare_all<tile<4, 1, 1>>();
  compare_all<tile<4, 2, 4>>();
  compare_all<tile<4, 8, 1>>();
  compare_all<tile<4, 1, 7>>();
}
TEST_CASE("contract: tiles of all lanes of this machine") {
  compare_all<tile<genn::this_machine.lanes, 2, 4>>();
  compare_all<tile<genn::this_machine.lanes, 1, 3>>();
  compare_all<tile<genn::this_machine.lanes, 8, 1>>();
}
