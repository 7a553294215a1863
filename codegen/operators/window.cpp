// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <numeric>

#include "operators/table.hpp"

namespace genn::operators {

namespace {

// Axes of [batch, channels, spatial...] with the channels last, and back.
ir::dims channels_last(std::size_t spatial) {
  ir::dims order{0};
  for (std::size_t i = 0; i < spatial; ++i) order.push_back(static_cast<std::int64_t>(2 + i));
  order.push_back(1);
  return order;
}
ir::dims channels_first(std::size_t spatial) {
  ir::dims order{0, static_cast<std::int64_t>(spatial + 1)};
  for (std::size_t i = 0; i < spatial; ++i) order.push_back(static_cast<std::int64_t>(1 + i));
  return order;
}

// Adds a window layer over `x`, [channels, spatial...] with or without a batch in front.
void add_window(lowering& l, ir::layer what, std::vector<ir::value_id> operands,
                std::size_t spatial) {
  ir::dims in = l.shape(operands.front()), out = l.result_type().shape;
  const bool batched = in.size() == spatial + 2;
  if (!batched && in.size() != spatial + 1)
    throw limit{"an input of this rank is not supported", "pass [batch, channels, ...]"};
  l.require(out.size() == in.size(), "the result has another rank");
  if (!batched) {
    in.insert(in.begin(), 1);
    out.insert(out.begin(), 1);
    operands.front() = l.reshape(operands.front(), in);
  }
  operands.front() = l.permute(operands.front(), channels_last(spatial));
  ir::dims out_last;
  for (const std::int64_t axis : channels_last(spatial))
    out_last.push_back(out[static_cast<std::size_t>(axis)]);
  const ir::value_id y =
      l.permute(l.add(std::move(what), operands, out_last), channels_first(spatial));
  l.finish(batched ? y : l.reshape(y, l.result_type().shape));
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
  std::vector<ir::value_id> operands{l.tensor("input"), weight};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  add_window(l, std::move(c), std::move(operands), Spatial);
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
  add_window(l, std::move(p), {l.tensor("self")}, Spatial);
}

template <std::size_t Spatial>
void lower_avg_pool(lowering& l) {
  ir::pool p = pool_of(l, Spatial, ir::pool::kind::average);
  if (!l.boolean("count_include_pad")) p.divisor = pool_divisor::data;
  if (Spatial > 1 && l.has("divisor_override")) {
    p.divisor = pool_divisor::fixed_number;
    p.number = l.integer("divisor_override");
  }
  add_window(l, std::move(p), {l.tensor("self")}, Spatial);
}

template <std::size_t Spatial>
void lower_adaptive_avg_pool(lowering& l) {
  add_window(l, ir::adaptive_avg_pool{l.per_axis("output_size", Spatial), {}}, {l.tensor("self")},
             Spatial);
}

}  // namespace

std::vector<row> window_rows() {
  return {
      {"aten.conv1d.default", "window", lower_convolution<1>, "the weight must be constant"},
      {"aten.conv1d.padding", "window", lower_convolution<1>, "the weight must be constant"},
      {"aten.conv2d.default", "window", lower_convolution<2>, "the weight must be constant"},
      {"aten.conv2d.padding", "window", lower_convolution<2>, "the weight must be constant"},
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
