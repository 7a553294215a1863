// SPDX-License-Identifier: BSL-1.0
// Vectors along the axes of a grid.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// A vector along one axis of a grid of this shape.
ir::value_id along_axis(lowering& l, ir::value_id x, std::size_t axis, const ir::dims& grid) {
  ir::dims shape(grid.size(), 1);
  shape[axis] = ir::count(l.shape(x));
  return expand(l, l.reshape(x, shape), grid);
}

void lower_meshgrid(lowering& l) {
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  const bool swapped = l.is_given("indexing") && l.has("indexing") && l.text("indexing") == "xy";
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool turned = swapped && i < 2 && operands.size() > 1;
    l.finish(along_axis(l, operands[i], turned ? 1 - i : i, l.result_type(i).shape), i);
  }
}

// Every choice of one element a vector, as rows.
void lower_cartesian_prod(lowering& l) {
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  if (operands.size() == 1) return l.finish(operands.front());
  ir::dims grid;
  for (const ir::value_id x : operands) grid.push_back(ir::count(l.shape(x)));
  std::vector<ir::value_id> columns;
  for (std::size_t i = 0; i < operands.size(); ++i)
    columns.push_back(l.reshape(along_axis(l, operands[i], i, grid), {ir::count(grid), 1}));
  l.finish(l.add(ir::concat{1}, columns, l.result_type().shape));
}

}  // namespace

std::vector<row> grid_rows() {
  return {
      {"aten.meshgrid.default", "move", lower_meshgrid},
      {"aten.meshgrid.indexing", "move", lower_meshgrid},
      {"aten.cartesian_prod.default", "move", lower_cartesian_prod},
  };
}

}  // namespace genn::operators
