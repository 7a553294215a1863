// SPDX-License-Identifier: BSL-1.0
// Comparisons and choices: true is 1, false is 0.
#include <limits>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

// "aten.gt.Scalar" -> "gt"
std::string own_name(const lowering& l) {
  const std::string& target = l.target();
  const std::size_t begin = target.find('.') + 1;
  return target.substr(begin, target.find('.', begin) - begin);
}

// torch.greater and its like are other names.
void lower_comparison(lowering& l) {
  const std::pair<const char*, const char*> long_names[] = {{"greater", "gt"},
                                                            {"greater_equal", "ge"},
                                                            {"less", "lt"},
                                                            {"less_equal", "le"},
                                                            {"not_equal", "ne"}};
  std::string name = own_name(l);
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
