// SPDX-License-Identifier: BSL-1.0
// Powers and logarithms under other names, and what is said of real numbers as complex ones.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_float_power(lowering& l) {
  l.finish(join(l, "pow", tensor_or_number(l, "self"), tensor_or_number(l, "exponent")));
}

// self * 2^other
void lower_ldexp(lowering& l) {
  const ir::value_id power = join(l, "pow", l.number(2.0), l.tensor("other"));
  l.finish(join(l, "mul", l.tensor("self"), power));
}

// log2(2^a + 2^b)
void lower_logaddexp2(lowering& l) {
  constexpr double log_of_two = 0.6931471805599453;
  const ir::value_id a = scaled(l, l.tensor("self"), log_of_two);
  const ir::value_id b = scaled(l, l.tensor("other"), log_of_two);
  l.finish(scaled(l, join(l, "logaddexp", a, b), 1.0 / log_of_two));
}

// pi below zero; NaN stays.
void lower_angle(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id turned = scaled(l, join(l, "lt", x, 0.0), 3.14159265358979);
  l.finish(choose(l, map(l, {"isnan", {}}, x), x, turned));
}

void lower_itself(lowering& l) { l.finish(l.tensor("self")); }

}  // namespace

std::vector<row> power_rows() {
  return {
      {"aten.float_power.Tensor_Tensor", "map", lower_float_power},
      {"aten.float_power.Scalar", "map", lower_float_power},
      {"aten.ldexp.Tensor", "map", lower_ldexp},
      {"aten.logaddexp2.default", "map", lower_logaddexp2},
      {"aten.angle.default", "map", lower_angle},
      {"aten.real.default", "identity", lower_itself},
      {"aten.conj.default", "identity", lower_itself},
      {"aten.conj_physical.default", "identity", lower_itself},
  };
}

}  // namespace genn::operators
