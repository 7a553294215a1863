// SPDX-License-Identifier: BSL-1.0
// Operators that pick, repeat or turn parts of a tensor: all of them walks over its memory.
#include <algorithm>

#include "operators/integers.hpp"
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

std::int64_t clamped(std::int64_t index, std::int64_t extent) {
  return std::clamp<std::int64_t>(index < 0 ? index + extent : index, 0, extent);
}

void lower_slice(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  const std::int64_t begin = clamped(l.has("start") ? l.integer("start") : 0, extent);
  const std::int64_t end = clamped(l.has("end") ? l.integer("end") : extent, extent);
  const std::int64_t step = l.integer("step");
  l.require(step >= 1, "the step is not positive");
  l.finish(slice(l, x, axis, begin, (end - begin + step - 1) / step, step));
}

void lower_narrow(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  l.finish(slice(l, x, axis, clamped(l.integer("start"), extent), l.integer("length"), 1));
}

void lower_select(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  if (!l.is_number("index")) {
    const ir::value_id index = l.reshape(from_start(l, l.tensor("index"), extent), {1});
    const ir::value_id row = take(l, x, static_cast<std::size_t>(axis), index);
    return l.finish(l.reshape(row, l.result_type().shape));
  }
  const std::int64_t index = clamped(l.integer("index"), extent);
  l.finish(l.reshape(slice(l, x, axis, index, 1, 1), l.result_type().shape));
}

// Split, chunk and unbind: the results' shapes say how long each part is.
void finish_parts(lowering& l, std::int64_t axis) {
  const ir::value_id x = l.tensor("self");
  l.require(l.result_count() > 0, "it has no results");
  const bool keeps_axis = l.result_type().shape.size() == l.shape(x).size();
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < l.result_count(); ++i) {
    const ir::dims shape = l.result_type(i).shape;
    l.require(!keeps_axis || shape.size() == l.shape(x).size(), "a part has another rank");
    const std::int64_t length = keeps_axis ? shape[static_cast<std::size_t>(axis)] : 1;
    if (length == 0) continue;
    l.finish(l.reshape(slice(l, x, axis, begin, length), shape), i);
    begin += length;
  }
}

void lower_parts(lowering& l) { finish_parts(l, l.axis("dim", l.shape(l.tensor("self")).size())); }

// hsplit along the second axis, or the only one; vsplit and dsplit along the first and third.
template <std::size_t Axis>
void lower_split_along(lowering& l) {
  const std::size_t rank = l.shape(l.tensor("self")).size();
  finish_parts(l, static_cast<std::int64_t>(Axis < rank ? Axis : 0));
}

void flip(lowering& l, const ir::dims& axes) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  ir::strided walk{0, natural_pitch(shape)};
  for (const std::int64_t axis : axes) {
    const std::size_t at = lowering::axis_of(axis, shape.size());
    walk.offset += (shape[at] - 1) * walk.pitch[at];
    walk.pitch[at] = -walk.pitch[at];
  }
  l.finish(l.add(std::move(walk), {x}, shape));
}
void lower_flip(lowering& l) { flip(l, l.integers("dims")); }
template <std::int64_t Axis>
void lower_flip_axis(lowering& l) {
  flip(l, {Axis});
}

// x with `length` elements of one axis, from `begin` on, replaced by those of `part`.
void scatter(lowering& l, ir::value_id part, std::int64_t axis, std::int64_t begin,
             std::int64_t length) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  const std::int64_t end = begin + length, extent = shape[static_cast<std::size_t>(axis)];
  if (length == extent) return l.finish(part);
  std::vector<ir::value_id> parts;
  if (begin > 0) parts.push_back(slice(l, x, axis, 0, begin, 1));
  parts.push_back(part);
  if (end < extent) parts.push_back(slice(l, x, axis, end, extent - end, 1));
  l.finish(l.add(ir::concat{axis}, std::move(parts), shape));
}

void lower_slice_scatter(lowering& l) {
  const ir::dims shape = l.shape(l.tensor("self"));
  const std::int64_t axis = l.axis("dim", shape.size());
  const std::int64_t extent = shape[static_cast<std::size_t>(axis)];
  const std::int64_t begin = clamped(l.has("start") ? l.integer("start") : 0, extent);
  const std::int64_t end = clamped(l.has("end") ? l.integer("end") : extent, extent);
  const std::int64_t step = l.integer("step");
  l.require(step >= 1, "the step is not positive");
  if (step == 1) return scatter(l, l.tensor("src"), axis, begin, end - begin);
  // Row k of the result is row k of x, or the row of src that takes its place.
  ir::dims rows;
  for (std::int64_t k = 0; k < extent; ++k) rows.push_back(k);
  for (std::int64_t k = begin, next = extent; k < end; k += step)
    rows[static_cast<std::size_t>(k)] = next++;
  ir::dims both = shape;
  both[static_cast<std::size_t>(axis)] += (end - begin + step - 1) / step;
  const ir::value_id all =
      l.add(ir::concat{axis}, {l.tensor("self"), l.tensor("src")}, std::move(both));
  l.finish(take(l, all, static_cast<std::size_t>(axis), index_constant(l, {extent}, rows)));
}

void lower_select_scatter(lowering& l) {
  ir::dims shape = l.shape(l.tensor("self"));
  const std::int64_t axis = l.axis("dim", shape.size());
  std::int64_t& extent = shape[static_cast<std::size_t>(axis)];
  const std::int64_t index = clamped(l.integer("index"), extent);
  extent = 1;
  scatter(l, l.reshape(l.tensor("src"), shape), axis, index, 1);
}

void lower_expand(lowering& l) { l.finish(expand(l, l.tensor("self"), l.result_type().shape)); }

// Copies and fills have the shape and the type of what they overwrite.
void lower_copy(lowering& l) {
  const char* const name = l.has("src") ? "src" : "value";
  ir::value_id x = l.tensor(name);
  const ir::element to = l.result_type().type;
  if (to == ir::element::boolean && l.type_of(name) != ir::element::boolean)
    x = map(l, {"is_true", {}}, x);
  else if (!ir::is_floating(to) && ir::is_floating(l.type_of(name)))
    x = wrapped(l, map(l, {"trunc", {}}, x), to);
  else if (rounding_of(to) != nullptr && l.type_of(name) != to)
    x = map(l, {rounding_of(to), {}}, x);
  l.finish(expand(l, x, l.result_type().shape));
}

// Each axis of the result is a repeat of the operand's: seen as [times, extent] while it is made.
void lower_repeat(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims out = l.result_type().shape;
  ir::dims in = l.shape(x);
  l.require(in.size() <= out.size(), "the result has fewer axes");
  in.insert(in.begin(), out.size() - in.size(), 1);
  const ir::dims own = natural_pitch(in);
  ir::dims shape, pitch;
  for (std::size_t axis = 0; axis < out.size(); ++axis) {
    l.require(in[axis] > 0, "a tensor is empty");
    if (out[axis] != in[axis]) {
      shape.push_back(out[axis] / in[axis]);
      pitch.push_back(0);
    }
    shape.push_back(in[axis]);
    pitch.push_back(own[axis]);
  }
  if (shape.size() > 6) throw limit{"a repeat over so many axes is not supported", "split it"};
  l.finish(l.reshape(l.add(ir::strided{0, pitch}, {x}, shape), out));
}

}  // namespace

std::vector<row> slice_rows() {
  return {
      {"aten.slice.Tensor", "move", lower_slice},
      {"aten.narrow.default", "move", lower_narrow},
      {"aten.select.int", "move", lower_select},
      {"aten.slice_scatter.default", "move", lower_slice_scatter},
      {"aten.select_scatter.default", "move", lower_select_scatter},
      {"aten.copy.default", "move", lower_copy},
      {"aten.fill.Tensor", "move", lower_copy},
      {"aten.split.Tensor", "move", lower_parts},
      {"aten.split_with_sizes.default", "move", lower_parts},
      {"aten.unsafe_split.Tensor", "move", lower_parts},
      {"aten.split.default", "move", lower_parts},
      {"aten.tensor_split.sections", "move", lower_parts},
      {"aten.tensor_split.indices", "move", lower_parts},
      {"aten.unsafe_chunk.default", "move", lower_parts},
      {"aten.hsplit.int", "move", lower_split_along<1>},
      {"aten.hsplit.array", "move", lower_split_along<1>},
      {"aten.vsplit.int", "move", lower_split_along<0>},
      {"aten.vsplit.array", "move", lower_split_along<0>},
      {"aten.dsplit.int", "move", lower_split_along<2>},
      {"aten.dsplit.array", "move", lower_split_along<2>},
      {"aten.fliplr.default", "move", lower_flip_axis<1>},
      {"aten.flipud.default", "move", lower_flip_axis<0>},
      {"aten.tile.default", "move", lower_repeat},
      {"aten.chunk.default", "move", lower_parts},
      {"aten.unbind.int", "move", lower_parts},
      {"aten.flip.default", "move", lower_flip},
      {"aten.expand.default", "move", lower_expand},
      {"aten.expand_as.default", "move", lower_expand},
      {"aten.broadcast_to.default", "move", lower_expand},
      {"aten.repeat.default", "move", lower_repeat},
  };
}

}  // namespace genn::operators
