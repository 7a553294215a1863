// SPDX-License-Identifier: BSL-1.0
// A pool and the convolution that is computed by rows inside it, as one step.
#pragma once

#include <genn/kernels/pooled_rows.hpp>
#include <genn/layers/convolution.hpp>
#include <genn/layers/pool.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// Convolution and Pool are the readings of the two layers.
template <class Convolution, class Pool>
struct pooled_convolution {
  using row_element = typename Convolution::element;
  using element = typename Pool::element;
  static constexpr pooled_sizes sizes{Convolution::sizes, Pool::sizes};
  struct chooser {
    constexpr choice operator()(const window_sizes& rows) const {
      return Convolution::choose(rows);
    }
  };
  static constexpr pooled_choice chosen = select_pooled(sizes, index_t{sizeof(element)}, chooser{});
  static constexpr choice kernel = chosen.kernel;
  static constexpr index_t scratch_bytes = chosen.scratch_bytes;
  static constexpr index_t lag(index_t) { return chosen.lag; }

  template <class X>
  static void run(void* scratch, element* y, const X* x) {
    constexpr index_t sample = Convolution::sizes.in_size() / Convolution::sizes.batch;
    void* const behind_rows = static_cast<unsigned char*>(scratch) + chosen.row_bytes;
    kernels::pool_by_rows<sizes.along_width()>(
        sizes, chosen.at_once, static_cast<row_element*>(scratch), y,
        [&](auto part, index_t n, row_element* rows) {
          Convolution::template compute<pooled_convolution>(behind_rows, rows, x + n * sample,
                                                            part);
        },
        [](auto part, const row_element* rows, element* to) { Pool::run_part(part, to, rows); });
  }
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
