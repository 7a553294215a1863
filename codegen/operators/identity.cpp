// SPDX-License-Identifier: BSL-1.0
#include "operators/table.hpp"

namespace genn::operators {

namespace {

void lower_identity(lowering& l) {
  l.finish(l.tensor(l.has("self") ? "self" : l.has("input") ? "input" : "a"));
}

void lower_dropout(lowering& l) {
  if (l.boolean("train"))
    throw limit{"it was exported in train mode", "call model.eval() before torch.export.export"};
  l.finish(l.tensor("input"));
}

// Floats of any precision compute in float; constants change their type here and now.
void lower_conversion(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::element from = l.network()[x].type.type, to = l.result_type().type;
  if (from == to || (ir::is_floating(from) && ir::is_floating(to))) return l.finish(x);
  const auto& constant = l.network()[x].constant;
  if (!constant || !ir::is_floating(to))
    throw limit{"a conversion from " + ir::to_string(from) + " to " + ir::to_string(to) +
                    " is not supported",
                "keep the tensor in float32"};
  std::vector<float> values;
  for (const std::int64_t value : constant->integers()) values.push_back(static_cast<float>(value));
  l.finish(l.add_constant(l.network()[x].name, l.shape(x), std::move(values)));
}

void lower_nothing(lowering&) {}

}  // namespace

std::vector<row> identity_rows() {
  return {
      {"aten.dropout.default", "identity", lower_dropout},
      {"aten.feature_dropout.default", "identity", lower_dropout},
      {"aten.alpha_dropout.default", "identity", lower_dropout},
      {"aten.feature_alpha_dropout.default", "identity", lower_dropout},
      {"aten.contiguous.default", "identity", lower_identity},
      {"aten.clone.default", "identity", lower_identity},
      {"aten.alias.default", "identity", lower_identity},
      {"aten.detach.default", "identity", lower_identity},
      {"aten.lift_fresh_copy.default", "identity", lower_identity},
      {"aten.positive.default", "identity", lower_identity},
      {"aten.to.dtype", "identity", lower_conversion, "between float types"},
      {"aten.to.device", "identity", lower_conversion, "between float types"},
      {"aten.to.dtype_layout", "identity", lower_conversion, "between float types"},
      {"aten._to_copy.default", "identity", lower_conversion, "between float types"},
      {"aten.type_as.default", "identity", lower_conversion, "between float types"},
      {"aten._assert_tensor_metadata.default", "identity", lower_nothing},
  };
}

}  // namespace genn::operators
