// SPDX-License-Identifier: BSL-1.0
#include "operators/integers.hpp"
#include "operators/pieces.hpp"
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

// Floats of any precision compute in float, and so do integers inside a network.
void lower_conversion(lowering& l) {
  const ir::value_id x = l.tensor("self");
  const ir::element from = l.type_of("self"), to = l.result_type().type;
  if (from == to || from == ir::element::boolean) return l.finish(x);
  if (to == ir::element::boolean) return l.finish(map(l, {"is_true", {}}, x));
  if (ir::is_floating(to)) {
    const char* const rounds = rounding_of(to);
    ir::value_id y = l.as_floats(x);
    if (!ir::is_floating(from) && !l.network()[y].constant) y = changed_type(l, y);
    return l.finish(rounds != nullptr ? map(l, {rounds, {}}, y) : y);
  }
  const ir::value_id whole = ir::is_floating(from) ? map(l, {"trunc", {}}, x) : x;
  l.finish(wrapped(l, whole, to));
}

void lower_broadcast(lowering& l) {
  const std::vector<ir::value_id> operands = l.tensors("tensors");
  l.require(operands.size() == l.result_count(), "there are more results than operands");
  for (std::size_t i = 0; i < operands.size(); ++i)
    l.finish(expand(l, operands[i], l.result_type(i).shape), i);
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
      {"aten.to.dtype", "identity", lower_conversion},
      {"aten.to.device", "identity", lower_conversion},
      {"aten.to.dtype_layout", "identity", lower_conversion},
      {"aten._to_copy.default", "identity", lower_conversion},
      {"aten.type_as.default", "identity", lower_conversion},
      {"aten.lift_fresh.default", "identity", lower_identity},
      {"aten.resolve_conj.default", "identity", lower_identity},
      {"aten.resolve_neg.default", "identity", lower_identity},
      {"aten.broadcast_tensors.default", "identity", lower_broadcast},
      {"aten._assert_async.msg", "identity", lower_nothing},
      {"aten._assert_tensor_metadata.default", "identity", lower_nothing},
  };
}

}  // namespace genn::operators
