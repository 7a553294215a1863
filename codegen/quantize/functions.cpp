// SPDX-License-Identifier: BSL-1.0
#include "quantize/functions.hpp"

#include <limits>

#include "run/functions.hpp"

namespace genn::quantize {

bool is_clamp(const ir::function& f) {
  for (const char* name : {"identity", "relu", "relu6", "hardtanh", "clamp_min", "clamp_max"})
    if (f.name == name) return true;
  return false;
}

std::optional<double> scaling_of(const std::vector<ir::function>& chain) {
  if (chain.empty() || chain.front().name != "mul_scalar") return std::nullopt;
  const double factor = static_cast<double>(chain.front().parameters.front());
  return factor > 0.0 ? std::optional(factor) : std::nullopt;
}

limits limits_of(const std::vector<ir::function>& chain) {
  // A chain of clamps is one clamp: its limits are where it sends the infinities.
  const run::function_chain all(chain);
  constexpr float infinity = std::numeric_limits<float>::infinity();
  if (chain.empty()) return {-infinity, infinity};
  return {all(-infinity), all(infinity)};
}

}  // namespace genn::quantize
