// SPDX-License-Identifier: BSL-1.0
// Masks in front of a softmax.
#include "quantize/assembly.hpp"
#include "quantize/masked_range.hpp"

namespace genn::quantize {

void add_mask(assembly& a, const ir::node& x, const constant_mask& mask) {
  const quantization& q = a.result_quant(x);
  const quantization shown = *shown_beside(q);
  ir::value_id in = a.operand(x, mask.shown);
  const std::string& name = a.from()[x.result].name;
  if (a.quant(in) != shown) in = a.rescaled(in, form::i16, shown, name + "_shown", x);
  // What is hidden falls from anywhere to the lowest integer.
  std::vector<std::int64_t> numbers;
  for (const bool hidden : mask.hidden) numbers.push_back(hidden ? -1 : 0);
  const ir::value_id hides = a.add_constant(name + "_mask", ir::element::i8, mask.shape,
                                            std::move(numbers), quantization{1.0f, 0, -1, 0});
  a.finish(ir::integer_map{ir::weighted_sum{shift_by(0, {q.low, q.high}), {1, q.high - q.low}}},
           {in, hides}, x);
}

}  // namespace genn::quantize
