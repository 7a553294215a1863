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
  };
}

}  // namespace genn::operators
