// SPDX-License-Identifier: BSL-1.0
// Linear layers and convolutions.
#include <cmath>

#include "quantize/assembly.hpp"
#include "quantize/weights.hpp"

namespace genn::quantize {

namespace {

float_weights weights_of(const ir::network& n, const ir::node& x) {
  const ir::value& weight = n[x.operands[1]];
  float_weights w;
  w.weight = weight.constant->floats();
  w.scales = weight.scales;
  w.rows = static_cast<std::size_t>(weight.type.shape.front());
  w.bias.assign(w.rows, 0.0f);
  if (x.operands.size() > 2) w.bias = n[x.operands[2]].constant->floats();
  return w;
}

class weighted_layer {
 public:
  weighted_layer(assembly& a, const ir::node& x, const std::vector<ir::function>& clamps)
      : a_(a),
        x_(x),
        in_(a.operand(x, 0)),
        q_(a.result_quant(x)),
        limit_(a.limit(clamps, q_)),
        floats_(weights_of(a.from(), x)) {}

  template <class Layer>
  void add(Layer l) {
    i16_weights w = to_integers();
    if (correct_bias(w.integers)) w = to_integers();
    require_proof(w.integers);
    l.then.clear();
    l.integer = w.integers.arithmetic;
    const std::vector<ir::value_id> operands = add_operands(w.integers);
    if (w.behind == 0) return a_.finish(l, operands, x_);
    // The result is finer than its sums: a shift to the left makes up for it.
    quantization coarse = q_;
    coarse.scale = std::ldexp(q_.scale, w.behind);
    const ir::value_id sum = a_.add_between(x_, "_sum", coarse);
    a_.step(l, operands, sum, x_);
    a_.finish(weighted_sum_of(a_, {sum}, {1.0}, q_, limit_), {sum}, x_);
  }

 private:
  bool bytes() const { return a_.form_of(x_.result) == form::i8; }

  i16_weights to_integers() const {
    if (bytes()) return {to_i8(floats_, a_.quant(in_), q_, limit_), 0};
    return to_i16(floats_, a_.quant(in_), q_, limit_);
  }

  bool correct_bias(const integer_weights& w) {
    if (!a_.error()) return false;
    const std::vector<double> error = a_.error()(a_.network(), x_, in_, w.weight, w.scales);
    for (std::size_t r = 0; r < error.size(); ++r) floats_.bias[r] -= static_cast<float>(error[r]);
    return !error.empty();
  }

  // The header would refuse to compile.
  void require_proof(const integer_weights& w) const {
    if (!fits(w, a_.quant(in_)))
      throw conversion_error(exit_code::unsupported,
                             {name_of(a_.from(), x_), "its sums can leave 32 bits",
                              "keep it in float: --keep LAYER=f32"});
  }

  std::vector<ir::value_id> add_operands(const integer_weights& w) {
    const ir::value& weight = a_.from()[x_.operands[1]];
    const std::string bias =
        x_.operands.size() > 2 ? a_.from()[x_.operands[2]].name : weight.name + ".bias";
    const std::int64_t rows = weight.type.shape.front();
    std::vector<ir::value_id> operands{
        in_,
        a_.add_constant(weight.name, bytes() ? ir::element::i8 : ir::element::i16,
                        weight.type.shape, w.weight),
        a_.add_constant(bias, bytes() ? ir::element::i32 : ir::element::i16, {rows}, w.bias)};
    if (bytes())
      operands.push_back(
          a_.add_constant(weight.name + ".multiplier", ir::element::i16, {rows}, w.multipliers));
    return operands;
  }

  assembly& a_;
  const ir::node& x_;
  ir::value_id in_;
  quantization q_;
  interval limit_;
  float_weights floats_;
};

}  // namespace

void add_weighted(assembly& a, const ir::node& x, const ir::linear& l) {
  weighted_layer(a, x, l.then).add(l);
}
void add_weighted(assembly& a, const ir::node& x, const ir::convolution& c) {
  weighted_layer(a, x, c.then).add(c);
}

}  // namespace genn::quantize
