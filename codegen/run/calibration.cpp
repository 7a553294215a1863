// SPDX-License-Identifier: BSL-1.0
#include "run/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "run/run_network.hpp"

namespace genn::run {

namespace {

/// An integer with no visible relation to `i`: SplitMix64.
std::uint64_t scatter(std::uint64_t i) {
  i += 0x9e3779b97f4a7c15u;
  i = (i ^ (i >> 30)) * 0xbf58476d1ce4e5b9u;
  i = (i ^ (i >> 27)) * 0x94d049bb133111ebu;
  return i ^ (i >> 31);
}

/// Sees the numbers of one tensor on one sample after the other.
class watcher {
 public:
  watcher(const ir::dims& shape, std::int64_t samples)
      : channels_(shape.empty() ? 1 : static_cast<std::size_t>(shape.back())),
        total_(ir::count(shape) * samples),
        kept_(std::min(total_, observed::most_numbers)) {}

  void see(const std::vector<float>& numbers) {
    if (channel_low_.empty()) {
      channel_low_.assign(channels_, HUGE_VALF);
      channel_high_.assign(channels_, -HUGE_VALF);
    }
    for (std::size_t first = 0; first < numbers.size(); first += channels_)
      for (std::size_t c = 0; c < channels_; ++c) see(numbers[first + c], c);
    for (const std::int64_t end = seen_ + static_cast<std::int64_t>(numbers.size());
         taken_ < kept_ && next() < end; ++taken_) {
      const float x = numbers[static_cast<std::size_t>(next() - seen_)];
      if (std::isfinite(x)) result_.numbers.push_back(x);
    }
    seen_ += static_cast<std::int64_t>(numbers.size());
  }

  observed take() {
    if (channel_low_.empty()) return {};
    // A channel without a finite number is at rest.
    for (std::size_t c = 0; c < channels_; ++c)
      if (channel_low_[c] > channel_high_[c]) channel_low_[c] = channel_high_[c] = 0.0f;
    result_.low = *std::min_element(channel_low_.begin(), channel_low_.end());
    result_.high = *std::max_element(channel_high_.begin(), channel_high_.end());
    result_.channel_low = std::move(channel_low_);
    result_.channel_high = std::move(channel_high_);
    return std::move(result_);
  }

 private:
  void see(float x, std::size_t channel) {
    if (!std::isfinite(x)) {
      ++result_.not_finite;
      return;
    }
    channel_low_[channel] = std::min(channel_low_[channel], x);
    channel_high_[channel] = std::max(channel_high_[channel], x);
  }

  /// Position of the number to keep next: one of each stretch of equal length, not always at the
  /// same place in it, for strides may share a factor with the channels.
  std::int64_t next() const {
    const std::int64_t begin = total_ / kept_ * taken_ + total_ % kept_ * taken_ / kept_;
    const auto stretch = static_cast<std::uint64_t>(total_ / kept_);
    return begin + static_cast<std::int64_t>(scatter(static_cast<std::uint64_t>(taken_)) % stretch);
  }

  std::size_t channels_;
  std::int64_t total_, kept_, seen_ = 0, taken_ = 0;
  std::vector<float> channel_low_, channel_high_;
  observed result_;
};

}  // namespace

calibration observe(const ir::network& n, const sample_source& samples,
                    const std::function<void(std::int64_t)>& after_each) {
  std::vector<watcher> watchers;
  for (const ir::value& v : n.values) watchers.emplace_back(v.type.shape, samples.count);
  // PyTorch's integers have no scale to choose.
  const auto see = [&](ir::value_id id, const ir::tensor& t) {
    if (ir::is_floating(t.type.type)) watchers[id.index].see(t.floats());
  };
  for (std::int64_t s = 0; s < samples.count; ++s) {
    std::vector<ir::tensor> inputs = samples.at(s);
    for (std::size_t i = 0; i < inputs.size(); ++i) see(n.inputs[i], inputs[i]);
    run_network(n, std::move(inputs),
                [&](const ir::node& x, const ir::tensor& t) { see(x.result, t); });
    if (after_each) after_each(s);
  }
  std::vector<observed> values;
  for (watcher& w : watchers) values.push_back(w.take());
  return {std::move(values), samples.count};
}

}  // namespace genn::run
