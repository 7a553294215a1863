// SPDX-License-Identifier: BSL-1.0
#include <cmath>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_linear(lowering& l) {
  const ir::value_id x = l.tensor("input"), weight = l.tensor("weight");
  std::vector<ir::value_id> operands{x, weight};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  l.finish(l.add(ir::linear{}, operands, l.result_type().shape));
}

ir::dims leading(const ir::dims& shape) { return {shape.begin(), shape.end() - 2}; }

// [..., rows, columns] as [batch, rows, columns].
ir::value_id as_batch(lowering& l, ir::value_id x) {
  const ir::dims shape = l.shape(x);
  return l.reshape(x, {ir::count(leading(shape)), shape[shape.size() - 2], shape.back()});
}

// The product of two tensors of matrices. Leading axes are equal, or all 1 on one side.
ir::value_id product(lowering& l, ir::value_id a, ir::value_id b) {
  ir::dims shape_a = l.shape(a), shape_b = l.shape(b);
  const bool vector_a = shape_a.size() == 1, vector_b = shape_b.size() == 1;
  if (shape_a.empty() || shape_b.empty()) throw limit{"a product of 0-d tensors", "use `*`"};
  if (vector_a) a = l.reshape(a, shape_a = {1, shape_a[0]});
  if (vector_b) b = l.reshape(b, shape_b = {shape_b[0], 1});
  ir::dims out = ir::count(leading(shape_a)) >= ir::count(leading(shape_b)) ? leading(shape_a)
                                                                            : leading(shape_b);
  const std::int64_t rows = shape_a[shape_a.size() - 2], columns = shape_b.back();
  const std::int64_t batch_a = ir::count(leading(shape_a)), batch_b = ir::count(leading(shape_b));
  if (batch_a != batch_b && batch_a != 1 && batch_b != 1)
    throw limit{"products whose leading axes broadcast partly are not supported",
                "expand the operands to equal leading axes"};
  ir::value_id y{0};
  if (batch_b == 1 && l.is_constant(b)) {
    // A constant matrix on the right is the weight of a linear layer.
    const ir::value_id matrix = l.reshape(b, {shape_b[shape_b.size() - 2], columns});
    ir::dims result = leading(shape_a);
    result.push_back(rows);
    result.push_back(columns);
    y = l.add(ir::linear{}, {a, l.permute(matrix, {1, 0})}, result);
  } else {
    y = l.add(ir::matmul{}, {as_batch(l, a), as_batch(l, b)},
              {batch_a > batch_b ? batch_a : batch_b, rows, columns});
  }
  if (!vector_a) out.push_back(rows);
  if (!vector_b) out.push_back(columns);
  return l.reshape(y, out);
}

void lower_matmul(lowering& l) {
  l.finish(product(l, l.tensor("self"), l.tensor(l.has("other") ? "other" : "mat2")));
}
void lower_matrix_vector(lowering& l) { l.finish(product(l, l.tensor("self"), l.tensor("vec"))); }
void lower_dot(lowering& l) { l.finish(product(l, l.tensor("self"), l.tensor("tensor"))); }

// beta * self + alpha * (mat1 @ mat2)
void lower_addmm(lowering& l) {
  const bool batched = l.has("batch1");
  const ir::dims out = l.result_type().shape;
  ir::value_id y =
      product(l, l.tensor(batched ? "batch1" : "mat1"), l.tensor(batched ? "batch2" : "mat2"));
  const float alpha = static_cast<float>(l.number("alpha"));
  const float beta = static_cast<float>(l.number("beta"));
  ir::value_id bias = l.tensor("self");
  if (alpha != 1.0f) y = l.apply({"mul_scalar", {alpha}}, {y}, out);
  if (beta != 1.0f) bias = l.apply({"mul_scalar", {beta}}, {bias}, l.shape(bias));
  l.finish(l.apply({"add", {}}, {y, bias}, out));
}

ir::dims swapped_last(std::size_t rank) {
  lowering::require(rank >= 2, "an operand is no matrix");
  ir::dims order;
  for (std::size_t i = 0; i < rank; ++i) order.push_back(static_cast<std::int64_t>(i));
  std::swap(order[rank - 1], order[rank - 2]);
  return order;
}

// softmax(query @ key^T * scale + mask) @ value
void lower_attention(lowering& l) {
  const ir::value_id query = l.tensor("query"), key = l.tensor("key"), value = l.tensor("value");
  if (l.number("dropout_p") != 0.0)
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  if (l.boolean("is_causal"))
    throw limit{"is_causal is not supported", "pass the mask as a float tensor"};
  if (l.has("enable_gqa") && l.boolean("enable_gqa"))
    throw limit{"enable_gqa is not supported", "repeat keys and values"};
  const double width = static_cast<double>(l.shape(query).back());
  const double scale = l.has("scale") ? l.number("scale") : 1.0 / std::sqrt(width);
  const ir::value_id turned = l.permute(key, swapped_last(l.shape(key).size()));
  ir::value_id scores = product(l, query, turned);
  scores = l.apply({"mul_scalar", {static_cast<float>(scale)}}, {scores}, l.shape(scores));
  if (l.has("attn_mask")) {
    const ir::value_id mask = l.tensor("attn_mask");
    if (!ir::is_floating(l.network()[mask].type.type))
      throw limit{"boolean masks are not supported", "pass a float mask of 0 and -inf"};
    scores = l.apply({"add", {}}, {scores, mask}, l.shape(scores));
  }
  const std::int64_t last = static_cast<std::int64_t>(l.shape(scores).size()) - 1;
  const ir::value_id weights = l.add(ir::softmax{last, false}, {scores}, l.shape(scores));
  l.finish(l.reshape(product(l, weights, value), l.result_type().shape));
}

}  // namespace

std::vector<row> contract_rows() {
  return {
      {"aten.linear.default", "contract", lower_linear, "the weight must be constant"},
      {"aten.matmul.default", "contract", lower_matmul, "leading axes equal, or 1 on one side"},
      {"aten.bmm.default", "contract", lower_matmul},
      {"aten.mm.default", "contract", lower_matmul},
      {"aten.mv.default", "contract", lower_matrix_vector},
      {"aten.dot.default", "contract", lower_dot},
      {"aten.addmm.default", "contract", lower_addmm},
      {"aten.baddbmm.default", "contract", lower_addmm},
      {"aten.scaled_dot_product_attention.default", "contract", lower_attention,
       "float masks, not causal"},
  };
}

}  // namespace genn::operators
