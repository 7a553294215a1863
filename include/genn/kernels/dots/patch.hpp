// SPDX-License-Identifier: BSL-1.0
// The inputs of some windows, one window behind the other, in whole quads: for machines without
// vectors of integers, which read headers that were packed for others.
#pragma once

#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

template <class X>
class patch {
 public:
  static constexpr index_t windows = 4;
  patch(void* scratch, index_t taps)
      : inputs_(static_cast<std::int16_t*>(scratch)), pitch_(whole_words(taps)) {
    // Weights of taps that fill a quad up are 0, but inputs have to be there.
    for (index_t i = 0; i < windows; ++i)
      for (index_t k = taps; k < pitch_; ++k) inputs_[i * pitch_ + k] = 0;
  }

  /// Taps [at, at + count) of window `which`.
  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    std::int16_t* to = inputs_ + which * pitch_ + at;
    for (; count > 0; --count) *to++ = *from++;
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    std::int16_t* to = inputs_ + which * pitch_ + at;
    for (; count > 0; --count) *to++ = value;
  }

  const std::int16_t* window(index_t which) const { return inputs_ + which * pitch_; }

 private:
  std::int16_t* inputs_;
  index_t pitch_;
};

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
