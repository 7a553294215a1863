// SPDX-License-Identifier: BSL-1.0
#include "run/functions.hpp"

#include <genn/functions/activation.hpp>
#include <genn/functions/arithmetic.hpp>
#include <genn/functions/bits.hpp>
#include <genn/functions/compare.hpp>
#include <genn/functions/division.hpp>
#include <genn/functions/elementary.hpp>
#include <genn/functions/hyperbolic.hpp>
#include <genn/functions/piecewise.hpp>
#include <genn/functions/polynomials.hpp>
#include <genn/functions/smooth.hpp>
#include <genn/functions/special.hpp>
#include <genn/functions/trigonometry.hpp>
#include <genn/number/convert.hpp>
#include <stdexcept>

#include "ir/fake_quantize.hpp"

namespace genn::run {

namespace {

struct number {
  float value;
};

template <class F>
float unary(const float* x, const float*) {
  return F{}(x[0]);
}
template <class F>
float binary(const float* x, const float*) {
  return F{}(x[0], x[1]);
}
template <class F>
float ternary(const float* x, const float*) {
  return F{}(x[0], x[1], x[2]);
}
template <template <class> class F>
float with_one(const float* x, const float* p) {
  return F<number>{number{p[0]}}(x[0]);
}
template <template <class, class> class F>
float with_two(const float* x, const float* p) {
  return F<number, number>{number{p[0]}, number{p[1]}}(x[0]);
}

template <template <class, class, class> class F>
float with_three(const float* x, const float* p) {
  return F<number, number, number>{number{p[0]}, number{p[1]}, number{p[2]}}(x[0]);
}

// Not one of the library's: quantized programs in floats.
float fake_quantize(const float* x, const float* p) {
  const quantization q = ir::quantization_of({"fake_quantize", {p[0], p[1], p[2], p[3]}});
  return real_number(quantized(x[0], q), q);
}

struct row {
  const char* name;
  std::size_t operands;
  float (*apply)(const float*, const float*);
};

constexpr row rows[] = {
    {"identity", 1, unary<identity>},
    {"relu", 1, unary<relu>},
    {"relu6", 1, unary<relu6>},
    {"hardtanh", 1, with_two<hardtanh>},
    {"leaky_relu", 1, with_one<leaky_relu>},
    {"sigmoid", 1, unary<sigmoid>},
    {"tanh", 1, unary<tanh>},
    {"add_scalar", 1, with_one<add_scalar>},
    {"mul_scalar", 1, with_one<mul_scalar>},
    {"silu", 1, unary<genn::silu>},
    {"gelu", 1, unary<genn::gelu>},
    {"gelu_tanh", 1, unary<genn::gelu_tanh>},
    {"log_sigmoid", 1, unary<genn::log_sigmoid>},
    {"mish", 1, unary<genn::mish>},
    {"hardswish", 1, unary<genn::hardswish>},
    {"hardsigmoid", 1, unary<genn::hardsigmoid>},
    {"abs", 1, unary<genn::abs>},
    {"exp", 1, unary<genn::exp>},
    {"expm1", 1, unary<genn::expm1>},
    {"log", 1, unary<genn::log>},
    {"log1p", 1, unary<genn::log1p>},
    {"sqrt", 1, unary<genn::sqrt>},
    {"rsqrt", 1, unary<genn::rsqrt>},
    {"sin", 1, unary<genn::sin>},
    {"cos", 1, unary<genn::cos>},
    {"erf", 1, unary<genn::erf>},
    {"floor", 1, unary<genn::floor>},
    {"ceil", 1, unary<genn::ceil>},
    {"round", 1, unary<genn::round>},
    {"trunc", 1, unary<genn::trunc>},
    {"round_to_half", 1, unary<genn::round_to_half>},
    {"round_to_bfloat16", 1, unary<genn::round_to_bfloat16>},
    {"sign", 1, unary<genn::sign>},
    {"square", 1, unary<genn::square>},
    {"reciprocal", 1, unary<genn::reciprocal>},
    {"tan", 1, unary<genn::tan>},
    {"asin", 1, unary<genn::asin>},
    {"acos", 1, unary<genn::acos>},
    {"atan", 1, unary<genn::atan>},
    {"sinh", 1, unary<genn::sinh>},
    {"cosh", 1, unary<genn::cosh>},
    {"asinh", 1, unary<genn::asinh>},
    {"acosh", 1, unary<genn::acosh>},
    {"atanh", 1, unary<genn::atanh>},
    {"log2", 1, unary<genn::log2>},
    {"log10", 1, unary<genn::log10>},
    {"lgamma", 1, unary<genn::lgamma>},
    {"digamma", 1, unary<genn::digamma>},
    {"erfinv", 1, unary<genn::erfinv>},
    {"i0", 1, unary<genn::i0>},
    {"i0e", 1, unary<genn::i0e>},
    {"erfc", 1, unary<genn::erfc>},
    {"logical_not", 1, unary<genn::logical_not>},
    {"is_true", 1, unary<genn::is_true>},
    {"isnan", 1, unary<genn::isnan>},
    {"isfinite", 1, unary<genn::isfinite>},
    {"celu", 1, with_one<celu>},
    {"hardshrink", 1, with_one<hardshrink>},
    {"softshrink", 1, with_one<softshrink>},
    {"clamp_min", 1, with_one<clamp_min>},
    {"clamp_max", 1, with_one<clamp_max>},
    {"pow_scalar", 1, with_one<pow_scalar>},
    {"softplus", 1, with_two<softplus>},
    {"threshold", 1, with_two<threshold>},
    {"elu", 1, with_three<elu>},
    {"fake_quantize", 1, fake_quantize},
    {"pow", 2, binary<genn::pow>},
    {"zeta", 2, binary<genn::zeta>},
    {"nextafter", 2, binary<genn::nextafter>},
    {"chebyshev_polynomial_t", 2, binary<genn::chebyshev_polynomial_t>},
    {"chebyshev_polynomial_u", 2, binary<genn::chebyshev_polynomial_u>},
    {"chebyshev_polynomial_v", 2, binary<genn::chebyshev_polynomial_v>},
    {"chebyshev_polynomial_w", 2, binary<genn::chebyshev_polynomial_w>},
    {"hermite_polynomial_h", 2, binary<genn::hermite_polynomial_h>},
    {"hermite_polynomial_he", 2, binary<genn::hermite_polynomial_he>},
    {"laguerre_polynomial_l", 2, binary<genn::laguerre_polynomial_l>},
    {"legendre_polynomial_p", 2, binary<genn::legendre_polynomial_p>},
    {"eq", 2, binary<genn::eq>},
    {"ne", 2, binary<genn::ne>},
    {"lt", 2, binary<genn::lt>},
    {"le", 2, binary<genn::le>},
    {"gt", 2, binary<genn::gt>},
    {"ge", 2, binary<genn::ge>},
    {"bit_and", 2, binary<genn::bit_and>},
    {"bit_or", 2, binary<genn::bit_or>},
    {"bit_xor", 2, binary<genn::bit_xor>},
    {"left_shift", 2, binary<genn::left_shift>},
    {"right_shift", 2, binary<genn::right_shift>},
    {"trunc_divide", 2, binary<genn::trunc_divide>},
    {"fmod", 2, binary<genn::fmod>},
    {"remainder", 2, binary<genn::remainder>},
    {"floor_divide", 2, binary<genn::floor_divide>},
    {"atan2", 2, binary<genn::atan2>},
    {"logaddexp", 2, binary<genn::logaddexp>},
    {"second", 2, binary<second>},
    {"minimum", 2, binary<genn::minimum>},
    {"maximum", 2, binary<genn::maximum>},
    {"add", 2, binary<add>},
    {"sub", 2, binary<sub>},
    {"mul", 2, binary<mul>},
    {"div", 2, binary<div>},
    {"prelu", 2, binary<prelu>},
    {"where", 3, ternary<genn::where>},
    {"scale_shift", 3, ternary<scale_shift>},
};

const row& find(const ir::function& f) {
  for (const row& r : rows)
    if (f.name == r.name) return r;
  throw std::logic_error("no function is called " + f.name);
}

}  // namespace

std::size_t arity_of(const ir::function& f) { return find(f).operands; }

function_chain::function_chain(const std::vector<ir::function>& chain) {
  for (const ir::function& f : chain) steps_.push_back({find(f).apply, f.parameters.data()});
}

float function_chain::through(float x, std::size_t first) const {
  for (std::size_t i = first; i < steps_.size(); ++i) x = steps_[i].f(&x, steps_[i].parameters);
  return x;
}

float function_chain::operator()(const float* x) const {
  return through(steps_.front().f(x, steps_.front().parameters), 1);
}

}  // namespace genn::run
