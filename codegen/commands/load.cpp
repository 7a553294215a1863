// SPDX-License-Identifier: BSL-1.0
#include "commands/load.hpp"

#include <memory>

#include "operators/lower.hpp"
#include "passes/drop_empty.hpp"
#include "passes/make_pure.hpp"
#include "passes/passes.hpp"
#include "passes/split_complex.hpp"
#include "passes/whole_numbers.hpp"
#include "quantize/from_program.hpp"
#include "readers/origin.hpp"
#include "readers/pt2.hpp"

namespace genn::commands {

namespace {

// Kernels read weights from flash.
void require_constant_weights(const ir::network& n) {
  std::vector<diagnostic> unsupported;
  for (const ir::node& x : n.nodes) {
    if (!std::holds_alternative<ir::linear>(x.what) &&
        !std::holds_alternative<ir::convolution>(x.what))
      continue;
    for (std::size_t i = 1; i < x.operands.size(); ++i)
      if (!n[x.operands[i]].constant)
        unsupported.push_back({readers::describe(x.where, kind_of(x.what)),
                               (i == 1 ? "its weight " : "its bias ") + n[x.operands[i]].name +
                                   " is computed from an input",
                               "keep it in a parameter"});
  }
  if (!unsupported.empty()) throw conversion_error(exit_code::unsupported, std::move(unsupported));
}

void require_outputs(const ir::network& n) {
  if (n.outputs.empty())
    throw conversion_error(exit_code::unsupported,
                           {"", "the program returns no tensor", "return one"});
}

// The first values of buffers that the program writes to: integers where the network keeps such,
// else floats.
std::vector<ir::state> states_of(const ir::program& p, const ir::network& n) {
  std::vector<ir::state> states;
  for (const ir::buffer_write& write : p.writes) {
    auto numbers = std::make_shared<ir::tensor>(*p.values[write.initial.index].constant);
    const ir::value& kept = n[n.inputs[n.inputs.size() - p.writes.size() + states.size()]];
    if (is_plain(kept)) {
      numbers->type.type = kept.type.type;
      states.push_back({write.buffer, std::move(numbers)});
      continue;
    }
    if (!ir::is_floating(numbers->type.type)) {
      const std::vector<std::int64_t> integers = numbers->integers();
      numbers->data = std::vector<float>(integers.begin(), integers.end());
    }
    numbers->type.type = ir::element::f32;
    states.push_back({write.buffer, std::move(numbers)});
  }
  return states;
}

}  // namespace

loaded load(const std::filesystem::path& archive) {
  const ir::program program =
      passes::drop_empty(passes::split_complex(passes::make_pure(readers::read_program(archive))));
  loaded result;
  result.torch_version = program.torch_version;
  result.types = passes::types_of(program);
  result.border = passes::whole_numbers(operators::lower(program), result.types.inputs.size());
  result.network = passes::simplify(result.border);
  // The border is what callers see.
  result.border.inputs.resize(result.types.inputs.size(), {0});
  result.border.outputs.resize(result.types.outputs.size(), {0});
  require_outputs(result.border);
  result.states = states_of(program, result.network);
  require_constant_weights(result.network);
  if (quantize::is_quantized(result.network)) {
    quantize::result made = quantize::from_program(result.network, result.states.size());
    result.network = passes::order_nodes(std::move(made.network));
    result.notes = std::move(made.notes);
    result.quantized = true;
  }
  return result;
}

}  // namespace genn::commands
