// SPDX-License-Identifier: BSL-1.0
#include "run/choose_range.hpp"

#include <algorithm>
#include <cmath>

namespace genn::run {

namespace {

/// Integers from `first` to `last` that stand for integer * scale.
struct grid {
  double scale;
  std::int64_t first, last;

  double nearest(double x) const {
    const double steps = std::floor(x / scale + 0.5);
    return scale * std::clamp(steps, static_cast<double>(first), static_cast<double>(last));
  }
};

/// The mean squared error of grids on the same numbers.
class judge {
 public:
  judge(const std::vector<float>& numbers, const reading& behind)
      : numbers_(numbers), behind_(behind) {
    for (const float x : numbers_) exact_.push_back(read(static_cast<double>(x)));
  }

  double error(const grid& g) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < numbers_.size(); ++i) {
      const double difference = read(g.nearest(static_cast<double>(numbers_[i]))) - exact_[i];
      sum += difference * difference;
    }
    return sum;
  }

 private:
  double read(double x) const {
    return behind_ ? static_cast<double>(behind_(static_cast<float>(x))) : x;
  }

  const std::vector<float>& numbers_;
  const reading& behind_;
  std::vector<double> exact_;
};

/// The range as a grid with a step at 0.
grid grid_of(double low, double high, int steps) {
  const double scale = (high - low) / steps;
  const std::int64_t first = -std::llround(-low / scale);
  return {scale, first, first + steps};
}

}  // namespace

range choose_range(const observed& seen, int steps, const reading& behind) {
  const double low = std::min(static_cast<double>(seen.low), 0.0);
  const double high = std::max(static_cast<double>(seen.high), 0.0);
  if (low == high) return {};
  const judge j(seen.numbers, behind);
  grid best = grid_of(low, high, steps);
  double least = j.error(best), best_low = 1.0, best_high = 1.0;
  const auto consider = [&](double low_factor, double high_factor) {
    const grid g = grid_of(low * low_factor, high * high_factor, steps);
    const double error = j.error(g);
    if (error >= least) return;
    best = g;
    least = error;
    best_low = low_factor;
    best_high = high_factor;
  };
  if (!seen.numbers.empty()) {
    constexpr int candidates = 40;
    const auto factor = [](int i) { return 1.0 - 0.7 * i / candidates; };  // down to 0.3
    for (int i = 1; i <= candidates; ++i) consider(factor(i), factor(i));
    if (low < 0.0 && high > 0.0) {  // then each end alone
      for (int i = 0; i <= candidates; ++i) consider(best_low, factor(i));
      for (int i = 0; i <= candidates; ++i) consider(factor(i), best_high);
    }
  }
  return {static_cast<float>(best.scale * static_cast<double>(best.first)),
          static_cast<float>(best.scale * static_cast<double>(best.last))};
}

int choose_exponent(const observed& seen, int bits, const reading& behind) {
  const double farthest =
      std::max(std::abs(static_cast<double>(seen.low)), std::abs(static_cast<double>(seen.high)));
  if (farthest == 0.0) return bits - 1;
  const std::int64_t limit = std::int64_t{1} << (bits - 1);
  const auto power_of_two = [&](int n) { return grid{std::ldexp(1.0, -n), -limit, limit - 1}; };
  int covering = 0;  // the finest that clips less than half a step
  std::frexp(static_cast<double>(limit) / farthest, &covering);
  const auto clips = [&](int n) {
    const grid g = power_of_two(n);
    const auto outside = [&](double x) { return std::abs(g.nearest(x) - x) > g.scale / 2; };
    return outside(static_cast<double>(seen.low)) || outside(static_cast<double>(seen.high));
  };
  while (clips(covering)) --covering;
  const judge j(seen.numbers, behind);
  int best = covering;
  double least = j.error(power_of_two(best));
  constexpr int finer = 6;
  for (int n = covering + 1; n <= covering + finer && !seen.numbers.empty(); ++n) {
    const double error = j.error(power_of_two(n));
    if (error >= least) continue;
    best = n;
    least = error;
  }
  return best;
}

}  // namespace genn::run
