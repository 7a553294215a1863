// SPDX-License-Identifier: BSL-1.0
#include "quantize/from_program.hpp"

#include <algorithm>

#include "ir/fake_quantize.hpp"
#include "quantize/observed_integers.hpp"
#include "quantize/read_program.hpp"

namespace genn::quantize {

bool is_quantized(const ir::network& n) {
  return std::any_of(n.nodes.begin(), n.nodes.end(), [](ir::node x) {
    const std::vector<ir::function>* functions = functions_after(x.what);
    return functions != nullptr &&
           std::any_of(functions->begin(), functions->end(), ir::is_fake_quantize);
  });
}

result from_program(const ir::network& n, std::size_t states) {
  program_in_integers p = read_program(round_early(n, states), states);
  result made = build(p.network, std::move(p.of_layers), p.scales, {}, {}, {});
  verify(made.network, "quantize: from_program");
  return made;
}

}  // namespace genn::quantize
