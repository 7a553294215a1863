// SPDX-License-Identifier: BSL-1.0
#include "run/real_numbers.hpp"

namespace genn::run {

std::vector<float> real_numbers(const ir::value& v, const ir::tensor& t) {
  if (ir::is_floating(v.type.type)) return t.floats();
  return {t.integers().begin(), t.integers().end()};
}

}  // namespace genn::run
