// SPDX-License-Identifier: BSL-1.0
// Diagonals read, written and made into matrices.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

std::size_t at(std::int64_t axis) { return static_cast<std::size_t>(axis); }

// The walk over the diagonal of a tensor of this shape.
ir::strided along_diagonal(lowering& l, const ir::dims& in) {
  const std::size_t a = at(l.axis("dim1", in.size())), b = at(l.axis("dim2", in.size()));
  const std::int64_t offset = l.integer("offset");
  const ir::dims own = natural_pitch(in);
  ir::dims pitch;
  for (std::size_t axis = 0; axis < in.size(); ++axis)
    if (axis != a && axis != b) pitch.push_back(own[axis]);
  pitch.push_back(own[a] + own[b]);
  return {offset >= 0 ? offset * own[b] : -offset * own[a], pitch};
}

void lower_diagonal(lowering& l) {
  const ir::value_id x = l.tensor(l.is_given("A") ? "A" : "self");
  l.finish(l.add(along_diagonal(l, l.shape(x)), {x}, l.result_type().shape));
}

// Element k of src takes the place of the k-th element of the walk over self.
void scatter_along(lowering& l, const ir::strided& walk) {
  const ir::value_id x = l.tensor("self"), src = l.tensor("src");
  const ir::dims shape = l.shape(x), part = l.shape(src);
  const std::int64_t all = ir::count(shape), replaced = ir::count(part);
  lowering::require(walk.pitch.size() == part.size(), "src has another rank than what it replaces");
  ir::dims from = natural_order(at(all));
  for (std::int64_t k = 0; k < replaced; ++k) {
    std::int64_t place = walk.offset, rest = k;
    for (std::size_t axis = part.size(); axis-- > 0; rest /= part[axis])
      place += rest % part[axis] * walk.pitch[axis];
    lowering::require(place >= 0 && place < all, "src leaves what it replaces");
    from[at(place)] = all + k;
  }
  const ir::value_id both =
      l.add(ir::concat{0}, {l.reshape(x, {all}), l.reshape(src, {replaced})}, {all + replaced});
  l.finish(take_flat(l, both, index_constant(l, shape, from)));
}
void lower_diagonal_scatter(lowering& l) {
  scatter_along(l, along_diagonal(l, l.shape(l.tensor("self"))));
}
void lower_as_strided_scatter(lowering& l) {
  scatter_along(l,
                {l.has("storage_offset") ? l.integer("storage_offset") : 0, l.integers("stride")});
}

// The diagonal of [..., n + |offset|, n + |offset|] is the last axis; elsewhere 0.
ir::value_id on_diagonal(lowering& l, ir::value_id x, std::int64_t offset) {
  ir::dims shape = l.shape(x), spread = shape;
  const std::int64_t n = shape.back(), side = n + std::abs(offset);
  const std::int64_t rows = ir::count(shape) / n;
  // Elements are side + 1 apart: behind each one come `side` zeros.
  ir::value_id y = l.reshape(x, {rows, n, 1});
  y = l.add(ir::pad{{0, 0, 0}, {0, 0, side}}, {y}, {rows, n, side + 1});
  const std::int64_t before = offset >= 0 ? offset : -offset * side;
  const std::int64_t wanted = side * side, have = n * (side + 1);
  y = l.reshape(y, {rows, have});
  const std::int64_t kept = std::min(have, wanted - before);
  y = slice(l, y, 1, 0, kept);
  if (kept < wanted)
    y = l.add(ir::pad{{0, before}, {0, wanted - before - kept}}, {y}, {rows, wanted});
  spread.back() = side;
  spread.push_back(side);
  return l.reshape(y, spread);
}

// Rows and columns may be any two axes of the result.
void lower_diag_embed(lowering& l) {
  const std::size_t rank = l.result_type().shape.size();
  const std::size_t rows = at(l.axis("dim1", rank)), columns = at(l.axis("dim2", rank));
  ir::dims order;
  for (std::size_t axis = 0, next = 0; axis < rank; ++axis)
    order.push_back(static_cast<std::int64_t>(axis == rows      ? rank - 2
                                              : axis == columns ? rank - 1
                                                                : next++));
  const ir::value_id x = with_axes(l, l.tensor("self"));
  l.finish(l.permute(on_diagonal(l, x, l.integer("offset")), order));
}

void lower_diagflat(lowering& l) {
  const ir::value_id x = l.tensor("self");
  l.finish(on_diagonal(l, l.reshape(x, {ir::count(l.shape(x))}), l.integer("offset")));
}

void lower_diag(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t offset = l.integer("diagonal");
  if (l.shape(x).size() == 1) return l.finish(on_diagonal(l, x, offset));
  const std::int64_t columns = l.shape(x).back();
  const std::int64_t begin = offset >= 0 ? offset : -offset * columns;
  l.finish(l.add(ir::strided{begin, {columns + 1}}, {x}, l.result_type().shape));
}

void lower_trace(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x);
  l.require(in.size() == 2, "the tensor is no matrix");
  const std::int64_t n = std::min(in[0], in[1]);
  const ir::value_id diagonal = l.add(ir::strided{0, {in[1] + 1, 1}}, {x}, {n, 1});
  l.finish(l.reshape(reduce_columns(l, "add", diagonal), {}));
}

// Of a tensor of several axes, the elements whose places are the same on all of them.
void lower_fill_diagonal(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x), pitch = natural_pitch(shape);
  const std::int64_t shortest = *std::min_element(shape.begin(), shape.end());
  std::int64_t step = 0;
  for (const std::int64_t p : pitch) step += p;
  // Of a tall matrix it begins again at the top, one row between.
  const bool wraps = l.is_given("wrap") && l.boolean("wrap") && shape.size() == 2;
  const std::int64_t end = wraps ? ir::count(shape) : shortest * step;
  std::vector<float> mask(at(ir::count(shape)), 0.0f);
  for (std::int64_t place = 0; place < std::min(end, ir::count(shape)); place += step)
    mask[at(place)] = 1.0f;
  const ir::value_id filled = l.add_constant(l.module_name("mask"), shape, std::move(mask));
  l.finish(choose(l, filled, l.number(l.number("fill_value")), x));
}

}  // namespace

std::vector<row> diagonal_rows() {
  return {
      {"aten.as_strided_scatter.default", "move", lower_as_strided_scatter},
      {"aten.diagonal_scatter.default", "move", lower_diagonal_scatter},
      {"aten.diagonal.default", "move", lower_diagonal},
      {"aten.linalg_diagonal.default", "move", lower_diagonal},
      {"aten.diag_embed.default", "move", lower_diag_embed},
      {"aten.diagflat.default", "move", lower_diagflat},
      {"aten.diag.default", "move", lower_diag},
      {"aten.fill_diagonal.default", "move", lower_fill_diagonal},
      {"aten.trace.default", "move", lower_trace},
  };
}

}  // namespace genn::operators
