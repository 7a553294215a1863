// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void create(lowering& l, double value) {
  const ir::tensor_type& type = l.result_type();
  if (!ir::is_floating(type.type))
    throw limit{"a constant of " + ir::to_string(type.type) + " is not supported",
                "create it as float32"};
  const std::size_t elements = static_cast<std::size_t>(ir::count(type.shape));
  l.finish(l.add_constant(l.module_name("constant"), type.shape,
                          std::vector<float>(elements, static_cast<float>(value))));
}

void lower_zeros(lowering& l) { create(l, 0.0); }
void lower_ones(lowering& l) { create(l, 1.0); }
void lower_full(lowering& l) { create(l, l.number("fill_value")); }
void lower_fill(lowering& l) { create(l, l.number("value")); }

}  // namespace

std::vector<row> create_rows() {
  return {
      {"aten.zeros.default", "create", lower_zeros, "float tensors"},
      {"aten.zeros_like.default", "create", lower_zeros, "float tensors"},
      {"aten.new_zeros.default", "create", lower_zeros, "float tensors"},
      {"aten.ones.default", "create", lower_ones, "float tensors"},
      {"aten.ones_like.default", "create", lower_ones, "float tensors"},
      {"aten.new_ones.default", "create", lower_ones, "float tensors"},
      {"aten.fill.Scalar", "create", lower_fill, "float tensors"},
      {"aten.full.default", "create", lower_full, "float tensors"},
      {"aten.full_like.default", "create", lower_full, "float tensors"},
      {"aten.new_full.default", "create", lower_full, "float tensors"},
  };
}

}  // namespace genn::operators
