// SPDX-License-Identifier: BSL-1.0
#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "tiny_networks.hpp"

namespace {

using genn::passes::prune;
namespace ir = genn::ir;

ir::network network() {
  tiny::builder b({4});
  const ir::value_id w0 = b.constant(tiny::tensor({2, 4}, {5, -1, 2, -3, 2, 8, -2, 0.5f}));
  const ir::value_id bias = b.constant(tiny::tensor({2}, {0.001f, 0.002f}));
  const ir::value_id w1 = b.constant(tiny::tensor({1, 2}, {100, 200}));
  return b.add(ir::linear{}, {2}, {w0, bias}).add(ir::linear{}, {1}, {w1}).done();
}

std::vector<float> operand(const ir::network& n, std::size_t node, std::size_t i) {
  return n[n.nodes[node].operands[i]].constant->floats();
}

}  // namespace

TEST_CASE("the smallest weights of each layer go, of equal ones the first") {
  const ir::network sparse = prune(network(), 0.5);
  CHECK(operand(sparse, 0, 1) == std::vector<float>{5, 0, 0, -3, 0, 8, -2, 0});
  CHECK(operand(sparse, 0, 2) == std::vector<float>{0.001f, 0.002f});
  CHECK(operand(sparse, 1, 1) == std::vector<float>{0, 200});
}

TEST_CASE("all, none, and parts of a weight") {
  CHECK(operand(prune(network(), 0.0), 0, 1) == operand(network(), 0, 1));
  CHECK(operand(prune(network(), 0.4), 1, 1) == std::vector<float>{100, 200});
  CHECK(operand(prune(network(), 1.0), 0, 1) == std::vector<float>(8, 0.0f));
}

TEST_CASE("a shared weight is pruned once") {
  ir::network n = network();
  n.nodes[1].operands[1] = n.nodes[0].operands[1];
  CHECK(operand(prune(n, 0.5), 1, 1) == operand(prune(network(), 0.5), 0, 1));
}
