// SPDX-License-Identifier: BSL-1.0
// The inputs of some windows as a unit multiplies them, one window behind the other, in whole
// quads.
#pragma once

#include <genn/kernels/dots/units.hpp>
#include <genn/kernels/rows.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

template <class Unit, class X>
class patch {
 public:
  using input = typename Unit::input;
  static constexpr index_t windows = Unit::windows;
  patch(void* scratch, index_t taps)
      : inputs_(static_cast<input*>(scratch)), pitch_(whole_words(taps)) {
    // Weights of taps that fill a quad up are 0, but inputs have to be there.
    for (index_t i = 0; i < windows; ++i)
      for (index_t k = taps; k < pitch_; ++k) inputs_[i * pitch_ + k] = input{};
  }

  /// Taps [at, at + count) of window `which`.
  GENN_ALWAYS_INLINE void put(index_t which, index_t at, const X* from, index_t count) {
    input* to = inputs_ + which * pitch_ + at;
    if constexpr (Unit::lanes > 1) {
      constexpr index_t many = GENN_INTEGER_BYTES / 2;
      for (; count >= many; count -= many, from += many, to += many)
        Unit::template put<many>(to, from);
    }
    for (; count > 0; --count) *to++ = Unit::widened(*from++);
  }
  GENN_ALWAYS_INLINE void fill(index_t which, index_t at, std::int16_t value, index_t count) {
    input* to = inputs_ + which * pitch_ + at;
    for (; count > 0; --count) *to++ = Unit::widened(value);
  }

  const input* inputs() const { return inputs_; }
  index_t pitch() const { return pitch_; }

 private:
  input* inputs_;
  index_t pitch_;
};

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
