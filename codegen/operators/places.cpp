// SPDX-License-Identifier: BSL-1.0
// Maxima of windows with their places in the input, of uneven windows, and the way back.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"
#include "operators/window.hpp"

namespace genn::operators {

namespace {

// The elements of each window of one axis; windows that hold fewer repeat their first.
using windows = std::vector<ir::dims>;

void even_out(windows& all) {
  std::size_t longest = 0;
  for (const ir::dims& w : all) longest = std::max(longest, w.size());
  for (ir::dims& w : all) {
    lowering::require(!w.empty(), "a window holds nothing");
    w.resize(longest, w.front());
  }
}

windows sliding(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t stride,
                std::int64_t padding, std::int64_t dilation) {
  windows all(static_cast<std::size_t>(out));
  for (std::int64_t o = 0; o < out; ++o)
    for (std::int64_t k = 0; k < kernel; ++k) {
      const std::int64_t i = o * stride - padding + k * dilation;
      if (i >= 0 && i < in) all[static_cast<std::size_t>(o)].push_back(i);
    }
  even_out(all);
  return all;
}

windows adaptive(std::int64_t in, std::int64_t out) {
  windows all;
  for (std::int64_t o = 0; o < out; ++o) {
    all.emplace_back();
    for (std::int64_t i = o * in / out; i < ((o + 1) * in + out - 1) / out; ++i)
      all.back().push_back(i);
  }
  even_out(all);
  return all;
}

// Places in memory of the spatial axes: [tap, position].
struct table {
  std::int64_t taps, positions;
  ir::dims places;
};

table product(const std::vector<windows>& axes, const ir::dims& in) {
  table t{1, 1, {0}};
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    const windows& w = axes[axis];
    const auto taps = static_cast<std::int64_t>(w.front().size());
    const auto positions = static_cast<std::int64_t>(w.size());
    table next{t.taps * taps, t.positions * positions, {}};
    for (std::int64_t outer = 0; outer < t.taps; ++outer)
      for (std::int64_t tap = 0; tap < taps; ++tap)
        for (std::int64_t p = 0; p < t.positions; ++p)
          for (const ir::dims& window : w)
            next.places.push_back(t.places[static_cast<std::size_t>(outer * t.positions + p)] *
                                      in[axis] +
                                  window[static_cast<std::size_t>(tap)]);
    t = std::move(next);
  }
  return t;
}

void finish(lowering& l, const std::vector<windows>& axes) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  const std::size_t spatial = axes.size();
  const ir::dims in(shape.end() - static_cast<std::ptrdiff_t>(spatial), shape.end());
  const std::int64_t size = ir::count(in), planes = ir::count(shape) / size;
  const table t = product(axes, in);
  const ir::value_id columns = l.permute(l.reshape(x, {planes, size}), {1, 0});
  const std::int64_t all = t.taps * t.positions;
  const ir::value_id places = index_constant(l, {all}, t.places);
  const ir::value_id taken = l.reshape(l.add(ir::gather{}, {columns, places}, {all, planes}),
                                       {t.taps, t.positions * planes});
  const auto planes_first = [&](ir::value_id rows, std::size_t result) {
    const ir::value_id turned = l.permute(l.reshape(rows, {t.positions, planes}), {1, 0});
    l.finish(l.reshape(turned, l.result_type(result).shape), result);
  };
  planes_first(reduce_columns(l, "maximum", taken), 0);
  if (!l.is_read(1)) return;
  const ir::value_id tap = l.add(ir::arg_reduce{true}, {taken}, {t.positions * planes});
  ir::dims positions;
  for (std::int64_t p = 0; p < t.positions; ++p) positions.push_back(p);
  const ir::value_id at = join(
      l, "add", scaled(l, l.reshape(tap, {t.positions, planes}), static_cast<double>(t.positions)),
      index_constant(l, {t.positions, 1}, positions));
  planes_first(take_flat(l, places, at), 1);
}

ir::dims spatial_part(const ir::dims& shape, std::size_t spatial) {
  lowering::require(shape.size() == spatial + 1 || shape.size() == spatial + 2,
                    "the input has another rank");
  return {shape.end() - static_cast<std::ptrdiff_t>(spatial), shape.end()};
}

template <std::size_t Spatial>
void lower_max_pool(lowering& l) {
  const ir::dims in = spatial_part(l.shape(l.tensor("self")), Spatial);
  const ir::dims out = spatial_part(l.result_type().shape, Spatial);
  const ir::dims kernel = l.per_axis("kernel_size", Spatial);
  const bool own_stride = l.has("stride") && !l.integers("stride").empty();
  const ir::dims stride = own_stride ? l.per_axis("stride", Spatial) : kernel;
  const ir::dims padding = l.per_axis("padding", Spatial);
  const ir::dims dilation = l.per_axis("dilation", Spatial);
  if (!l.is_read(1)) {
    ir::pool p{
        ir::pool::kind::maximum, kernel, stride, dilation, padding, padding, l.boolean("ceil_mode"),
        pool_divisor::padded,    0,      {}};
    return l.finish(window(l, std::move(p), {l.tensor("self")}, Spatial, l.result_type().shape));
  }
  std::vector<windows> axes;
  for (std::size_t i = 0; i < Spatial; ++i)
    axes.push_back(sliding(in[i], out[i], kernel[i], stride[i], padding[i], dilation[i]));
  finish(l, axes);
}

template <std::size_t Spatial>
void lower_adaptive_max_pool(lowering& l) {
  const ir::dims in = spatial_part(l.shape(l.tensor("self")), Spatial);
  const ir::dims out = spatial_part(l.result_type().shape, Spatial);
  ir::dims kernel;
  for (std::size_t i = 0; i < Spatial; ++i)
    if (in[i] % out[i] == 0) kernel.push_back(in[i] / out[i]);
  if (kernel.size() == Spatial && !l.is_read(1)) {  // windows of one size, side by side
    const ir::dims ones(Spatial, 1), zeros(Spatial, 0);
    ir::pool p{ir::pool::kind::maximum, kernel, kernel, ones, zeros, zeros, false,
               pool_divisor::padded,    0,      {}};
    return l.finish(window(l, std::move(p), {l.tensor("self")}, Spatial, l.result_type().shape));
  }
  std::vector<windows> axes;
  for (std::size_t i = 0; i < Spatial; ++i) axes.push_back(adaptive(in[i], out[i]));
  finish(l, axes);
}

// Each element to the place it came from; elsewhere 0.
template <std::size_t Spatial>
void lower_max_unpool(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims out = l.result_type().shape;
  const std::int64_t in_size = ir::count(spatial_part(l.shape(x), Spatial));
  const std::int64_t out_size = ir::count(spatial_part(out, Spatial));
  const std::int64_t planes = ir::count(l.shape(x)) / in_size, count = planes * in_size;
  ir::dims begins;
  for (std::int64_t p = 0; p < planes; ++p) begins.push_back(p * out_size);
  const ir::value_id places = join(l, "add", l.reshape(l.tensor("indices"), {planes, in_size}),
                                   index_constant(l, {planes, 1}, begins));
  const ir::dims whole{planes * out_size, 1};
  const ir::value_id zeros = expand(l, l.number(0.0), whole);
  l.finish(l.reshape(l.add(ir::scatter{"second"},
                           {zeros, l.reshape(places, {count}), l.reshape(x, {count, 1})}, whole),
                     out));
}

}  // namespace

std::vector<row> place_rows() {
  return {
      {"aten.max_pool1d_with_indices.default", "window", lower_max_pool<1>},
      {"aten.max_pool2d_with_indices.default", "window", lower_max_pool<2>},
      {"aten.max_pool3d_with_indices.default", "window", lower_max_pool<3>},
      {"aten.adaptive_max_pool1d.default", "window", lower_adaptive_max_pool<1>},
      {"aten.adaptive_max_pool2d.default", "window", lower_adaptive_max_pool<2>},
      {"aten.adaptive_max_pool3d.default", "window", lower_adaptive_max_pool<3>},
      {"aten.max_unpool2d.default", "window", lower_max_unpool<2>},
      {"aten.max_unpool3d.default", "window", lower_max_unpool<3>},
  };
}

}  // namespace genn::operators
