// SPDX-License-Identifier: BSL-1.0
#include "operators/integers.hpp"

#include <algorithm>
#include <cmath>

#include "operators/pieces.hpp"

namespace genn::operators {

namespace {

// "aten.add.Tensor" -> "add"
std::string base_name(const std::string& target) {
  const std::size_t begin = target.find('.') + 1;
  return target.substr(begin, target.find('.', begin) - begin);
}

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_product(const std::string& name) { return is_one_of(name, {"mul", "multiply"}); }

bool is_sum_or_bits(const std::string& name) {
  return is_one_of(name, {"add", "sub", "subtract", "rsub", "bitwise_and", "bitwise_or",
                          "bitwise_xor", "__and__", "__or__", "__xor__"});
}

}  // namespace

ir::value_id wrapped(lowering& l, ir::value_id x, ir::element to) {
  if (to != ir::element::u8 && to != ir::element::i8 && to != ir::element::i16) return x;
  const double range = to == ir::element::i16 ? 65536.0 : 256.0;
  const ir::value_id above_zero = join(l, "remainder", x, range);
  if (to == ir::element::u8) return above_zero;
  const ir::value_id is_high = join(l, "ge", above_zero, range / 2.0);
  return join(l, "sub", above_zero, scaled(l, is_high, range));
}

void require_exact_numbers(lowering& l) {
  const std::string name = base_name(l.target());
  if (!is_product(name) && !is_sum_or_bits(name)) return;
  for (const char* const operand : {"self", "other", "alpha"}) {
    if (!l.has(operand) || !l.is_number(operand)) continue;
    const double size = std::abs(l.number(operand));
    int exponent = 0;
    const bool shifts = is_product(name) && std::frexp(size, &exponent) == 0.5;
    if (size > 16777216.0 && !shifts)
      throw limit{"integers above 2^24 are not supported", "use smaller numbers"};
  }
}

bool may_wrap(lowering& l) {
  const std::string name = base_name(l.target());
  return is_product(name) ||
         is_one_of(name, {"add", "sub", "subtract", "rsub", "neg", "negative", "abs", "pow",
                          "square", "bitwise_not", "bitwise_left_shift", "__lshift__"});
}

}  // namespace genn::operators
