// SPDX-License-Identifier: BSL-1.0
#include "passes/fourier.hpp"

#include <cmath>

namespace genn::passes {

namespace {

// Of place times bin / length turns.
double angle(std::int64_t place, std::int64_t bin, std::int64_t length) {
  const double turns = static_cast<double>(place * bin % length) / static_cast<double>(length);
  return 2.0 * std::acos(-1.0) * turns;
}

float single(double x) { return static_cast<float>(x); }

}  // namespace

std::vector<float> real_transform(std::int64_t in, std::int64_t bins, double scale) {
  std::vector<float> m;
  for (std::int64_t i = 0; i < in; ++i)
    for (std::int64_t k = 0; k < bins; ++k) {
      m.push_back(single(scale * std::cos(angle(i, k, in))));
      m.push_back(single(-scale * std::sin(angle(i, k, in))));
    }
  return m;
}

std::vector<float> complex_transform(std::int64_t length, bool forward, double scale) {
  std::vector<float> m;
  const double sign = forward ? -1.0 : 1.0;
  for (std::int64_t i = 0; i < length; ++i)
    for (const bool imaginary : {false, true})
      for (std::int64_t k = 0; k < length; ++k) {
        const double c = scale * std::cos(angle(i, k, length));
        const double s = sign * scale * std::sin(angle(i, k, length));
        m.push_back(single(imaginary ? -s : c));
        m.push_back(single(imaginary ? c : s));
      }
  return m;
}

std::vector<float> inverse_real_transform(std::int64_t bins, std::int64_t length, double scale) {
  std::vector<float> m;
  for (std::int64_t k = 0; k < bins; ++k) {
    // The other half of the spectrum mirrors this one, but for its ends.
    const double times = k == 0 || 2 * k == length ? scale : 2.0 * scale;
    for (const bool imaginary : {false, true})
      for (std::int64_t i = 0; i < length; ++i)
        m.push_back(single(
            imaginary ? (k == 0 || 2 * k == length ? 0.0 : -times * std::sin(angle(i, k, length)))
                      : times * std::cos(angle(i, k, length))));
  }
  return m;
}

}  // namespace genn::passes
