// SPDX-License-Identifier: BSL-1.0
#include "run/sequence.hpp"

#include <algorithm>

#include "run/run_network.hpp"

namespace genn::run {

std::vector<ir::tensor> first_values(const std::vector<ir::state>& states) {
  std::vector<ir::tensor> first;
  for (const ir::state& s : states) first.push_back(*s.initial);
  return first;
}

std::vector<ir::tensor> run_call(const call& network, std::vector<ir::tensor> inputs,
                                 std::vector<ir::tensor>& states) {
  inputs.insert(inputs.end(), states.begin(), states.end());
  std::vector<ir::tensor> outputs = network(std::move(inputs));
  const auto kept = outputs.end() - static_cast<std::ptrdiff_t>(states.size());
  states.assign(kept, outputs.end());
  outputs.erase(kept, outputs.end());
  return outputs;
}

sample_source in_sequence(const ir::network& n, const sample_source& samples,
                          const std::vector<ir::state>& states) {
  if (states.empty()) return samples;
  std::vector<std::vector<ir::tensor>> before;
  std::vector<ir::tensor> now = first_values(states);
  const call network = [&](std::vector<ir::tensor> inputs) { return run_network(n, inputs); };
  for (std::int64_t s = 0; s < samples.count; ++s) {
    before.push_back(now);
    run_call(network, samples.at(s), now);
  }
  return {samples.count, [samples, before = std::move(before)](std::int64_t s) {
            std::vector<ir::tensor> inputs = samples.at(s);
            const std::vector<ir::tensor>& kept = before[static_cast<std::size_t>(s)];
            inputs.insert(inputs.end(), kept.begin(), kept.end());
            return inputs;
          }};
}

sample_source spread(const sample_source& samples, std::int64_t most) {
  const std::int64_t all = samples.count, count = std::min(all, most);
  return {count, [samples, all, count](std::int64_t s) { return samples.at(s * all / count); }};
}

}  // namespace genn::run
