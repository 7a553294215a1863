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

// Copies number by number: so compilers see which of them are constants, even where they copy a
// structure as memory.
GENN_ALWAYS_INLINE constexpr window_axis all_of(const window_axis& a) {
  return {a.in, a.out, a.kernel, a.stride, a.dilation, a.before};
}
/// Windows `out`, over an input of which the rows `in` are there.
GENN_ALWAYS_INLINE constexpr window_axis part_of(const window_axis& a, const row_range& out,
                                                 const row_range& in) {
  return {in.count(), out.count(), a.kernel,
          a.stride,   a.dilation,  a.before + in.begin - out.begin * a.stride};
}

namespace kernels {

/// Rows of the result of a convolution or a pool, along the width or the height, and the rows of
/// their input that are there.
template <bool AlongWidth>
struct row_part {
  row_range out, in;

  GENN_ALWAYS_INLINE constexpr window_sizes of(const window_sizes& n) const {
    if constexpr (AlongWidth)
      return {1,          all_of(n.depth), all_of(n.height), part_of(n.width, out, in),
              n.channels, n.features,      n.groups};
    else
      return {1,          all_of(n.depth), part_of(n.height, out, in), all_of(n.width), n.channels,
              n.features, n.groups};
  }
};

/// Positions of a convolution that are worth a call: over sparse weights, worth decoding them.
constexpr index_t least_positions(kernel_family family) {
  return family == kernel_family::sparse ? 64 : 16;
}

/// Rows of the pool that are computed at once.
constexpr index_t rows_at_once(const pooled_sizes& n, kernel_family family) {
  const window_axis pool = n.pool_axis();
  const index_t each = pool.stride * (n.along_width() ? 1 : n.convolution.width.out);
  return even_part(pool.out, (least_positions(family) + each - 1) / each);
}

/// Rows of the convolution that lie under so many rows of the pool, at most.
constexpr index_t rows_to_keep(const pooled_sizes& n, index_t at_once) {
  const window_axis pool = n.pool_axis();
  const index_t rows = (at_once - 1) * pool.stride + (pool.kernel - 1) * pool.dilation + 1;
  return rows < pool.in ? rows : pool.in;
}

}  // namespace kernels

/// Results take the place of inputs that no later row reads.
constexpr index_t lag_of_pooled(const pooled_sizes& n, index_t at_once, index_t element_bytes) {
  if (n.convolution.batch != 1) return no_overlap;
  const window_axis pool = n.pool_axis(), rows = n.convolution_axis();
  index_t lag = 0, end = 0;
  for (index_t first = 0; first < pool.out; first = end) {
    end = first + at_once < pool.out ? first + at_once : pool.out;
    const index_t next = rows.start(rows_under(pool, first, end - first).end);
    const index_t unread = end == pool.out || next > rows.in ? rows.in : next < 0 ? 0 : next;
    const index_t ahead = end * n.result_row() - unread * n.input_row();
    if (ahead > lag) lag = ahead;
  }
  return lag * element_bytes;
}

/// The answer for a convolution by rows: the kernel of its rows, the rows of the pool that are
/// computed at once, and scratch memory: rows of the convolution, then what the kernel needs.
struct pooled_choice {
  choice kernel{};
  index_t at_once = 1;
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
  c.at_once = kernels::rows_at_once(n, choose(n.convolution).family);
  c.lag = lag_of_pooled(n, c.at_once, element_bytes);
  const index_t most = kernels::rows_to_keep(n, c.at_once),
                usual = c.at_once * n.pool_axis().stride;
  c.kernel = kernel_of(usual < axis.out ? usual : axis.out);
  c.row_bytes = (most * n.row() * element_bytes + 15) / 16 * 16;
  index_t scratch = 0;  // kernels may need more for fewer rows
  for (index_t rows = 1; rows <= most; ++rows) {
    const index_t bytes = kernel_of(rows).scratch_bytes;
    if (bytes > scratch) scratch = bytes;
  }
  c.scratch_bytes = c.row_bytes + scratch;
  return c;
}

namespace kernels {

/// Computes rows of a convolution and pools them, `at_once` rows of results at a time.
/// convolve(part, sample, rows) fills rows of the convolution; pool(part, rows, y) reads them.
template <bool AlongWidth, class Element, class Y, class Convolve, class Pool>
GENN_ALWAYS_INLINE void pool_by_rows(const pooled_sizes& n, index_t at_once, Element* rows, Y* y,
                                     Convolve convolve, Pool pool) {
  using part = row_part<AlongWidth>;
  const window_axis windows = n.pool_axis(), axis = n.convolution_axis();
  const index_t row = n.row();
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
