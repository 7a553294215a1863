// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <numeric>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// View, reshape, flatten, squeeze, unsqueeze: the result's shape says it all.
void lower_reshape(lowering& l) {
  const char* name = l.has("self") ? "self" : "input";
  l.finish(l.reshape(l.tensor(name), l.result_type().shape));
}

// The same of several tensors.
void lower_reshape_each(lowering& l) {
  const std::vector<ir::value_id> all = l.tensors("tensors");
  for (std::size_t i = 0; i < all.size(); ++i)
    l.finish(l.reshape(all[i], l.result_type(i).shape), i);
}

void lower_permute(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims order = l.integers("dims");
  for (std::int64_t& axis : order)
    axis = static_cast<std::int64_t>(lowering::axis_of(axis, order.size()));
  l.finish(l.permute(x, std::move(order)));
}

void lower_transpose(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  ir::dims order = natural_order(rank);
  if (rank > 0)
    std::swap(order[static_cast<std::size_t>(l.axis("dim0", rank))],
              order[static_cast<std::size_t>(l.axis("dim1", rank))]);
  l.finish(l.permute(x, std::move(order)));
}

void lower_swapaxes(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  ir::dims order = natural_order(rank);
  std::swap(order[static_cast<std::size_t>(l.axis("axis0", rank))],
            order[static_cast<std::size_t>(l.axis("axis1", rank))]);
  l.finish(l.permute(x, std::move(order)));
}

// Axes named in `source` go to the places named in `destination`; the others keep their order.
void lower_movedim(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  const ir::dims source = l.integers("source"), destination = l.integers("destination");
  l.require(source.size() == destination.size(), "there are more axes than places");
  ir::dims order(rank, -1);
  std::vector<bool> moved(rank, false);
  for (std::size_t i = 0; i < source.size(); ++i) {
    const std::size_t from = lowering::axis_of(source[i], rank);
    order[lowering::axis_of(destination[i], rank)] = static_cast<std::int64_t>(from);
    moved[from] = true;
  }
  std::size_t next = 0;
  for (std::int64_t& axis : order) {
    if (axis >= 0) continue;
    while (next < rank && moved[next]) ++next;
    axis = static_cast<std::int64_t>(next++);
  }
  l.finish(l.permute(x, std::move(order)));
}

// The last two axes change places.
void lower_matrix_transpose(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims order = natural_order(l.shape(x).size());
  l.require(order.size() >= 2, "the tensor is no matrix");
  std::swap(order[order.size() - 1], order[order.size() - 2]);
  l.finish(l.permute(x, std::move(order)));
}

// t, .T: all axes in the opposite order.
void lower_reverse(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims order = natural_order(l.shape(x).size());
  std::reverse(order.begin(), order.end());
  l.finish(l.permute(x, std::move(order)));
}

void lower_concat(lowering& l) {
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  const std::size_t rank = l.result_type().shape.size();
  l.finish(l.add(ir::concat{l.axis("dim", rank)}, operands, l.result_type().shape));
}

void lower_stack(lowering& l) {
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  const ir::dims out = l.result_type().shape;
  const std::int64_t axis = l.axis("dim", out.size());
  std::vector<ir::value_id> rows;
  for (const ir::value_id x : operands) {
    ir::dims with_axis = out;
    with_axis[static_cast<std::size_t>(axis)] = 1;
    rows.push_back(l.reshape(x, with_axis));
  }
  l.finish(l.add(ir::concat{axis}, rows, out));
}

// Padding below zero cuts elements off.
ir::value_id cropped(lowering& l, ir::value_id x, ir::pad& p) {
  for (std::size_t axis = 0; axis < p.before.size(); ++axis) {
    const std::int64_t front_cut = std::max<std::int64_t>(-p.before[axis], 0);
    const std::int64_t end_cut = std::max<std::int64_t>(-p.after[axis], 0);
    x = slice(l, x, static_cast<std::int64_t>(axis), front_cut,
              l.shape(x)[axis] - front_cut - end_cut);
    p.before[axis] = std::max<std::int64_t>(p.before[axis], 0);
    p.after[axis] = std::max<std::int64_t>(p.after[axis], 0);
  }
  return x;
}

bool is_empty(const ir::pad& p) {
  const auto zero = [](std::int64_t side) { return side == 0; };
  return std::all_of(p.before.begin(), p.before.end(), zero) &&
         std::all_of(p.after.begin(), p.after.end(), zero);
}

// Numbers of the elements that padding by `mode` puts in front of an axis and behind it.
ir::dims padded_numbers(const std::string& mode, std::int64_t extent, std::int64_t before,
                        std::int64_t after) {
  ir::dims numbers;
  for (std::int64_t i = -before; i < extent + after; ++i) {
    std::int64_t from = i;
    if (mode == "reflect")
      from = i < 0 ? -i : i >= extent ? 2 * (extent - 1) - i : i;
    else if (mode == "replicate")
      from = std::clamp<std::int64_t>(i, 0, extent - 1);
    else
      from = (i % extent + extent) % extent;
    lowering::require(from >= 0 && from < extent, "the padding is wider than the tensor");
    numbers.push_back(from);
  }
  return numbers;
}

// A run of numbers one apart, or all equal, as a walk over the axis.
struct run {
  std::size_t begin, end;
  std::int64_t step;
};
std::vector<run> runs_of(const ir::dims& numbers) {
  std::vector<run> runs;
  for (std::size_t begin = 0; begin < numbers.size();) {
    std::size_t end = begin + 1;
    const std::int64_t step = end < numbers.size() ? numbers[end] - numbers[begin] : 1;
    if (step >= -1 && step <= 1)
      while (end < numbers.size() && numbers[end] - numbers[end - 1] == step) ++end;
    runs.push_back({begin, end, end == begin + 1 ? 1 : step});
    begin = end;
  }
  return runs;
}

ir::value_id padded_by(lowering& l, ir::value_id x, std::size_t axis, const ir::dims& numbers) {
  std::vector<ir::value_id> parts;
  ir::dims shape = l.shape(x);
  const ir::dims own = natural_pitch(shape);
  for (const run& r : runs_of(numbers)) {
    ir::dims part = shape, pitch = own;
    part[axis] = static_cast<std::int64_t>(r.end - r.begin);
    pitch[axis] *= r.step;
    const bool whole = part == shape && r.step == 1;
    parts.push_back(whole ? x : l.add(ir::strided{numbers[r.begin] * own[axis], pitch}, {x}, part));
  }
  shape[axis] = static_cast<std::int64_t>(numbers.size());
  return l.add(ir::concat{static_cast<std::int64_t>(axis)}, std::move(parts), shape);
}

// Pads are given from the last axis on.
void pad(lowering& l, const std::string& mode) {
  ir::value_id x = l.tensor("self");
  const ir::dims sides = l.integers(l.is_given("pad") ? "pad" : "padding"), in = l.shape(x);
  const double value = l.is_given("value") && l.has("value") ? l.number("value") : 0.0;
  ir::pad p{ir::dims(in.size(), 0), ir::dims(in.size(), 0), static_cast<float>(value)};
  l.require(sides.size() / 2 <= in.size(), "more sides than axes");
  for (std::size_t i = 0; i < sides.size() / 2; ++i) {
    p.before[in.size() - 1 - i] = sides[2 * i];
    p.after[in.size() - 1 - i] = sides[2 * i + 1];
  }
  x = cropped(l, x, p);
  if (is_empty(p)) return l.finish(x);
  if (mode == "constant") return l.finish(l.add(std::move(p), {x}, l.result_type().shape));
  for (std::size_t axis = 0; axis < in.size(); ++axis)
    if (p.before[axis] > 0 || p.after[axis] > 0)
      x = padded_by(l, x, axis,
                    padded_numbers(mode, l.shape(x)[axis], p.before[axis], p.after[axis]));
  l.finish(x);
}
void lower_pad(lowering& l) {
  pad(l, l.is_given("mode") && l.has("mode") ? l.text("mode") : "constant");
}
void lower_reflection(lowering& l) { pad(l, "reflect"); }
void lower_replication(lowering& l) { pad(l, "replicate"); }

}  // namespace

std::vector<row> move_rows() {
  return {
      {"aten.view.default", "move", lower_reshape},
      {"aten.reshape.default", "move", lower_reshape},
      {"aten._unsafe_view.default", "move", lower_reshape},
      {"aten.flatten.using_ints", "move", lower_reshape},
      {"aten.unflatten.int", "move", lower_reshape},
      {"aten.squeeze.default", "move", lower_reshape},
      {"aten.squeeze.dim", "move", lower_reshape},
      {"aten.squeeze.dims", "move", lower_reshape},
      {"aten.unsqueeze.default", "move", lower_reshape},
      {"aten.ravel.default", "move", lower_reshape},
      {"aten.view_as.default", "move", lower_reshape},
      {"aten.swapaxes.default", "move", lower_swapaxes},
      {"aten.movedim.int", "move", lower_movedim},
      {"aten.movedim.intlist", "move", lower_movedim},
      {"aten.moveaxis.int", "move", lower_movedim},
      {"aten.moveaxis.intlist", "move", lower_movedim},
      {"aten.mT.default", "move", lower_matrix_transpose},
      {"aten.mH.default", "move", lower_matrix_transpose},
      {"aten.matrix_H.default", "move", lower_matrix_transpose},
      {"aten.adjoint.default", "move", lower_matrix_transpose},
      {"aten.swapdims.default", "move", lower_transpose},
      {"aten.atleast_1d.default", "move", lower_reshape},
      {"aten.atleast_2d.default", "move", lower_reshape},
      {"aten.atleast_3d.default", "move", lower_reshape},
      {"aten.atleast_1d.Sequence", "move", lower_reshape_each},
      {"aten.atleast_2d.Sequence", "move", lower_reshape_each},
      {"aten.atleast_3d.Sequence", "move", lower_reshape_each},
      {"aten._reshape_alias.default", "move", lower_reshape},
      {"aten.reshape_as.default", "move", lower_reshape},
      {"aten.permute.default", "move", lower_permute},
      {"aten.transpose.int", "move", lower_transpose},
      {"aten.t.default", "move", lower_reverse},
      {"aten.numpy_T.default", "move", lower_reverse},
      {"aten.cat.default", "move", lower_concat},
      {"aten.concat.default", "move", lower_concat},
      {"aten.stack.default", "move", lower_stack},
      {"aten.pad.default", "move", lower_pad},
      {"aten.reflection_pad1d.default", "move", lower_reflection},
      {"aten.reflection_pad2d.default", "move", lower_reflection},
      {"aten.reflection_pad3d.default", "move", lower_reflection},
      {"aten.replication_pad1d.default", "move", lower_replication},
      {"aten.replication_pad2d.default", "move", lower_replication},
      {"aten.replication_pad3d.default", "move", lower_replication},
      {"aten.constant_pad_nd.default", "move", lower_pad},
  };
}

}  // namespace genn::operators
