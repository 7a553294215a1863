// SPDX-License-Identifier: BSL-1.0
// Transposed convolutions: plain ones over inputs with zeros between their elements, which
// passes/split_phases takes out again where there are few phases; where windows lie side by side,
// products of single positions whose results are laid out.
#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"
#include "operators/window.hpp"

namespace genn::operators {

namespace {

// stride - 1 zeros behind each element of an axis.
ir::value_id spread(lowering& l, ir::value_id x, std::size_t axis, std::int64_t stride) {
  if (stride == 1) return x;
  ir::dims shape = l.shape(x);
  const std::int64_t inner = natural_pitch(shape)[axis], rows = ir::count(shape) / inner;
  const ir::value_id apart = l.reshape(x, {rows, 1, inner});
  const ir::value_id wide =
      l.add(ir::pad{{0, 0, 0}, {0, stride - 1, 0}}, {apart}, {rows, stride, inner});
  shape[axis] *= stride;
  return l.reshape(wide, shape);
}

struct transposed {
  ir::dims stride, dilation, padding, output_padding, kernel;
  std::int64_t groups;
};

// A weight made of the program's one keeps the scales of its outputs, each of which has `rows`.
ir::value_id with_scales(lowering& l, ir::value_id made, ir::value_id weight, std::int64_t groups,
                         std::int64_t rows) {
  const std::vector<float> scales = l.network()[weight].column_scales;
  if (scales.empty()) return made;
  const ir::value_id constant =
      l.add_constant(l.network()[weight].name, l.shape(made), *l.known(made));
  std::vector<float>& of_rows = l.network()[constant].scales;
  for (std::int64_t g = 0; g < groups; ++g)
    for (const float scale : scales)
      of_rows.insert(of_rows.end(), static_cast<std::size_t>(rows), scale);
  return constant;
}

// [inputs, outputs / groups, kernel...] as the weight of a plain convolution: [outputs, inputs /
// groups, kernel...] with its windows turned around.
ir::value_id turned_weight(lowering& l, ir::value_id weight, const transposed& t) {
  const ir::dims shape = l.shape(weight);
  ir::strided walk{0, natural_pitch(shape)};
  for (std::size_t axis = 2; axis < shape.size(); ++axis) {
    walk.offset += (shape[axis] - 1) * walk.pitch[axis];
    walk.pitch[axis] = -walk.pitch[axis];
  }
  const std::int64_t taps = ir::count(t.kernel), inputs = shape[0] / t.groups;
  const ir::value_id turned = l.add(std::move(walk), {weight}, shape);
  const ir::value_id split = l.reshape(turned, {t.groups, inputs, shape[1], taps});
  ir::dims result = shape;
  result[0] = shape[1] * t.groups;
  result[1] = inputs;
  return with_scales(l, l.reshape(l.permute(split, {0, 2, 1, 3}), result), weight, t.groups, 1);
}

// Zeros between inputs that take no work: of few phases, each with taps of its own.
bool has_few_phases(const lowering& l, ir::value_id x, ir::value_id weight, const transposed& t) {
  constexpr std::int64_t most_phases = 16;
  for (std::size_t i = 0; i < t.kernel.size(); ++i)
    if (t.dilation[i] * (t.kernel[i] - 1) < t.padding[i]) return false;
  const std::int64_t phases = ir::count(t.stride);
  return phases > 1 && phases <= most_phases && l.depends_on_input(x) &&
         !l.depends_on_input(weight);
}

ir::value_id by_convolution(lowering& l, ir::value_id x, ir::value_id weight, const transposed& t,
                            const ir::dims& shape) {
  ir::convolution c;
  c.stride = ir::dims(t.kernel.size(), 1);
  c.dilation = t.dilation;
  c.groups = t.groups;
  const bool by_phases = has_few_phases(l, x, weight, t);
  if (by_phases) c.spread = t.stride;
  for (std::size_t i = 0; i < t.kernel.size(); ++i) {
    const std::size_t axis = 2 + i;
    if (by_phases) {
      c.before.push_back(t.dilation[i] * (t.kernel[i] - 1) - t.padding[i]);
      c.after.push_back(c.before.back() + t.output_padding[i]);
      continue;
    }
    x = spread(l, x, axis, t.stride[i]);
    const std::int64_t reach = t.dilation[i] * (t.kernel[i] - 1);
    const std::int64_t before = reach - t.padding[i];
    const std::int64_t after = before + t.output_padding[i] - (t.stride[i] - 1);
    // Padding beyond the reach of a window cuts the input.
    const std::int64_t front_cut = std::max<std::int64_t>(-before, 0);
    const std::int64_t end_cut = std::max<std::int64_t>(-after, 0);
    x = slice(l, x, static_cast<std::int64_t>(axis), front_cut,
              l.shape(x)[axis] - front_cut - end_cut);
    c.before.push_back(std::max<std::int64_t>(before, 0));
    c.after.push_back(std::max<std::int64_t>(after, 0));
  }
  std::vector<ir::value_id> operands{x, turned_weight(l, weight, t)};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  return convolve(l, std::move(c), std::move(operands), t.kernel.size(), shape);
}

bool side_by_side(const transposed& t) {
  const auto all = [](const ir::dims& list, std::int64_t number) {
    return std::all_of(list.begin(), list.end(), [&](std::int64_t x) { return x == number; });
  };
  return t.kernel.size() < 3 && t.kernel == t.stride && all(t.padding, 0) &&
         all(t.output_padding, 0) && all(t.dilation, 1);
}

// Windows of one position with outputs * taps features; the features become positions.
ir::value_id by_position(lowering& l, ir::value_id x, ir::value_id weight, const transposed& t,
                         const ir::dims& shape) {
  const std::size_t spatial = t.kernel.size();
  const ir::dims in = l.shape(x), given = l.shape(weight);
  const std::int64_t taps = ir::count(t.kernel), inputs = given[0] / t.groups;
  const std::int64_t outputs = given[1] * t.groups;
  ir::dims weight_shape(spatial + 2, 1), features = in;
  weight_shape[0] = features[1] = outputs * taps;
  weight_shape[1] = inputs;
  const ir::value_id split = l.reshape(weight, {t.groups, inputs, given[1] * taps});
  const ir::value_id rows = l.reshape(l.permute(split, {0, 2, 1}), weight_shape);
  std::vector<ir::value_id> operands{x, with_scales(l, rows, weight, t.groups, taps)};
  if (l.has("bias")) {
    const ir::value_id each = l.reshape(l.tensor("bias"), {outputs, 1});
    operands.push_back(l.reshape(expand(l, each, {outputs, taps}), {outputs * taps}));
  }
  const ir::dims ones(spatial, 1), zeros(spatial, 0);
  const ir::value_id y = convolve(l, ir::convolution{ones, ones, zeros, zeros, t.groups, {}},
                                  std::move(operands), spatial, features);
  // [batch, outputs, kernel..., spatial...] -> [batch, outputs, spatial 0, kernel 0, ...]
  ir::dims parts{in[0], outputs}, order{0, 1};
  parts.insert(parts.end(), t.kernel.begin(), t.kernel.end());
  parts.insert(parts.end(), in.begin() + 2, in.end());
  for (std::size_t i = 0; i < spatial; ++i) {
    order.push_back(static_cast<std::int64_t>(2 + spatial + i));
    order.push_back(static_cast<std::int64_t>(2 + i));
  }
  return l.reshape(l.permute(l.reshape(y, parts), order), shape);
}

void finish(lowering& l, std::size_t spatial) {
  const ir::value_id weight = l.tensor("weight");
  ir::value_id x = l.tensor("input");
  l.require(l.shape(weight).size() == spatial + 2, "the weight has another rank");
  transposed t{l.per_axis("stride", spatial),
               l.per_axis("dilation", spatial),
               l.per_axis("padding", spatial),
               l.per_axis("output_padding", spatial),
               l.shape(weight),
               l.integer("groups")};
  t.kernel.erase(t.kernel.begin(), t.kernel.begin() + 2);
  l.require(t.groups >= 1 && l.shape(weight)[0] % t.groups == 0, "the groups do not divide");
  for (std::size_t i = 0; i < spatial; ++i)
    l.require(t.stride[i] >= 1 && t.dilation[i] >= 1, "a stride is not positive");
  ir::dims in = l.shape(x), shape = l.result_type().shape;
  const bool batched = in.size() != spatial + 1;
  if (!batched) {
    in.insert(in.begin(), 1);
    shape.insert(shape.begin(), 1);
    x = l.reshape(x, in);
  }
  l.require(in.size() == spatial + 2, "the input has another rank");
  const ir::value_id y = side_by_side(t) ? by_position(l, x, weight, t, shape)
                                         : by_convolution(l, x, weight, t, shape);
  // What stands behind may fold into the convolution where no reshape stands between.
  l.finish(batched ? y : l.reshape(y, l.result_type().shape));
}

template <std::size_t Spatial>
void lower_transposed(lowering& l) {
  finish(l, Spatial);
}

// The common name of all convolutions.
void lower_any_convolution(lowering& l) {
  const std::size_t spatial = l.shape(l.tensor("weight")).size() - 2;
  l.require(spatial >= 1 && spatial <= 3, "the weight has another rank");
  if (l.boolean("transposed")) return finish(l, spatial);
  ir::convolution c;
  c.stride = l.per_axis("stride", spatial);
  c.dilation = l.per_axis("dilation", spatial);
  c.before = c.after = l.per_axis("padding", spatial);
  c.groups = l.integer("groups");
  std::vector<ir::value_id> operands{l.tensor("input"), l.tensor("weight")};
  if (l.has("bias")) operands.push_back(l.tensor("bias"));
  l.finish(convolve(l, std::move(c), std::move(operands), spatial, l.result_type().shape));
}

}  // namespace

std::vector<row> transposed_rows() {
  return {
      {"aten.conv_transpose1d.default", "window", lower_transposed<1>},
      {"aten.conv_transpose2d.input", "window", lower_transposed<2>},
      {"aten.conv_transpose3d.input", "window", lower_transposed<3>},
      {"aten.convolution.default", "window", lower_any_convolution},
  };
}

}  // namespace genn::operators
