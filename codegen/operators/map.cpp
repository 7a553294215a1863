// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void require_floats(lowering& l) {
  if (!ir::is_floating(l.result_type().type))
    throw limit{"arithmetic on " + ir::to_string(l.result_type().type) + " is not supported",
                "convert the tensor to float32 first"};
}

void lower_unary(lowering& l, ir::function f) {
  require_floats(l);
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

// The library's function has the name of the operator, and takes no parameters.
void lower_same_name(lowering& l) {
  const std::string& target = l.target();
  const std::size_t begin = target.find('.') + 1;
  lower_unary(l, {target.substr(begin, target.find('.', begin) - begin), {}});
}

void lower_gelu(lowering& l) {
  lower_unary(l, {l.text("approximate") == "tanh" ? "gelu_tanh" : "gelu", {}});
}
void lower_elu(lowering& l) {
  lower_unary(
      l, {"elu",
          {single(l.number("alpha")), single(l.number("scale")), single(l.number("input_scale"))}});
}
void lower_selu(lowering& l) {
  lower_unary(l, {"elu", {1.6732632423543772f, 1.0507009873554805f, 1.0f}});
}
void lower_celu(lowering& l) { lower_unary(l, {"celu", {single(l.number("alpha"))}}); }
void lower_softplus(lowering& l) {
  lower_unary(l, {"softplus", {single(l.number("beta")), single(l.number("threshold"))}});
}
void lower_threshold(lowering& l) {
  lower_unary(l, {"threshold", {single(l.number("threshold")), single(l.number("value"))}});
}
void lower_hardshrink(lowering& l) { lower_unary(l, {"hardshrink", {single(l.number("lambd"))}}); }
void lower_softshrink(lowering& l) { lower_unary(l, {"softshrink", {single(l.number("lambd"))}}); }
// In eval mode the slope is the mean of the two limits.
void lower_rrelu(lowering& l) {
  if (l.boolean("training"))
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  const double slope = (l.number("lower") + l.number("upper")) / 2;
  lower_unary(l, {"leaky_relu", {single(slope)}});
}
void lower_clamp(lowering& l) {
  const bool low = l.has("min"), high = l.has("max");
  if (low && high)
    return lower_unary(l, {"hardtanh", {single(l.number("min")), single(l.number("max"))}});
  if (low) return lower_unary(l, {"clamp_min", {single(l.number("min"))}});
  lower_unary(l, {"clamp_max", {single(l.number("max"))}});
}
void lower_pow_scalar(lowering& l) {
  const float exponent = single(l.number("exponent"));
  if (exponent == 2.0f) return lower_unary(l, {"square", {}});
  if (exponent == 0.5f) return lower_unary(l, {"sqrt", {}});
  lower_unary(l, {"pow_scalar", {exponent}});
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

void lower_pow(lowering& l) {
  require_floats(l);
  l.finish(l.apply({"pow", {}}, {l.tensor("self"), l.tensor("exponent")}, l.result_type().shape));
}
void lower_minimum(lowering& l) {
  require_floats(l);
  l.finish(l.apply({"minimum", {}}, {l.tensor("self"), l.tensor("other")}, l.result_type().shape));
}
void lower_maximum(lowering& l) {
  require_floats(l);
  l.finish(l.apply({"maximum", {}}, {l.tensor("self"), l.tensor("other")}, l.result_type().shape));
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
      {"aten.silu.default", "map", lower_same_name},
      {"aten.mish.default", "map", lower_same_name},
      {"aten.hardswish.default", "map", lower_same_name},
      {"aten.hardsigmoid.default", "map", lower_same_name},
      {"aten.log_sigmoid.default", "map", lower_same_name},
      {"aten.abs.default", "map", lower_same_name, "float tensors"},
      {"aten.exp.default", "map", lower_same_name, "float tensors"},
      {"aten.expm1.default", "map", lower_same_name, "float tensors"},
      {"aten.log.default", "map", lower_same_name, "float tensors"},
      {"aten.log1p.default", "map", lower_same_name, "float tensors"},
      {"aten.sqrt.default", "map", lower_same_name, "float tensors"},
      {"aten.rsqrt.default", "map", lower_same_name, "float tensors"},
      {"aten.sin.default", "map", lower_same_name, "float tensors"},
      {"aten.cos.default", "map", lower_same_name, "float tensors"},
      {"aten.erf.default", "map", lower_same_name, "float tensors"},
      {"aten.floor.default", "map", lower_same_name, "float tensors"},
      {"aten.ceil.default", "map", lower_same_name, "float tensors"},
      {"aten.round.default", "map", lower_same_name, "float tensors"},
      {"aten.trunc.default", "map", lower_same_name, "float tensors"},
      {"aten.sign.default", "map", lower_same_name, "float tensors"},
      {"aten.square.default", "map", lower_same_name, "float tensors"},
      {"aten.reciprocal.default", "map", lower_same_name, "float tensors"},
      {"aten.gelu.default", "map", lower_gelu},
      {"aten.elu.default", "map", lower_elu},
      {"aten.selu.default", "map", lower_selu},
      {"aten.celu.default", "map", lower_celu},
      {"aten.softplus.default", "map", lower_softplus},
      {"aten.threshold.default", "map", lower_threshold},
      {"aten.hardshrink.default", "map", lower_hardshrink},
      {"aten.softshrink.default", "map", lower_softshrink},
      {"aten.rrelu.default", "map", lower_rrelu, "eval mode"},
      {"aten.clamp.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clip.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clamp_min.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clamp_max.default", "map", lower_clamp, "limits are numbers"},
      {"aten.pow.Tensor_Scalar", "map", lower_pow_scalar, "float tensors"},
      {"aten.pow.Tensor_Tensor", "map", lower_pow, "float tensors"},
      {"aten.minimum.default", "map", lower_minimum, "float tensors"},
      {"aten.maximum.default", "map", lower_maximum, "float tensors"},
      {"aten.min.other", "map", lower_minimum, "float tensors"},
      {"aten.max.other", "map", lower_maximum, "float tensors"},
      {"aten.neg.default", "map", lower_neg, "float tensors"},
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
