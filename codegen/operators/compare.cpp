// SPDX-License-Identifier: BSL-1.0
// Comparisons and choices: true is 1, false is 0.
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// torch.greater and its like are other names.
void lower_comparison(lowering& l) {
  const std::pair<const char*, const char*> long_names[] = {{"greater", "gt"},
                                                            {"greater_equal", "ge"},
                                                            {"less", "lt"},
                                                            {"less_equal", "le"},
                                                            {"not_equal", "ne"}};
  std::string name = base_name(l.target());
  for (const auto& [given, function] : long_names)
    if (name == given) name = function;
  l.finish(join(l, name.c_str(), l.tensor("self"), tensor_or_number(l, "other")));
}

void lower_isnan(lowering& l) { l.finish(map(l, {"isnan", {}}, l.tensor("self"))); }
void lower_isfinite(lowering& l) { l.finish(map(l, {"isfinite", {}}, l.tensor("self"))); }
void lower_isinf(lowering& l) {
  const ir::value_id size = map(l, {"abs", {}}, l.tensor("self"));
  l.finish(join(l, "eq", size, std::numeric_limits<double>::infinity()));
}

void lower_isposinf(lowering& l) {
  l.finish(join(l, "eq", l.tensor("self"), std::numeric_limits<double>::infinity()));
}
void lower_isneginf(lowering& l) {
  l.finish(join(l, "eq", l.tensor("self"), -std::numeric_limits<double>::infinity()));
}
void lower_isreal(lowering& l) { l.finish(expand(l, l.number(1.0), l.result_type().shape)); }

// |a - b| <= atol + rtol * |b|, or the same number.
void lower_isclose(lowering& l) {
  const ir::value_id a = l.tensor("self"), b = l.tensor("other");
  const ir::value_id distance = map(l, {"abs", {}}, join(l, "sub", a, b));
  const ir::value_id allowed =
      join(l, "add", scaled(l, map(l, {"abs", {}}, b), l.number("rtol")), l.number("atol"));
  const ir::value_id near =
      join(l, "mul", join(l, "le", distance, allowed), map(l, {"isfinite", {}}, distance));
  ir::value_id y = join(l, "maximum", near, join(l, "eq", a, b));
  if (l.boolean("equal_nan"))
    y = join(l, "maximum", y, join(l, "mul", map(l, {"isnan", {}}, a), map(l, {"isnan", {}}, b)));
  l.finish(y);
}

// Whether each element is one of the others.
void lower_isin(lowering& l) {
  const bool one = l.is_given("element");
  const ir::value_id x = tensor_or_number(l, one ? "element" : "elements");
  const ir::value_id others =
      tensor_or_number(l, l.is_given("test_element") ? "test_element" : "test_elements");
  const std::int64_t count = ir::count(l.shape(x)), among = ir::count(l.shape(others));
  const ir::value_id equal = join(l, "eq", l.reshape(others, {among, 1}), l.reshape(x, {1, count}));
  ir::value_id y = reduce_columns(l, "maximum", equal);
  if (l.boolean("invert")) y = map(l, {"logical_not", {}}, y);
  l.finish(l.reshape(y, l.result_type().shape));
}

void lower_nan_to_num(lowering& l) {
  constexpr double most = std::numeric_limits<float>::max();
  const ir::value_id x = l.tensor("self");
  const double nan = l.has("nan") ? l.number("nan") : 0.0;
  const double high = l.has("posinf") ? l.number("posinf") : most;
  const double low = l.has("neginf") ? l.number("neginf") : -most;
  const ir::value_id limited = choose(l, join(l, "gt", x, most), l.number(high),
                                      choose(l, join(l, "lt", x, -most), l.number(low), x));
  l.finish(choose(l, map(l, {"isnan", {}}, x), l.number(nan), limited));
}

void lower_where(lowering& l) {
  const ir::value_id y =
      choose(l, l.tensor("condition"), tensor_or_number(l, "self"), tensor_or_number(l, "other"));
  l.finish(expand(l, y, l.result_type().shape));
}

void lower_masked_fill(lowering& l) {
  const ir::value_id y =
      choose(l, l.tensor("mask"), tensor_or_number(l, "value"), l.tensor("self"));
  l.finish(expand(l, y, l.result_type().shape));
}

}  // namespace

std::vector<row> compare_rows() {
  std::vector<row> rows{
      {"aten.isnan.default", "map", lower_isnan},
      {"aten.isfinite.default", "map", lower_isfinite},
      {"aten.isinf.default", "map", lower_isinf},
      {"aten.isposinf.default", "map", lower_isposinf},
      {"aten.isneginf.default", "map", lower_isneginf},
      {"aten.isreal.default", "map", lower_isreal},
      {"aten.isclose.default", "map", lower_isclose},
      {"aten.isin.Tensor_Tensor", "map", lower_isin},
      {"aten.isin.Tensor_Scalar", "map", lower_isin},
      {"aten.isin.Scalar_Tensor", "map", lower_isin},
      {"aten.nan_to_num.default", "map", lower_nan_to_num},
      {"aten.where.self", "map", lower_where},
      {"aten.where.ScalarOther", "map", lower_where},
      {"aten.where.ScalarSelf", "map", lower_where},
      {"aten.where.Scalar", "map", lower_where},
      {"aten.masked_fill.Scalar", "map", lower_masked_fill},
      {"aten.masked_fill.Tensor", "map", lower_masked_fill},
  };
  for (const char* target : {"aten.eq.Tensor",
                             "aten.eq.Scalar",
                             "aten.ne.Tensor",
                             "aten.ne.Scalar",
                             "aten.lt.Tensor",
                             "aten.lt.Scalar",
                             "aten.le.Tensor",
                             "aten.le.Scalar",
                             "aten.gt.Tensor",
                             "aten.gt.Scalar",
                             "aten.ge.Tensor",
                             "aten.ge.Scalar",
                             "aten.greater.Tensor",
                             "aten.greater.Scalar",
                             "aten.greater_equal.Tensor",
                             "aten.greater_equal.Scalar",
                             "aten.less.Tensor",
                             "aten.less.Scalar",
                             "aten.less_equal.Tensor",
                             "aten.less_equal.Scalar",
                             "aten.not_equal.Tensor",
                             "aten.not_equal.Scalar"})
    rows.push_back({target, "map", lower_comparison});
  return rows;
}

}  // namespace genn::operators
