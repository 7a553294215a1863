// SPDX-License-Identifier: BSL-1.0
// Convolutions whose weight or bias the program computes: the windows as columns, times the weight
// as a matrix.
#include "operators/pieces.hpp"
#include "operators/window.hpp"

namespace genn::operators {

namespace {

// [planes, spatial...] with the padding written out.
ir::value_id padded(lowering& l, const ir::convolution& c, ir::value_id x) {
  const ir::dims in = l.shape(x);
  ir::dims shape{in[0]}, before{0}, after{0};
  for (std::size_t i = 0; i + 1 < in.size(); ++i) {
    before.push_back(c.before[i]);
    after.push_back(c.after[i]);
    shape.push_back(in[1 + i] + c.before[i] + c.after[i]);
  }
  return shape == in ? x : l.add(ir::pad{before, after}, {x}, shape);
}

// [planes, kernel..., positions...] of an input [planes, spatial...]; in three dimensions without
// the first axis of the kernel, of which this is tap `depth`.
ir::value_id columns_of(lowering& l, const ir::convolution& c, ir::value_id x,
                        const ir::dims& kernel, const ir::dims& positions, std::int64_t depth) {
  const std::size_t spatial = kernel.size(), first = spatial == 3 ? 1 : 0;
  const ir::dims in = l.shape(x), own = natural_pitch(in);
  ir::dims shape{in[0]}, walk{own[0]};
  for (std::size_t i = first; i < spatial; ++i) walk.push_back(own[1 + i] * c.dilation[i]);
  for (std::size_t i = 0; i < spatial; ++i) walk.push_back(own[1 + i] * c.stride[i]);
  shape.insert(shape.end(), kernel.begin() + static_cast<std::ptrdiff_t>(first), kernel.end());
  shape.insert(shape.end(), positions.begin(), positions.end());
  return l.add(ir::strided{depth * c.dilation[0] * own[1], walk}, {x}, shape);
}

// [planes, taps, positions].
ir::value_id matrix_of(lowering& l, const ir::convolution& c, ir::value_id x,
                       const ir::dims& kernel, const ir::dims& positions) {
  x = padded(l, c, x);
  const std::int64_t planes = l.shape(x)[0], count = ir::count(positions);
  const std::int64_t taps = ir::count(kernel);
  if (kernel.size() < 3)
    return l.reshape(columns_of(l, c, x, kernel, positions, 0), {planes, taps, count});
  std::vector<ir::value_id> slices;
  for (std::int64_t depth = 0; depth < kernel[0]; ++depth)
    slices.push_back(l.reshape(columns_of(l, c, x, kernel, positions, depth),
                               {planes, taps / kernel[0], count}));
  if (slices.size() == 1) return slices.front();
  return l.add(ir::concat{1}, std::move(slices), {planes, taps, count});
}

ir::value_id product_with(lowering& l, const ir::convolution& c, ir::value_id x,
                          ir::value_id weight, std::size_t spatial, const ir::dims& result) {
  ir::dims in = l.shape(x), out = result;
  l.require(in.size() >= spatial + 1 && out.size() == in.size(), "the input has another rank");
  if (in.size() == spatial + 1) {
    in.insert(in.begin(), 1);
    out.insert(out.begin(), 1);
  }
  const ir::dims all = l.shape(weight);
  const ir::dims kernel(all.begin() + 2, all.end()), positions(out.begin() + 2, out.end());
  ir::dims planes{in[0] * in[1]};
  planes.insert(planes.end(), in.begin() + 2, in.end());
  const std::int64_t taps = in[1] / c.groups * ir::count(kernel);
  const ir::value_id columns = l.reshape(matrix_of(l, c, l.reshape(x, planes), kernel, positions),
                                         {in[0], c.groups, taps, ir::count(positions)});
  const ir::value_id matrix = l.reshape(weight, {1, c.groups, out[1] / c.groups, taps});
  return l.reshape(product(l, matrix, columns), result);
}

}  // namespace

ir::value_id convolve(lowering& l, ir::convolution c, std::vector<ir::value_id> operands,
                      std::size_t spatial, const ir::dims& shape) {
  l.require(c.groups >= 1, "there are no groups");
  const ir::value_id weight = operands[1];
  std::optional<ir::value_id> bias;
  if (operands.size() > 2 && (l.depends_on_input(weight) || l.depends_on_input(operands[2]))) {
    bias = operands[2];
    operands.pop_back();
  }
  const ir::value_id y = l.depends_on_input(weight)
                             ? product_with(l, c, operands[0], weight, spatial, shape)
                             : window(l, std::move(c), std::move(operands), spatial, shape);
  if (!bias) return y;
  ir::dims per_channel(spatial + 1, 1);
  per_channel[0] = l.shape(*bias).front();
  return join(l, "add", y, l.reshape(*bias, per_channel));
}

}  // namespace genn::operators
