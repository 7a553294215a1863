// SPDX-License-Identifier: BSL-1.0
#include "operators/window.hpp"

#include "operators/table.hpp"

namespace genn::operators {

namespace {

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
  std::vector<ir::value_id> operands{l.tensor("input"), weight};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  l.finish(convolve(l, std::move(c), std::move(operands), Spatial, l.result_type().shape));
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
      {"aten.conv3d.default", "window", lower_convolution<3>},
      {"aten.conv3d.padding", "window", lower_convolution<3>},
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
