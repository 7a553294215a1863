// SPDX-License-Identifier: BSL-1.0
#include "quantize/assembly.hpp"

#include <genn/number/convert.hpp>

#include <algorithm>
#include <cmath>

#include "quantize/functions.hpp"

namespace genn::quantize {

namespace {

// The scale of integers in the other form: their whole range fits.
quantization in_other_form(const quantization& q, form f) {
  const double reach =
      static_cast<double>(q.scale) * static_cast<double>(f == form::i16 ? 256 : q.largest());
  if (f == form::i8) return {static_cast<float>(reach / 127.0), 0, -128, 127};
  const int n = 15 - static_cast<int>(std::ceil(std::log2(reach)));
  return {std::ldexp(1.0f, -n), 0, -32768, 32767};
}

// A place for what the program has no node for.
ir::node place_of(ir::value_id id) { return {{}, {}, id, {}}; }

}  // namespace

ir::element element_of(form f) {
  if (f == form::i8) return ir::element::i8;
  return f == form::i16 ? ir::element::i16 : ir::element::f32;
}

interval assembly::limit(const std::vector<ir::function>& clamps, const quantization& q) const {
  const limits l = limits_of(clamps);
  return {quantized(l.low, q), quantized(l.high, q)};
}

void assembly::add_input(ir::value_id input) {
  const std::optional<quantization>& q = scales_.of_value[input.index];
  std::optional<quantization> whole = q;
  const std::vector<ir::value_id>& inputs = from_.inputs;
  const bool kept = std::find(inputs.end() - static_cast<std::ptrdiff_t>(forms_.states),
                              inputs.end(), input) != inputs.end();
  if (q && !kept) {
    whole->low = whole_range(form_of(input)).low;
    whole->high = whole_range(form_of(input)).high;
  }
  const ir::tensor_type type{q ? element_of(form_of(input)) : from_[input].type.type,
                             from_[input].type.shape};
  const ir::value_id id = to_.add({from_[input].name, type, nullptr, whole});
  to_.inputs.push_back(id);
  values_[input] = id;
  if (whole == q) return;
  // The caller's integers may have more bits than the layers behind them count on.
  const ir::value_id limited = to_.add({from_[input].name + "_limited", type, nullptr, q});
  values_[input] = limited;
  step(ir::integer_map{ir::weighted_sum{shift_by(0, {q->low, q->high}), {1}}}, {id}, limited,
       place_of(input));
}

void assembly::add_output(ir::value_id output) {
  to_.outputs.push_back(from_[output].constant ? constant_in(output, form::f32)
                                               : values_.at(output));
}

void assembly::add_kept(ir::value_id before, ir::value_id after) {
  if (from_[after].constant) return add_output(after);
  const ir::value_id first = values_.at(before);
  ir::value_id value = in_form(after, form_of(before));
  if (to_[first].quant && quant(value) != quant(first))
    value = rescaled(value, form_of(before), quant(first), from_[after].name + "_kept",
                     place_of(after));
  to_.outputs.push_back(value);
}

ir::value_id assembly::add_constant(const std::string& name, ir::element type, ir::dims shape,
                                    std::vector<std::int64_t> numbers,
                                    std::optional<quantization> q) {
  auto t = std::make_shared<ir::tensor>();
  t->type = {type, std::move(shape)};
  t->data = std::move(numbers);
  return to_.add({name, t->type, t, q});
}

// A constant operand: its own integers and scale.
ir::value_id assembly::constant_in(ir::value_id id, form f) {
  const ir::tensor& t = *from_[id].constant;
  if (f == form::f32) return to_.add({from_[id].name, t.type, from_[id].constant, {}});
  return constant_as(id, f, scale_of_constant(t, f));
}

ir::value_id assembly::constant_as(ir::value_id id, form f, const quantization& q) {
  const auto [first, last] = constants_.equal_range(id);
  for (auto known = first; known != last; ++known)
    if (to_[known->second].type.type == element_of(f) && quant(known->second) == q)
      return known->second;
  const ir::tensor& t = *from_[id].constant;
  std::vector<std::int64_t> integers;
  for (const float x : t.floats()) integers.push_back(quantized(x, q));
  return constants_
      .emplace(id,
               add_constant(from_[id].name, element_of(f), t.type.shape, std::move(integers), q))
      ->second;
}

ir::value_id assembly::as_bytes(ir::value_id id, const quantization& q) {
  const auto [first, last] = bytes_.equal_range(id);
  for (auto known = first; known != last; ++known)
    if (quant(known->second) == q) return known->second;
  const ir::value_id floats = in_form(id, form::f32);
  const ir::value_id bytes =
      to_.add({from_[id].name + "_bytes", {ir::element::i8, from_[id].type.shape}, nullptr, q});
  step(ir::integer_map{ir::quantize{}}, {floats}, bytes, place_of(id));
  return bytes_.emplace(id, bytes)->second;
}

ir::value_id assembly::in_form(ir::value_id id, form f) {
  if (from_[id].constant) return constant_in(id, f);
  const ir::value_id value = values_.at(id);
  if (form_of(id) == f) return value;
  const auto key = std::make_pair(id, f);
  const auto known = conversions_.find(key);
  if (known != conversions_.end()) return known->second;
  return conversions_[key] = convert(id, value, f);
}

ir::value_id assembly::convert(ir::value_id id, ir::value_id value, form f) {
  const std::string name = from_[id].name + (f == form::f32 ? "_float" : "_integers");
  if (f != form::f32 && to_[value].quant) {
    const auto chosen = scales_.of_reader.find({id, f});
    const bool known = chosen != scales_.of_reader.end();
    return rescaled(value, f, known ? chosen->second : in_other_form(quant(value), f), name,
                    place_of(id));
  }
  std::optional<quantization> q;
  if (f != form::f32) q = scales_.of_reader.at({id, f});
  const ir::value_id result = to_.add({name, {element_of(f), from_[id].type.shape}, nullptr, q});
  if (q)
    step(ir::integer_map{ir::quantize{}}, {value}, result, place_of(id));
  else
    step(ir::integer_map{ir::dequantize{}}, {value}, result, place_of(id));
  return result;
}

ir::value_id assembly::add_between(const ir::node& x, const char* suffix, const quantization& q) {
  return to_.add({from_[x.result].name + suffix,
                  {element_of(form_of(x.result)), from_[x.result].type.shape},
                  nullptr,
                  q});
}

ir::value_id assembly::rescaled(ir::value_id value, form f, const quantization& q,
                                const std::string& name, const ir::node& where) {
  const ir::value_id result = to_.add({name, {element_of(f), to_[value].type.shape}, nullptr, q});
  step(weighted_sum_of(*this, {value}, {1.0}, q, {q.low, q.high}), {value}, result, where);
  return result;
}

void assembly::step(ir::layer what, std::vector<ir::value_id> operands, ir::value_id result,
                    const ir::node& x) {
  to_.nodes.push_back({std::move(what), std::move(operands), result, x.where});
  if (after_each_) after_each_(to_, to_.nodes.back());
}

void assembly::finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x) {
  const std::optional<quantization>& q = scales_.of_value[x.result.index];
  const ir::tensor_type type{q ? element_of(form_of(x.result)) : from_[x.result].type.type,
                             from_[x.result].type.shape};
  const ir::value_id result = to_.add({from_[x.result].name, type, nullptr, q});
  values_[x.result] = result;
  step(std::move(what), std::move(operands), result, x);
}

void assembly::finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x,
                      const quantization& q) {
  const ir::value_id result = add_between(x, "", q);
  values_[x.result] = result;
  step(std::move(what), std::move(operands), result, x);
}

ir::layer weighted_sum_of(const assembly& a, const std::vector<ir::value_id>& operands,
                          const std::vector<double>& signs, const quantization& q, interval limit) {
  std::vector<double> factors;
  double largest = 0.0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const quantization& in = a.quant(operands[i]);
    factors.push_back(signs[i] * static_cast<double>(in.scale) / static_cast<double>(q.scale));
    largest = std::max(largest, std::fabs(factors.back()) * in.largest());
  }
  // As many bits as 32 leave beside rounding and zero points, and multipliers of 16.
  const double sum = largest * static_cast<double>(factors.size());
  int shift = static_cast<int>(std::floor(std::log2(std::ldexp(1.0, 29) / sum)));
  shift = std::clamp(shift, 0, 21);
  for (const double f : factors)
    while (shift > 0 && std::fabs(std::ldexp(f, shift)) > 32767.0) --shift;

  ir::weighted_sum w;
  w.rescale = shift_by(shift, limit);
  std::int32_t zeros = 0;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    w.factors.push_back(static_cast<std::int32_t>(std::lround(std::ldexp(factors[i], shift))));
    zeros += w.factors.back() * a.quant(operands[i]).zero_point;
  }
  w.rescale.rounding += q.zero_point * (std::int32_t{1} << shift) - zeros;
  return ir::integer_map{w};
}

}  // namespace genn::quantize
