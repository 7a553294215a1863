// SPDX-License-Identifier: BSL-1.0
// A convolution that is computed by rows, each time as many as the next outputs of the pool behind
// it read, so that its result never exists as a whole. Rows lie along the height, or along the
// width where there is no height.
#pragma once

#include <genn/kernels/portable/copy_run.hpp>
#include <genn/kernels/select.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A convolution and the pool that alone reads it.
struct pooled_sizes {
  window_sizes convolution, pool;

  constexpr bool along_width() const { return convolution.height.out == 1 && pool.height.out == 1; }
  constexpr window_axis convolution_axis() const {
    return along_width() ? convolution.width : convolution.height;
  }
  constexpr window_axis pool_axis() const { return along_width() ? pool.width : pool.height; }
  /// Elements of a row of inputs, of sums that the pool reads, and of results.
  constexpr index_t input_row() const {
    return convolution.channels * (along_width() ? 1 : convolution.width.in);
  }
  constexpr index_t row() const {
    return convolution.features * (along_width() ? 1 : convolution.width.out);
  }
  constexpr index_t result_row() const {
    return pool.channels * (along_width() ? 1 : pool.width.out);
  }
};

/// Rows [begin, end).
struct row_range {
  index_t begin, end;
  constexpr index_t count() const { return end - begin; }
};

/// Rows that windows [first, first + count) read.
constexpr row_range rows_under(const window_axis& a, index_t first, index_t count) {
  const auto on_data = [&](index_t row) { return row < 0 ? 0 : row < a.in ? row : a.in; };
  return {on_data(a.start(first)),
          on_data(a.start(first + count - 1) + (a.kernel - 1) * a.dilation + 1)};
}

/// Windows [first, first + count) of the rows from `begin` on, `in` of them.
constexpr window_axis part_of(window_axis a, index_t first, index_t count, row_range in) {
  a.before += in.begin - first * a.stride;
  a.in = in.count();
  a.out = count;
  return a;
}

namespace kernels {

/// Rows of the result of a convolution or a pool, along the width or the height, and the rows of
/// their input that are there.
template <bool AlongWidth>
struct row_part {
  row_range out, in;

  constexpr window_sizes of(window_sizes n) const {
    n.batch = 1;
    if constexpr (AlongWidth)
      n.width = part_of(n.width, out.begin, out.count(), in);
    else
      n.height = part_of(n.height, out.begin, out.count(), in);
    return n;
  }
};

/// Positions of a convolution that are worth a call.
inline constexpr index_t least_positions = 16;

/// Rows of the pool that are computed at once.
constexpr index_t rows_at_once(const pooled_sizes& n) {
  const window_axis pool = n.pool_axis();
  const index_t each = pool.stride * (n.along_width() ? 1 : n.convolution.width.out);
  return even_part(pool.out, (least_positions + each - 1) / each);
}

/// Rows of the convolution that are kept at once, at most.
constexpr index_t kept_at_once(const pooled_sizes& n) {
  const window_axis pool = n.pool_axis();
  const index_t rows = (rows_at_once(n) - 1) * pool.stride + (pool.kernel - 1) * pool.dilation + 1;
  return rows < pool.in ? rows : pool.in;
}

}  // namespace kernels

/// Results take the place of inputs that no later row reads.
constexpr index_t lag_of_pooled(const pooled_sizes& n, index_t element_bytes) {
  if (n.convolution.batch != 1) return no_overlap;
  const window_axis pool = n.pool_axis(), rows = n.convolution_axis();
  index_t lag = 0, end = 0;
  for (index_t first = 0; first < pool.out; first = end) {
    end = first + kernels::rows_at_once(n);
    if (end > pool.out) end = pool.out;
    const index_t next = rows.start(rows_under(pool, first, end - first).end);
    const index_t unread = end == pool.out || next > rows.in ? rows.in : next < 0 ? 0 : next;
    const index_t ahead = end * n.result_row() - unread * n.input_row();
    if (ahead > lag) lag = ahead;
  }
  return lag * element_bytes;
}

/// The answer for a convolution by rows: the kernel of its rows and their scratch memory, which
/// begins behind the rows.
struct pooled_choice {
  choice kernel{};
  index_t row_bytes = 0, scratch_bytes = 0, lag = no_overlap;
};

/// Choose: choose(sizes) is the choice for rows as a convolution of their own.
template <class Choose>
constexpr pooled_choice select_pooled(const pooled_sizes& n, index_t element_bytes, Choose choose) {
  const window_axis axis = n.convolution_axis();
  const auto kernel_of = [&](index_t rows) {
    const row_range out{0, rows}, in{0, axis.in};
    return choose(n.along_width() ? kernels::row_part<true>{out, in}.of(n.convolution)
                                  : kernels::row_part<false>{out, in}.of(n.convolution));
  };
  pooled_choice c{};
  c.row_bytes = (kernels::kept_at_once(n) * n.row() * element_bytes + 15) / 16 * 16;
  c.lag = lag_of_pooled(n, element_bytes);
  const index_t usual = kernels::rows_at_once(n) * n.pool_axis().stride;
  c.kernel = kernel_of(usual < axis.out ? usual : axis.out);
  index_t most = 0;  // kernels may need more for fewer rows
  for (index_t rows = 1; rows <= kernels::kept_at_once(n); ++rows) {
    const index_t bytes = kernel_of(rows).scratch_bytes;
    if (bytes > most) most = bytes;
  }
  c.scratch_bytes = c.row_bytes + most;
  return c;
}

namespace kernels {

/// Computes rows of a convolution and pools them, a few at a time. convolve(part, sample, rows)
/// fills rows of the convolution; pool(part, rows, y) reads them.
template <bool AlongWidth, class Element, class Y, class Convolve, class Pool>
GENN_ALWAYS_INLINE void pool_by_rows(const pooled_sizes& n, Element* rows, Y* y, Convolve convolve,
                                     Pool pool) {
  using part = row_part<AlongWidth>;
  const window_axis windows = n.pool_axis(), axis = n.convolution_axis();
  const index_t at_once = rows_at_once(n), row = n.row();
  for (index_t sample = 0; sample < n.convolution.batch; ++sample) {
    row_range held{0, 0};
    for (index_t first = 0; first < windows.out; first += at_once) {
      const index_t left = windows.out - first, count = left < at_once ? left : at_once;
      const row_range read = rows_under(windows, first, count);
      Element* next = rows;
      index_t begin = read.begin;  // of the rows that are missing
      if (held.end > read.begin) {
        const Element* from = rows + (read.begin - held.begin) * row;
        for (; begin < held.end; ++begin, next += row, from += row)
          if (next != from) portable::copy_run(next, from, row);
      }
      if (begin < read.end) convolve(part{{begin, read.end}, {0, axis.in}}, sample, next);
      held = read;
      pool(part{{first, first + count}, read}, rows, y);
      y += count * n.result_row();
    }
  }
}

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>
