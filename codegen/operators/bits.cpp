// SPDX-License-Identifier: BSL-1.0
// Logic of booleans, and of the bits of integers.
#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

ir::value_id truth(lowering& l, const char* name) {
  const ir::value_id x = tensor_or_number(l, name);
  if (!l.is_number(name) && l.type_of(name) == ir::element::boolean) return x;
  return map(l, {"is_true", {}}, x);
}

void lower_and(lowering& l) { l.finish(join(l, "mul", truth(l, "self"), truth(l, "other"))); }
void lower_or(lowering& l) { l.finish(join(l, "maximum", truth(l, "self"), truth(l, "other"))); }
void lower_xor(lowering& l) { l.finish(join(l, "ne", truth(l, "self"), truth(l, "other"))); }
void lower_not(lowering& l) { l.finish(map(l, {"logical_not", {}}, l.tensor("self"))); }

bool gives_booleans(lowering& l) { return l.result_type().type == ir::element::boolean; }

void lower_bits(lowering& l, const char* function) {
  l.finish(join(l, function, tensor_or_number(l, "self"), tensor_or_number(l, "other")));
}
void lower_bits_and(lowering& l) { gives_booleans(l) ? lower_and(l) : lower_bits(l, "bit_and"); }
void lower_bits_or(lowering& l) { gives_booleans(l) ? lower_or(l) : lower_bits(l, "bit_or"); }
void lower_bits_xor(lowering& l) { gives_booleans(l) ? lower_xor(l) : lower_bits(l, "bit_xor"); }
void lower_bits_not(lowering& l) {
  if (gives_booleans(l)) return lower_not(l);
  // -x - 1
  l.finish(map(l, {"add_scalar", {-1.0f}}, scaled(l, l.tensor("self"), -1.0)));
}

void lower_left_shift(lowering& l) { lower_bits(l, "left_shift"); }
void lower_right_shift(lowering& l) { lower_bits(l, "right_shift"); }

}  // namespace

std::vector<row> bit_rows() {
  return {
      {"aten.logical_and.default", "map", lower_and},
      {"aten.logical_or.default", "map", lower_or},
      {"aten.logical_xor.default", "map", lower_xor},
      {"aten.logical_not.default", "map", lower_not},
      {"aten.bitwise_and.Tensor", "map", lower_bits_and},
      {"aten.bitwise_and.Scalar", "map", lower_bits_and},
      {"aten.bitwise_and.Scalar_Tensor", "map", lower_bits_and},
      {"aten.bitwise_or.Tensor", "map", lower_bits_or},
      {"aten.bitwise_or.Scalar", "map", lower_bits_or},
      {"aten.bitwise_or.Scalar_Tensor", "map", lower_bits_or},
      {"aten.bitwise_xor.Tensor", "map", lower_bits_xor},
      {"aten.bitwise_xor.Scalar", "map", lower_bits_xor},
      {"aten.bitwise_xor.Scalar_Tensor", "map", lower_bits_xor},
      {"aten.bitwise_not.default", "map", lower_bits_not},
      {"aten.bitwise_left_shift.Tensor", "map", lower_left_shift},
      {"aten.bitwise_left_shift.Tensor_Scalar", "map", lower_left_shift},
      {"aten.bitwise_left_shift.Scalar_Tensor", "map", lower_left_shift},
      {"aten.bitwise_right_shift.Tensor", "map", lower_right_shift},
      {"aten.bitwise_right_shift.Tensor_Scalar", "map", lower_right_shift},
      {"aten.bitwise_right_shift.Scalar_Tensor", "map", lower_right_shift},
      {"aten.__and__.Tensor", "map", lower_bits_and},
      {"aten.__and__.Scalar", "map", lower_bits_and},
      {"aten.__or__.Tensor", "map", lower_bits_or},
      {"aten.__or__.Scalar", "map", lower_bits_or},
      {"aten.__xor__.Tensor", "map", lower_bits_xor},
      {"aten.__xor__.Scalar", "map", lower_bits_xor},
      {"aten.__lshift__.Scalar", "map", lower_left_shift},
      {"aten.__lshift__.Tensor", "map", lower_left_shift},
      {"aten.__rshift__.Scalar", "map", lower_right_shift},
      {"aten.__rshift__.Tensor", "map", lower_right_shift},
  };
}

}  // namespace genn::operators
