// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>

namespace genn::commands {

/// A line on stderr that counts samples, where that is a terminal and they take a while.
class progress {
 public:
  progress(std::string what, std::int64_t samples);
  ~progress();
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;
  void operator()(std::int64_t sample) const;

 private:
  std::string what_;
  std::int64_t samples_;
  bool shown_;
};

}  // namespace genn::commands
