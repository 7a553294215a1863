// SPDX-License-Identifier: BSL-1.0
// Operators that pick, repeat or turn parts of a tensor: all of them walks over its memory.
#include <algorithm>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::dims natural_pitch(const ir::dims& shape) {
  ir::dims pitch(shape.size(), 1);
  for (std::size_t axis = shape.size(); axis-- > 1;) pitch[axis - 1] = pitch[axis] * shape[axis];
  return pitch;
}

// Elements begin, begin + step, ... of one axis, `length` of them.
ir::value_id slice(lowering& l, ir::value_id x, std::int64_t axis, std::int64_t begin,
                   std::int64_t length, std::int64_t step) {
  ir::dims shape = l.shape(x), pitch = natural_pitch(shape);
  const std::size_t at = static_cast<std::size_t>(axis);
  if (length <= 0) throw limit{"the result is empty", "take at least one element"};
  if (length == shape[at] && begin == 0 && step == 1) return x;
  const std::int64_t offset = begin * pitch[at];
  pitch[at] *= step;
  shape[at] = length;
  return l.add(ir::strided{offset, std::move(pitch)}, {x}, std::move(shape));
}

std::int64_t from_start(std::int64_t index, std::int64_t extent) {
  return std::clamp<std::int64_t>(index < 0 ? index + extent : index, 0, extent);
}

void lower_slice(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  const std::int64_t begin = from_start(l.has("start") ? l.integer("start") : 0, extent);
  const std::int64_t end = from_start(l.has("end") ? l.integer("end") : extent, extent);
  const std::int64_t step = l.integer("step");
  l.require(step >= 1, "the step is not positive");
  l.finish(slice(l, x, axis, begin, (end - begin + step - 1) / step, step));
}

void lower_narrow(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  l.finish(slice(l, x, axis, from_start(l.integer("start"), extent), l.integer("length"), 1));
}

void lower_select(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t extent = l.shape(x)[static_cast<std::size_t>(axis)];
  const std::int64_t index = from_start(l.integer("index"), extent);
  l.finish(l.reshape(slice(l, x, axis, index, 1, 1), l.result_type().shape));
}

// Split, chunk and unbind: the results' shapes say how long each part is.
void lower_parts(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  l.require(l.result_count() > 0, "it has no results");
  const bool keeps_axis = l.result_type().shape.size() == l.shape(x).size();
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < l.result_count(); ++i) {
    const ir::dims shape = l.result_type(i).shape;
    l.require(!keeps_axis || shape.size() == l.shape(x).size(), "a part has another rank");
    const std::int64_t length = keeps_axis ? shape[static_cast<std::size_t>(axis)] : 1;
    l.finish(l.reshape(slice(l, x, axis, begin, length, 1), shape), i);
    begin += length;
  }
}

void lower_flip(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  ir::strided walk{0, natural_pitch(shape)};
  for (std::int64_t axis : l.integers("dims")) {
    const std::size_t at = lowering::axis_of(axis, shape.size());
    walk.offset += (shape[at] - 1) * walk.pitch[at];
    walk.pitch[at] = -walk.pitch[at];
  }
  l.finish(l.add(std::move(walk), {x}, shape));
}

// x with `length` elements of one axis, from `begin` on, replaced by those of `part`.
void scatter(lowering& l, ir::value_id part, std::int64_t axis, std::int64_t begin,
             std::int64_t length) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  const std::int64_t end = begin + length, extent = shape[static_cast<std::size_t>(axis)];
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
  const std::int64_t begin = from_start(l.has("start") ? l.integer("start") : 0, extent);
  const std::int64_t end = from_start(l.has("end") ? l.integer("end") : extent, extent);
  if (l.integer("step") != 1) throw limit{"steps are not supported", "write to whole parts"};
  scatter(l, l.tensor("src"), axis, begin, end - begin);
}

void lower_select_scatter(lowering& l) {
  ir::dims shape = l.shape(l.tensor("self"));
  const std::int64_t axis = l.axis("dim", shape.size());
  std::int64_t& extent = shape[static_cast<std::size_t>(axis)];
  const std::int64_t index = from_start(l.integer("index"), extent);
  extent = 1;
  scatter(l, l.reshape(l.tensor("src"), shape), axis, index, 1);
}

// Axes of extent 1 repeat, and new ones stand in front. Copies and fills have the shape of what
// they overwrite.
void lower_expand(lowering& l) {
  const ir::value_id x = l.tensor(l.has("src") ? "src" : l.has("value") ? "value" : "self");
  const ir::dims in = l.shape(x), out = l.result_type().shape;
  if (in == out) return l.finish(x);
  l.require(in.size() <= out.size(), "the result has fewer axes");
  ir::dims pitch(out.size(), 0);
  const ir::dims own = natural_pitch(in);
  for (std::size_t back = 1; back <= in.size(); ++back)
    if (in[in.size() - back] != 1) pitch[out.size() - back] = own[in.size() - back];
  l.finish(l.add(ir::strided{0, std::move(pitch)}, {x}, out));
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

// Whole factors: each element stands `factor` times along each spatial axis.
void lower_upsample_nearest(lowering& l) {
  const ir::value_id x = l.tensor(l.has("self") ? "self" : "input");
  const ir::dims in = l.shape(x), out = l.result_type().shape;
  l.require(in.size() == out.size(), "the result has another rank");
  const ir::dims own = natural_pitch(in);
  ir::dims shape, pitch;
  for (std::size_t axis = 0; axis < out.size(); ++axis) {
    l.require(in[axis] > 0, "a tensor is empty");
    if (out[axis] % in[axis] != 0)
      throw limit{"upsampling by a factor that is not whole is not supported",
                  "use a whole factor"};
    shape.push_back(in[axis]);
    pitch.push_back(own[axis]);
    if (out[axis] == in[axis]) continue;
    shape.push_back(out[axis] / in[axis]);
    pitch.push_back(0);
  }
  if (shape.size() > 6) throw limit{"upsampling of three axes is not supported", ""};
  l.finish(l.reshape(l.add(ir::strided{0, pitch}, {x}, shape), out));
}

}  // namespace

std::vector<row> slice_rows() {
  return {
      {"aten.slice.Tensor", "move", lower_slice},
      {"aten.narrow.default", "move", lower_narrow},
      {"aten.select.int", "move", lower_select},
      {"aten.slice_scatter.default", "move", lower_slice_scatter, "step 1"},
      {"aten.select_scatter.default", "move", lower_select_scatter},
      {"aten.copy.default", "move", lower_expand},
      {"aten.fill.Tensor", "move", lower_expand},
      {"aten.split.Tensor", "move", lower_parts},
      {"aten.split_with_sizes.default", "move", lower_parts},
      {"aten.chunk.default", "move", lower_parts},
      {"aten.unbind.int", "move", lower_parts},
      {"aten.flip.default", "move", lower_flip},
      {"aten.expand.default", "move", lower_expand},
      {"aten.expand_as.default", "move", lower_expand},
      {"aten.broadcast_to.default", "move", lower_expand},
      {"aten.repeat.default", "move", lower_repeat},
      {"aten.upsample_nearest1d.vec", "move", lower_upsample_nearest, "whole factors"},
      {"aten.upsample_nearest2d.vec", "move", lower_upsample_nearest, "whole factors"},
  };
}

}  // namespace genn::operators
