// SPDX-License-Identifier: BSL-1.0
// What many intervals make together.
#pragma once

#include "run/interval.hpp"

namespace genn::run {

interval hull_of(const std::vector<interval>& all);

/// w * x
interval scaled(interval x, double w);

/// Some elements of a tensor, as a hull that starts empty.
class growing_hull {
 public:
  void add(interval x) {
    all_ = any_ ? hull(all_, x) : x;
    any_ = true;
  }
  interval value() const { return all_; }

 private:
  interval all_;
  bool any_ = false;
};

/// A sum of products with the rounding that floats add.
class dot_product {
 public:
  explicit dot_product(double bias);
  void add(interval product);
  interval value() const;

 private:
  interval sum_;
  double size_;  ///< of all that was added, without sign
  std::int64_t terms_ = 0;
};

}  // namespace genn::run
