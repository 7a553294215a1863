// SPDX-License-Identifier: BSL-1.0
// Softmax and its logarithm: exponentials and logarithms from tables.
#include <algorithm>
#include <cmath>

#include "quantize/assembly.hpp"
#include "quantize/tables.hpp"

namespace genn::quantize {

namespace {

void add_logarithm(assembly& a, const ir::node& x, ir::softmax s, ir::value_id in,
                   ir::value_id exponentials) {
  const quantization &from = a.quant(in), &q = a.result_quant(x);
  const double factor = static_cast<double>(from.scale) / static_cast<double>(q.scale);
  const double unit = 1.0 / static_cast<double>(q.scale);
  // The widest distance, and logarithms with the products between their entries, fit 30 bits.
  const double widest = std::max(factor * (from.high - from.low), 128.0 * unit);
  int shift =
      std::clamp(static_cast<int>(std::floor(std::log2(std::ldexp(1.0, 29) / widest))), 0, 15);
  while (shift > 0 && std::ldexp(factor, shift) > 32767.0) --shift;

  ir::integer_softmax& how = *s.integer;
  const log_table logarithms = table_of_logarithms(std::ldexp(unit, shift));
  how.factor = static_cast<std::int32_t>(std::lround(std::ldexp(factor, shift)));
  how.octave = logarithms.octave;
  how.rescale = shift_by(shift, {q.low, q.high});
  how.rescale.rounding += q.zero_point * (std::int32_t{1} << shift);
  how.rescale.rounding +=
      static_cast<std::int32_t>(std::lround(std::log(exponential_of_0) * std::ldexp(unit, shift)));
  const ir::value_id table =
      a.add_list(name_of(a.from(), x) + ".log_table", ir::element::i32, logarithms.entries);
  a.finish(s, {in, exponentials, table}, x);
}

}  // namespace

void add_softmax(assembly& a, const ir::node& x, const ir::softmax& s) {
  const ir::value_id in = a.operand(x, 0);
  const line_table e = table_of_exponentials(a.quant(in));
  ir::softmax integers = s;
  integers.integer = ir::integer_softmax{e.where, a.form_of(x.result) == form::i8 ? 8 : 15};
  const ir::value_id table =
      a.add_list(name_of(a.from(), x) + ".table", ir::element::i16, e.entries);
  if (s.logarithm) return add_logarithm(a, x, integers, in, table);
  a.finish(integers, {in, table}, x);
}

}  // namespace genn::quantize
