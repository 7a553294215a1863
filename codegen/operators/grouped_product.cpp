// SPDX-License-Identifier: BSL-1.0
// Rows that are multiplied by the matrix of their group: mixtures of experts.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Rows of the first operand in front of offs[0] by the first matrix, those up to offs[1] by the
// second ... Which ones these are may depend on data, so each matrix meets all rows.
void lower_grouped(lowering& l, const char* rows_name, const char* matrices_name) {
  const ir::value_id x = l.tensor(rows_name), matrices = l.tensor(matrices_name);
  const ir::dims of_x = l.shape(x), of_groups = l.shape(matrices);
  if (of_x.size() != 2 || of_groups.size() != 3 || !l.has("offs"))
    throw limit{"only rows by a matrix for each group are supported",
                "pass [rows, inner], [groups, inner, columns] and offs"};
  const std::int64_t groups = of_groups[0];
  const ir::value_id ends = l.reshape(l.as_floats(l.tensor("offs")), {groups, 1, 1});
  const ir::value_id row =
      index_constant(l, {of_x[0], 1}, natural_order(static_cast<std::size_t>(of_x[0])));
  ir::value_id y = expand(l, l.number(0.0), {of_x[0], of_groups[2]});
  for (std::int64_t g = groups; g-- > 0;) {
    const ir::value_id matrix =
        l.reshape(slice(l, matrices, 0, g, 1), {of_groups[1], of_groups[2]});
    const ir::value_id end = l.reshape(slice(l, ends, 0, g, 1), {1, 1});
    y = choose(l, join(l, "lt", row, end), product(l, x, matrix), y);
  }
  l.finish(y);
}
void lower_grouped_mm(lowering& l) { lower_grouped(l, "self", "mat2"); }
void lower_grouped_fallback(lowering& l) { lower_grouped(l, "input", "weight"); }

}  // namespace

std::vector<row> grouped_product_rows() {
  return {
      {"aten._grouped_mm.default", "contract", lower_grouped_mm, "rows by a matrix a group"},
      {"transformers.grouped_mm_fallback.default", "contract", lower_grouped_fallback,
       "rows by a matrix a group"},
  };
}

}  // namespace genn::operators
