// SPDX-License-Identifier: BSL-1.0
#include "run/stored.hpp"

#include <genn/number/convert.hpp>

namespace genn::run {

ir::tensor as_stored(const ir::tensor& real, const ir::value& v) {
  ir::tensor stored{v.type, real.data};
  if (!v.quant) return stored;
  std::vector<std::int64_t> integers;
  for (const float x : real.floats()) integers.push_back(quantized(x, *v.quant));
  stored.data = std::move(integers);
  return stored;
}

}  // namespace genn::run
