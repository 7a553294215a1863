// SPDX-License-Identifier: BSL-1.0
// What the tensors of a network hold: seen on samples, or bounded without any.
#pragma once

#include <functional>

#include "ir/network.hpp"

namespace genn::run {

/// What is known of the numbers of one tensor.
struct observed {
  float low = 0.0f, high = 0.0f;  ///< the smallest and the largest; equal for a constant tensor
  std::vector<float> numbers;     ///< some of those seen, evenly spread; empty for bounds
  std::vector<float> channel_low, channel_high;  ///< for each index of the last axis
  std::int64_t not_finite = 0;  ///< NaN and infinities seen, which the rest leaves out

  static constexpr std::int64_t most_numbers = 16384;
};

/// One entry a value of the network: of inputs and results; empty for constants.
class calibration {
 public:
  calibration(std::vector<observed> values, std::int64_t samples)
      : values_(std::move(values)), samples_(samples) {}
  const observed& operator[](ir::value_id id) const { return values_[id.index]; }
  bool measured() const { return samples_ > 0; }  ///< on samples, not bounded
  std::int64_t samples() const { return samples_; }

 private:
  std::vector<observed> values_;
  std::int64_t samples_;
};

/// Sets of inputs of a network, made when asked for.
struct sample_source {
  std::int64_t count = 0;
  std::function<std::vector<ir::tensor>(std::int64_t)> at;
};

/// Runs the network on all samples, of which there must be one, and looks at every tensor. The same
/// samples give the same bits on every machine. `after_each` is called with the sample's index.
calibration observe(const ir::network& n, const sample_source& samples,
                    const std::function<void(std::int64_t)>& after_each = {});

}  // namespace genn::run
