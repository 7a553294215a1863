// SPDX-License-Identifier: BSL-1.0
#include "operators/pieces.hpp"

namespace genn::operators {

namespace {

ir::dims leading(const ir::dims& shape) { return {shape.begin(), shape.end() - 2}; }

// [..., rows, columns] as [batch, rows, columns].
ir::value_id as_batch(lowering& l, ir::value_id x) {
  const ir::dims shape = l.shape(x);
  return l.reshape(x, {ir::count(leading(shape)), shape[shape.size() - 2], shape.back()});
}

// [leading..., rows, columns] with other leading axes.
ir::value_id with_leading(lowering& l, ir::value_id x, ir::dims shape) {
  shape.push_back(l.shape(x)[l.shape(x).size() - 2]);
  shape.push_back(l.shape(x).back());
  return expand(l, x, shape);
}

}  // namespace

ir::value_id product(lowering& l, ir::value_id a, ir::value_id b) {
  ir::dims shape_a = l.shape(a), shape_b = l.shape(b);
  const bool vector_a = shape_a.size() == 1, vector_b = shape_b.size() == 1;
  if (shape_a.empty() || shape_b.empty()) throw limit{"a product of 0-d tensors", "use `*`"};
  if (vector_a) a = l.reshape(a, shape_a = {1, shape_a[0]});
  if (vector_b) b = l.reshape(b, shape_b = {shape_b[0], 1});
  ir::dims out = broadcast(leading(shape_a), leading(shape_b));
  const std::int64_t rows = shape_a[shape_a.size() - 2], columns = shape_b.back();
  const std::int64_t batch_a = ir::count(leading(shape_a)), batch_b = ir::count(leading(shape_b));
  ir::value_id y{0};
  if (batch_b == 1 && l.is_constant(b) && !l.gives_integers()) {
    // A constant matrix on the right is the weight of a linear layer.
    const ir::value_id matrix = l.reshape(b, {shape_b[shape_b.size() - 2], columns});
    ir::dims result = leading(shape_a);
    result.push_back(rows);
    result.push_back(columns);
    y = l.add(ir::linear{}, {a, l.permute(matrix, {1, 0})}, result);
  } else {
    // A kernel repeats one matrix; others are copied first.
    if (batch_a != 1 && batch_a != ir::count(out)) a = with_leading(l, a, out);
    if (batch_b != 1 && batch_b != ir::count(out)) b = with_leading(l, b, out);
    y = l.add(ir::matmul{}, {as_batch(l, a), as_batch(l, b)}, {ir::count(out), rows, columns});
    if (batch_a == 1 && batch_b == 1) out = ir::dims(out.size(), 1);
  }
  if (!vector_a) out.push_back(rows);
  if (!vector_b) out.push_back(columns);
  return l.reshape(y, out);
}

}  // namespace genn::operators
