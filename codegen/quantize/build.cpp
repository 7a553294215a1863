// SPDX-License-Identifier: BSL-1.0
#include "quantize/build.hpp"

#include <genn/kernels/reference/pool.hpp>
#include <genn/number/convert.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "quantize/functions.hpp"
#include "quantize/tables.hpp"
#include "quantize/weights.hpp"
#include "run/sizes.hpp"

namespace genn::quantize {

namespace {

ir::element element_of(form f) {
  if (f == form::i8) return ir::element::i8;
  return f == form::i16 ? ir::element::i16 : ir::element::f32;
}

class builder {
 public:
  builder(const ir::network& n, forms f, const quantizations& scales, const bias_error& error,
          const built_node& after_each)
      : from_(n), forms_(std::move(f)), scales_(scales), error_(error), after_each_(after_each) {}

  result build() {
    for (const ir::value_id input : from_.inputs) add_input(input);
    for (const ir::node& x : from_.nodes) add(x);
    for (const ir::value_id output : from_.outputs)
      to_.outputs.push_back(from_[output].constant ? constant_in(output, form::f32)
                                                   : values_.at(output));
    return {drop_dead(std::move(to_)), std::move(forms_.notes)};
  }

 private:
  form form_of(ir::value_id id) const { return forms_.of_value[id.index]; }

  // A new value for one of the float network.
  ir::value_id add_value(ir::value_id id, const std::optional<quantization>& q) {
    const form f = q ? form_of(id) : form::f32;
    return to_.add({from_[id].name, {element_of(f), from_[id].type.shape}, nullptr, q});
  }
  ir::value_id add_constant(const std::string& name, ir::element type, ir::dims shape,
                            std::vector<std::int64_t> numbers,
                            std::optional<quantization> q = {}) {
    auto t = std::make_shared<ir::tensor>();
    t->type = {type, std::move(shape)};
    t->data = std::move(numbers);
    return to_.add({name, t->type, t, q});
  }
  void finish(ir::layer what, std::vector<ir::value_id> operands, ir::value_id result,
              const ir::node& x) {
    to_.nodes.push_back({std::move(what), std::move(operands), result, x.where});
    if (after_each_) after_each_(to_, to_.nodes.back());
  }
  void finish(ir::layer what, std::vector<ir::value_id> operands, const ir::node& x) {
    const ir::value_id result = add_value(x.result, scales_.of_value[x.result.index]);
    values_[x.result] = result;
    finish(std::move(what), std::move(operands), result, x);
  }

  void add_input(ir::value_id input) {
    const std::optional<quantization>& q = scales_.of_value[input.index];
    std::optional<quantization> whole = q;
    if (q) {
      whole->low = whole_range(form_of(input)).low;
      whole->high = whole_range(form_of(input)).high;
    }
    const ir::value_id id = add_value(input, whole);
    to_.inputs.push_back(id);
    values_[input] = id;
    if (whole == q) return;
    // The caller's integers may have more bits than the layers behind them count on.
    const ir::value_id limited = to_.add({from_[input].name + "_limited", to_[id].type, nullptr, q});
    values_[input] = limited;
    finish(ir::integer_map{ir::weighted_sum{shift_by(0, {q->low, q->high}), {1}}}, {id}, limited,
           {{}, {}, input, {}});
  }

  // A constant operand in a form: its own integers and scale.
  ir::value_id constant_in(ir::value_id id, form f) {
    const ir::tensor& t = *from_[id].constant;
    if (f == form::f32) return to_.add({from_[id].name, t.type, from_[id].constant, {}});
    const quantization q = scale_of_constant(t, f);
    std::vector<std::int64_t> integers;
    for (const float x : t.floats()) integers.push_back(quantized(x, q));
    return add_constant(from_[id].name, element_of(f), t.type.shape, std::move(integers), q);
  }

  // A value in a form, through a conversion where it has another one.
  ir::value_id in_form(ir::value_id id, form f) {
    if (from_[id].constant) return constant_in(id, f);
    const ir::value_id value = values_.at(id);
    if (form_of(id) == f) return value;
    const auto key = std::make_pair(id, f);
    const auto known = conversions_.find(key);
    if (known != conversions_.end()) return known->second;
    return conversions_[key] = convert(id, value, f);
  }

  ir::value_id convert(ir::value_id id, ir::value_id value, form f) {
    const std::string name = from_[id].name + (f == form::f32 ? "_float" : "_integers");
    const ir::node where{{}, {}, id, {}};
    if (f == form::f32) {
      const ir::value_id result =
          to_.add({name, {ir::element::f32, from_[id].type.shape}, nullptr, {}});
      finish(ir::integer_map{ir::dequantize{}}, {value}, result, where);
      return result;
    }
    // Between i8 and i16 through the finer of both: a change of scale.
    if (to_[value].quant) return rescaled(value, other_form(*to_[value].quant, f), f, name, where);
    const ir::value_id result =
        to_.add({name, {element_of(f), from_[id].type.shape}, nullptr, scales_.of_reader.at({id, f})});
    finish(ir::integer_map{ir::quantize{}}, {value}, result, where);
    return result;
  }

  static quantization other_form(const quantization& q, form f) {
    if (f == form::i16) {
      // Exponent that holds the whole range of the i8.
      const double reach = static_cast<double>(q.scale) * 256.0;
      const int n = 15 - static_cast<int>(std::ceil(std::log2(reach)));
      return {std::ldexp(1.0f, -n), 0, -32768, 32767};
    }
    const double reach = static_cast<double>(q.scale) * static_cast<double>(q.largest());
    return {static_cast<float>(reach / 127.0), 0, -128, 127};
  }
  // x * factor, as a node of one operand.
  ir::value_id rescaled(ir::value_id value, const quantization& q, form f, const std::string& name,
                        const ir::node& where) {
    const ir::value_id result =
        to_.add({name, {element_of(f), to_[value].type.shape}, nullptr, q});
    finish(sum_of({value}, {1.0}, q, {q.low, q.high}), {value}, result, where);
    return result;
  }

  // y = clamp((sum of x * m + rounding) >> shift).
  ir::layer sum_of(const std::vector<ir::value_id>& operands, const std::vector<double>& signs,
                   const quantization& q, interval limit) const {
    std::vector<double> factors;
    double largest = 0.0;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const quantization& in = *to_[operands[i]].quant;
      factors.push_back(signs[i] * static_cast<double>(in.scale) / static_cast<double>(q.scale));
      largest = std::max(largest, std::fabs(factors.back()) * in.largest());
    }
    // As many bits as the sum leaves: 2^30 beside rounding and zero point.
    int shift = static_cast<int>(
        std::floor(std::log2(std::ldexp(1.0, 29) / (largest * static_cast<double>(factors.size())))));
    shift = std::clamp(shift, 0, 21);
    // Multipliers are 16 bits wide.
    for (const double f : factors)
      while (shift > 0 && std::fabs(std::ldexp(f, shift)) > 32767.0) --shift;
    ir::weighted_sum w;
    w.rescale = shift_by(shift, limit);
    std::int64_t zeros = 0;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      w.factors.push_back(static_cast<std::int32_t>(std::lround(std::ldexp(factors[i], shift))));
      zeros += std::int64_t{w.factors.back()} * to_[operands[i]].quant->zero_point;
    }
    w.rescale.rounding += q.zero_point * (std::int32_t{1} << shift) - static_cast<std::int32_t>(zeros);
    return ir::integer_map{w};
  }

  interval limit_of(const std::vector<ir::function>& clamps, const quantization& q) const {
    const limits l = limits_of(clamps);
    return {quantized(l.low, q), quantized(l.high, q)};
  }

  void add(const ir::node& x) {
    if (form_of(x.result) == form::f32) {
      std::vector<ir::value_id> operands;
      for (const ir::value_id id : x.operands) operands.push_back(in_form(id, form::f32));
      return finish(x.what, operands, x);
    }
    std::visit([&](const auto& what) { add(x, what); }, x.what);
  }

  ir::value_id operand(const ir::node& x, std::size_t i) {
    return in_form(x.operands[i], form_of(x.result));
  }
  const quantization& quant(ir::value_id id) const { return *to_[id].quant; }
  const quantization& result_quant(const ir::node& x) const { return *scales_.of_value[x.result.index]; }

  void add(const ir::node& x, const ir::linear& l) { add_weighted(x, l); }
  void add(const ir::node& x, const ir::convolution& c) { add_weighted(x, c); }

  template <class Layer>
  void add_weighted(const ir::node& x, Layer l) {
    const ir::value_id in = operand(x, 0);
    const ir::value& weight = from_[x.operands[1]];
    float_weights w;
    w.weight = weight.constant->floats();
    w.rows = static_cast<std::size_t>(weight.type.shape.front());
    w.bias.assign(w.rows, 0.0f);
    w.scales = weight.scales;
    if (x.operands.size() > 2) w.bias = from_[x.operands[2]].constant->floats();
    const quantization q = result_quant(x);
    const interval limit = limit_of(l.then, q);
    const bool bytes = form_of(x.result) == form::i8;
    int behind = 0;
    const auto quantized_weights = [&] {
      if (bytes) return to_i8(w, quant(in), q, limit);
      i16_weights r = to_i16(w, quant(in), q, limit);
      behind = r.behind;
      return r.integers;
    };
    integer_weights integers = quantized_weights();
    if (error_) {
      const std::vector<double> error =
          error_(to_, x, in, integers.weight, integers.scales);
      for (std::size_t r = 0; r < error.size(); ++r) w.bias[r] -= static_cast<float>(error[r]);
      if (!error.empty()) integers = quantized_weights();
    }
    l.then.clear();
    l.integer = integers.arithmetic;
    const std::string bias_name =
        x.operands.size() > 2 ? from_[x.operands[2]].name : weight.name + ".bias";
    const std::int64_t rows = static_cast<std::int64_t>(w.rows);
    std::vector<ir::value_id> operands{
        in,
        add_constant(weight.name, element_of(form_of(x.result)), weight.type.shape,
                     integers.weight),
        add_constant(bias_name, bytes ? ir::element::i32 : ir::element::i16, {rows},
                     integers.bias)};
    if (bytes)
      operands.push_back(
          add_constant(weight.name + ".multiplier", ir::element::i16, {rows}, integers.multipliers));
    if (behind == 0) return finish(l, operands, x);
    // The result is finer than its sums: a shift to the left makes up for it.
    quantization coarse = q;
    coarse.scale = std::ldexp(q.scale, behind);
    const ir::value_id sum =
        to_.add({from_[x.result].name + "_sum", {ir::element::i16, from_[x.result].type.shape},
                 nullptr, coarse});
    finish(l, operands, sum, x);
    finish(sum_of({sum}, {1.0}, q, limit), {sum}, x);
  }

  void add(const ir::node& x, const ir::pool& p) {
    const ir::value_id in = operand(x, 0);
    if (p.what == ir::pool::kind::average) {
      index_t least = 1, most = 1;
      counts_of(x, p, least, most);
      return add_mean(x, p, in, least, most);
    }
    ir::pool integers = p;
    integers.then.clear();
    const quantization q = result_quant(x);
    const interval limit = limit_of(p.then, q);
    if (limit.low == q.low && limit.high == q.high) return finish(integers, {in}, x);
    quantization limited = q;
    limited.low = limit.low;
    limited.high = limit.high;
    const ir::value_id result = add_value(x.result, limited);
    values_[x.result] = result;
    finish(integers, {in}, result, x);
  }
  void add(const ir::node& x, const ir::adaptive_avg_pool& p) {
    const window_sizes n = run::sizes_of(p, from_[x.operands[0]].type.shape,
                                         from_[x.result].type.shape);
    index_t least = PTRDIFF_MAX, most = 0;
    for_each_position(n, [&](index_t d, index_t h, index_t w) {
      const auto extent = [](const window_axis& a, index_t o) {
        return kernels::reference::adaptive_end(a, o) - kernels::reference::adaptive_start(a, o);
      };
      const index_t count = extent(n.depth, d) * extent(n.height, h) * extent(n.width, w);
      least = std::min(least, count);
      most = std::max(most, count);
    });
    add_mean(x, p, operand(x, 0), least, most);
  }

  template <class Visit>
  static void for_each_position(const window_sizes& n, Visit visit) {
    for (index_t d = 0; d < n.depth.out; ++d)
      for (index_t h = 0; h < n.height.out; ++h)
        for (index_t w = 0; w < n.width.out; ++w) visit(d, h, w);
  }
  void counts_of(const ir::node& x, const ir::pool& p, index_t& least, index_t& most) const {
    const window_sizes n =
        run::sizes_of(p, from_[x.operands[0]].type.shape, from_[x.result].type.shape);
    least = PTRDIFF_MAX, most = 1;
    for_each_position(n, [&](index_t d, index_t h, index_t w) {
      const index_t count = kernels::reference::divisor_of(
          n, p.divisor, p.number, run::padding_after(p), d, h, w);
      least = std::min(least, std::max<index_t>(count, 1));
      most = std::max(most, count);
    });
  }

  template <class Layer>
  void add_mean(const ir::node& x, Layer p, ir::value_id in, index_t least, index_t most) {
    const quantization &from = quant(in), q = result_quant(x);
    std::vector<double> factors;
    for (index_t count = least; count <= most; ++count)
      factors.push_back(static_cast<double>(from.scale) / static_cast<double>(q.scale) /
                        static_cast<double>(count));
    const std::int64_t each = std::int64_t{from.largest()} + std::abs(from.zero_point);
    const scaling s = scale_by(factors, each * elements_of(x), q, limit_of(p.then, q));
    p.then.clear();
    p.integer = ir::integer_sum{s.how, {elements_of(x), 0}, 0, least};
    const ir::value_id multipliers = add_constant(
        name_of(from_, x) + ".multiplier", ir::element::i16,
        {static_cast<std::int64_t>(factors.size())}, {s.multipliers.begin(), s.multipliers.end()});
    finish(p, {in, multipliers}, x);
  }
  // Most elements of one window.
  std::int64_t elements_of(const ir::node& x) const {
    if (const auto* p = std::get_if<ir::pool>(&x.what)) return ir::count(p->kernel);
    const ir::dims& in = from_[x.operands[0]].type.shape;
    return ir::count(in) / in.back();
  }

  void add(const ir::node& x, const ir::map& m) {
    const std::string& name = m.chain.front().name;
    if (x.operands.size() == 1) return add_function(x, m.chain);
    const std::vector<ir::function> clamps(m.chain.begin() + 1, m.chain.end());
    const quantization q = result_quant(x);
    const interval limit = limit_of(clamps, q);
    if (name == "prelu") return add_prelu(x, q, limit);
    const std::vector<ir::value_id> in{operand(x, 0), operand(x, 1)};
    if (name == "mul") return add_product(x, in, q, limit);
    finish(sum_of(in, {1.0, name == "sub" ? -1.0 : 1.0}, q, limit), in, x);
  }

  void add_function(const ir::node& x, const std::vector<ir::function>& chain) {
    const ir::value_id in = operand(x, 0);
    const quantization q = result_quant(x);
    if (std::all_of(chain.begin(), chain.end(), is_clamp))
      return finish(sum_of({in}, {1.0}, q, limit_of(chain, q)), {in}, x);
    if (form_of(x.result) == form::i8) {
      const ir::value_id table =
          add_constant(from_[x.result].name + ".table", ir::element::i8, {256},
                       table_of_i8(chain, quant(in), q));
      return finish(ir::integer_map{ir::lookup{}}, {in, table}, x);
    }
    const line_table lines = table_of_i16(chain, quant(in), q);
    const ir::value_id table =
        add_constant(from_[x.result].name + ".table", ir::element::i16,
                     {static_cast<std::int64_t>(lines.entries.size())}, lines.entries);
    finish(ir::integer_map{ir::interpolated{lines.where}}, {in, table}, x);
  }

  void add_product(const ir::node& x, const std::vector<ir::value_id>& in, const quantization& q,
                   interval limit) {
    const quantization &a = quant(in[0]), &b = quant(in[1]);
    ir::integer_product p;
    if (form_of(x.result) == form::i8) {
      const double factor = static_cast<double>(a.scale) * static_cast<double>(b.scale) /
                            static_cast<double>(q.scale);
      const scaling s = scale_by({factor}, 256 * 256, q, limit);
      p.rescale = s.how;
      p.multiplier = s.multipliers.front();
      return finish(ir::integer_map{p}, in, x);
    }
    const int shift = exponent_of(a) + exponent_of(b) - exponent_of(q);
    p.rescale = shift_by(std::clamp(shift, 0, 30), limit);
    if (shift >= 0) return finish(ir::integer_map{p}, in, x);
    quantization coarse = q;
    coarse.scale = std::ldexp(q.scale, -shift);
    const ir::value_id product =
        to_.add({from_[x.result].name + "_product",
                 {ir::element::i16, from_[x.result].type.shape}, nullptr, coarse});
    finish(ir::integer_map{p}, in, product, x);
    finish(sum_of({product}, {1.0}, q, limit), {product}, x);
  }

  void add_prelu(const ir::node& x, const quantization& q, interval limit) {
    const ir::value_id in = operand(x, 0);
    const ir::tensor& slopes = *from_[x.operands[1]].constant;
    const double factor =
        static_cast<double>(quant(in).scale) / static_cast<double>(q.scale);
    double largest = factor;
    for (const float slope : slopes.floats())
      largest = std::max(largest, factor * std::fabs(static_cast<double>(slope)));
    int shift = static_cast<int>(std::floor(std::log2(32767.0 / largest)));
    shift = std::clamp(shift, 0, 14);
    ir::integer_prelu p;
    p.rescale = shift_by(shift, limit);
    p.rescale.rounding += q.zero_point * (std::int32_t{1} << shift);
    p.multiplier = static_cast<std::int32_t>(std::lround(std::ldexp(factor, shift)));
    std::vector<std::int64_t> multipliers;
    for (const float slope : slopes.floats())
      multipliers.push_back(std::lround(std::ldexp(factor * static_cast<double>(slope), shift)));
    const ir::value_id below = add_constant(from_[x.operands[1]].name, ir::element::i16,
                                            slopes.type.shape, std::move(multipliers));
    finish(ir::integer_map{p}, {in, below}, x);
  }

  void add(const ir::node& x, ir::softmax s) {
    const ir::value_id in = operand(x, 0);
    const line_table e = table_of_exponentials(quant(in));
    s.integer = ir::integer_softmax{e.where, form_of(x.result) == form::i8 ? 8 : 15};
    const ir::value_id table =
        add_constant(name_of(from_, x) + ".table", ir::element::i16,
                     {static_cast<std::int64_t>(e.entries.size())}, e.entries);
    finish(s, {in, table}, x);
  }

  void add(const ir::node& x, const ir::concat& c) {
    std::vector<ir::value_id> parts;
    const quantization q = result_quant(x);
    for (std::size_t i = 0; i < x.operands.size(); ++i) {
      ir::value_id part = operand(x, i);
      if (quant(part) != q)
        part = rescaled(part, q, form_of(x.result), from_[x.operands[i]].name + "_rescaled", x);
      parts.push_back(part);
    }
    finish(c, parts, x);
  }

  // Quantized programs say where floats become integers.
  void add(const ir::node& x, const ir::integer_map& m) {
    finish(m, {in_form(x.operands.front(), form::f32)}, x);
  }

  template <class Move>
  void add(const ir::node& x, const Move& move) {
    const ir::value_id in = operand(x, 0);
    const ir::value_id result = add_value(x.result, quant(in));
    values_[x.result] = result;
    finish(move, {in}, result, x);
  }

  const ir::network& from_;
  forms forms_;
  const quantizations& scales_;
  const bias_error& error_;
  const built_node& after_each_;
  ir::network to_;
  std::map<ir::value_id, ir::value_id> values_;
  std::map<std::pair<ir::value_id, form>, ir::value_id> conversions_;
};

}  // namespace

result build(const ir::network& n, forms f, const quantizations& scales, const bias_error& error,
             const built_node& after_each) {
  return builder(n, std::move(f), scales, error, after_each).build();
}

}  // namespace genn::quantize
