// SPDX-License-Identifier: BSL-1.0
// Element-wise functions.
#include <algorithm>
#include <cmath>

#include "quantize/assembly.hpp"
#include "quantize/functions.hpp"
#include "quantize/tables.hpp"
#include "quantize/weights.hpp"

namespace genn::quantize {

namespace {

void add_function(assembly& a, const ir::node& x, const std::vector<ir::function>& chain) {
  const ir::value_id in = a.operand(x, 0);
  const quantization& q = a.result_quant(x);
  const std::string& name = a.from()[x.result].name;
  if (std::all_of(chain.begin(), chain.end(), is_clamp))
    return a.finish(weighted_sum_of(a, {in}, {1.0}, q, a.limit(chain, q)), {in}, x);
  if (a.form_of(x.result) == form::i8) {
    const ir::value_id table =
        a.add_list(name + ".table", ir::element::i8, table_of_i8(chain, a.quant(in), q));
    return a.finish(ir::integer_map{ir::lookup{}}, {in, table}, x);
  }
  const line_table lines = table_of_i16(chain, a.quant(in), q);
  const ir::value_id table = a.add_list(name + ".table", ir::element::i16, lines.entries);
  a.finish(ir::integer_map{ir::interpolated{lines.where}}, {in, table}, x);
}

void add_product(assembly& a, const ir::node& x, const std::vector<ir::value_id>& in,
                 const quantization& q, interval limit) {
  const quantization &left = a.quant(in[0]), &right = a.quant(in[1]);
  ir::integer_product p;
  if (a.form_of(x.result) == form::i8) {
    const double factor = static_cast<double>(left.scale) * static_cast<double>(right.scale) /
                          static_cast<double>(q.scale);
    const scaling s = scale_by({factor}, 256 * 256, q, limit);
    p.rescale = s.how;
    p.multiplier = s.multipliers.front();
    return a.finish(ir::integer_map{p}, in, x);
  }
  const int shift = exponent_of(left) + exponent_of(right) - exponent_of(q);
  p.rescale = shift_by(std::clamp(shift, 0, 30), limit);
  if (shift >= 0) return a.finish(ir::integer_map{p}, in, x);
  // The result is finer than its products: a shift to the left makes up for it.
  quantization coarse = q;
  coarse.scale = std::ldexp(q.scale, -shift);
  const ir::value_id product = a.add_between(x, "_product", coarse);
  a.step(ir::integer_map{p}, in, product, x);
  a.finish(weighted_sum_of(a, {product}, {1.0}, q, limit), {product}, x);
}

void add_prelu(assembly& a, const ir::node& x, const quantization& q, interval limit) {
  const ir::value_id in = a.operand(x, 0);
  const ir::tensor& slopes = *a.from()[x.operands[1]].constant;
  const double factor = static_cast<double>(a.quant(in).scale) / static_cast<double>(q.scale);
  double largest = factor;
  for (const float slope : slopes.floats())
    largest = std::max(largest, factor * std::fabs(static_cast<double>(slope)));
  const int shift = std::clamp(static_cast<int>(std::floor(std::log2(32767.0 / largest))), 0, 14);
  ir::integer_prelu p;
  p.rescale = shift_by(shift, limit);
  p.rescale.rounding += q.zero_point * (std::int32_t{1} << shift);
  p.multiplier = static_cast<std::int32_t>(std::lround(std::ldexp(factor, shift)));
  std::vector<std::int64_t> multipliers;
  for (const float slope : slopes.floats())
    multipliers.push_back(std::lround(std::ldexp(factor * static_cast<double>(slope), shift)));
  const ir::value_id below = a.add_constant(a.from()[x.operands[1]].name, ir::element::i16,
                                            slopes.type.shape, std::move(multipliers));
  a.finish(ir::integer_map{p}, {in, below}, x);
}

// x * scale + shift of channels.
void add_affine(assembly& a, const ir::node& x, const quantization& q, interval limit) {
  const ir::value_id in = a.operand(x, 0);
  const quantization& from = a.quant(in);
  const ir::tensor &scale = *a.from()[x.operands[1]].constant,
                   &offset = *a.from()[x.operands[2]].constant;
  const double factor = static_cast<double>(from.scale) / static_cast<double>(q.scale);
  double largest = 0.0, widest = 1.0;
  for (const float s : scale.floats())
    largest = std::max(largest, factor * std::fabs(static_cast<double>(s)));
  for (const float o : offset.floats())
    widest = std::max(widest, std::fabs(static_cast<double>(o)) / static_cast<double>(q.scale));
  widest += largest * 2.0 * from.largest() + std::fabs(q.zero_point);
  // Multipliers of 16 bits, and all of it in 30.
  const double room = std::min(32767.0 / std::max(largest, 1e-30), std::ldexp(1.0, 29) / widest);
  const int shift = std::clamp(static_cast<int>(std::floor(std::log2(room))), 0, 24);

  std::vector<std::int64_t> multipliers, addends;
  for (const float s : scale.floats())
    multipliers.push_back(std::lround(std::ldexp(factor * static_cast<double>(s), shift)));
  // The zero point of the input belongs to the multiplier of its channel.
  const std::vector<float>& offsets = offset.floats();
  const std::size_t channels = std::max(multipliers.size(), offsets.size());
  for (std::size_t c = 0; c < channels; ++c) {
    const double real = static_cast<double>(offsets[c % offsets.size()]);
    addends.push_back(std::lround(std::ldexp(real / static_cast<double>(q.scale), shift)) -
                      multipliers[c % multipliers.size()] * from.zero_point);
  }
  ir::integer_affine f{shift_by(shift, limit), 0};
  for (const std::int64_t b : addends) f.largest_addend = std::max(f.largest_addend, std::abs(b));
  f.rescale.rounding += q.zero_point * (std::int32_t{1} << shift);
  const ir::dims& shape = channels == offsets.size() ? offset.type.shape : scale.type.shape;
  const std::vector<ir::value_id> operands{
      in,
      a.add_constant(a.from()[x.operands[1]].name, ir::element::i16, scale.type.shape,
                     std::move(multipliers)),
      a.add_constant(a.from()[x.operands[2]].name, ir::element::i32, shape, std::move(addends))};
  a.finish(ir::integer_map{f}, operands, x);
}

}  // namespace

void add_map(assembly& a, const ir::node& x, const ir::map& m) {
  if (x.operands.size() == 1) return add_function(a, x, m.chain);
  const std::string& name = m.chain.front().name;
  const quantization& q = a.result_quant(x);
  const interval limit = a.limit({m.chain.begin() + 1, m.chain.end()}, q);
  if (name == "prelu") return add_prelu(a, x, q, limit);
  if (name == "scale_shift") return add_affine(a, x, q, limit);
  const std::vector<ir::value_id> in{a.operand(x, 0), a.operand(x, 1)};
  if (name == "mul") return add_product(a, x, in, q, limit);
  a.finish(weighted_sum_of(a, in, {1.0, name == "sub" ? -1.0 : 1.0}, q, limit), in, x);
}

}  // namespace genn::quantize
