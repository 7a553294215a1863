// SPDX-License-Identifier: BSL-1.0
// Windows of an image as columns, and columns joined to an image again.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

struct plane {
  ir::dims kernel, dilation, padding, stride, blocks, padded;
  std::int64_t size() const { return padded[0] * padded[1]; }
};

plane plane_of(lowering& l, const ir::dims& image) {
  plane p{l.per_axis("kernel_size", 2),
          l.per_axis("dilation", 2),
          l.per_axis("padding", 2),
          l.per_axis("stride", 2),
          {},
          {}};
  for (std::size_t i = 0; i < 2; ++i) {
    p.padded.push_back(image[i] + 2 * p.padding[i]);
    l.require(p.stride[i] >= 1, "a stride is not positive");
    p.blocks.push_back((p.padded[i] - p.dilation[i] * (p.kernel[i] - 1) - 1) / p.stride[i] + 1);
  }
  return p;
}

void lower_im2col(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims in = l.shape(x);
  l.require(in.size() == 3 || in.size() == 4, "the input is no image");
  const std::size_t rank = in.size();
  const plane p = plane_of(l, {in[rank - 2], in[rank - 1]});
  const std::int64_t planes = ir::count(in) / (in[rank - 2] * in[rank - 1]);
  ir::value_id image = l.reshape(x, {planes, in[rank - 2], in[rank - 1]});
  if (p.padding[0] > 0 || p.padding[1] > 0)
    image = l.add(ir::pad{{0, p.padding[0], p.padding[1]}, {0, p.padding[0], p.padding[1]}},
                  {image}, {planes, p.padded[0], p.padded[1]});
  const std::int64_t row = p.padded[1];
  const ir::dims pitch{p.size(), p.dilation[0] * row, p.dilation[1], p.stride[0] * row,
                       p.stride[1]};
  const ir::dims shape{planes, p.kernel[0], p.kernel[1], p.blocks[0], p.blocks[1]};
  l.finish(l.reshape(l.add(ir::strided{0, pitch}, {image}, shape), l.result_type().shape));
}

void lower_col2im(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims image = l.integers("output_size"), out = l.result_type().shape;
  l.require(image.size() == 2, "the result is no image");
  const plane p = plane_of(l, image);
  const std::int64_t planes = ir::count(out) / (image[0] * image[1]);
  // [planes, taps * blocks]: each element goes to a place of the padded image.
  ir::dims places;
  for (std::int64_t kh = 0; kh < p.kernel[0]; ++kh)
    for (std::int64_t kw = 0; kw < p.kernel[1]; ++kw)
      for (std::int64_t oh = 0; oh < p.blocks[0]; ++oh)
        for (std::int64_t ow = 0; ow < p.blocks[1]; ++ow)
          places.push_back((oh * p.stride[0] + kh * p.dilation[0]) * p.padded[1] +
                           ow * p.stride[1] + kw * p.dilation[1]);
  const auto count = static_cast<std::int64_t>(places.size());
  const ir::value_id parts = l.permute(l.reshape(x, {planes, count}), {1, 0});
  const ir::dims whole{p.size(), planes};
  const ir::value_id zeros = expand(l, l.number(0.0), whole);
  const ir::value_id sums =
      l.add(ir::scatter{"add"}, {zeros, index_constant(l, {count}, places), parts}, whole);
  ir::value_id y = l.reshape(l.permute(sums, {1, 0}), {planes, p.padded[0], p.padded[1]});
  for (std::size_t i = 0; i < 2; ++i)
    y = slice(l, y, static_cast<std::int64_t>(1 + i), p.padding[i], image[i]);
  l.finish(l.reshape(y, out));
}

}  // namespace

std::vector<row> fold_rows() {
  return {
      {"aten.im2col.default", "move", lower_im2col},
      {"aten.col2im.default", "move", lower_col2im},
  };
}

}  // namespace genn::operators
