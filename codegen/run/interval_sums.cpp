// SPDX-License-Identifier: BSL-1.0
#include "run/interval_sums.hpp"

#include <cmath>

namespace genn::run {

interval hull_of(const std::vector<interval>& all) {
  interval result = all.front();
  for (const interval x : all) result = hull(result, x);
  return result;
}

interval scaled(interval x, double w) {
  return w >= 0.0 ? interval{x.low * w, x.high * w} : interval{x.high * w, x.low * w};
}

dot_product::dot_product(double bias) : sum_{bias, bias}, size_(std::abs(bias)) {}

void dot_product::add(interval product) {
  sum_ = sum_ + product;
  size_ += magnitude(product);
  ++terms_;
}

interval dot_product::value() const {
  constexpr double rounding = 6e-8;  // 2^-24
  return widened(sum_, size_ * rounding * static_cast<double>(2 * terms_ + 2));
}

}  // namespace genn::run
