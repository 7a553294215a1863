// SPDX-License-Identifier: BSL-1.0
#include "run/real_numbers.hpp"

#include <genn/number/convert.hpp>

namespace genn::run {

std::vector<float> real_numbers(const ir::value& v, const ir::tensor& t) {
  if (ir::is_floating(v.type.type)) return t.floats();
  if (!v.quant) return {t.integers().begin(), t.integers().end()};
  std::vector<float> numbers;
  for (const std::int64_t x : t.integers())
    numbers.push_back(real_number(static_cast<std::int32_t>(x), *v.quant));
  return numbers;
}

}  // namespace genn::run
