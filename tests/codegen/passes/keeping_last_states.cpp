// SPDX-License-Identifier: BSL-1.0
// Layers that remember keep their last states alone where nobody reads others: the same results.
#include <catch2/catch.hpp>

#include "passes/passes.hpp"
#include "run/run_network.hpp"
#include "tiny_networks.hpp"

namespace {

namespace ir = genn::ir;
using genn::passes::keep_last_states;

constexpr std::int64_t steps = 5, batch = 2, inputs = 3, hidden = 4, block = batch * hidden;

/// A GRU over a sequence, and what reads it.
tiny::builder gru(bool reverse, std::mt19937& generator) {
  tiny::builder b({steps, batch, inputs});
  const auto numbers = [&](const ir::dims& shape) {
    return b.constant(tiny::random(shape, generator));
  };
  ir::recurrent r{ir::recurrent::cell::gru, reverse};
  const std::vector<ir::value_id> more{numbers({batch, hidden}), numbers({3 * hidden, inputs}),
                                       numbers({3 * hidden, hidden}), numbers({3 * hidden}),
                                       numbers({3 * hidden})};
  b.add(r, {steps, batch, hidden}, more);
  return b;
}

bool keeps_last(const ir::network& n) {
  return std::get<ir::recurrent>(n.nodes.front().what).last_only;
}

/// The results of a network on one random input, before and behind the pass.
bool same_results(const ir::network& n, std::mt19937& generator) {
  const std::vector<ir::tensor> x{tiny::random({steps, batch, inputs}, generator)};
  const ir::network kept = ir::drop_dead(keep_last_states(n));
  ir::verify(kept, "keep_last_states");
  return genn::run::run_network(n, x).front().floats() ==
         genn::run::run_network(kept, x).front().floats();
}

}  // namespace

TEST_CASE("the last step is read, through a reshape or not") {
  std::mt19937 generator{1};
  for (const bool reverse : {false, true}) {
    const std::int64_t last = (reverse ? 0 : steps - 1) * block;
    const ir::network all =
        gru(reverse, generator).add(ir::strided{last, {hidden, 1}}, {batch, hidden}).done();
    CHECK(keeps_last(keep_last_states(all)));
    CHECK(same_results(all, generator));
    const ir::network backwards = gru(reverse, generator)
                                      .add(ir::reshape{}, {steps * batch, hidden})
                                      .add(ir::strided{last + hidden - 1, {-1}}, {hidden})
                                      .done();
    CHECK(keeps_last(keep_last_states(backwards)));
    CHECK(same_results(backwards, generator));
  }
}

TEST_CASE("another step is read") {
  std::mt19937 generator{2};
  for (const std::int64_t offset : {std::int64_t{0}, 3 * block, 4 * block - 1}) {
    const ir::network n = gru(false, generator).add(ir::strided{offset, {1}}, {block}).done();
    CHECK_FALSE(keeps_last(keep_last_states(n)));
  }
  CHECK_FALSE(keeps_last(keep_last_states(gru(false, generator).done())));
  CHECK_FALSE(keeps_last(
      keep_last_states(gru(false, generator).add(ir::copy{}, {steps, batch, hidden}).done())));
}
