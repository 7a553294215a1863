// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>

#include "commands/labels.hpp"

namespace genn::commands {

/// Index of the largest number, the first of equals: the class that an output names.
std::int64_t class_of(const std::vector<float>& output);

/// How right the first output is over many samples, and how near to that of the f32 program.
class score {
 public:
  explicit score(const labels& right) : right_(right) {}

  void add(const std::vector<float>& output);
  /// Of the sample that was added last.
  void compare(const std::vector<float>& output, const std::vector<float>& f32);

  /// Shares of 1. Empty where there are no such labels, no classes or no comparison.
  std::optional<double> accuracy() const;
  std::optional<double> agreement() const;
  std::optional<double> root_mean_square_error() const;
  std::optional<double> largest_difference() const;

 private:
  const labels& right_;
  std::int64_t samples_ = 0, compared_ = 0, right_classes_ = 0, same_classes_ = 0, numbers_ = 0;
  double squares_ = 0.0, largest_difference_ = 0.0;
  bool has_classes_ = false;
};

}  // namespace genn::commands
