// SPDX-License-Identifier: BSL-1.0
#include "operators/window.hpp"

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// A weight that the program computes: the windows as columns, times the weight as a matrix.
ir::value_id convolve_with(lowering& l, const ir::convolution& c, std::size_t spatial) {
  if (spatial > 2)
    throw limit{"its weight is computed from an input", "keep it in a parameter, or unfold in 2-d"};
  const ir::value_id weight = l.tensor("weight");
  ir::value_id x = l.tensor("input");
  ir::dims in = l.shape(x), out = l.result_type().shape, kernel = l.shape(weight);
  l.require(in.size() >= spatial + 1 && out.size() == in.size(), "the input has another rank");
  if (in.size() == spatial + 1) {
    in.insert(in.begin(), 1);
    out.insert(out.begin(), 1);
  }
  const std::int64_t planes = in[0] * in[1];
  ir::dims padded{planes}, before{0}, after{0}, walk, shape{planes};
  for (std::size_t i = 0; i < spatial; ++i) {
    before.push_back(c.before[i]);
    after.push_back(c.after[i]);
    padded.push_back(in[2 + i] + c.before[i] + c.after[i]);
    shape.push_back(kernel[2 + i]);
  }
  shape.insert(shape.end(), out.begin() + 2, out.end());
  x = l.reshape(x, [&] {
    ir::dims flat{planes};
    flat.insert(flat.end(), in.begin() + 2, in.end());
    return flat;
  }());
  if (padded != l.shape(x)) x = l.add(ir::pad{before, after}, {x}, padded);
  const ir::dims own = natural_pitch(padded);
  walk.push_back(own[0]);
  for (std::size_t i = 0; i < spatial; ++i) walk.push_back(own[1 + i] * c.dilation[i]);
  for (std::size_t i = 0; i < spatial; ++i) walk.push_back(own[1 + i] * c.stride[i]);
  const std::int64_t taps = in[1] / c.groups * ir::count({kernel.begin() + 2, kernel.end()});
  const std::int64_t positions = ir::count({out.begin() + 2, out.end()});
  const ir::value_id columns =
      l.reshape(l.add(ir::strided{0, walk}, {x}, shape), {in[0], c.groups, taps, positions});
  const ir::value_id matrix = l.reshape(weight, {1, c.groups, out[1] / c.groups, taps});
  ir::value_id y = l.reshape(product(l, matrix, columns), {in[0], out[1], positions});
  if (l.has("bias")) y = join(l, "add", y, l.reshape(l.tensor("bias"), {out[1], 1}));
  return l.reshape(y, l.result_type().shape);
}

template <std::size_t Spatial>
void lower_convolution(lowering& l) {
  ir::convolution c;
  c.stride = l.per_axis("stride", Spatial);
  c.dilation = l.per_axis("dilation", Spatial);
  c.groups = l.integer("groups");
  const ir::value_id weight = l.tensor("weight");
  l.require(l.shape(weight).size() == Spatial + 2, "the weight has another rank");
  if (l.target().find(".padding") == std::string::npos) {
    c.before = c.after = l.per_axis("padding", Spatial);
  } else {
    // "same": a total of dilation * (kernel - 1), the odd one at the end.
    const bool same = l.text("padding") == "same";
    for (std::size_t i = 0; i < Spatial; ++i) {
      const std::int64_t total = same ? c.dilation[i] * (l.shape(weight)[2 + i] - 1) : 0;
      c.before.push_back(total / 2);
      c.after.push_back(total - total / 2);
    }
  }
  l.require(c.groups >= 1, "there are no groups");
  if (l.depends_on_input(weight)) return l.finish(convolve_with(l, c, Spatial));
  std::vector<ir::value_id> operands{l.tensor("input"), weight};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  l.finish(window(l, std::move(c), std::move(operands), Spatial, l.result_type().shape));
}

void finish_pool(lowering& l, ir::layer what, std::size_t spatial) {
  l.finish(window(l, std::move(what), {l.tensor("self")}, spatial, l.result_type().shape));
}

ir::pool pool_of(lowering& l, std::size_t spatial, ir::pool::kind what) {
  ir::pool p{what, {}, {}, {}, {}, {}, false, pool_divisor::padded, 0, {}};
  p.kernel = l.per_axis("kernel_size", spatial);
  const bool own_stride = l.has("stride") && !l.integers("stride").empty();
  p.stride = own_stride ? l.per_axis("stride", spatial) : p.kernel;
  p.dilation = ir::dims(spatial, 1);
  p.before = p.after = l.per_axis("padding", spatial);
  p.ceil = l.boolean("ceil_mode");
  return p;
}

template <std::size_t Spatial>
void lower_max_pool(lowering& l) {
  ir::pool p = pool_of(l, Spatial, ir::pool::kind::maximum);
  p.dilation = l.per_axis("dilation", Spatial);
  finish_pool(l, std::move(p), Spatial);
}

template <std::size_t Spatial>
void lower_avg_pool(lowering& l) {
  ir::pool p = pool_of(l, Spatial, ir::pool::kind::average);
  if (!l.boolean("count_include_pad")) p.divisor = pool_divisor::data;
  if (Spatial > 1 && l.has("divisor_override")) {
    p.divisor = pool_divisor::fixed_number;
    p.number = l.integer("divisor_override");
  }
  finish_pool(l, std::move(p), Spatial);
}

template <std::size_t Spatial>
void lower_adaptive_avg_pool(lowering& l) {
  finish_pool(l, ir::adaptive_avg_pool{l.per_axis("output_size", Spatial), {}}, Spatial);
}

}  // namespace

std::vector<row> window_rows() {
  return {
      {"aten.conv1d.default", "window", lower_convolution<1>},
      {"aten.conv1d.padding", "window", lower_convolution<1>},
      {"aten.conv2d.default", "window", lower_convolution<2>},
      {"aten.conv2d.padding", "window", lower_convolution<2>},
      {"aten.conv3d.default", "window", lower_convolution<3>, "the weight must be constant"},
      {"aten.conv3d.padding", "window", lower_convolution<3>, "the weight must be constant"},
      {"aten.max_pool3d.default", "window", lower_max_pool<3>},
      {"aten.avg_pool3d.default", "window", lower_avg_pool<3>},
      {"aten.adaptive_avg_pool3d.default", "window", lower_adaptive_avg_pool<3>},
      {"aten._adaptive_avg_pool3d.default", "window", lower_adaptive_avg_pool<3>},
      {"aten.max_pool1d.default", "window", lower_max_pool<1>},
      {"aten.max_pool2d.default", "window", lower_max_pool<2>},
      {"aten.avg_pool1d.default", "window", lower_avg_pool<1>},
      {"aten.avg_pool2d.default", "window", lower_avg_pool<2>},
      {"aten.adaptive_avg_pool1d.default", "window", lower_adaptive_avg_pool<1>},
      {"aten.adaptive_avg_pool2d.default", "window", lower_adaptive_avg_pool<2>},
      {"aten._adaptive_avg_pool2d.default", "window", lower_adaptive_avg_pool<2>},
  };
}

}  // namespace genn::operators
