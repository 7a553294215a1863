// SPDX-License-Identifier: BSL-1.0
// Layers that remember: two linear layers of a step that end in 16 bits, and the places behind the
// point of what follows from them.
#include <genn/number/convert.hpp>

#include <algorithm>
#include <cmath>

#include "quantize/assembly.hpp"
#include "quantize/weights.hpp"

namespace genn::quantize {

namespace {

constexpr interval whole{-32768, 32767};

// Places behind the point that leave room for numbers up to `largest`, and a quarter more.
std::int32_t places_for(double largest) {
  const double bits = std::ceil(std::log2(std::max(largest * 1.25, 1.0)));
  return std::clamp(15 - static_cast<std::int32_t>(bits), 0, gate_argument_places);
}

quantization with_places(std::int32_t places) {
  return {std::ldexp(1.0f, -places), 0, whole.low, whole.high};
}

class recurrent_layer {
 public:
  recurrent_layer(assembly& a, const ir::node& x, const ir::recurrent& r)
      : a_(a), x_(x), r_(r), in_(a.operand(x, 0)), q_(a.result_quant(x)) {}

  void add() {
    const gate_range seen = a_.range_of_gates(x_);
    places_of_cell places{places_for(seen.gates), places_for(seen.cells), exponent_of(q_)};
    i16_weights of_input, of_state;
    for (;;) {
      of_input = part(0, a_.quant(in_), places);
      of_state = part(1, multiplied_state(), places);
      const int behind = std::max(of_input.behind, of_state.behind);
      if (behind == 0 || places.gates == 0) break;
      places.gates = std::max(places.gates - behind, 0);  // no finer than the sums
    }
    require_proof(of_input.integers, a_.quant(in_));
    require_proof(of_state.integers, multiplied_state());

    std::vector<ir::value_id> operands{in_, state(1, q_)};
    if (r_.states() == 2) operands.push_back(state(2, with_places(places.cells)));
    const integer_weights parts[] = {std::move(of_input.integers), std::move(of_state.integers)};
    for (std::size_t i : {0u, 1u}) operands.push_back(weight(i, parts[i]));
    for (std::size_t i : {0u, 1u}) operands.push_back(bias(i, parts[i]));
    if (bytes())
      for (std::size_t i : {0u, 1u}) operands.push_back(multipliers(i, parts[i]));
    ir::recurrent made = r_;
    made.integer = ir::integer_recurrent{parts[0].arithmetic, parts[1].arithmetic, places};
    a_.finish(made, std::move(operands), x_);
  }

 private:
  bool bytes() const { return a_.read_as(x_, 0) == form::i8; }

  const ir::value& float_operand(std::size_t i) const {
    return a_.from()[x_.operands[r_.first_weight() + i]];
  }

  // States as they are multiplied: their upper bytes, or as they are.
  quantization multiplied_state() const {
    return bytes() ? quantization{q_.scale * 256.0f, 0, -128, 127} : q_;
  }

  i16_weights part(std::size_t i, const quantization& in, const places_of_cell& places) const {
    float_weights w;
    w.weight = float_operand(i).constant->floats();
    w.rows = static_cast<std::size_t>(float_operand(i).type.shape.front());
    w.bias = float_operand(2 + i).constant->floats();
    const quantization out = with_places(places.gates);
    if (bytes()) return {to_i8(w, in, out, whole), 0};
    return to_i16(w, in, out, whole);
  }

  // The header would refuse to compile.
  void require_proof(const integer_weights& w, const quantization& in) const {
    if (!fits(w, in))
      throw conversion_error(exit_code::unsupported,
                             {name_of(a_.from(), x_), "its sums can leave 32 bits",
                              "keep it in float: --keep LAYER=f32"});
  }

  // The first states, in the numbers of all others.
  ir::value_id state(std::size_t i, const quantization& q) {
    const ir::value& first = a_.from()[x_.operands[i]];
    if (first.constant) {
      std::vector<std::int64_t> integers;
      for (const float s : first.constant->floats()) integers.push_back(quantized(s, q));
      return a_.add_constant(first.name, ir::element::i16, first.type.shape, std::move(integers),
                             q);
    }
    const ir::value_id given = a_.operand(x_, i);
    if (a_.quant(given) == q) return given;
    return a_.rescaled(given, form::i16, q, first.name + "_first", x_);
  }

  ir::value_id weight(std::size_t i, const integer_weights& w) {
    return a_.add_constant(float_operand(i).name, bytes() ? ir::element::i8 : ir::element::i16,
                           float_operand(i).type.shape, w.weight);
  }
  ir::value_id bias(std::size_t i, const integer_weights& w) {
    return a_.add_list(float_operand(2 + i).name, bytes() ? ir::element::i32 : ir::element::i16,
                       w.bias);
  }
  ir::value_id multipliers(std::size_t i, const integer_weights& w) {
    return a_.add_list(float_operand(i).name + ".multiplier", ir::element::i16, w.multipliers);
  }

  assembly& a_;
  const ir::node& x_;
  const ir::recurrent& r_;
  ir::value_id in_;
  quantization q_;
};

}  // namespace

void add_recurrent(assembly& a, const ir::node& x, const ir::recurrent& r) {
  recurrent_layer(a, x, r).add();
}

void add_cells(assembly& a, const ir::node& x) {
  const ir::value_id both = a.operand(x, 0);
  const auto made = std::find_if(a.network().nodes.begin(), a.network().nodes.end(),
                                 [&](const ir::node& m) { return m.result == both; });
  const std::int32_t places = std::get<ir::recurrent>(made->what).integer->places.cells;
  const ir::value_id slice = a.add_between(x, "_slice", a.quant(both));
  a.step(x.what, {both}, slice, x);
  // The same integers in their own scale.
  a.finish(ir::integer_map{ir::weighted_sum{shift_by(0, whole), {1}}}, {slice}, x,
           with_places(places));
}

}  // namespace genn::quantize
