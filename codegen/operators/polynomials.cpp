// SPDX-License-Identifier: BSL-1.0
// Orthogonal polynomials of x and an order; shifted ones are those of 2 x - 1.
#include <string>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// The library's function has the name of the operator without what stands in front of it.
void finish(lowering& l, bool shifted) {
  const std::string prefix = shifted ? "aten.special_shifted_" : "aten.special_";
  const std::string name = l.target().substr(prefix.size());
  ir::value_id x = tensor_or_number(l, "x");
  if (shifted) x = map(l, {"add_scalar", {-1.0f}}, scaled(l, x, 2.0));
  l.finish(join(l, name.substr(0, name.find('.')).c_str(), x, tensor_or_number(l, "n")));
}
void lower_polynomial(lowering& l) { finish(l, false); }
void lower_shifted(lowering& l) { finish(l, true); }

}  // namespace

std::vector<row> polynomial_rows() {
  return {
      {"aten.special_chebyshev_polynomial_t.default", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_t.x_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_t.n_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_u.default", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_u.x_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_u.n_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_v.default", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_v.x_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_v.n_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_w.default", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_w.x_scalar", "map", lower_polynomial},
      {"aten.special_chebyshev_polynomial_w.n_scalar", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_h.default", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_h.x_scalar", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_h.n_scalar", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_he.default", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_he.x_scalar", "map", lower_polynomial},
      {"aten.special_hermite_polynomial_he.n_scalar", "map", lower_polynomial},
      {"aten.special_laguerre_polynomial_l.default", "map", lower_polynomial},
      {"aten.special_laguerre_polynomial_l.x_scalar", "map", lower_polynomial},
      {"aten.special_laguerre_polynomial_l.n_scalar", "map", lower_polynomial},
      {"aten.special_legendre_polynomial_p.default", "map", lower_polynomial},
      {"aten.special_legendre_polynomial_p.x_scalar", "map", lower_polynomial},
      {"aten.special_legendre_polynomial_p.n_scalar", "map", lower_polynomial},
      {"aten.special_shifted_chebyshev_polynomial_t.default", "map", lower_shifted},
      {"aten.special_shifted_chebyshev_polynomial_u.default", "map", lower_shifted},
      {"aten.special_shifted_chebyshev_polynomial_v.default", "map", lower_shifted},
      {"aten.special_shifted_chebyshev_polynomial_w.default", "map", lower_shifted},
  };
}

}  // namespace genn::operators
