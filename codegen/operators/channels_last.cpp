// SPDX-License-Identifier: BSL-1.0
#include "operators/window.hpp"

namespace genn::operators {

namespace {

// Axes of [batch, channels, spatial...] with the channels last, and back.
ir::dims channels_last(std::size_t spatial) {
  ir::dims order{0};
  for (std::size_t i = 0; i < spatial; ++i) order.push_back(static_cast<std::int64_t>(2 + i));
  order.push_back(1);
  return order;
}
ir::dims channels_first(std::size_t spatial) {
  ir::dims order{0, static_cast<std::int64_t>(spatial + 1)};
  for (std::size_t i = 0; i < spatial; ++i) order.push_back(static_cast<std::int64_t>(1 + i));
  return order;
}

// Kernels of planes count on a depth of 1 that stays 1.
void require_planes(const ir::dims& in, const ir::dims& out, std::size_t spatial) {
  if (spatial == 3 && in[2] == 1 && out[2] != 1)
    throw limit{"padding a depth of 1 to windows of more is not supported", "use a 2-d layer"};
}

}  // namespace

ir::value_id window(lowering& l, ir::layer what, std::vector<ir::value_id> operands,
                    std::size_t spatial, const ir::dims& shape) {
  ir::dims in = l.shape(operands.front()), out = shape;
  const bool batched = in.size() == spatial + 2;
  if (!batched && in.size() != spatial + 1)
    throw limit{"an input of this rank is not supported", "pass [batch, channels, ...]"};
  l.require(out.size() == in.size(), "the result has another rank");
  if (!batched) {
    in.insert(in.begin(), 1);
    out.insert(out.begin(), 1);
    operands.front() = l.reshape(operands.front(), in);
  }
  require_planes(in, out, spatial);
  operands.front() = l.permute(operands.front(), channels_last(spatial));
  ir::dims out_last;
  for (const std::int64_t axis : channels_last(spatial))
    out_last.push_back(out[static_cast<std::size_t>(axis)]);
  const ir::value_id y =
      l.permute(l.add(std::move(what), operands, out_last), channels_first(spatial));
  return batched ? y : l.reshape(y, shape);
}

}  // namespace genn::operators
