// SPDX-License-Identifier: BSL-1.0
#include <cmath>
#include <limits>

#include "operators/pieces.hpp"
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

// The library's function has the name of the operator, and takes no parameters.
void lower_same_name(lowering& l) { lower_unary(l, {base_name(l.target()), {}}); }

void lower_erfc(lowering& l) { lower_unary(l, {"erfc", {}}); }
void lower_sign(lowering& l) { lower_unary(l, {"sign", {}}); }

// Other names of functions.
constexpr char abs_name[] = "abs";
constexpr char acos_name[] = "acos";
constexpr char acosh_name[] = "acosh";
constexpr char asin_name[] = "asin";
constexpr char asinh_name[] = "asinh";
constexpr char atan_name[] = "atan";
constexpr char atanh_name[] = "atanh";
constexpr char digamma_name[] = "digamma";
constexpr char erf_name[] = "erf";
constexpr char erfinv_name[] = "erfinv";
constexpr char expm1_name[] = "expm1";
constexpr char i0_name[] = "i0";
constexpr char lgamma_name[] = "lgamma";
constexpr char log1p_name[] = "log1p";
constexpr char sigmoid_name[] = "sigmoid";
constexpr char trunc_name[] = "trunc";
template <const char* Name>
void lower_alias(lowering& l) {
  lower_unary(l, {Name, {}});
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
  const auto is_large = [&](const char* name) {
    return ir::is_large(l.network()[l.literal(name)]);
  };
  if (l.gives_integers() && ((low && is_large("min")) || (high && is_large("max")))) {
    ir::value_id x = l.tensor("self");
    if (low) x = join(l, "maximum", x, l.literal("min"));
    return l.finish(high ? join(l, "minimum", x, l.literal("max")) : x);
  }
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
  if (rank == 0) slope = l.reshape(slope, {});
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
  if (l.is_number(name)) {
    const ir::value_id id = l.literal(name);
    const bool is_tensor = l.gives_integers() && ir::is_large(l.network()[id]);
    return {!is_tensor, single(l.number(name)), id};
  }
  const ir::value_id id = l.tensor(name);
  if (const float* number = single_constant(l, id)) return {true, *number, id};
  return {false, 0.0f, id};
}

void lower_sum(lowering& l, float sign) {
  if (l.result_type().type == ir::element::boolean)
    return l.finish(join(l, "maximum", l.tensor("self"), l.tensor("other")));
  const ir::dims& out = l.result_type().shape;
  const ir::value_id x = tensor_or_number(l, "self");
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

// The product of 16-bit integers modulo 2^16, exact in floats: x * (256 * high + low).
void lower_short_mul(lowering& l) {
  const ir::value_id x = tensor_or_number(l, "self"), y = tensor_or_number(l, "other");
  const ir::value_id low = join(l, "remainder", y, 256.0);
  const ir::value_id high = join(l, "floor_divide", y, 256.0);
  const ir::value_id upper = join(l, "remainder", join(l, "mul", x, high), 256.0);
  l.finish(join(l, "add", join(l, "mul", x, low), scaled(l, upper, 256.0)));
}

void lower_mul(lowering& l) {
  if (l.result_type().type == ir::element::i16) return lower_short_mul(l);
  const ir::value_id x = tensor_or_number(l, "self");
  const operand y = other_of(l, "other");
  if (y.is_number)
    l.finish(l.apply({"mul_scalar", {y.number}}, {x}, l.result_type().shape));
  else
    l.finish(l.apply({"mul", {}}, {x, y.tensor}, l.result_type().shape));
}

void lower_div(lowering& l) {
  const ir::value_id x = tensor_or_number(l, "self");
  const operand y = other_of(l, "other");
  // Quotients of integers are exact where they can be, and so are those that are rounded then.
  if (y.is_number && (!ir::is_floating(l.type_of("self")) || l.feeds_rounding()))
    l.finish(join(l, "div", x, static_cast<double>(y.number)));
  else if (y.is_number)
    l.finish(l.apply({"mul_scalar", {1.0f / y.number}}, {x}, l.result_type().shape));
  else
    l.finish(l.apply({"div", {}}, {x, y.tensor}, l.result_type().shape));
}

// A function of two operands, `self` and `other`, tensors or numbers.
void lower_binary(lowering& l, const char* function, const char* other = "other") {
  l.finish(join(l, function, tensor_or_number(l, "self"), tensor_or_number(l, other)));
}

void lower_pow(lowering& l) { lower_binary(l, "pow", "exponent"); }
void lower_minimum(lowering& l) { lower_binary(l, "minimum"); }
void lower_maximum(lowering& l) { lower_binary(l, "maximum"); }
void lower_fmod(lowering& l) { lower_binary(l, "fmod"); }
void lower_remainder(lowering& l) { lower_binary(l, "remainder"); }
void lower_floor_divide(lowering& l) { lower_binary(l, "floor_divide"); }
void lower_atan2(lowering& l) { lower_binary(l, "atan2"); }
void lower_logaddexp(lowering& l) { lower_binary(l, "logaddexp"); }

void lower_div_mode(lowering& l) {
  if (!l.has("rounding_mode")) return lower_div(l);
  if (l.text("rounding_mode") == "floor") return lower_floor_divide(l);
  lower_binary(l, "trunc_divide");
}

// Of one number and one NaN, the number.
template <bool Larger>
void lower_number_extreme(lowering& l) {
  const ir::value_id x = l.tensor("self"), y = l.tensor("other");
  const ir::value_id extreme = join(l, Larger ? "maximum" : "minimum", x, y);
  const ir::value_id without_x = choose(l, map(l, {"isnan", {}}, x), y, extreme);
  l.finish(choose(l, map(l, {"isnan", {}}, y), x, without_x));
}

void lower_clamp_tensor(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (l.has("min")) x = join(l, "maximum", x, l.tensor("min"));
  if (l.has("max")) x = join(l, "minimum", x, l.tensor("max"));
  l.finish(x);
}

// self + weight * (end - self), from the nearer end.
void lower_lerp(lowering& l) {
  const ir::value_id x = l.tensor("self"), end = l.tensor("end");
  const ir::value_id weight = tensor_or_number(l, "weight");
  const ir::value_id way = join(l, "sub", end, x);
  const ir::value_id near = join(l, "add", x, join(l, "mul", weight, way));
  const ir::value_id rest = map(l, {"add_scalar", {1.0f}}, scaled(l, weight, -1.0));
  const ir::value_id far = join(l, "sub", end, join(l, "mul", way, rest));
  l.finish(choose(l, join(l, "lt", map(l, {"abs", {}}, weight), 0.5), near, far));
}

// self + value * tensor1 * tensor2, or / tensor2
void lower_addc(lowering& l, const char* function) {
  const ir::value_id y = join(l, function, l.tensor("tensor1"), l.tensor("tensor2"));
  l.finish(join(l, "add", l.tensor("self"), scaled(l, y, l.number("value"))));
}
void lower_addcmul(lowering& l) { lower_addc(l, "mul"); }
void lower_addcdiv(lowering& l) { lower_addc(l, "div"); }

void lower_hypot(lowering& l) {
  // Squares of the larger one could leave the range of floats.
  const ir::value_id x = map(l, {"abs", {}}, l.tensor("self"));
  const ir::value_id y = map(l, {"abs", {}}, l.tensor("other"));
  const ir::value_id most = join(l, "maximum", x, y), least = join(l, "minimum", x, y);
  const ir::value_id share = map(l, {"square", {}}, join(l, "div", least, most));
  const ir::value_id root = map(l, {"sqrt", {}}, map(l, {"add_scalar", {1.0f}}, share));
  const double infinity = std::numeric_limits<double>::infinity();
  const ir::value_id infinite =
      join(l, "maximum", join(l, "eq", x, infinity), join(l, "eq", y, infinity));
  const ir::value_id finite = choose(l, join(l, "eq", most, 0.0), most, join(l, "mul", most, root));
  l.finish(choose(l, infinite, l.number(infinity), finite));
}

void lower_exp2(lowering& l) { l.finish(join(l, "pow", l.number(2.0), l.tensor("self"))); }
void lower_frac(lowering& l) {
  const ir::value_id x = l.tensor("self");
  l.finish(join(l, "sub", x, map(l, {"trunc", {}}, x)));
}
void lower_logit(lowering& l) {
  ir::value_id x = l.tensor("self");
  if (l.has("eps")) {
    const float eps = single(l.number("eps"));
    x = map(l, {"hardtanh", {eps, 1.0f - eps}}, x);
  }
  const ir::value_id rest = map(l, {"add_scalar", {1.0f}}, scaled(l, x, -1.0));
  l.finish(map(l, {"log", {}}, join(l, "div", x, rest)));
}
void lower_round_decimals(lowering& l) {
  const double factor = std::pow(10.0, static_cast<double>(l.integer("decimals")));
  const ir::value_id x = map(l, {"round", {}}, scaled(l, l.tensor("self"), factor));
  l.finish(join(l, "div", x, factor));
}
void lower_rad2deg(lowering& l) { l.finish(scaled(l, l.tensor("self"), 57.29577951308232)); }
void lower_deg2rad(lowering& l) { l.finish(scaled(l, l.tensor("self"), 0.017453292519943295)); }

// x * log(y), 0 where x is.
void lower_xlogy(lowering& l) {
  const ir::value_id x = tensor_or_number(l, "self"), y = tensor_or_number(l, "other");
  const ir::value_id product = join(l, "mul", x, map(l, {"log", {}}, y));
  const ir::value_id zero =
      join(l, "mul", join(l, "eq", x, 0.0), map(l, {"logical_not", {}}, map(l, {"isnan", {}}, y)));
  l.finish(choose(l, zero, l.number(0.0), product));
}

// One half of an axis times the sigmoid of the other.
void lower_glu(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t axis = l.axis("dim", l.shape(x).size());
  const std::int64_t half = l.shape(x)[static_cast<std::size_t>(axis)] / 2;
  const ir::value_id gate = map(l, {"sigmoid", {}}, slice(l, x, axis, half, half));
  l.finish(join(l, "mul", slice(l, x, axis, 0, half), gate));
}

void lower_heaviside(lowering& l) {
  const ir::value_id x = l.tensor("self");
  l.finish(choose(l, join(l, "eq", x, 0.0), l.tensor("values"),
                  choose(l, map(l, {"isnan", {}}, x), x, join(l, "gt", x, 0.0))));
}
// sin(pi x) / (pi x), 1 at 0
void lower_sinc(lowering& l) {
  const ir::value_id x = scaled(l, l.tensor("self"), 3.141592653589793);
  const ir::value_id y = join(l, "div", map(l, {"sin", {}}, x), x);
  l.finish(choose(l, join(l, "eq", x, 0.0), l.number(1.0), y));
}
// The sign of a zero counts: 1 / -0 lies below 0.
ir::value_id is_negative(lowering& l, ir::value_id x) {
  const ir::value_id side = choose(l, join(l, "eq", x, 0.0), map(l, {"reciprocal", {}}, x), x);
  return join(l, "lt", side, 0.0);
}
void lower_copysign(lowering& l) {
  const ir::value_id size = map(l, {"abs", {}}, tensor_or_number(l, "self"));
  const ir::value_id negative = is_negative(l, tensor_or_number(l, "other"));
  l.finish(choose(l, negative, scaled(l, size, -1.0), size));
}
void lower_signbit(lowering& l) { l.finish(is_negative(l, l.tensor("self"))); }

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
      {"aten.abs.default", "map", lower_same_name},
      {"aten.exp.default", "map", lower_same_name},
      {"aten.expm1.default", "map", lower_same_name},
      {"aten.log.default", "map", lower_same_name},
      {"aten.log1p.default", "map", lower_same_name},
      {"aten.sqrt.default", "map", lower_same_name},
      {"aten.rsqrt.default", "map", lower_same_name},
      {"aten.sin.default", "map", lower_same_name},
      {"aten.cos.default", "map", lower_same_name},
      {"aten.erf.default", "map", lower_same_name},
      {"aten.floor.default", "map", lower_same_name},
      {"aten.ceil.default", "map", lower_same_name},
      {"aten.round.default", "map", lower_same_name},
      {"aten.trunc.default", "map", lower_same_name},
      {"aten.sign.default", "map", lower_same_name},
      {"aten.square.default", "map", lower_same_name},
      {"aten.reciprocal.default", "map", lower_same_name},
      {"aten.tan.default", "map", lower_same_name},
      {"aten.asin.default", "map", lower_same_name},
      {"aten.acos.default", "map", lower_same_name},
      {"aten.atan.default", "map", lower_same_name},
      {"aten.sinh.default", "map", lower_same_name},
      {"aten.cosh.default", "map", lower_same_name},
      {"aten.asinh.default", "map", lower_same_name},
      {"aten.acosh.default", "map", lower_same_name},
      {"aten.atanh.default", "map", lower_same_name},
      {"aten.log2.default", "map", lower_same_name},
      {"aten.log10.default", "map", lower_same_name},
      {"aten.erfc.default", "map", lower_same_name},
      {"aten.erfinv.default", "map", lower_same_name},
      {"aten.lgamma.default", "map", lower_same_name},
      {"aten.digamma.default", "map", lower_same_name},
      {"aten.i0.default", "map", lower_same_name},
      {"aten.special_erfinv.default", "map", lower_alias<erfinv_name>},
      {"aten.special_gammaln.default", "map", lower_alias<lgamma_name>},
      {"aten.special_digamma.default", "map", lower_alias<digamma_name>},
      {"aten.special_psi.default", "map", lower_alias<digamma_name>},
      {"aten.special_i0.default", "map", lower_alias<i0_name>},
      {"aten.special_erfc.default", "map", lower_erfc},
      {"aten.sgn.default", "map", lower_sign},
      {"aten.exp2.default", "map", lower_exp2},
      {"aten.special_exp2.default", "map", lower_exp2},
      {"aten.frac.default", "map", lower_frac},
      {"aten.logit.default", "map", lower_logit},
      {"aten.special_logit.default", "map", lower_logit},
      {"aten.round.decimals", "map", lower_round_decimals},
      {"aten.rad2deg.default", "map", lower_rad2deg},
      {"aten.deg2rad.default", "map", lower_deg2rad},
      {"aten.glu.default", "map", lower_glu},
      {"aten.heaviside.default", "map", lower_heaviside},
      {"aten.signbit.default", "map", lower_signbit},
      {"aten.xlogy.Tensor", "map", lower_xlogy},
      {"aten.special_xlogy.default", "map", lower_xlogy},
      {"aten.fmod.Tensor", "map", lower_fmod},
      {"aten.fmod.Scalar", "map", lower_fmod},
      {"aten.remainder.Tensor", "map", lower_remainder},
      {"aten.remainder.Scalar", "map", lower_remainder},
      {"aten.floor_divide.default", "map", lower_floor_divide},
      {"aten.floor_divide.Scalar", "map", lower_floor_divide},
      {"aten.div.Tensor_mode", "map", lower_div_mode},
      {"aten.div.Scalar_mode", "map", lower_div_mode},
      {"aten.divide.Tensor", "map", lower_div},
      {"aten.true_divide.Tensor", "map", lower_div},
      {"aten.multiply.Tensor", "map", lower_mul},
      {"aten.atan2.default", "map", lower_atan2},
      {"aten.arctan2.default", "map", lower_atan2},
      {"aten.hypot.default", "map", lower_hypot},
      {"aten.logaddexp.default", "map", lower_logaddexp},
      {"aten.fmax.default", "map", lower_number_extreme<true>},
      {"aten.fmin.default", "map", lower_number_extreme<false>},
      {"aten.lerp.Scalar", "map", lower_lerp},
      {"aten.lerp.Tensor", "map", lower_lerp},
      {"aten.addcmul.default", "map", lower_addcmul},
      {"aten.addcdiv.default", "map", lower_addcdiv},
      {"aten.pow.Scalar", "map", lower_pow},
      {"aten.clamp.Tensor", "map", lower_clamp_tensor},
      {"aten.clip.Tensor", "map", lower_clamp_tensor},
      {"aten.clamp_min.Tensor", "map", lower_clamp_tensor},
      {"aten.clamp_max.Tensor", "map", lower_clamp_tensor},
      {"aten.arccos.default", "map", lower_alias<acos_name>},
      {"aten.arcsin.default", "map", lower_alias<asin_name>},
      {"aten.arctan.default", "map", lower_alias<atan_name>},
      {"aten.arccosh.default", "map", lower_alias<acosh_name>},
      {"aten.arcsinh.default", "map", lower_alias<asinh_name>},
      {"aten.arctanh.default", "map", lower_alias<atanh_name>},
      {"aten.absolute.default", "map", lower_alias<abs_name>},
      {"aten.fix.default", "map", lower_alias<trunc_name>},
      {"aten.special_expit.default", "map", lower_alias<sigmoid_name>},
      {"aten.special_expm1.default", "map", lower_alias<expm1_name>},
      {"aten.special_log1p.default", "map", lower_alias<log1p_name>},
      {"aten.special_erf.default", "map", lower_alias<erf_name>},
      {"aten.negative.default", "map", lower_neg},
      {"aten.subtract.Tensor", "map", lower_sub},
      {"aten.sinc.default", "map", lower_sinc},
      {"aten.special_sinc.default", "map", lower_sinc},
      {"aten.copysign.Tensor", "map", lower_copysign},
      {"aten.copysign.Scalar", "map", lower_copysign},
      {"aten.float_power.Tensor_Scalar", "map", lower_pow_scalar},
      {"aten.gelu.default", "map", lower_gelu},
      {"aten.elu.default", "map", lower_elu},
      {"aten.selu.default", "map", lower_selu},
      {"aten.celu.default", "map", lower_celu},
      {"aten.softplus.default", "map", lower_softplus},
      {"aten.threshold.default", "map", lower_threshold},
      {"aten.hardshrink.default", "map", lower_hardshrink},
      {"aten.softshrink.default", "map", lower_softshrink},
      {"aten.rrelu.default", "map", lower_rrelu, "eval mode"},
      {"aten.rrelu_with_noise_functional.default", "map", lower_rrelu, "eval mode"},
      {"aten.clamp.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clip.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clamp_min.default", "map", lower_clamp, "limits are numbers"},
      {"aten.clamp_max.default", "map", lower_clamp, "limits are numbers"},
      {"aten.pow.Tensor_Scalar", "map", lower_pow_scalar},
      {"aten.pow.Tensor_Tensor", "map", lower_pow},
      {"aten.minimum.default", "map", lower_minimum},
      {"aten.maximum.default", "map", lower_maximum},
      {"aten.min.other", "map", lower_minimum},
      {"aten.max.other", "map", lower_maximum},
      {"aten.neg.default", "map", lower_neg},
      {"aten.add.Tensor", "map", lower_add},
      {"aten.add.Scalar", "map", lower_add},
      {"aten.sub.Tensor", "map", lower_sub},
      {"aten.sub.Scalar", "map", lower_sub},
      {"aten.rsub.Scalar", "map", lower_rsub},
      {"aten.rsub.Tensor", "map", lower_rsub},
      {"aten.mul.Tensor", "map", lower_mul},
      {"aten.mul.Scalar", "map", lower_mul},
      {"aten.div.Tensor", "map", lower_div},
      {"aten.div.Scalar", "map", lower_div},
  };
}

}  // namespace genn::operators
