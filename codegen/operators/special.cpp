// SPDX-License-Identifier: BSL-1.0
// Special functions that are made of others.
#include <cmath>
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// (-1)^(n + 1) n! zeta(n + 1, x)
void lower_polygamma(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t n = l.integer("n");
  l.require(n >= 0, "n is negative");
  if (n == 0) return l.finish(map(l, {"digamma", {}}, x));
  const double factor = (n % 2 == 0 ? -1.0 : 1.0) * std::tgamma(static_cast<double>(n + 1));
  const ir::value_id sum = join(l, "zeta", l.number(static_cast<double>(n + 1)), x);
  l.finish(scaled(l, sum, factor));
}

void lower_zeta(lowering& l) {
  l.finish(join(l, "zeta", tensor_or_number(l, "self"), tensor_or_number(l, "other")));
}

// The logarithm of the product of gamma(x), gamma(x - 1/2), ... and of a power of pi.
void lower_log_gamma_product(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const std::int64_t p = l.integer("p");
  const double factors = static_cast<double>(p);
  ir::value_id sum = l.number(factors * (factors - 1.0) / 4.0 * std::log(3.141592653589793));
  for (std::int64_t i = 0; i < p; ++i)
    sum = join(l, "add", sum,
               map(l, {"lgamma", {}}, join(l, "add", x, -0.5 * static_cast<double>(i))));
  l.finish(sum);
}

// -x log(x): 0 at 0, minus infinity below.
void lower_entropy(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id y = scaled(l, join(l, "mul", x, map(l, {"log", {}}, x)), -1.0);
  const ir::value_id below =
      choose(l, join(l, "lt", x, 0.0), l.number(-std::numeric_limits<double>::infinity()), y);
  l.finish(choose(l, join(l, "eq", x, 0.0), l.number(0.0), below));
}

// x * log(1 + y), 0 where x is.
void lower_xlog1py(lowering& l) {
  const ir::value_id x = tensor_or_number(l, "self"), y = tensor_or_number(l, "other");
  const ir::value_id product = join(l, "mul", x, map(l, {"log1p", {}}, y));
  const ir::value_id zero = choose(l, join(l, "eq", x, 0.0), l.number(0.0), product);
  l.finish(choose(l, map(l, {"isnan", {}}, y), y, zero));
}

// The share of a normal distribution below x.
void lower_normal_share(lowering& l) {
  const ir::value_id x = scaled(l, l.tensor("self"), -std::sqrt(0.5));
  l.finish(scaled(l, map(l, {"erfc", {}}, x), 0.5));
}

// Its logarithm: below -12 by a series in 1 / x^2, where the share itself is no float.
void lower_log_normal_share(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::value_id t = scaled(l, x, -std::sqrt(0.5));
  const ir::value_id share = scaled(l, map(l, {"erfc", {}}, t), 0.5);
  const ir::value_id above = scaled(l, map(l, {"erfc", {}}, scaled(l, t, -1.0)), -0.5);
  const ir::value_id z = map(l, {"reciprocal", {}}, map(l, {"square", {}}, x));
  ir::value_id series = l.number(-945.0);
  for (const double factor : {105.0, -15.0, 3.0, -1.0})
    series = join(l, "add", join(l, "mul", series, z), factor);
  const ir::value_id size = map(l, {"log", {}}, scaled(l, x, -std::sqrt(2.0 * std::acos(-1.0))));
  const ir::value_id far =
      join(l, "sub", join(l, "sub", map(l, {"log1p", {}}, join(l, "mul", series, z)), size),
           map(l, {"square", {}}, t));
  const ir::value_id near =
      choose(l, join(l, "lt", x, -1.0), map(l, {"log", {}}, share), map(l, {"log1p", {}}, above));
  l.finish(choose(l, join(l, "lt", x, -12.0), far, near));
}

// sin(x) / x: near 0 by a series.
void lower_spherical_bessel(lowering& l) {
  const ir::value_id x = l.tensor("x"), z = map(l, {"square", {}}, x);
  ir::value_id series = l.number(1.0 / 362880.0);
  for (const double factor : {-1.0 / 5040.0, 1.0 / 120.0, -1.0 / 6.0, 1.0})
    series = join(l, "add", join(l, "mul", series, z), factor);
  const ir::value_id size = map(l, {"abs", {}}, x);
  const ir::value_id far = join(l, "div", map(l, {"sin", {}}, x), x);
  const ir::value_id infinite = join(l, "eq", size, std::numeric_limits<double>::infinity());
  l.finish(choose(l, infinite, l.number(0.0), choose(l, join(l, "lt", size, 0.5), series, far)));
}

void lower_modified_bessel(lowering& l) { l.finish(map(l, {"i0", {}}, l.tensor("self"))); }
void lower_scaled_bessel(lowering& l) { l.finish(map(l, {"i0e", {}}, l.tensor("self"))); }
void lower_next_after(lowering& l) {
  l.finish(join(l, "nextafter", l.tensor("self"), l.tensor("other")));
}

}  // namespace

std::vector<row> special_rows() {
  return {
      {"aten.polygamma.default", "map", lower_polygamma},
      {"aten.special_polygamma.default", "map", lower_polygamma},
      {"aten.special_zeta.default", "map", lower_zeta},
      {"aten.special_zeta.self_scalar", "map", lower_zeta},
      {"aten.special_zeta.other_scalar", "map", lower_zeta},
      {"aten.mvlgamma.default", "map", lower_log_gamma_product},
      {"aten.special_multigammaln.default", "map", lower_log_gamma_product},
      {"aten.special_entr.default", "map", lower_entropy},
      {"aten.special_xlog1py.default", "map", lower_xlog1py},
      {"aten.special_xlog1py.self_scalar", "map", lower_xlog1py},
      {"aten.special_xlog1py.other_scalar", "map", lower_xlog1py},
      {"aten.special_ndtr.default", "map", lower_normal_share},
      {"aten.special_log_ndtr.default", "map", lower_log_normal_share},
      {"aten.special_spherical_bessel_j0.default", "map", lower_spherical_bessel},
      {"aten.special_modified_bessel_i0.default", "map", lower_modified_bessel},
      {"aten.special_i0e.default", "map", lower_scaled_bessel},
      {"aten.nextafter.default", "map", lower_next_after},
  };
}

}  // namespace genn::operators
