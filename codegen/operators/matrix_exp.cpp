// SPDX-License-Identifier: BSL-1.0
// The exponential of matrices: a series for a power of two of them, squared again.
#include "operators/matrices.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Matrices whose columns sum up to 2^most at most are scaled to 1.
constexpr int most = 10, terms = 10;

ir::value_id largest_column_sum(lowering& l, ir::value_id matrices) {
  const ir::dims shape = l.shape(matrices);
  const ir::value_id sums =
      l.reshape(reduce_columns(l, "add", as_columns(l, map(l, {"abs", {}}, matrices), {1})),
                {shape[0], shape[2]});
  return l.reshape(reduce_columns(l, "maximum", as_columns(l, sums, {1})), {shape[0], 1, 1});
}

void lower_matrix_exp(lowering& l) {
  const ir::value_id x = as_matrices(l, l.tensor("self"));
  const ir::dims shape = l.shape(x);
  l.require(shape[1] == shape[2], "an operand is no square matrix");
  const ir::value_id size = largest_column_sum(l, x);
  // How often each matrix is halved: as many as there are powers of two below its size.
  std::vector<ir::value_id> halves;
  ir::value_id factor = expand(l, l.number(1.0), {shape[0], 1, 1});
  for (int k = 0; k < most; ++k) {
    halves.push_back(join(l, "gt", size, static_cast<double>(1 << k)));
    factor = join(l, "mul", factor, choose(l, halves.back(), l.number(0.5), l.number(1.0)));
  }
  const ir::value_id scaled_down = join(l, "mul", x, factor);
  const ir::value_id one = identity_matrices(l, 1, shape[1]);
  ir::value_id y = join(l, "add", scaled(l, scaled_down, 1.0 / terms), one);
  for (int k = terms - 1; k > 0; --k)
    y = join(l, "add", scaled(l, product(l, scaled_down, y), 1.0 / k), one);
  for (const ir::value_id halved : halves) y = choose(l, halved, product(l, y, y), y);
  l.finish(l.reshape(y, l.result_type().shape));
}

}  // namespace

std::vector<row> matrix_exp_rows() {
  return {
      {"aten.matrix_exp.default", "contract", lower_matrix_exp},
      {"aten.linalg_matrix_exp.default", "contract", lower_matrix_exp},
  };
}

}  // namespace genn::operators
