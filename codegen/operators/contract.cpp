// SPDX-License-Identifier: BSL-1.0
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_linear(lowering& l) {
  const ir::value_id x = l.tensor("input"), weight = l.tensor("weight");
  const bool one_output = l.shape(weight).size() == 1;  // as a vector, whose axis goes
  if (one_output || l.gives_integers() || l.depends_on_input(weight)) {
    ir::value_id y = product(l, x, one_output ? weight : l.permute(weight, {1, 0}));
    if (l.has("bias")) y = join(l, "add", y, l.tensor("bias"));
    return l.finish(l.reshape(y, l.result_type().shape));
  }
  std::vector<ir::value_id> operands{x, weight};
  const bool computed_bias = l.has("bias") && l.depends_on_input(l.tensor("bias"));
  if (l.has("bias") && !computed_bias) operands.push_back(l.tensor("bias"));
  const ir::value_id y = l.add(ir::linear{}, operands, l.result_type().shape);
  l.finish(computed_bias ? join(l, "add", y, l.tensor("bias")) : y);
}

void lower_matmul(lowering& l) {
  l.finish(product(l, l.tensor("self"), l.tensor(l.has("other") ? "other" : "mat2")));
}
void lower_matrix_vector(lowering& l) { l.finish(product(l, l.tensor("self"), l.tensor("vec"))); }
void lower_dot(lowering& l) {
  l.finish(product(l, l.tensor("self"), l.tensor(l.is_given("tensor") ? "tensor" : "other")));
}

// beta * self + alpha * (mat1 @ mat2)
void lower_addmm(lowering& l) {
  const bool batched = l.has("batch1");
  const ir::dims out = l.result_type().shape;
  ir::value_id y =
      product(l, l.tensor(batched ? "batch1" : "mat1"), l.tensor(batched ? "batch2" : "mat2"));
  const float alpha = static_cast<float>(l.number("alpha"));
  const float beta = static_cast<float>(l.number("beta"));
  if (alpha != 1.0f) y = l.apply({"mul_scalar", {alpha}}, {y}, out);
  if (beta == 0.0f) return l.finish(y);
  ir::value_id bias = l.tensor("self");
  if (beta != 1.0f) bias = l.apply({"mul_scalar", {beta}}, {bias}, l.shape(bias));
  l.finish(l.apply({"add", {}}, {y, bias}, out));
}

}  // namespace

std::vector<row> contract_rows() {
  return {
      {"aten.linear.default", "contract", lower_linear},
      {"aten.matmul.default", "contract", lower_matmul},
      {"aten.bmm.default", "contract", lower_matmul},
      {"aten.mm.default", "contract", lower_matmul},
      {"aten.mv.default", "contract", lower_matrix_vector},
      {"aten.dot.default", "contract", lower_dot},
      {"aten.vdot.default", "contract", lower_dot},
      {"aten.linalg_matmul.default", "contract", lower_matmul},
      {"aten.addmm.default", "contract", lower_addmm},
      {"aten.baddbmm.default", "contract", lower_addmm},
  };
}

}  // namespace genn::operators
