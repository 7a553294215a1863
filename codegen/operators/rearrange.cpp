// SPDX-License-Identifier: BSL-1.0
// Elements in another order, some of them repeated or left out: walks over memory and permutes.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

std::size_t at(std::int64_t axis) { return static_cast<std::size_t>(axis); }

// Along one axis: the last `shift` elements first.
ir::value_id rolled(lowering& l, ir::value_id x, std::size_t axis, std::int64_t shift) {
  const std::int64_t extent = l.shape(x)[axis], along = static_cast<std::int64_t>(axis);
  const std::int64_t first = ((shift % extent) + extent) % extent;
  if (first == 0) return x;
  const ir::value_id end = slice(l, x, along, extent - first, first);
  return l.add(ir::concat{along}, {end, slice(l, x, along, 0, extent - first)}, l.shape(x));
}

void lower_roll(lowering& l) {
  ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x), shifts = l.integers("shifts"), dims = l.integers("dims");
  if (dims.empty()) {
    const ir::value_id flat = l.reshape(x, {ir::count(shape)});
    return l.finish(l.reshape(rolled(l, flat, 0, shifts.at(0)), shape));
  }
  l.require(dims.size() == shifts.size(), "there are more shifts than axes");
  for (std::size_t i = 0; i < dims.size(); ++i)
    x = rolled(l, x, lowering::axis_of(dims[i], shape.size()), shifts[i]);
  l.finish(x);
}

// The middle of each axis comes to its front, or back to the middle.
template <bool Forward>
void lower_shift(lowering& l) {
  ir::value_id x = l.tensor("self");
  const std::size_t rank = l.shape(x).size();
  ir::dims axes = l.has("dim") ? l.integers("dim") : natural_order(rank);
  for (const std::int64_t given : axes) {
    const std::size_t axis = lowering::axis_of(given, rank);
    const std::int64_t extent = l.shape(x)[axis];
    x = rolled(l, x, axis, Forward ? extent / 2 : (extent + 1) / 2);
  }
  l.finish(x);
}

// [..., C r r, H, W] -> [..., C, H r, W r], and back.
void lower_pixel_shuffle(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x);
  const std::int64_t r = l.integer("upscale_factor");
  l.require(in.size() >= 3 && r > 0, "the tensor has no channels");
  const std::int64_t height = in[in.size() - 2], width = in.back();
  const std::int64_t groups = ir::count(in) / (r * r * height * width);
  const ir::value_id split = l.reshape(x, {groups, r, r, height, width});
  l.finish(l.reshape(l.permute(split, {0, 3, 1, 4, 2}), l.result_type().shape));
}
void lower_pixel_unshuffle(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x);
  const std::int64_t r = l.integer("downscale_factor");
  l.require(in.size() >= 3 && r > 0, "the tensor has no channels");
  const std::int64_t height = in[in.size() - 2] / r, width = in.back() / r;
  const std::int64_t groups = ir::count(in) / (r * r * height * width);
  const ir::value_id split = l.reshape(x, {groups, height, r, width, r});
  l.finish(l.reshape(l.permute(split, {0, 2, 4, 1, 3}), l.result_type().shape));
}
void lower_channel_shuffle(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x);
  const std::int64_t groups = l.integer("groups");
  l.require(in.size() >= 2 && groups > 0 && in[1] % groups == 0, "the groups do not divide");
  const ir::value_id split =
      l.reshape(x, {in[0], groups, in[1] / groups, ir::count(in) / (in[0] * in[1])});
  l.finish(l.reshape(l.permute(split, {0, 2, 1, 3}), in));
}

// Windows of one axis become an axis at the end.
void lower_unfold(lowering& l) {
  const ir::value_id x = with_axes(l, l.tensor("self"));
  const ir::dims in = l.shape(x);
  const std::size_t axis = at(l.axis("dimension", in.size()));
  ir::dims pitch = natural_pitch(in);
  const std::int64_t own = pitch[axis];
  pitch[axis] *= l.integer("step");
  pitch.push_back(own);
  if (l.result_type().shape.size() != pitch.size()) return l.finish(x);  // of one without axes
  l.finish(l.add(ir::strided{0, pitch}, {x}, l.result_type().shape));
}

void lower_as_strided(lowering& l) {
  const std::int64_t offset = l.has("storage_offset") ? l.integer("storage_offset") : 0;
  l.finish(
      l.add(ir::strided{offset, l.integers("stride")}, {l.tensor("self")}, l.integers("size")));
}

// Each element n times in a row, along one axis or of all.
void lower_repeat_interleave(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (!l.has("dim")) x = l.reshape(x, {ir::count(l.shape(x))});
  ir::dims in = l.shape(x);
  const std::size_t axis = l.has("dim") ? at(l.axis("dim", in.size())) : 0;
  const std::int64_t times = l.integer("repeats");
  ir::dims shape{ir::count({in.begin(), in.begin() + static_cast<std::ptrdiff_t>(axis)}), in[axis],
                 times, natural_pitch(in)[axis]};
  const ir::dims pitch{in[axis] * shape[3], shape[3], 0, 1};
  l.finish(l.reshape(l.add(ir::strided{0, pitch}, {x}, shape), l.result_type().shape));
}

// Element i repeats[i] times in a row; a single number of times counts for all.
void lower_repeat_interleave_each(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (!l.has("dim")) x = l.reshape(x, {ir::count(l.shape(x))});
  const std::size_t axis = l.has("dim") ? at(l.axis("dim", l.shape(x).size())) : 0;
  const auto times = l.known(l.tensor("repeats"));
  if (!times) throw limit{"repeats are computed from an input", "keep them constant"};
  const std::int64_t extent = l.shape(x)[axis];
  l.require(times->size() == 1 || times->size() == at(extent), "repeats have another size");
  ir::dims rows;
  for (std::int64_t i = 0; i < extent; ++i)
    rows.insert(rows.end(), static_cast<std::size_t>((*times)[times->size() == 1 ? 0 : at(i)]), i);
  l.finish(take(l, x, axis, index_constant(l, {static_cast<std::int64_t>(rows.size())}, rows)));
}

void lower_rot90(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::dims shape = l.shape(x), pitch = natural_pitch(shape);
  const ir::dims dims = l.integers("dims");
  l.require(dims.size() == 2, "a plane has two axes");
  const std::size_t a = lowering::axis_of(dims[0], shape.size());
  const std::size_t b = lowering::axis_of(dims[1], shape.size());
  std::int64_t offset = 0;
  for (std::int64_t turn = ((l.integer("k") % 4) + 4) % 4; turn > 0; --turn) {
    // The axes change places, and the first one runs backwards.
    std::swap(shape[a], shape[b]);
    std::swap(pitch[a], pitch[b]);
    offset += (shape[a] - 1) * pitch[a];
    pitch[a] = -pitch[a];
  }
  l.finish(l.add(ir::strided{offset, pitch}, {x}, shape));
}

}  // namespace

std::vector<row> rearrange_rows() {
  return {
      {"aten.roll.default", "move", lower_roll},
      {"aten.fft_fftshift.default", "move", lower_shift<true>},
      {"aten.fft_ifftshift.default", "move", lower_shift<false>},
      {"aten.pixel_shuffle.default", "move", lower_pixel_shuffle},
      {"aten.pixel_unshuffle.default", "move", lower_pixel_unshuffle},
      {"aten.channel_shuffle.default", "move", lower_channel_shuffle},
      {"aten.native_channel_shuffle.default", "move", lower_channel_shuffle},
      {"aten.unfold.default", "move", lower_unfold},
      {"aten.as_strided.default", "move", lower_as_strided},
      {"aten.repeat_interleave.self_Tensor", "move", lower_repeat_interleave_each,
       "repeats are constant"},
      {"aten.repeat_interleave.self_int", "move", lower_repeat_interleave},
      {"aten.rot90.default", "move", lower_rot90},
  };
}

}  // namespace genn::operators
