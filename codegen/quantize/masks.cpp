// SPDX-License-Identifier: BSL-1.0
// Masks in front of a softmax, and behind it.
#include "quantize/assembly.hpp"
#include "quantize/masked_range.hpp"

namespace genn::quantize {

namespace {

// 1 or -1 where something is hidden, else 0.
ir::value_id bytes_of(assembly& a, const ir::node& x, const known_mask& m) {
  std::vector<std::int64_t> numbers;
  for (const bool hidden : m.hidden) numbers.push_back(hidden ? -1 : 0);
  return a.add_constant(a.from()[x.result].name + "_mask", ir::element::i8, m.shape,
                        std::move(numbers), quantization{1.0f, 0, -1, 0});
}
ir::value_id bytes_of(assembly& a, const ir::node& x, const computed_mask& m) {
  return a.as_bytes(x.operands[m.says], m.integers);
}

}  // namespace

void add_mask(assembly& a, const ir::node& x, const mask& m) {
  const quantization& q = a.result_quant(x);
  const quantization shown = m.of_weights ? q : *shown_beside(q);
  ir::value_id in = a.operand(x, m.shown);
  if (a.quant(in) != shown)
    in = a.rescaled(in, a.form_of(x.result), shown, a.from()[x.result].name + "_shown", x);
  const ir::value_id bytes =
      std::visit([&](const auto& hides) { return bytes_of(a, x, hides); }, m.hides);
  // What is hidden falls from anywhere to the lowest integer, weights to 0.
  const std::int32_t fall = q.high - q.low, sign = a.quant(bytes).high == 0 ? 1 : -1;
  const std::int32_t low = m.of_weights ? q.zero_point : q.low;
  a.finish(ir::integer_map{ir::weighted_sum{shift_by(0, {low, q.high}), {1, sign * fall}}},
           {in, bytes}, x);
}

}  // namespace genn::quantize
