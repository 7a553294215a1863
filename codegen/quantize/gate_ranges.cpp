// SPDX-License-Identifier: BSL-1.0
#include "quantize/gate_ranges.hpp"

#include <algorithm>
#include <cmath>

#include "run/recurrent.hpp"
#include "run/run_network.hpp"

namespace genn::quantize {

namespace {

constexpr std::int64_t most_samples = 64;

double largest_of(const std::vector<float>& numbers) {
  double largest = 0.0;
  for (const float x : numbers) largest = std::max(largest, std::fabs(static_cast<double>(x)));
  return largest;
}

// Inputs and results of a network on one sample, for layers that run again.
using tensors = std::map<ir::value_id, ir::tensor>;

gate_range range_of(const ir::network& n, const ir::node& x, const tensors& known) {
  std::vector<const ir::tensor*> operands;
  for (const ir::value_id id : x.operands)
    operands.push_back(n[id].constant ? n[id].constant.get() : &known.at(id));
  gate_range seen{0.0, 0.0};
  std::vector<float> results(known.at(x.result).floats().size());
  genn::run::run_recurrent(
      n, x, std::get<ir::recurrent>(x.what), operands, results,
      [&](const auto& of_input, const auto& of_state, const auto& cells) {
        seen.gates = std::max({seen.gates, largest_of(of_input), largest_of(of_state)});
        seen.cells = std::max(seen.cells, largest_of(cells));
      });
  return seen;
}

}  // namespace

void gate_ranges::see(const ir::node& x, const gate_range& r) {
  const auto [known, first] = seen_.emplace(x.result, r);
  if (first) return;
  known->second.gates = std::max(known->second.gates, r.gates);
  known->second.cells = std::max(known->second.cells, r.cells);
}

gate_ranges observe_gates(const ir::network& n, const forms& f,
                          const genn::run::sample_source& samples) {
  gate_ranges ranges;
  const auto remembers = [&](const ir::node& x) {
    return std::holds_alternative<ir::recurrent>(x.what) && f.of_products.count(x.result) > 0;
  };
  if (std::none_of(n.nodes.begin(), n.nodes.end(), remembers)) return ranges;
  const std::int64_t count = std::min(samples.count, most_samples);
  for (std::int64_t s = 0; s < count; ++s) {
    // Evenly spread: data are often sorted by class.
    const std::vector<ir::tensor> inputs = samples.at(s * samples.count / count);
    tensors known;
    for (std::size_t i = 0; i < inputs.size(); ++i) known[n.inputs[i]] = inputs[i];
    genn::run::run_network(n, inputs,
                           [&](const ir::node& x, const ir::tensor& t) { known[x.result] = t; });
    for (const ir::node& x : n.nodes)
      if (remembers(x)) ranges.see(x, range_of(n, x, known));
  }
  return ranges;
}

}  // namespace genn::quantize
