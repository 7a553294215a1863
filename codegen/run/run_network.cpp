// SPDX-License-Identifier: BSL-1.0
#include "run/run_network.hpp"

#include "run/evaluate.hpp"
#include "run/stored.hpp"

namespace genn::run {

std::vector<ir::tensor> run_network(const ir::network& n, const std::vector<ir::tensor>& inputs,
                                    const observer& observe) {
  std::vector<int> uses = count_uses(n);
  std::vector<ir::tensor> values(n.values.size());
  for (std::size_t i = 0; i < n.inputs.size(); ++i)
    values[n.inputs[i].index] = as_stored(inputs[i], n[n.inputs[i]]);
  const auto value = [&](ir::value_id id) -> const ir::tensor& {
    return n[id].constant ? *n[id].constant : values[id.index];
  };
  for (const ir::node& x : n.nodes) {
    std::vector<const ir::tensor*> operands;
    for (const ir::value_id operand : x.operands) operands.push_back(&value(operand));
    values[x.result.index] = evaluate(n, x, operands);
    if (observe) observe(x, values[x.result.index]);
    for (const ir::value_id operand : x.operands)
      if (--uses[operand.index] == 0) values[operand.index] = {};
  }
  std::vector<ir::tensor> outputs;
  for (const ir::value_id output : n.outputs) outputs.push_back(value(output));
  return outputs;
}

}  // namespace genn::run
