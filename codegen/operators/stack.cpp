// SPDX-License-Identifier: BSL-1.0
// Tensors side by side, differences of neighbours, and constant windows.
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Joined along an axis, each with axes of extent 1 added until there are `rank`.
void join_along(lowering& l, std::size_t axis, std::size_t least_rank, bool columns = false) {
  std::vector<ir::value_id> parts = l.tensors("tensors");
  for (ir::value_id& part : parts) {
    ir::dims shape = l.shape(part);
    if (shape.empty()) shape = {1};
    if (columns && shape.size() == 1) shape.push_back(1);  // a column
    while (shape.size() < least_rank)
      shape.insert(shape.size() == 1 ? shape.begin() : shape.end(), 1);
    part = l.reshape(part, shape);
  }
  l.finish(l.add(ir::concat{static_cast<std::int64_t>(axis)}, parts, l.result_type().shape));
}
void lower_hstack(lowering& l) { join_along(l, l.result_type().shape.size() == 1 ? 0 : 1, 1); }
void lower_vstack(lowering& l) { join_along(l, 0, 2); }
void lower_dstack(lowering& l) { join_along(l, 2, 3); }
void lower_column_stack(lowering& l) { join_along(l, 1, 2, true); }

// Differences of neighbours along an axis, n times over.
void lower_diff(lowering& l) {
  ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  std::vector<ir::value_id> parts;
  if (l.has("prepend")) parts.push_back(l.tensor("prepend"));
  parts.push_back(x);
  if (l.has("append")) parts.push_back(l.tensor("append"));
  if (parts.size() > 1) {
    ir::dims shape = l.shape(x);
    std::int64_t& extent = shape[static_cast<std::size_t>(axis)];
    extent = 0;
    for (const ir::value_id part : parts) {
      l.require(l.shape(part).size() == shape.size(), "what is added has another rank");
      extent += l.shape(part)[static_cast<std::size_t>(axis)];
    }
    x = l.add(ir::concat{axis}, parts, shape);
  }
  for (std::int64_t n = l.integer("n"); n > 0; --n) {
    const std::int64_t length = l.shape(x)[static_cast<std::size_t>(axis)] - 1;
    x = join(l, "sub", slice(l, x, axis, 1, length), slice(l, x, axis, 0, length));
  }
  l.finish(x);
}

// Areas between neighbours: half the sum of two, times what lies between them.
ir::value_id areas(lowering& l) {
  const ir::value_id y = l.tensor("y");
  const std::int64_t axis = l.axis("dim", l.shape(y).size());
  const auto steps = [&](const char* function, ir::value_id x, std::int64_t along) {
    const std::int64_t length = l.shape(x)[static_cast<std::size_t>(along)] - 1;
    return join(l, function, slice(l, x, along, 1, length), slice(l, x, along, 0, length));
  };
  const ir::value_id sums = steps("add", y, axis);
  if (!l.has("x")) return scaled(l, sums, l.number("dx") / 2.0);
  ir::value_id x = l.tensor("x");
  if (l.shape(x).size() == 1) {
    ir::dims shape(l.shape(y).size(), 1);
    shape[static_cast<std::size_t>(axis)] = l.shape(x)[0];
    x = l.reshape(x, shape);
  }
  const std::int64_t own = axis + static_cast<std::int64_t>(l.shape(x).size()) -
                           static_cast<std::int64_t>(l.shape(y).size());
  l.require(own >= 0, "x has fewer axes");
  return scaled(l, join(l, "mul", sums, steps("sub", x, own)), 0.5);
}
void lower_trapezoid(lowering& l) {
  const ir::value_id all = areas(l);
  const ir::dims axis{l.axis("dim", l.shape(all).size())};
  l.finish(l.reshape(reduce_columns(l, "add", as_columns(l, all, axis)), l.result_type().shape));
}
void lower_cumulative_trapezoid(lowering& l) {
  const ir::value_id all = areas(l);
  const auto axis = static_cast<std::size_t>(l.axis("dim", l.shape(all).size()));
  const ir::value_id rows = front(l, all, axis);
  l.finish(back(l, l.add(ir::cumulative{"add"}, {rows}, l.shape(rows)), l.shape(all), axis));
}

// Powers 0 to N - 1 of a vector as columns, the highest first.
void lower_vander(lowering& l) {
  const ir::dims out = l.result_type().shape;
  l.require(out.size() == 2, "the result is no matrix");
  const std::int64_t length = out[0], count = out[1];
  std::vector<ir::value_id> factors{expand(l, l.number(1.0), {1, length})};
  for (std::int64_t k = 1; k < count; ++k) factors.push_back(l.reshape(l.tensor("x"), {1, length}));
  const ir::value_id rows = l.add(ir::concat{0}, factors, {count, length});
  const ir::value_id powers =
      l.permute(l.add(ir::cumulative{"mul"}, {rows}, {count, length}), {1, 0});
  if (l.boolean("increasing")) return l.finish(powers);
  l.finish(l.add(ir::strided{count - 1, {count, -1}}, {powers}, out));
}

// Powers 0 to N - 1 of each element as a new last axis.
void lower_linalg_vander(lowering& l) {
  ir::dims shape = l.shape(l.tensor("x"));
  shape.push_back(1);
  const ir::value_id x = l.reshape(l.tensor("x"), shape);
  std::vector<ir::value_id> powers{expand(l, l.number(1.0), shape)};
  for (std::int64_t k = 1; k < l.result_type().shape.back(); ++k)
    powers.push_back(k == 1 ? x : join(l, "mul", powers.back(), x));
  const std::int64_t last = static_cast<std::int64_t>(shape.size()) - 1;
  l.finish(l.add(ir::concat{last}, powers, l.result_type().shape));
}

void lower_block_diag(lowering& l) {
  const std::vector<ir::value_id> parts = l.tensors("tensors");
  const ir::dims out = l.result_type().shape;
  l.require(out.size() == 2, "the result is no matrix");
  std::vector<ir::value_id> rows;
  std::int64_t column = 0;
  for (const ir::value_id part : parts) {
    ir::dims shape = l.shape(part);
    shape.insert(shape.begin(), 2 - shape.size(), 1);
    ir::value_id row = l.reshape(part, shape);
    row = l.add(ir::pad{{0, column}, {0, out[1] - column - shape[1]}}, {row}, {shape[0], out[1]});
    rows.push_back(row);
    column += shape[1];
  }
  l.finish(l.add(ir::concat{0}, rows, out));
}

// a - b cos(2 pi i / n): n is one more than there are, but for a periodic window.
void window_of(lowering& l, double a, double b) {
  const std::int64_t length = ir::count(l.result_type().shape);
  const bool periodic = !l.is_given("periodic") || l.boolean("periodic");
  const double n = static_cast<double>(periodic ? length : length - 1);
  std::vector<float> numbers;
  for (std::int64_t i = 0; i < length; ++i)
    numbers.push_back(
        length == 1
            ? 1.0f
            : static_cast<float>(a - b * std::cos(6.283185307179586 * static_cast<double>(i) / n)));
  l.finish(l.add_constant(l.module_name("window"), l.result_type().shape, std::move(numbers)));
}
void lower_hann(lowering& l) { window_of(l, 0.5, 0.5); }
void lower_hamming(lowering& l) {
  window_of(l, l.is_given("alpha") ? l.number("alpha") : 0.54,
            l.is_given("beta") ? l.number("beta") : 0.46);
}

}  // namespace

std::vector<row> stack_rows() {
  return {
      {"aten.trapz.dx", "reduce", lower_trapezoid},
      {"aten.trapz.x", "reduce", lower_trapezoid},
      {"aten.trapezoid.dx", "reduce", lower_trapezoid},
      {"aten.trapezoid.x", "reduce", lower_trapezoid},
      {"aten.cumulative_trapezoid.dx", "reduce", lower_cumulative_trapezoid},
      {"aten.cumulative_trapezoid.x", "reduce", lower_cumulative_trapezoid},
      {"aten.vander.default", "map", lower_vander},
      {"aten.linalg_vander.default", "map", lower_linalg_vander},
      {"aten.hstack.default", "move", lower_hstack},
      {"aten.vstack.default", "move", lower_vstack},
      {"aten.dstack.default", "move", lower_dstack},
      {"aten.column_stack.default", "move", lower_column_stack},
      {"aten.diff.default", "map", lower_diff},
      {"aten.block_diag.default", "move", lower_block_diag},
      {"aten.hann_window.default", "create", lower_hann},
      {"aten.hann_window.periodic", "create", lower_hann},
      {"aten.hamming_window.default", "create", lower_hamming},
      {"aten.hamming_window.periodic", "create", lower_hamming},
  };
}

}  // namespace genn::operators
