// SPDX-License-Identifier: BSL-1.0
#include "operators/computed_weight.hpp"

#include "operators/pieces.hpp"
#include "operators/window.hpp"

namespace genn::operators {

namespace {

// [images, spatial...] -> [images, kernel..., positions...]
ir::value_id windows(lowering& l, const ir::convolution& c, ir::value_id x, const ir::dims& kernel,
                     const ir::dims& positions) {
  const std::size_t spatial = kernel.size();
  ir::pad around{{0}, {0}};
  ir::dims padded{l.shape(x)[0]};
  for (std::size_t i = 0; i < spatial; ++i) {
    around.before.push_back(c.before[i]);
    around.after.push_back(c.after[i]);
    padded.push_back(l.shape(x)[i + 1] + c.before[i] + c.after[i]);
  }
  if (padded != l.shape(x)) x = l.add(std::move(around), {x}, padded);

  ir::dims pitch(1 + 2 * spatial), shape{padded[0]};
  std::int64_t row = 1;
  for (std::size_t i = spatial; i-- > 0; row *= padded[i + 1]) {
    pitch[1 + i] = c.dilation[i] * row;
    pitch[1 + spatial + i] = c.stride[i] * row;
  }
  pitch[0] = row;
  shape.insert(shape.end(), kernel.begin(), kernel.end());
  shape.insert(shape.end(), positions.begin(), positions.end());
  return l.add(ir::strided{0, std::move(pitch)}, {x}, std::move(shape));
}

// The product of the weight and the windows, plus the bias.
ir::value_id by_product(lowering& l, const ir::convolution& c,
                        const std::vector<ir::value_id>& operands, const ir::dims& shape) {
  const ir::dims weight = l.shape(operands[1]), in = l.shape(operands[0]);
  const std::size_t spatial = weight.size() - 2;
  l.require(in.size() == spatial + 1 || in.size() == spatial + 2, "the input has another rank");
  l.require(shape.size() == in.size() && c.groups >= 1, "the result has another rank");
  const ir::dims kernel(weight.begin() + 2, weight.end());
  const ir::dims positions(shape.end() - static_cast<std::ptrdiff_t>(spatial), shape.end());
  ir::dims images(in.end() - static_cast<std::ptrdiff_t>(spatial), in.end());
  const std::int64_t channels = weight[1] * c.groups, features = weight[0];
  const std::int64_t batch = in.size() == spatial + 2 ? in[0] : 1;
  images.insert(images.begin(), batch * channels);
  l.require(ir::count(images) == ir::count(in), "the weight has other channels");

  const std::int64_t taps = weight[1] * ir::count(kernel), count = ir::count(positions);
  const ir::value_id columns =
      l.reshape(windows(l, c, l.reshape(operands[0], images), kernel, positions),
                {batch, c.groups, taps, count});
  const ir::value_id rows = l.reshape(operands[1], {1, c.groups, features / c.groups, taps});
  ir::value_id y = l.reshape(product(l, rows, columns), {batch, features, count});
  if (operands.size() > 2) y = join(l, "add", y, l.reshape(operands[2], {features, 1}));
  return l.reshape(y, shape);
}

}  // namespace

ir::value_id convolve(lowering& l, ir::convolution c, std::vector<ir::value_id> operands,
                      const ir::dims& shape) {
  for (std::size_t i = 1; i < operands.size(); ++i)
    if (l.depends_on_input(operands[i])) return by_product(l, c, operands, shape);
  const std::size_t spatial = l.shape(operands[1]).size() - 2;
  return window(l, std::move(c), std::move(operands), spatial, shape);
}

}  // namespace genn::operators
