// SPDX-License-Identifier: BSL-1.0
// Sums, products and parts of complex numbers.
#include "passes/complex_calls.hpp"

namespace genn::passes {

namespace {

// A tensor or a number as a complex tensor.
ir::value_id complex_operand(complex_calls& c, const char* name) {
  const ir::argument* const a = c.find(name);
  if (a == nullptr) throw complex_limit{std::string("argument ") + name + " is missing"};
  if (const auto* id = std::get_if<ir::value_id>(a))
    return c.is_complex(*id) ? *id : c.with_zeros(*id);
  if (const auto* real = std::get_if<double>(a))
    return c.constant({2}, {static_cast<float>(*real), 0.0f});
  if (const auto* whole = std::get_if<std::int64_t>(a))
    return c.constant({2}, {static_cast<float>(*whole), 0.0f});
  throw complex_limit{std::string("argument ") + name + " is not a number"};
}

bool is_complex(complex_calls& c, const char* name) {
  const ir::argument* const a = c.find(name);
  const auto* id = a != nullptr ? std::get_if<ir::value_id>(a) : nullptr;
  return id != nullptr && c.is_complex(*id);
}

// A real tensor with an axis for both parts, or a number as it is.
ir::argument real_factor(complex_calls& c, const char* name) {
  const ir::argument* const a = c.find(name);
  if (a == nullptr) throw complex_limit{std::string("argument ") + name + " is missing"};
  const auto* id = std::get_if<ir::value_id>(a);
  if (id == nullptr) return *a;
  ir::dims column = c.shape(*id);
  column.push_back(1);
  return c.reshape(*id, std::move(column));
}

ir::value_id product(complex_calls& c, ir::value_id a, ir::value_id b) {
  const ir::value_id ar = c.part(a, 0), ai = c.part(a, 1), br = c.part(b, 0), bi = c.part(b, 1);
  return c.pair(c.binary("sub", c.binary("mul", ar, br), c.binary("mul", ai, bi)),
                c.binary("add", c.binary("mul", ar, bi), c.binary("mul", ai, br)));
}

ir::value_id conjugate(complex_calls& c, ir::value_id x) {
  return c.binary("mul", x, c.constant({2}, {1.0f, -1.0f}));
}

ir::value_id square_of_size(complex_calls& c, ir::value_id x) {
  const ir::value_id re = c.part(x, 0), im = c.part(x, 1);
  return c.binary("add", c.binary("mul", re, re), c.binary("mul", im, im));
}

void lower_mul(complex_calls& c) {
  const bool first = is_complex(c, "self"), second = is_complex(c, "other");
  if (first && second) return c.finish(product(c, c.tensor("self"), c.tensor("other")));
  const ir::value_id x = c.tensor(first ? "self" : "other");
  c.finish(c.emit("aten.mul.Tensor",
                  {{"self", x}, {"other", real_factor(c, first ? "other" : "self")}},
                  c.shape(c.result())));
}

void lower_div(complex_calls& c) {
  if (!is_complex(c, "other"))
    return c.finish(c.emit("aten.div.Tensor",
                           {{"self", c.tensor("self")}, {"other", real_factor(c, "other")}},
                           c.shape(c.result())));
  const ir::value_id a = complex_operand(c, "self"), b = c.tensor("other");
  ir::dims column = c.shape(b);
  column.back() = 1;
  c.finish(c.binary("div", product(c, a, conjugate(c, b)),
                    c.reshape(square_of_size(c, b), std::move(column))));
}

void lower_sum_of_two(complex_calls& c) {
  std::vector<complex_calls::named> arguments{{"self", complex_operand(c, "self")},
                                              {"other", complex_operand(c, "other")}};
  const ir::argument* const alpha = c.find("alpha");
  arguments.push_back({"alpha", alpha != nullptr ? *alpha : ir::argument(std::int64_t{1})});
  const bool adds = c.call().target.rfind("aten.add", 0) == 0;
  c.finish(c.emit(adds ? "aten.add.Tensor" : "aten.sub.Tensor", std::move(arguments),
                  c.shape(c.result())));
}

void lower_neg(complex_calls& c) { c.finish(c.unary("neg", c.tensor("self"))); }
void lower_conj(complex_calls& c) { c.finish(conjugate(c, c.tensor("self"))); }
void lower_same(complex_calls& c) { c.finish(c.tensor("self")); }
void lower_real(complex_calls& c) { c.finish(c.part(c.tensor("self"), 0)); }
void lower_imag(complex_calls& c) { c.finish(c.part(c.tensor("self"), 1)); }
void lower_abs(complex_calls& c) { c.finish(c.unary("sqrt", square_of_size(c, c.tensor("self")))); }
void lower_angle(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  c.finish(c.binary("atan2", c.part(x, 1), c.part(x, 0)));
}
void lower_complex(complex_calls& c) { c.finish(c.pair(c.tensor("real"), c.tensor("imag"))); }
ir::value_id polar(complex_calls& c, ir::value_id size, ir::value_id angle) {
  return c.pair(c.binary("mul", size, c.unary("cos", angle)),
                c.binary("mul", size, c.unary("sin", angle)));
}
void lower_polar(complex_calls& c) { c.finish(polar(c, c.tensor("abs"), c.tensor("angle"))); }
void lower_exp(complex_calls& c) {
  const ir::value_id x = c.tensor("self");
  c.finish(polar(c, c.unary("exp", c.part(x, 0)), c.part(x, 1)));
}
// A product of two tensors by parts; `multiply` makes one of two real ones.
template <class Multiply>
void finish_product(complex_calls& c, ir::value_id a, ir::value_id b, Multiply multiply) {
  if (!c.is_complex(a)) a = c.with_zeros(a);
  if (!c.is_complex(b)) b = c.with_zeros(b);
  const ir::value_id ar = c.part(a, 0), ai = c.part(a, 1), br = c.part(b, 0), bi = c.part(b, 1);
  c.finish(c.pair(c.binary("sub", multiply(ar, br), multiply(ai, bi)),
                  c.binary("add", multiply(ar, bi), multiply(ai, br))));
}

ir::dims without_pairs(complex_calls& c) {
  ir::dims shape = c.shape(c.result());
  shape.pop_back();
  return shape;
}

void lower_matmul(complex_calls& c) {
  const char* const second = c.find("mat2") != nullptr ? "mat2" : "other";
  finish_product(c, c.tensor("self"), c.tensor(second), [&](ir::value_id a, ir::value_id b) {
    return c.emit("aten.matmul.default", {{"self", a}, {"other", b}}, without_pairs(c));
  });
}

void lower_einsum(complex_calls& c) {
  const ir::argument* const list = c.find("tensors");
  const auto* tensors =
      list != nullptr ? std::get_if<std::vector<std::optional<ir::value_id>>>(list) : nullptr;
  if (tensors == nullptr || tensors->size() != 2 || !tensors->at(0) || !tensors->at(1))
    throw complex_limit{"it has other than two operands"};
  const ir::value_id first = *tensors->at(0), second = *tensors->at(1);
  finish_product(c, first, second, [&](ir::value_id a, ir::value_id b) {
    std::vector<std::optional<ir::value_id>> both{a, b};
    return c.emit("aten.einsum.default",
                  {{"equation", c.text("equation")}, {"tensors", both}, {"path", ir::none{}}},
                  without_pairs(c));
  });
}

// What a copy overwrites keeps its shape.
void lower_copy(complex_calls& c) {
  const ir::value_id x = complex_operand(c, "src");
  const ir::dims shape = c.shape(c.result());
  c.finish(c.shape(x) == shape
               ? x
               : c.emit("aten.expand.default", {{"self", x}, {"size", shape}, {"implicit", false}},
                        shape));
}

void lower_rsub(complex_calls& c) {
  c.finish(c.binary("sub", complex_operand(c, "other"), c.tensor("self")));
}

// Of a real tensor, or between complex types.
void lower_conversion(complex_calls& c) {
  if (!c.is_complex(c.result())) return lower_real(c);
  c.finish(complex_operand(c, "self"));
}

}  // namespace

complex_rows complex_arithmetic() {
  return {{"aten.mul.Tensor", lower_mul},
          {"aten.mul.Scalar", lower_mul},
          {"aten.div.Tensor", lower_div},
          {"aten.div.Scalar", lower_div},
          {"aten.add.Tensor", lower_sum_of_two},
          {"aten.sub.Tensor", lower_sum_of_two},
          {"aten.rsub.Scalar", lower_rsub},
          {"aten.copy.default", lower_copy},
          {"aten.matmul.default", lower_matmul},
          {"aten.bmm.default", lower_matmul},
          {"aten.mm.default", lower_matmul},
          {"aten.einsum.default", lower_einsum},
          {"aten.neg.default", lower_neg},
          {"aten.conj.default", lower_conj},
          {"aten._conj.default", lower_conj},
          {"aten.conj_physical.default", lower_conj},
          {"aten._conj_physical.default", lower_conj},
          {"aten.resolve_conj.default", lower_same},
          {"aten.view_as_real.default", lower_same},
          {"aten.view_as_complex.default", lower_same},
          {"aten.real.default", lower_real},
          {"aten.imag.default", lower_imag},
          {"aten.abs.default", lower_abs},
          {"aten.angle.default", lower_angle},
          {"aten.complex.default", lower_complex},
          {"aten.polar.default", lower_polar},
          {"aten.exp.default", lower_exp},
          {"aten.to.dtype", lower_conversion},
          {"aten.to.dtype_layout", lower_conversion},
          {"aten._to_copy.default", lower_conversion}};
}

}  // namespace genn::passes
