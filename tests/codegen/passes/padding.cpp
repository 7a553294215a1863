// SPDX-License-Identifier: BSL-1.0
// Padding on its way to the convolution that takes it in.
#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "tiny_networks.hpp"

namespace {

namespace ir = genn::ir;
using genn::passes::fold_padding;
using genn::passes::sink_padding;

template <class What>
const What* only(const ir::network& n) {
  const What* found = nullptr;
  for (const ir::node& x : n.nodes)
    if (const auto* what = std::get_if<What>(&x.what)) {
      REQUIRE(found == nullptr);
      found = what;
    }
  return found;
}

}  // namespace

TEST_CASE("padding in PyTorch's order of axes becomes that of the convolution") {
  tiny::builder b({1, 3, 6, 5});
  b.add(ir::pad{{0, 0, 0, 2}, {0, 0, 1, 3}}, {1, 3, 7, 10});
  b.add(ir::permute{{0, 2, 3, 1}}, {1, 7, 10, 3});
  const ir::value_id w = b.constant(tiny::tensor({2, 3, 1, 1}, std::vector<float>(6, 1.0f)));
  b.add(ir::convolution{{1, 1}, {1, 1}, {0, 0}, {0, 0}, 1, {}}, {1, 7, 10, 2}, {w});
  const ir::network sunk = sink_padding(b.done());
  REQUIRE(only<ir::pad>(sunk) != nullptr);
  CHECK(only<ir::pad>(sunk)->before == ir::dims{0, 0, 2, 0});
  CHECK(only<ir::pad>(sunk)->after == ir::dims{0, 1, 3, 0});
  const ir::network folded = ir::drop_dead(fold_padding(sunk));
  CHECK(only<ir::pad>(folded) == nullptr);
  CHECK(only<ir::convolution>(folded)->before == ir::dims{0, 2});
  CHECK(only<ir::convolution>(folded)->after == ir::dims{1, 3});
}
