// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_linear(lowering& l) {
  const ir::value_id x = l.tensor("input"), weight = l.tensor("weight");
  std::vector<ir::value_id> operands{x, weight};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  l.finish(l.add(ir::linear{}, operands, l.result_type().shape));
}

}  // namespace

std::vector<row> contract_rows() {
  return {{"aten.linear.default", "contract", lower_linear, "the weight must be constant"}};
}

}  // namespace genn::operators
