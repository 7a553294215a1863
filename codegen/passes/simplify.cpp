// SPDX-License-Identifier: BSL-1.0
#include <string>

#include "passes/passes.hpp"

namespace genn::passes {

ir::network simplify(ir::network n) {
  const struct {
    const char* name;
    ir::network (*run)(ir::network);
  } order[] = {
      {"fold_constants", fold_constants},
      {"lift_quantize", lift_quantize},
      {"sink_permutes", sink_permutes},
      {"fold_constants", fold_constants},
      {"merge_reshapes", merge_reshapes},
      {"fold_scales", fold_scales},
      {"sink_padding", sink_padding},
      {"fold_padding", fold_padding},
      {"fuse_functions", fuse_functions},
      {"split_phases", split_phases},
      {"drop_batch", drop_batch},
      {"merge_reshapes", merge_reshapes},
      {"reshape_inputs", reshape_inputs},
      {"merge_reshapes", merge_reshapes},
      {"keep_last_states", keep_last_states},
      {"merge_reshapes", merge_reshapes},
      {"separate_outputs", separate_outputs},
      {"order_nodes", order_nodes},
  };
  verify(n, "lowering");
  for (const auto& pass : order) {
    n = drop_dead(pass.run(std::move(n)));
    verify(n, pass.name);
  }
  return n;
}

}  // namespace genn::passes
