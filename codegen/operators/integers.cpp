// SPDX-License-Identifier: BSL-1.0
#include "operators/integers.hpp"

#include <algorithm>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

ir::value_id wrapped(lowering& l, ir::value_id x, ir::element to) {
  if (to == ir::element::i32) return changed_type(l, x);
  if (to != ir::element::u8 && to != ir::element::i8 && to != ir::element::i16) return x;
  const double range = to == ir::element::i16 ? 65536.0 : 256.0;
  const ir::value_id above_zero = join(l, "remainder", x, range);
  if (to == ir::element::u8) return above_zero;
  const ir::value_id is_high = join(l, "ge", above_zero, range / 2.0);
  return join(l, "sub", above_zero, scaled(l, is_high, range));
}

ir::value_id changed_type(lowering& l, ir::value_id x) {
  return l.add(ir::integer_map{ir::whole{"identity"}}, {x}, l.shape(x));
}

bool may_wrap(lowering& l) {
  const std::string name = base_name(l.target());
  return is_one_of(
      name, {"mul", "multiply", "add", "sub", "subtract", "rsub", "neg", "negative", "abs", "pow",
             "square", "bitwise_not", "bitwise_left_shift", "__lshift__"});
}

}  // namespace genn::operators
