// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_unary(lowering& l, ir::function f) {
  const char* name = l.has("self") ? "self" : "input";
  l.finish(l.apply(std::move(f), {l.tensor(name)}, l.result_type().shape));
}

float single(double x) { return static_cast<float>(x); }

void lower_relu(lowering& l) { lower_unary(l, {"relu", {}}); }
void lower_relu6(lowering& l) { lower_unary(l, {"relu6", {}}); }
void lower_sigmoid(lowering& l) { lower_unary(l, {"sigmoid", {}}); }
void lower_tanh(lowering& l) { lower_unary(l, {"tanh", {}}); }

void lower_hardtanh(lowering& l) {
  const float low = single(l.number("min_val")), high = single(l.number("max_val"));
  if (low == 0.0f && high == 6.0f) return lower_relu6(l);
  lower_unary(l, {"hardtanh", {low, high}});
}

void lower_leaky_relu(lowering& l) {
  lower_unary(l, {"leaky_relu", {single(l.number("negative_slope"))}});
}

void lower_prelu(lowering& l) {
  const ir::value_id x = l.tensor("self");
  ir::value_id slope = l.tensor("weight");
  const std::size_t rank = l.shape(x).size();
  // The slope belongs to axis 1; for one of rank 1 there is a single slope.
  if (ir::count(l.shape(slope)) > 1) {
    ir::dims aligned(rank, 1);
    if (rank < 2) throw limit{"a slope for each channel needs channels", "pass [batch, channels]"};
    aligned[1] = ir::count(l.shape(slope));
    slope = l.reshape(slope, aligned);
  }
  l.finish(l.apply({"prelu", {}}, {x, slope}, l.result_type().shape));
}

// The one number of a constant tensor.
const float* single_constant(lowering& l, ir::value_id id) {
  const auto& constant = l.network()[id].constant;
  const bool one =
      constant && ir::is_floating(constant->type.type) && constant->floats().size() == 1;
  return one ? constant->floats().data() : nullptr;
}

// `other` as a tensor or a number; numbers become part of the function.
struct operand {
  bool is_number;
  float number;
  ir::value_id tensor;
};
operand other_of(lowering& l, const char* name) {
  if (l.is_number(name)) return {true, single(l.number(name)), {0}};
  const ir::value_id id = l.tensor(name);
  if (const float* number = single_constant(l, id)) return {true, *number, id};
  return {false, 0.0f, id};
}

ir::value_id scaled(lowering& l, ir::value_id x, float factor) {
  if (factor == 1.0f) return x;
  return l.apply({"mul_scalar", {factor}}, {x}, l.shape(x));
}

void require_floats(lowering& l) {
  if (!ir::is_floating(l.result_type().type))
    throw limit{"arithmetic on " + ir::to_string(l.result_type().type) + " is not supported",
                "convert the tensor to float32 first"};
}

void lower_sum(lowering& l, float sign) {
  require_floats(l);
  const ir::dims& out = l.result_type().shape;
  const ir::value_id x = l.tensor("self");
  const operand y = other_of(l, "other");
  const float alpha = sign * single(l.has("alpha") ? l.number("alpha") : 1.0);
  if (y.is_number)
    l.finish(l.apply({"add_scalar", {alpha * y.number}}, {x}, out));
  else if (alpha == -1.0f)
    l.finish(l.apply({"sub", {}}, {x, y.tensor}, out));
  else
    l.finish(l.apply({"add", {}}, {x, scaled(l, y.tensor, alpha)}, out));
}
void lower_add(lowering& l) { lower_sum(l, 1.0f); }
void lower_sub(lowering& l) { lower_sum(l, -1.0f); }

// other - alpha * self
void lower_rsub(lowering& l) {
  require_floats(l);
  const ir::value_id x = l.tensor("self");
  const ir::dims& out = l.result_type().shape;
  const ir::value_id negative =
      l.apply({"mul_scalar", {-single(l.number("alpha"))}}, {x}, l.shape(x));
  const operand y = other_of(l, "other");
  if (y.is_number)
    l.finish(l.apply({"add_scalar", {y.number}}, {negative}, out));
  else
    l.finish(l.apply({"add", {}}, {y.tensor, negative}, out));
}

void lower_mul(lowering& l) {
  require_floats(l);
  const ir::value_id x = l.tensor("self");
  const operand y = other_of(l, "other");
  if (y.is_number)
    l.finish(l.apply({"mul_scalar", {y.number}}, {x}, l.result_type().shape));
  else
    l.finish(l.apply({"mul", {}}, {x, y.tensor}, l.result_type().shape));
}

void lower_div(lowering& l) {
  require_floats(l);
  const ir::value_id x = l.tensor("self");
  const operand y = other_of(l, "other");
  if (y.is_number)
    l.finish(l.apply({"mul_scalar", {1.0f / y.number}}, {x}, l.result_type().shape));
  else
    l.finish(l.apply({"div", {}}, {x, y.tensor}, l.result_type().shape));
}

void lower_neg(lowering& l) { lower_unary(l, {"mul_scalar", {-1.0f}}); }

}  // namespace

std::vector<row> map_rows() {
  return {
      {"aten.relu.default", "map", lower_relu},
      {"aten.relu6.default", "map", lower_relu6},
      {"aten.hardtanh.default", "map", lower_hardtanh},
      {"aten.leaky_relu.default", "map", lower_leaky_relu},
      {"aten.prelu.default", "map", lower_prelu},
      {"aten.sigmoid.default", "map", lower_sigmoid},
      {"aten.tanh.default", "map", lower_tanh},
      {"aten.neg.default", "map", lower_neg},
      {"aten.add.Tensor", "map", lower_add, "float tensors"},
      {"aten.add.Scalar", "map", lower_add, "float tensors"},
      {"aten.sub.Tensor", "map", lower_sub, "float tensors"},
      {"aten.sub.Scalar", "map", lower_sub, "float tensors"},
      {"aten.rsub.Scalar", "map", lower_rsub, "float tensors"},
      {"aten.rsub.Tensor", "map", lower_rsub, "float tensors"},
      {"aten.mul.Tensor", "map", lower_mul, "float tensors"},
      {"aten.mul.Scalar", "map", lower_mul, "float tensors"},
      {"aten.div.Tensor", "map", lower_div, "float tensors"},
      {"aten.div.Scalar", "map", lower_div, "float tensors"},
  };
}

}  // namespace genn::operators
