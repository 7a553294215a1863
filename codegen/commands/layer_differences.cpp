// SPDX-License-Identifier: BSL-1.0
#include "commands/layer_differences.hpp"

#include <algorithm>
#include <cmath>

#include "run/real_numbers.hpp"

namespace genn::commands {

void add_result(layer_results& results, const ir::network& n, const ir::node& x,
                const ir::tensor& t) {
  if (std::holds_alternative<ir::reshape>(x.what)) return;
  const ir::value& v = n[x.result];
  results[{v.name, v.type.shape}] = run::real_numbers(v, t);
}

void layer_differences::add(const layer_results& f32, const layer_results& form) {
  for (const auto& [key, numbers] : f32) {
    const auto other = form.find(key);
    if (other == form.end()) continue;
    extremes& seen = seen_[key];
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const double a = static_cast<double>(numbers[i]), b = static_cast<double>(other->second[i]);
      if (!std::isfinite(a) || !std::isfinite(b)) continue;
      seen.number = std::max(seen.number, std::abs(a));
      seen.difference = std::max(seen.difference, std::abs(a - b));
    }
  }
}

std::optional<layer_differences::worst> layer_differences::find_worst() const {
  std::optional<worst> result;
  for (const auto& [key, seen] : seen_) {
    if (seen.number == 0.0) continue;
    const double share = seen.difference / seen.number;
    if (!result || share > result->difference) result = worst{key, share};
  }
  return result;
}

}  // namespace genn::commands
