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

ir::tensor as_real(const ir::tensor& stored, const ir::value& v) {
  if (!v.quant) return stored;
  std::vector<float> numbers;
  for (const std::int64_t x : stored.integers())
    numbers.push_back(real_number(static_cast<std::int32_t>(x), *v.quant));
  return {{ir::element::f32, stored.type.shape}, std::move(numbers)};
}

}  // namespace genn::run
