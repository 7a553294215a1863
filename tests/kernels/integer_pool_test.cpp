// SPDX-License-Identifier: BSL-1.0
// Pools of integers against their formulas, over random windows: padding, ceil mode's overhang,
// divisors, uneven adaptive windows.
#include "integers.hpp"
#include "random_window.hpp"

#include <genn/kernels/portable/integer_max_pool.hpp>

namespace {

using genn::index_t;
using test::wide;
namespace reference = genn::kernels::reference;

/// Coordinates of the taps of window (oh, ow) of a pool of two axes that lie on data.
std::vector<index_t> taps_on_data(const genn::window_sizes& n, index_t oh, index_t ow) {
  std::vector<index_t> positions;
  for (index_t kh = 0; kh < n.height.kernel; ++kh)
    for (index_t kw = 0; kw < n.width.kernel; ++kw) {
      const index_t h = oh * n.height.stride - n.height.before + kh * n.height.dilation;
      const index_t w = ow * n.width.stride - n.width.before + kw * n.width.dilation;
      if (h >= 0 && h < n.height.in && w >= 0 && w < n.width.in)
        positions.push_back(h * n.width.in + w);
    }
  return positions;
}

std::vector<index_t> adaptive_positions(const genn::window_sizes& n, index_t oh, index_t ow) {
  std::vector<index_t> positions;
  const auto inside = [](const genn::window_axis& a, index_t o, index_t i) {
    // floor(o * in / out) <= i < ceil((o + 1) * in / out)
    return o * a.in < (i + 1) * a.out && i * a.out < (o + 1) * a.in;
  };
  for (index_t h = 0; h < n.height.in; ++h)
    for (index_t w = 0; w < n.width.in; ++w)
      if (inside(n.height, oh, h) && inside(n.width, ow, w))
        positions.push_back(h * n.width.in + w);
  return positions;
}

/// Calls check(sample, oh, ow, channel, place in the output) for every output.
template <class Check>
void for_outputs(const genn::window_sizes& n, Check check) {
  std::size_t at = 0;
  for (index_t s = 0; s < n.batch; ++s)
    for (index_t oh = 0; oh < n.height.out; ++oh)
      for (index_t ow = 0; ow < n.width.out; ++ow)
        for (index_t c = 0; c < n.channels; ++c) check(s, oh, ow, c, at++);
}

template <class T>
struct one_pool {
  genn::window_sizes n;
  std::vector<T> x, y;
  std::int32_t zero = 0;

  one_pool(const genn::window_sizes& sizes, int trial) : n(sizes) {
    n.channels = n.features = trial % 5 == 4 ? 14 + trial % 120 : 1 + trial % 9;
    x.resize(std::size_t(n.in_size()));
    y.resize(std::size_t(n.out_size()));
    test::fill_between(x.data(), n.in_size(), std::numeric_limits<T>::min(),
                       std::numeric_limits<T>::max(), trial);
    if (sizeof(T) == 1) zero = std::int32_t(test::between_wide(-128, 127));
  }
  wide at(index_t sample, index_t position, index_t c) const {
    const index_t each = n.height.in * n.width.in;
    return x[std::size_t((sample * each + position) * n.channels + c)];
  }
  wide sum(index_t sample, const std::vector<index_t>& positions, index_t c) const {
    wide total = 0;
    for (const index_t p : positions) total += at(sample, p, c) - zero;
    return total;
  }
};

genn::rescaling random_end(bool bytes) {
  genn::rescaling r;
  r.shift = std::int32_t(test::between_wide(0, 8));
  r.rounding = std::int32_t((r.shift > 0 ? wide{1} << (r.shift - 1) : 0) +
                            test::between_wide(-128, 127) * (wide{1} << r.shift));
  r.low = bytes ? -128 : -32768;
  r.high = bytes ? 127 : 32767;
  r.left = std::int32_t(test::between_wide(0, 4));
  return r;
}

template <class T>
void check_maximum() {
  for (int trial = 0; trial < 4 * test::sets; ++trial) {
    one_pool<T> p(test::random_window(), trial);
    const std::int32_t low = std::int32_t(test::between_wide(std::numeric_limits<T>::min(), 0));
    const std::int32_t high = std::int32_t(test::between_wide(1, std::numeric_limits<T>::max()));
    const reference::limit_to limits{low, high};
    reference::max_pool(p.n, p.x.data(), p.y.data(), limits);
    std::vector<T> fast(p.y.size());
    genn::kernels::portable::integer_max_pool(p.n, p.x.data(), fast.data(), limits);
    REQUIRE(fast == p.y);
    for_outputs(p.n, [&](index_t s, index_t oh, index_t ow, index_t c, std::size_t at) {
      wide best = std::numeric_limits<wide>::min();
      for (const index_t position : taps_on_data(p.n, oh, ow))
        best = std::max(best, p.at(s, position, c));
      // A window without data holds nothing to compare.
      if (best != std::numeric_limits<wide>::min())
        REQUIRE(p.y[at] == std::clamp<wide>(best, low, high));
    });
  }
}

template <class T>
void check_mean() {
  for (int trial = 0; trial < 4 * test::sets; ++trial) {
    genn::window_sizes sizes = test::random_window();
    sizes.height.dilation = sizes.width.dilation = 1;
    one_pool<T> p(sizes, trial);
    std::vector<std::int16_t> multipliers(64);
    for (std::int16_t& m : multipliers) m = std::int16_t(test::between_wide(1, 32767));
    const reference::mean_of_integers<const std::int16_t*> mean{random_end(sizeof(T) == 1), p.zero,
                                                                0, multipliers.data()};
    const auto rule = static_cast<genn::pool_divisor>(trial % 3);
    const genn::extents after{3, {0, index_t(trial % 2), index_t(trial % 4 / 2)}};
    // No window begins behind data and padding.
    const auto all_begin = [&](const genn::window_axis& a, index_t behind) {
      return a.start(a.out - 1) < a.in + behind;
    };
    if (!all_begin(p.n.height, after.at[1]) || !all_begin(p.n.width, after.at[2])) continue;
    reference::avg_pool(p.n, rule, 7, after, p.x.data(), p.y.data(), mean);
    for_outputs(p.n, [&](index_t s, index_t oh, index_t ow, index_t c, std::size_t at) {
      const std::vector<index_t> data = taps_on_data(p.n, oh, ow);
      wide count = 7;
      if (rule == genn::pool_divisor::data) count = wide(data.size());
      if (rule == genn::pool_divisor::padded) {
        count = 0;
        for (index_t kh = 0; kh < p.n.height.kernel; ++kh)
          for (index_t kw = 0; kw < p.n.width.kernel; ++kw)
            if (p.n.height.start(oh) + kh < p.n.height.in + after.at[1] &&
                p.n.width.start(ow) + kw < p.n.width.in + after.at[2])
              ++count;
      }
      REQUIRE(wide{p.y[at]} == test::end_with_multiplier(mean.how, p.sum(s, data, c),
                                                         multipliers[std::size_t(count)]));
    });
  }
}

template <class T>
void check_adaptive_mean() {
  for (int trial = 0; trial < 4 * test::sets; ++trial) {
    genn::window_sizes sizes;
    sizes.batch = 1 + trial % 2;
    sizes.height.in = test::between(1, 9);
    sizes.width.in = test::between(1, 9);
    sizes.height.out = test::between(1, 11);
    sizes.width.out = test::between(1, 11);
    one_pool<T> p(sizes, trial);
    std::vector<std::int16_t> multipliers(100);
    for (std::int16_t& m : multipliers) m = std::int16_t(test::between_wide(1, 32767));
    const reference::mean_of_integers<const std::int16_t*> mean{random_end(sizeof(T) == 1), p.zero,
                                                                1, multipliers.data()};
    reference::adaptive_avg_pool(p.n, p.x.data(), p.y.data(), mean);
    for_outputs(p.n, [&](index_t s, index_t oh, index_t ow, index_t c, std::size_t at) {
      const std::vector<index_t> data = adaptive_positions(p.n, oh, ow);
      REQUIRE(wide{p.y[at]} ==
              test::end_with_multiplier(mean.how, p.sum(s, data, c), multipliers[data.size() - 1]));
    });
  }
}

}  // namespace

TEST_CASE("maxima of integers") {
  check_maximum<std::int8_t>();
  check_maximum<std::int16_t>();
}
TEST_CASE("means of integers") {
  check_mean<std::int8_t>();
  check_mean<std::int16_t>();
}
TEST_CASE("adaptive means of integers") {
  check_adaptive_mean<std::int8_t>();
  check_adaptive_mean<std::int16_t>();
}
