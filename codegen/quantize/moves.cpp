// SPDX-License-Identifier: BSL-1.0
// Layers that hand on integers as they are.
#include <algorithm>

#include "quantize/assembly.hpp"

namespace genn::quantize {

void add_maximum(assembly& a, const ir::node& x, const ir::pool& p) {
  const ir::value_id in = a.operand(x, 0);
  ir::pool integers = p;
  integers.then.clear();
  quantization q = a.quant(in);
  const interval limit = a.limit(p.then, q);
  q.low = std::max(q.low, limit.low);
  q.high = std::min(q.high, limit.high);
  a.finish(integers, {in}, x, q);
}

namespace {

// Operand i in the numbers of the result.
ir::value_id in_its_numbers(assembly& a, const ir::node& x, std::size_t i) {
  const quantization& q = a.result_quant(x);
  const ir::value_id id = x.operands[i];
  if (a.from()[id].constant) return a.constant_as(id, a.form_of(x.result), q);
  const ir::value_id part = a.operand(x, i);
  const std::string name = a.from()[id].name + "_rescaled";
  return a.quant(part) == q ? part : a.rescaled(part, a.form_of(x.result), q, name, x);
}

}  // namespace

void add_concat(assembly& a, const ir::node& x, const ir::concat& c) {
  std::vector<ir::value_id> parts;
  for (std::size_t i = 0; i < x.operands.size(); ++i) parts.push_back(in_its_numbers(a, x, i));
  a.finish(c, parts, x);
}

void add_scatter(assembly& a, const ir::node& x, const ir::scatter& s) {
  a.finish(s,
           {in_its_numbers(a, x, 0), a.in_form(x.operands[1], form::f32), in_its_numbers(a, x, 2)},
           x);
}

// Rows of a table are stored in the numbers of the result.
void add_gather(assembly& a, const ir::node& x, const ir::gather& g) {
  const bool table = reads_table(a.from(), x);
  const ir::value_id rows =
      table ? a.constant_as(x.operands[0], a.form_of(x.result), a.result_quant(x))
            : a.operand(x, 0);
  a.finish(g, {rows, a.in_form(x.operands[1], form::f32)}, x, a.quant(rows));
}

}  // namespace genn::quantize
