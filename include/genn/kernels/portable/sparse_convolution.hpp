// SPDX-License-Identifier: BSL-1.0
// Convolutions of 1 and 2 dimensions over weights with zeros left out: each kept weight is decoded
// once for a band of output positions, whose sums wait in scratch memory.
#pragma once

#include <genn/kernels/band.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::portable {

/// sums[i] += x[i * step] * w
template <class Sum, class X>
GENN_ALWAYS_INLINE void add_multiples(Sum* sums, const X* x, index_t step, index_t count, Sum w) {
  using reference::product;
  for (; count >= 4; count -= 4, sums += 4, x += 4 * step) {
    const Sum a = sums[0] + product<Sum>(x[0], w), b = sums[1] + product<Sum>(x[step], w);
    const Sum c = sums[2] + product<Sum>(x[2 * step], w),
              d = sums[3] + product<Sum>(x[3 * step], w);
    sums[0] = a;
    sums[1] = b;
    sums[2] = c;
    sums[3] = d;
  }
  for (; count > 0; --count, ++sums, x += step) *sums += product<Sum>(*x, w);
}

template <class Sum>
GENN_ALWAYS_INLINE void add_to_all(Sum* sums, index_t count, Sum addend) {
  for (; count > 0; --count, ++sums) *sums += addend;
}

/// Outputs [first, last) of an axis, of those in [begin, end), whose tap lies on data.
struct covered {
  index_t first, last;
};
constexpr covered cover(const window_axis& axis, index_t tap, index_t begin, index_t end) {
  const index_t shift = axis.before - tap * axis.dilation;  // the tap of output o is o*stride-shift
  const auto first_at = [&](index_t place) {
    const index_t ahead = place + shift;
    const index_t o = ahead <= 0 ? 0 : (ahead + axis.stride - 1) / axis.stride;
    return o < begin ? begin : o > end ? end : o;
  };
  return {first_at(0), first_at(axis.in)};
}

/// One output's sums over a band of positions.
template <class X, class Sum, class Padding>
struct band_sums {
  const window_sizes& n;
  const X* x;  // of the sample and group
  Sum* sums;
  index_t top, bottom, left, right;  // the band
  Padding padding;
  index_t kh = 0, kw = 0, first_tap = 0;  // the place in the window, and its tap of channel 0
  covered columns = cover(n.width, 0, left, right);

  GENN_ALWAYS_INLINE void move_to(index_t tap) {
    if (tap < first_tap + n.group_channels()) return;
    do {
      first_tap += n.group_channels();
      if (++kw == n.width.kernel) {
        kw = 0;
        ++kh;
      }
    } while (tap >= first_tap + n.group_channels());
    columns = cover(n.width, kw, left, right);
  }

  GENN_ALWAYS_INLINE void add(index_t tap, Sum w) {
    move_to(tap);
    const index_t width = right - left;
    const index_t column = columns.first * n.width.stride - n.width.before + kw * n.width.dilation;
    const X* const channel = x + column * n.channels + (tap - first_tap);
    Sum* row_sums = sums;
    for (index_t oh = top; oh < bottom; ++oh, row_sums += width) {
      const index_t ih = n.height.start(oh) + kh * n.height.dilation;
      if (ih >= 0 && ih < n.height.in) {
        add_multiples(row_sums + (columns.first - left), channel + ih * n.width.in * n.channels,
                      n.width.stride * n.channels, columns.last - columns.first, w);
        add_padding(row_sums, columns.first - left, w);
        add_padding(row_sums + (columns.last - left), right - columns.last, w);
      } else {
        add_padding(row_sums, width, w);
      }
    }
  }

  GENN_ALWAYS_INLINE void add_padding([[maybe_unused]] Sum* from, [[maybe_unused]] index_t count,
                                      [[maybe_unused]] Sum w) const {
    if constexpr (std::is_same_v<Padding, reference::zero_point_padding>)
      add_to_all(from, count, reference::product<Sum>(padding.value, w));
  }
};

/// The outputs of one sample in one band.
template <class X, class Rows, class B, class Y, class F, class Sum, class Padding>
GENN_ALWAYS_INLINE void sparse_band(const window_sizes& n, band_sums<X, Sum, Padding> sums,
                                    Rows rows, B bias, Y* y, F f) {
  const index_t width = sums.right - sums.left;
  const index_t size = (sums.bottom - sums.top) * width;
  for (index_t o = 0; o < n.features; ++o) {
    for (index_t i = 0; i < size; ++i) sums.sums[i] = bias[o];
    band_sums<X, Sum, Padding> row = sums;
    row.x += o / n.group_features() * n.group_channels();
    rows.walk(n.taps(), [&](index_t tap, auto w) { row.add(tap, Sum(w)); });
    const Sum* sum = sums.sums;
    for (index_t oh = sums.top; oh < sums.bottom; ++oh) {
      Y* to = y + (oh * n.width.out + sums.left) * n.features + o;
      for (index_t i = 0; i < width; ++i, to += n.features)
        *to = static_cast<Y>(reference::finish(f, *sum++, o));
    }
  }
}

/// As reference::sparse_convolution, depth 1. `scratch` holds band_of(n).size() sums. y must not
/// overlap x.
template <class X, class Rows, class B, class Y, class F, class Padding>
GENN_ALWAYS_INLINE void sparse_convolution(const window_sizes& n, const X* x, Rows rows, B bias,
                                           Y* y, F f, Padding padding, void* scratch) {
  using sum = std::decay_t<decltype(bias[0])>;
  const band b = band_of(n);
  const index_t sample_in = n.height.in * n.width.in * n.channels;
  const index_t sample_out = n.positions() * n.features;
  const auto least = [](index_t end, index_t limit) { return end < limit ? end : limit; };
  for (index_t sample = 0; sample < n.batch; ++sample)
    for (index_t top = 0; top < n.height.out; top += b.rows)
      for (index_t left = 0; left < n.width.out; left += b.columns)
        sparse_band(
            n,
            band_sums<X, sum, Padding>{n, x + sample * sample_in, static_cast<sum*>(scratch), top,
                                       least(top + b.rows, n.height.out), left,
                                       least(left + b.columns, n.width.out), padding},
            rows, bias, y + sample * sample_out, f);
}

}  // namespace kernels::portable

GENN_NAMESPACE_END

#include <genn/undef.hpp>
