// SPDX-License-Identifier: BSL-1.0
#include "commands/score.hpp"

#include <algorithm>
#include <cmath>

namespace genn::commands {

namespace {

std::optional<double> share(std::int64_t part, std::int64_t all) {
  if (all == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

std::int64_t class_of(const std::vector<float>& output) {
  return std::max_element(output.begin(), output.end()) - output.begin();
}

void score::add(const std::vector<float>& output) {
  const std::size_t sample = static_cast<std::size_t>(samples_++);
  has_classes_ = output.size() > 1 && right_.targets.empty();
  if (!right_.classes.empty() && class_of(output) == right_.classes[sample]) ++right_classes_;
  if (right_.targets.empty()) return;
  const auto target = right_.targets.begin() + static_cast<std::ptrdiff_t>(sample * output.size());
  for (std::size_t i = 0; i < output.size(); ++i) {
    const double error = static_cast<double>(output[i]) -
                         static_cast<double>(target[static_cast<std::ptrdiff_t>(i)]);
    squares_ += error * error;
  }
  numbers_ += static_cast<std::int64_t>(output.size());
}

void score::compare(const std::vector<float>& output, const std::vector<float>& f32) {
  ++compared_;
  if (class_of(output) == class_of(f32)) ++same_classes_;
  for (std::size_t i = 0; i < output.size(); ++i)
    largest_difference_ = std::max(largest_difference_, std::abs(static_cast<double>(output[i]) -
                                                                 static_cast<double>(f32[i])));
}

std::optional<double> score::accuracy() const {
  return right_.classes.empty() ? std::nullopt : share(right_classes_, samples_);
}

std::optional<double> score::agreement() const {
  return has_classes_ ? share(same_classes_, compared_) : std::nullopt;
}

std::optional<double> score::root_mean_square_error() const {
  if (numbers_ == 0) return std::nullopt;
  return std::sqrt(squares_ / static_cast<double>(numbers_));
}

std::optional<double> score::largest_difference() const {
  return compared_ == 0 ? std::nullopt : std::optional(largest_difference_);
}

}  // namespace genn::commands
