// SPDX-License-Identifier: BSL-1.0
// Which convolutions come by rows, and what that saves.
#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "run/memory.hpp"
#include "tiny_networks.hpp"

namespace {

using genn::passes::pool_by_rows;
using genn::run::plan_memory;
namespace ir = genn::ir;

ir::convolution convolution() { return {{1, 1}, {1, 1}, {0, 0}, {0, 0}, 1, {}}; }
ir::pool pool() {
  ir::pool p{};
  p.kernel = p.stride = {2, 2};
  p.dilation = {1, 1};
  p.before = p.after = {0, 0};
  return p;
}
ir::value_id weight(tiny::builder& b, ir::dims shape) {
  const auto numbers = static_cast<std::size_t>(ir::count(shape));
  return b.constant(tiny::tensor(std::move(shape), std::vector<float>(numbers, 1.0f)));
}

std::vector<bool> by_rows(const ir::network& n) {
  std::vector<bool> found;
  for (const ir::node& x : n.nodes)
    if (const auto* c = std::get_if<ir::convolution>(&x.what)) found.push_back(c->by_rows);
  return found;
}

tiny::builder two_convolutions() {
  tiny::builder b({28, 28, 1});
  const ir::value_id w0 = weight(b, {10, 1, 5, 5}), w1 = weight(b, {20, 10, 5, 5});
  b.add(convolution(), {24, 24, 10}, {w0}).add(pool(), {12, 12, 10});
  b.add(convolution(), {8, 8, 20}, {w1}).add(pool(), {4, 4, 20});
  return b;
}

}  // namespace

TEST_CASE("both convolutions of a LeNet, from buffer to buffer") {
  const ir::network whole = two_convolutions().done(), n = pool_by_rows(whole);
  CHECK(by_rows(n) == std::vector<bool>{true, true});
  CHECK(plan_memory(whole).arena_bytes == 4 * 24 * 24 * 10);
  CHECK(plan_memory(n).arena_bytes == 4 * (2 * 24 * 10 + 12 * 12 * 10));
}

TEST_CASE("not where the arena stays as large") {
  tiny::builder b({16, 16, 4});
  const ir::value_id w = weight(b, {4, 4, 1, 1});
  b.add(convolution(), {16, 16, 4}, {w}).add(pool(), {8, 8, 4}).add(ir::reshape{}, {1, 256});
  const ir::value_id wide = weight(b, {8192, 256}), narrow = weight(b, {2, 8192});
  b.add(ir::linear{}, {1, 8192}, {wide}).add(ir::linear{}, {1, 2}, {narrow});
  CHECK(by_rows(pool_by_rows(b.done())) == std::vector<bool>{false});
}

TEST_CASE("not what another layer or the caller reads") {
  ir::network n = two_convolutions().done();
  n.outputs.push_back(n.nodes[0].result);
  CHECK(by_rows(pool_by_rows(n)) == std::vector<bool>{false, true});
}
