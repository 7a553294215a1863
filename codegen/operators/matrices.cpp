// SPDX-License-Identifier: BSL-1.0
#include "operators/matrices.hpp"

#include <algorithm>

namespace genn::operators {

ir::value_id as_matrices(lowering& l, ir::value_id x) {
  const ir::dims shape = l.shape(x);
  l.require(shape.size() >= 2, "an operand is no matrix");
  const std::int64_t rows = shape[shape.size() - 2], columns = shape.back();
  return l.reshape(x, {ir::count(shape) / (rows * columns), rows, columns});
}

ir::value_id turned(lowering& l, ir::value_id matrices) { return l.permute(matrices, {0, 2, 1}); }

ir::value_id identity_matrices(lowering& l, std::int64_t batch, std::int64_t size) {
  std::vector<float> numbers(static_cast<std::size_t>(batch * size * size));
  for (std::int64_t i = 0; i < batch * size; ++i)
    numbers[static_cast<std::size_t>(i * size + i % size)] = 1.0f;
  return l.add_constant(l.module_name("identity"), {batch, size, size}, std::move(numbers));
}

ir::value_id triangle_of(lowering& l, ir::value_id matrices, bool lower, bool with_diagonal) {
  const std::int64_t rows = l.shape(matrices)[1], columns = l.shape(matrices)[2];
  std::vector<float> mask;
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c)
      mask.push_back((lower ? c < r : c > r) || (with_diagonal && c == r) ? 1.0f : 0.0f);
  const ir::value_id kept = l.add_constant(l.module_name("mask"), {rows, columns}, std::move(mask));
  return choose(l, kept, matrices, l.number(0.0));
}

ir::value_id diagonal_of(lowering& l, ir::value_id matrices) {
  const ir::dims shape = l.shape(matrices);
  const std::int64_t columns = shape[2], size = std::min(shape[1], columns);
  return l.add(ir::strided{0, {shape[1] * columns, columns + 1}}, {matrices}, {shape[0], size});
}

equations with_same_batch(lowering& l, ir::value_id a, ir::value_id b) {
  const ir::dims of_a = l.shape(a), of_b = l.shape(b);
  l.require(of_a.size() >= 2 && of_b.size() >= 2, "an operand is no matrix");
  const ir::dims batch = broadcast({of_a.begin(), of_a.end() - 2}, {of_b.begin(), of_b.end() - 2});
  const auto expanded = [&](ir::value_id x, const ir::dims& of_x) {
    ir::dims wanted = batch;
    wanted.insert(wanted.end(), of_x.end() - 2, of_x.end());
    return as_matrices(l, expand(l, x, wanted));
  };
  return {expanded(a, of_a), expanded(b, of_b)};
}

lu_factors factorized(lowering& l, ir::value_id matrices, bool pivots) {
  const ir::dims shape = l.shape(matrices);
  const std::int64_t rows = shape[1], columns = shape[2];
  const ir::value_id all = l.add(ir::lu{pivots}, {matrices}, {shape[0], rows, columns + 2});
  const auto column = [&](std::int64_t c, std::int64_t length) {
    const ir::value_id one = slice(l, slice(l, all, 2, c, 1), 1, 0, length);
    return l.reshape(one, {shape[0], length});
  };
  return {slice(l, all, 2, 0, columns), column(columns, std::min(rows, columns)),
          column(columns + 1, rows)};
}

ir::value_id solved_triangular(lowering& l, ir::value_id a, ir::value_id b, bool lower, bool unit) {
  return l.add(ir::solve_triangular{lower, unit}, {a, b}, l.shape(b));
}

ir::value_id rows_in_batch(lowering& l, ir::value_id rows) {
  const ir::dims shape = l.shape(rows);
  ir::dims first;
  for (std::int64_t i = 0; i < shape[0]; ++i) first.push_back(i * shape[1]);
  const ir::value_id places = join(l, "add", rows, index_constant(l, {shape[0], 1}, first));
  return l.reshape(places, {shape[0] * shape[1]});
}

ir::value_id solved_by_factors(lowering& l, const lu_factors& f, ir::value_id b) {
  const ir::dims shape = l.shape(b), flat{shape[0] * shape[1], shape[2]};
  const ir::value_id ordered =
      l.add(ir::gather{}, {l.reshape(b, flat), rows_in_batch(l, f.rows)}, flat);
  const ir::value_id y = solved_triangular(l, f.both, l.reshape(ordered, shape), true, true);
  return solved_triangular(l, f.both, y, false);
}

ir::value_id solved(lowering& l, ir::value_id a, ir::value_id b) {
  return solved_by_factors(l, factorized(l, a), b);
}

ir::value_id inverse_of(lowering& l, ir::value_id matrices) {
  const ir::dims shape = l.shape(matrices);
  return solved(l, matrices, identity_matrices(l, shape[0], shape[1]));
}

}  // namespace genn::operators
