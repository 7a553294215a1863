// SPDX-License-Identifier: BSL-1.0
// Tensors made of nothing: constants that are known here.
#include <algorithm>
#include <cmath>

#include "operators/pieces.hpp"
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void finish(lowering& l, std::vector<double> numbers, std::size_t result = 0) {
  const ir::tensor_type& type = l.result_type(result);
  std::vector<float> values;
  for (double x : numbers) {
    if (type.type == ir::element::boolean) x = x == 0.0 ? 0.0 : 1.0;
    values.push_back(static_cast<float>(x));
  }
  l.require(static_cast<std::int64_t>(values.size()) == ir::count(type.shape),
            "the number of elements changes");
  const auto is_large = [](double x) { return std::abs(x) > static_cast<double>(ir::most_exact); };
  if (!ir::is_floating(type.type) && std::any_of(numbers.begin(), numbers.end(), is_large))
    return l.finish(l.add_integers(l.module_name("constant"), type.shape,
                                   std::vector<std::int64_t>(numbers.begin(), numbers.end())),
                    result);
  l.finish(l.add_constant(l.module_name("constant"), type.shape, std::move(values)), result);
}

void create(lowering& l, double value) {
  const std::size_t elements = static_cast<std::size_t>(ir::count(l.result_type().shape));
  finish(l, std::vector<double>(elements, value));
}

void lower_zeros(lowering& l) { create(l, 0.0); }
void lower_ones(lowering& l) { create(l, 1.0); }
void lower_full(lowering& l) { create(l, l.number("fill_value")); }
void lower_fill(lowering& l) { create(l, l.number("value")); }
void lower_scalar(lowering& l) { create(l, l.number("s")); }

void lower_arange(lowering& l) {
  const double start = l.is_given("start") ? l.number("start") : 0.0;
  const double step = l.is_given("step") ? l.number("step") : 1.0;
  std::vector<double> numbers;
  for (std::int64_t i = 0; i < ir::count(l.result_type().shape); ++i)
    numbers.push_back(start + static_cast<double>(i) * step);
  finish(l, std::move(numbers));
}

void lower_eye(lowering& l) {
  const ir::dims shape = l.result_type().shape;
  l.require(shape.size() == 2, "the result is no matrix");
  std::vector<double> numbers;
  for (std::int64_t r = 0; r < shape[0]; ++r)
    for (std::int64_t c = 0; c < shape[1]; ++c) numbers.push_back(r == c ? 1.0 : 0.0);
  finish(l, std::move(numbers));
}

// The lower or the upper triangle; elsewhere 0.
template <bool Lower>
void lower_triangle(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::dims shape = l.shape(x);
  l.require(shape.size() >= 2, "the tensor is no matrix");
  const std::int64_t diagonal = l.integer("diagonal");
  const std::int64_t rows = shape[shape.size() - 2], columns = shape.back();
  std::vector<float> mask;
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c)
      mask.push_back((Lower ? c - r <= diagonal : c - r >= diagonal) ? 1.0f : 0.0f);
  const ir::value_id kept = l.add_constant(l.module_name("mask"), {rows, columns}, std::move(mask));
  l.finish(choose(l, kept, x, l.number(0.0)));
}

template <bool Lower>
void lower_triangle_indices(lowering& l) {
  const std::int64_t rows = l.integer("row"), columns = l.integer("col");
  const std::int64_t offset = l.is_given("offset") ? l.integer("offset") : 0;
  std::vector<double> places, of_columns;
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t c = 0; c < columns; ++c)
      if (Lower ? c - r <= offset : c - r >= offset) {
        places.push_back(static_cast<double>(r));
        of_columns.push_back(static_cast<double>(c));
      }
  places.insert(places.end(), of_columns.begin(), of_columns.end());
  finish(l, std::move(places));
}

void lower_one_hot(lowering& l) {
  const ir::dims shape = l.result_type().shape;
  const ir::value_id x = l.as_floats(l.tensor("self"));
  ir::dims with_axis = l.shape(x), numbers;
  with_axis.push_back(1);
  for (std::int64_t i = 0; i < shape.back(); ++i) numbers.push_back(i);
  l.finish(join(l, "eq", l.reshape(x, with_axis), index_constant(l, {shape.back()}, numbers)));
}

}  // namespace

std::vector<row> create_rows() {
  return {
      {"aten.zeros.default", "create", lower_zeros},
      {"aten.zeros_like.default", "create", lower_zeros},
      {"aten.new_zeros.default", "create", lower_zeros},
      {"aten.zero.default", "create", lower_zeros},
      {"aten.ones.default", "create", lower_ones},
      {"aten.ones_like.default", "create", lower_ones},
      {"aten.new_ones.default", "create", lower_ones},
      {"aten.fill.Scalar", "create", lower_fill},
      {"aten.full.default", "create", lower_full},
      {"aten.full_like.default", "create", lower_full},
      {"aten.new_full.default", "create", lower_full},
      {"aten.empty.memory_format", "create", lower_zeros},
      {"aten.empty_permuted.default", "create", lower_zeros},
      {"aten.empty_like.default", "create", lower_zeros},
      {"aten.new_empty.default", "create", lower_zeros},
      {"aten.scalar_tensor.default", "create", lower_scalar},
      {"aten.arange.default", "create", lower_arange},
      {"aten.arange.start", "create", lower_arange},
      {"aten.arange.start_step", "create", lower_arange},
      {"aten.eye.default", "create", lower_eye},
      {"aten.eye.m", "create", lower_eye},
      {"aten.tril.default", "create", lower_triangle<true>},
      {"aten.triu.default", "create", lower_triangle<false>},
      {"aten.tril_indices.default", "create", lower_triangle_indices<true>},
      {"aten.triu_indices.default", "create", lower_triangle_indices<false>},
      {"aten.one_hot.default", "create", lower_one_hot},
  };
}

}  // namespace genn::operators
