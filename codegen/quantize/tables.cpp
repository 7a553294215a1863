// SPDX-License-Identifier: BSL-1.0
#include "quantize/tables.hpp"

#include <genn/number/convert.hpp>

#include <cmath>

#include "run/functions.hpp"

namespace genn::quantize {

std::vector<std::int64_t> table_of_i8(const std::vector<ir::function>& chain,
                                      const quantization& in, const quantization& out) {
  const run::function_chain f(chain);
  std::vector<std::int64_t> entries;
  for (std::int32_t x = -128; x <= 127; ++x)
    entries.push_back(quantized(f(real_number(x, in)), out));
  return entries;
}

line_table table_of_i16(const std::vector<ir::function>& chain, const quantization& in,
                        const quantization& out) {
  const run::function_chain f(chain);
  line_table table;
  table.where.low = in.low;
  constexpr std::int64_t segments_wanted = 256;
  const std::int64_t range = std::int64_t{in.high} - in.low + 1;
  while ((segments_wanted << table.where.step) < range) ++table.where.step;
  for (std::int64_t k = 0; k <= segments_wanted; ++k) {
    const std::int64_t at = in.low + (k << table.where.step);
    table.entries.push_back(quantized(f(real_number(static_cast<std::int32_t>(at), in)), out));
    if (at > in.high) break;
  }
  return table;
}

line_table table_of_exponentials(const quantization& in) {
  line_table table;
  const double scale = static_cast<double>(in.scale);
  const double last = std::log(2.0 * exponential_of_0) / scale;  // behind it: less than one half
  while (last > 256.0 * std::ldexp(1.0, table.where.step)) ++table.where.step;
  const std::int64_t widest = std::int64_t{in.high} - in.low;
  for (std::int64_t k = 0;; ++k) {
    const std::int64_t distance = k << table.where.step;
    const std::int64_t entry =
        std::llround(exponential_of_0 * std::exp(-scale * static_cast<double>(distance)));
    table.entries.push_back(entry);
    if (entry == 0 || distance > widest) break;
  }
  return table;
}

std::optional<std::int64_t> end_of(const line_table& exponentials) {
  if (exponentials.entries.back() != 0) return std::nullopt;
  return (static_cast<std::int64_t>(exponentials.entries.size()) - 1) << exponentials.where.step;
}

log_table table_of_logarithms(double unit) {
  log_table table;
  table.octave = static_cast<std::int32_t>(std::lround(std::log(2.0) * unit));
  for (int i = 0; i <= 256; ++i)
    table.entries.push_back(std::llround(std::log1p(i / 256.0) * unit));
  return table;
}

}  // namespace genn::quantize
