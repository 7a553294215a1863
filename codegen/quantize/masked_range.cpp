// SPDX-License-Identifier: BSL-1.0
#include "quantize/masked_range.hpp"

#include <cmath>

#include "quantize/tables.hpp"
#include "run/choose_range.hpp"

namespace genn::quantize {

std::optional<quantization> shown_beside(const quantization& masked) {
  const std::optional<std::int64_t> end = end_of(table_of_exponentials(masked));
  if (!end || *end > masked.high) return std::nullopt;
  quantization shown = masked;
  shown.low += static_cast<std::int32_t>(*end);
  return shown;
}

quantization range_under_mask(const run::observed& seen) {
  for (int n = run::choose_exponent(seen, 16, {});; --n) {
    const quantization masked{std::ldexp(1.0f, -n), 0, -32768, 32767};
    const std::optional<quantization> shown = shown_beside(masked);
    const double scale = static_cast<double>(masked.scale);
    if (shown && scale * shown->low <= static_cast<double>(seen.low) &&
        scale * (shown->high + 1) >= static_cast<double>(seen.high))
      return masked;
  }
}

}  // namespace genn::quantize
