// SPDX-License-Identifier: BSL-1.0
#include "run/stored.hpp"

#include <genn/number/convert.hpp>

namespace genn::run {

ir::tensor as_stored(const ir::tensor& real, const ir::value& v) {
  ir::tensor stored{v.type, real.data};
  const bool integers_already = std::holds_alternative<std::vector<std::int64_t>>(real.data);
  if (ir::is_floating(v.type.type) || integers_already) return stored;
  std::vector<std::int64_t> integers;
  for (const float x : real.floats())
    integers.push_back(v.quant ? quantized(x, *v.quant) : static_cast<std::int64_t>(x));
  stored.data = std::move(integers);
  return stored;
}

}  // namespace genn::run
