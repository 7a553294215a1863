// SPDX-License-Identifier: BSL-1.0
// PyTorch's own quantized programs (PT2E). An activation keeps its floats and is rounded to those
// that its integers stand for; a weight becomes the floats that its integers stand for, and
// remembers the scales of its rows.
#include <genn/number/convert.hpp>

#include <algorithm>
#include <memory>

#include "ir/fake_quantize.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

using ir::value_id;

// uint8 activations are int8 ones, 128 less.
genn::quantization activation_of(lowering& l) {
  const double scale = l.number("scale");
  std::int64_t numbers[] = {l.integer("zero_point"), l.integer("quant_min"),
                            l.integer("quant_max")};
  if (numbers[1] == 0 && numbers[2] > 127 && numbers[2] <= 255)
    for (std::int64_t& n : numbers) n -= 128;
  const auto [zero_point, low, high] = numbers;
  if (low < -32768 || high > 32767 || zero_point < low || zero_point > high)
    throw limit{"activations of more than 16 bits are not supported", "quantize to int8"};
  if (!(scale > 0.0)) throw limit{"its scale is not above 0", "calibrate the program again"};
  return {static_cast<float>(scale), static_cast<std::int32_t>(zero_point),
          static_cast<std::int32_t>(low), static_cast<std::int32_t>(high)};
}

bool holds_integers(lowering& l, value_id id) {
  const ir::value& v = l.network()[id];
  return v.constant && !ir::is_floating(v.type.type);
}

// Scales and zero points of a constant: one for all, or one for each index of an axis.
struct parameters {
  std::vector<float> scales;
  std::vector<std::int64_t> zero_points;
  std::size_t axis = 0;
};

parameters per_tensor(lowering& l) {
  return {{static_cast<float>(l.number("scale"))}, {l.integer("zero_point")}, 0};
}

parameters per_channel(lowering& l, const ir::dims& shape) {
  const ir::value& scales = l.network()[l.tensor("scales")];
  if (!scales.constant || !ir::is_floating(scales.type.type))
    throw limit{"its scales are computed from an input", "quantize statically"};
  parameters p{
      scales.constant->floats(), {}, static_cast<std::size_t>(l.axis("axis", shape.size()))};
  p.zero_points.assign(p.scales.size(), 0);
  if (l.has("zero_points")) {
    const ir::value& zeros = l.network()[l.tensor("zero_points")];
    if (!zeros.constant) throw limit{"its zero points are computed", "quantize statically"};
    if (ir::is_floating(zeros.type.type))
      p.zero_points.assign(zeros.constant->floats().begin(), zeros.constant->floats().end());
    else
      p.zero_points = zeros.constant->integers();
  }
  const std::size_t extent = static_cast<std::size_t>(shape[p.axis]);
  if (p.scales.size() != extent || p.zero_points.size() != extent)
    throw limit{"it has another number of scales than channels", "save the program again"};
  return p;
}

// The index among the scales of element i.
std::size_t channel_of(const parameters& p, const ir::dims& shape, std::size_t i) {
  if (p.scales.size() == 1) return 0;
  std::size_t inner = 1;
  for (std::size_t axis = p.axis + 1; axis < shape.size(); ++axis)
    inner *= static_cast<std::size_t>(shape[axis]);
  return i / inner % static_cast<std::size_t>(shape[p.axis]);
}

// One scale a row, or for each place of another axis, where the integers without their zero points
// are of 8 bits.
std::vector<float> scales_along(std::size_t axis, const parameters& p, const ir::dims& shape,
                                const std::vector<std::int64_t>& distances) {
  const bool bytes = std::all_of(distances.begin(), distances.end(),
                                 [](std::int64_t d) { return d >= -128 && d <= 127; });
  if (!bytes || axis >= shape.size()) return {};
  if (p.scales.size() == 1)
    return std::vector<float>(static_cast<std::size_t>(shape[axis]), p.scales.front());
  return p.axis == axis ? p.scales : std::vector<float>{};
}

void dequantize_constant(lowering& l, value_id id, const parameters& p) {
  const ir::value v = l.network()[id];
  std::vector<std::int64_t> distances;
  std::vector<float> reals;
  for (std::size_t i = 0; i < v.constant->integers().size(); ++i) {
    const std::size_t channel = channel_of(p, v.type.shape, i);
    distances.push_back(v.constant->integers()[i] - p.zero_points[channel]);
    reals.push_back(static_cast<float>(distances.back()) * p.scales[channel]);
  }
  const value_id result = l.add_constant(v.name, v.type.shape, std::move(reals));
  l.network()[result].scales = scales_along(0, p, v.type.shape, distances);
  l.network()[result].column_scales = scales_along(1, p, v.type.shape, distances);
  l.finish(result);
}

void quantize_constant(lowering& l, value_id id, const parameters& p) {
  const ir::value v = l.network()[id];
  if (!ir::is_floating(v.type.type)) throw limit{"its operand is quantized already", ""};
  auto integers = std::make_shared<ir::tensor>();
  integers->type = {l.result_type().type, v.type.shape};
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < v.constant->floats().size(); ++i) {
    const std::size_t channel = channel_of(p, v.type.shape, i);
    const genn::quantization q{p.scales[channel], static_cast<std::int32_t>(p.zero_points[channel]),
                               static_cast<std::int32_t>(l.integer("quant_min")),
                               static_cast<std::int32_t>(l.integer("quant_max"))};
    numbers.push_back(quantized(v.constant->floats()[i], q));
  }
  integers->data = std::move(numbers);
  l.finish(l.network().add({v.name, integers->type, integers}));
}

void lower_quantize(lowering& l) {
  const value_id x = l.tensor("input");
  if (l.network()[x].constant) return quantize_constant(l, x, per_tensor(l));
  const value_id y = l.apply(ir::fake_quantize(activation_of(l)), {x}, l.shape(x));
  l.finish(y);
  // It holds the real numbers, which dequantize hands on.
  l.network()[y].whole.reset();
}

void lower_quantize_channels(lowering& l) {
  const value_id x = l.tensor("input");
  if (!l.network()[x].constant)
    throw limit{"only constants can have a scale for each channel", "quantize inputs per tensor"};
  quantize_constant(l, x, per_channel(l, l.shape(x)));
}

// An activation has the numbers of its quantization already.
void lower_dequantize(lowering& l) {
  const value_id x = l.tensor("input");
  if (holds_integers(l, x)) return dequantize_constant(l, x, per_tensor(l));
  const genn::quantization q = activation_of(l);
  for (const ir::node& n : l.network().nodes) {
    const auto* map = std::get_if<ir::map>(&n.what);
    if (n.result == x && map != nullptr && ir::quantization_behind(map->chain) == q)
      return l.finish(x);
  }
  throw limit{"its operand was not quantized with the same numbers", "quantize the program again"};
}

void lower_dequantize_channels(lowering& l) {
  const value_id x = l.tensor("input");
  if (!holds_integers(l, x))
    throw limit{"only constants can have a scale for each channel", "quantize inputs per tensor"};
  dequantize_constant(l, x, per_channel(l, l.shape(x)));
}

}  // namespace

std::vector<row> quantized_rows() {
  return {
      {"quantized_decomposed.quantize_per_tensor.default", "quantize", lower_quantize,
       "8 or 16 bits, scales are numbers"},
      {"quantized_decomposed.dequantize_per_tensor.default", "quantize", lower_dequantize,
       "8 or 16 bits, scales are numbers"},
      {"quantized_decomposed.quantize_per_channel.default", "quantize", lower_quantize_channels,
       "of constants"},
      {"quantized_decomposed.dequantize_per_channel.default", "quantize", lower_dequantize_channels,
       "of constants"},
  };
}

}  // namespace genn::operators
