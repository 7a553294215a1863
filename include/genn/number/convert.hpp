// SPDX-License-Identifier: BSL-1.0
// Real numbers to integers and back, as torch.quantize_per_tensor does it.
#pragma once

#include <genn/math/round_half_even.hpp>
#include <genn/number/quantization.hpp>
#include <genn/number/rescaling.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// clamp(round(x / scale) + zero_point, low, high), halves to the even one; NaN gives `low`.
constexpr std::int32_t quantized(float x, const quantization& q) {
  const float steps = math::round_half_even(x * (1.0f / q.scale));
  // Compared as floats: an integer must be able to hold what is converted.
  if (math::is_nan(steps) || steps <= float(q.low - q.zero_point)) return q.low;
  if (steps >= float(q.high - q.zero_point)) return q.high;
  return std::int32_t(steps) + q.zero_point;
}

/// scale * (integer - zero_point)
constexpr float real_number(std::int32_t integer, const quantization& q) {
  return float(integer - q.zero_point) * q.scale;
}

GENN_NAMESPACE_END

#include <genn/undef.hpp>
