// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <numeric>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

// View, reshape, flatten, squeeze, unsqueeze: the result's shape says it all.
void lower_reshape(lowering& l) {
  const char* name = l.has("self") ? "self" : "input";
  l.finish(l.reshape(l.tensor(name), l.result_type().shape));
}

void lower_permute(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims order = l.integers("dims");
  for (std::int64_t& axis : order)
    axis = static_cast<std::int64_t>(lowering::axis_of(axis, order.size()));
  l.finish(l.permute(x, std::move(order)));
}

ir::dims natural_order(std::size_t rank) {
  ir::dims order(rank);
  std::iota(order.begin(), order.end(), 0);
  return order;
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

void lower_movedim(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  ir::dims order = natural_order(rank);
  const std::int64_t from = l.axis("source", rank), to = l.axis("destination", rank);
  order.erase(order.begin() + from);
  order.insert(order.begin() + to, from);
  l.finish(l.permute(x, std::move(order)));
}

// t, .T, .mT: all axes (or the last two) in the opposite order.
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
  const ir::dims& out = l.result_type().shape;
  const std::int64_t axis = l.axis("dim", out.size());
  std::vector<ir::value_id> rows;
  for (const ir::value_id x : operands) {
    ir::dims with_axis = out;
    with_axis[static_cast<std::size_t>(axis)] = 1;
    rows.push_back(l.reshape(x, with_axis));
  }
  l.finish(l.add(ir::concat{axis}, rows, out));
}

// Pads are given from the last axis on.
void lower_pad(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims sides = l.integers("pad"), in = l.shape(x);
  if (l.has("mode") && l.text("mode") != "constant")
    throw limit{"padding mode " + l.text("mode") + " is not supported", "use padding_mode='zeros'"};
  ir::pad p{ir::dims(in.size(), 0), ir::dims(in.size(), 0),
            l.has("value") ? static_cast<float>(l.number("value")) : 0.0f};
  l.require(sides.size() / 2 <= in.size(), "more sides than axes");
  for (std::size_t i = 0; i < sides.size() / 2; ++i) {
    p.before[in.size() - 1 - i] = sides[2 * i];
    p.after[in.size() - 1 - i] = sides[2 * i + 1];
  }
  for (const std::int64_t side : sides)
    if (side < 0) throw limit{"negative padding (cropping) is not supported", ""};
  l.finish(l.add(std::move(p), {x}, l.result_type().shape));
}

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
      {"aten.permute.default", "move", lower_permute},
      {"aten.transpose.int", "move", lower_transpose},
      {"aten.t.default", "move", lower_reverse},
      {"aten.numpy_T.default", "move", lower_reverse},
      {"aten.cat.default", "move", lower_concat},
      {"aten.concat.default", "move", lower_concat},
      {"aten.stack.default", "move", lower_stack},
      {"aten.pad.default", "move", lower_pad, "mode constant, no cropping"},
      {"aten.constant_pad_nd.default", "move", lower_pad, "no cropping"},
  };
}

}  // namespace genn::operators
