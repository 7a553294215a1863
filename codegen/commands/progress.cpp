// SPDX-License-Identifier: BSL-1.0
#include "commands/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace genn::commands {

progress::progress(std::string what, std::int64_t samples)
    : what_(std::move(what)),
      samples_(samples),
      shown_(isatty(STDERR_FILENO) != 0 && samples > 100) {}

// Clears the line.
progress::~progress() {
  if (shown_) fmt::print(stderr, "\r\033[K");
}

void progress::operator()(std::int64_t sample) const {
  if (shown_ && sample % 100 == 0)
    fmt::print(stderr, "\r{}: {} of {} samples", what_, sample, samples_);
}

}  // namespace genn::commands
