// SPDX-License-Identifier: BSL-1.0
// From the sums of one output at some positions to results.
#pragma once

#include <genn/kernels/portable/end_sums.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// The multiplier of one output.
struct one_multiplier {
  std::int32_t value;
  GENN_ALWAYS_INLINE std::int32_t operator[](index_t) const { return value; }
};

/// Results of one output at `count` positions, `pitch` apart.
template <class Y, class F>
GENN_ALWAYS_INLINE void end_column(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                   F f, index_t output) {
  const auto end = [&](std::int32_t sum) {
    *y = static_cast<Y>(reference::finish(f, sum, output));
    y += pitch;
  };
  if constexpr (GENN_HAS_DSP)  // which has registers for four
    for (; count >= 4; count -= 4, sums += 4) {
      const std::int32_t a = sums[0], b = sums[1], c = sums[2], d = sums[3];
      end(a);
      end(b);
      end(c);
      end(d);
    }
  for (; count > 0; --count) end(*sums++);
}
template <class Y, class M, reference::ending Known>
GENN_NOINLINE void end_positions(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                 const reference::rescale_by_channel<M, Known>& f, index_t output) {
  const rescaling how = f.how;
  const one_multiplier m{std::int32_t(f.multiplier[output])};
  if (Known == reference::ending::rounded || how.left > 0 || how.reach > 0)
    end_column(sums, count, y, pitch, reference::rescale_by_channel<one_multiplier>{how, m},
               output);
  else
    end_column(sums, count, y, pitch,
               plain_rescale<one_multiplier, Known>{how.rounding, how.shift, how.low, how.high, m},
               output);
}
template <class Y, class F>
GENN_NOINLINE void end_positions(const std::int32_t* sums, index_t count, Y* y, index_t pitch,
                                 const F& f, index_t output) {
  end_column(sums, count, y, pitch, F(f), output);
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
