// SPDX-License-Identifier: BSL-1.0
#include <memory>
#include <optional>

#include "passes/passes.hpp"

namespace genn::passes {

namespace {

/// y = x * scale + shift for each channel, the last axis.
struct channel_scale {
  std::vector<float> scale, shift;
};

// A constant with one number, or one for each channel of the last axis.
std::optional<std::vector<float>> per_channel(const ir::value& v, std::int64_t channels) {
  if (!v.constant || !ir::is_floating(v.type.type)) return std::nullopt;
  const std::vector<float>& numbers = v.constant->floats();
  if (numbers.size() == 1)
    return std::vector<float>(static_cast<std::size_t>(channels), numbers.front());
  if (v.type.shape.back() != channels || ir::count(v.type.shape) != channels) return std::nullopt;
  return numbers;
}

// The element-wise layer as a scale and shift of its first operand.
std::optional<channel_scale> scale_of(const ir::network& n, const ir::node& x) {
  const auto* map = std::get_if<ir::map>(&x.what);
  if (map == nullptr || map->chain.size() != 1) return std::nullopt;
  const ir::function& f = map->chain.front();
  const std::int64_t channels = n[x.result].type.shape.empty() ? 1 : n[x.result].type.shape.back();
  const std::size_t count = static_cast<std::size_t>(channels);
  const auto constant = [&](std::size_t operand) {
    return per_channel(n[x.operands[operand]], channels);
  };
  if (f.name == "scale_shift") {
    const auto scale = constant(1), shift = constant(2);
    if (scale && shift) return channel_scale{*scale, *shift};
  } else if (f.name == "mul_scalar") {
    return channel_scale{std::vector<float>(count, f.parameters.front()),
                         std::vector<float>(count, 0.0f)};
  } else if (f.name == "add_scalar") {
    return channel_scale{std::vector<float>(count, 1.0f),
                         std::vector<float>(count, f.parameters.front())};
  } else if (f.name == "mul") {
    if (const auto scale = constant(1))
      return channel_scale{*scale, std::vector<float>(count, 0.0f)};
  } else if (f.name == "add") {
    if (const auto shift = constant(1))
      return channel_scale{std::vector<float>(count, 1.0f), *shift};
  }
  return std::nullopt;
}

ir::value_id add_constant(ir::network& n, const std::string& name, ir::dims shape,
                          std::vector<float> numbers) {
  auto tensor = std::make_shared<ir::tensor>();
  tensor->type = {ir::element::f32, std::move(shape)};
  tensor->data = std::move(numbers);
  return n.add({name, tensor->type, tensor});
}

// Integers of a quantized weight stay what they are where no row changes its sign.
std::vector<float> scales_of_rows(const ir::value& weight, const channel_scale& by) {
  std::vector<float> scales = weight.scales;
  for (std::size_t row = 0; row < scales.size(); ++row) {
    if (!(by.scale[row] > 0.0f)) return {};
    scales[row] *= by.scale[row];
  }
  return scales;
}

// Multiplies the weight's rows and gives the bias: w' = w * scale, b' = b * scale + shift.
void scale_weights(ir::network& n, ir::node& layer, const channel_scale& by) {
  const ir::value weight = n[layer.operands[1]];
  std::vector<float> numbers = weight.constant->floats();
  const std::size_t rows = by.scale.size(), taps = numbers.size() / rows;
  std::vector<float> bias(rows, 0.0f);
  if (layer.operands.size() > 2) bias = n[layer.operands[2]].constant->floats();
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t tap = 0; tap < taps; ++tap) numbers[row * taps + tap] *= by.scale[row];
    bias[row] = bias[row] * by.scale[row] + by.shift[row];
  }
  const std::string bias_name = layer.operands.size() > 2
                                    ? n[layer.operands[2]].name
                                    : weight.name.substr(0, weight.name.rfind('.')) + ".bias";
  const std::int64_t features = static_cast<std::int64_t>(rows);
  layer.operands = {layer.operands[0],
                    add_constant(n, weight.name, weight.type.shape, std::move(numbers)),
                    add_constant(n, bias_name, {features}, std::move(bias))};
  n[layer.operands[1]].scales = scales_of_rows(weight, by);
}

}  // namespace

ir::network fold_scales(ir::network n) {
  std::vector<int> uses = count_uses(n);
  for (std::size_t i = 0; i < n.nodes.size(); ++i) {
    const ir::node x = n.nodes[i];
    const auto scale = scale_of(n, x);
    if (!scale || uses[x.operands.front().index] != 1) continue;
    const int producer = find_producers(n)[x.operands.front().index];
    if (producer < 0) continue;
    ir::node& before = n.nodes[static_cast<std::size_t>(producer)];
    const bool weighted = std::holds_alternative<ir::linear>(before.what) ||
                          std::holds_alternative<ir::convolution>(before.what);
    if (!weighted || !functions_after(before.what)->empty() || before.operands.size() < 2 ||
        n[before.result].type != n[x.result].type)
      continue;
    bool constant = true;
    for (std::size_t k = 1; k < before.operands.size(); ++k)
      constant = constant && n[before.operands[k]].constant != nullptr;
    if (!constant) continue;
    scale_weights(n, before, *scale);
    replace_uses(n, x.result, before.result);
    n.nodes.erase(n.nodes.begin() + static_cast<std::ptrdiff_t>(i--));
    uses = count_uses(n);
  }
  return n;
}

}  // namespace genn::passes
