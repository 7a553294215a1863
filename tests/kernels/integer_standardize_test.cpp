// SPDX-License-Identifier: BSL-1.0
// Norms of integers against their formula in 128 bits, and against the real one.
#include "integers.hpp"

#include <cmath>

#include <genn/kernels/portable/integer_standardize.hpp>

namespace {

using genn::index_t;
using test::wide;
__extension__ typedef unsigned __int128 huge;

/// The number nearest to 2^31 / sqrt(v), halves down, of at most 16 bits: by bisection.
wide mantissa(wide v) {
  wide low = 32767, high = 65535;  // low + 1/2 is below the root, high + 1/2 is not
  while (high - low > 1) {
    const wide m = (low + high) / 2;
    (huge(2 * m + 1) * huge(2 * m + 1) * huge(v) < huge{1} << 64 ? low : high) = m;
  }
  return high;
}

template <class T>
struct norm {
  genn::standardization how;
  double scale_in, scale_out, eps;
  wide zero_out;
  int places;  ///< behind the point of multipliers
  std::vector<double> gamma, beta;
  std::vector<std::int16_t> multiplier;
  std::vector<std::int32_t> addend;

  std::size_t channel(index_t i) const {
    return std::size_t(i / how.sizes.inner % how.sizes.channels);
  }
};

double random_real(double low, double high) {
  return std::uniform_real_distribution<double>{low, high}(test::engine());
}

/// A norm as a generator would make it: results reach `range` steps at three deviations.
template <class T>
norm<T> norm_of(const genn::standardize_sizes& s) {
  constexpr bool bytes = sizeof(T) == 1;
  norm<T> n;
  n.how.sizes = s;
  n.how.zero_point = bytes ? std::int32_t(test::between_wide(-128, 127)) : 0;
  n.zero_out = bytes ? test::between_wide(-128, 127) : 0;
  n.how.rescale.low = std::numeric_limits<T>::min();
  n.how.rescale.high = std::numeric_limits<T>::max();
  n.scale_in = std::ldexp(random_real(1.0, 2.0), -int(test::between_wide(0, bytes ? 8 : 14)));
  n.eps = std::ldexp(1e-5, 4 * int(test::between_wide(-3, 1)));
  const double steps = double(s.length) / n.scale_in;
  n.how.eps = std::uint64_t(std::max(std::round(n.eps * steps * steps), 1.0));
  double largest = 0.0, farthest = 1.0 + std::fabs(double(n.zero_out));
  for (index_t c = 0; c < s.channels; ++c) {
    n.gamma.push_back(random_real(-2.0, 2.0));
    n.beta.push_back(random_real(-3.0, 3.0));
    largest = std::max(largest, std::fabs(n.gamma.back()));
  }
  n.scale_out = 3.0 * largest / (bytes ? 128.0 : 32768.0);
  for (const double b : n.beta)
    farthest = std::max(farthest, std::fabs(b) / n.scale_out + std::fabs(double(n.zero_out)) + 1.0);
  const int behind = genn::places_of_results(s.length) - 16;
  const int shift = int(std::floor(std::log2(std::ldexp(1.0, 30) / farthest)));
  n.places = std::min(
      {int(std::floor(std::log2(32767.0 * n.scale_out / largest))), shift - behind, 30 - behind});
  n.how.rescale.shift = behind + n.places;
  for (const double g : n.gamma)
    n.multiplier.push_back(std::int16_t(std::lround(std::ldexp(g / n.scale_out, n.places))));
  for (const double b : n.beta)
    n.addend.push_back(std::int32_t(
        std::lround(std::ldexp(b / n.scale_out + double(n.zero_out) + 0.5, n.how.rescale.shift))));
  return n;
}

/// Rows that lie far from zero, have one outlier, or hold one number only: eps decides there.
template <class T>
void fill_rows(std::vector<T>& x, index_t length, int trial) {
  constexpr wide low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  test::fill_between(x.data(), index_t(x.size()), low, high, trial);
  const T same = T(test::between_wide(low, high));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool first = index_t(i) % length == 0;
    if (trial % 8 == 4) x[i] = same;
    if (trial % 8 == 5) x[i] = T(first ? high : low);
    if (trial % 8 == 6) x[i] = T(std::min<wide>(same + test::between_wide(0, 2), high));
  }
}

template <class T>
void check_row(const norm<T>& n, const T* x, const T* y, index_t first) {
  const index_t length = n.how.sizes.length;
  wide sum = 0, squares = 0;
  for (index_t i = 0; i < length; ++i) {
    sum += x[i];
    squares += wide{x[i]} * x[i];
  }
  const wide middle = n.how.center ? sum : length * n.how.zero_point;
  const wide variance = length * squares - middle * (2 * sum - middle) + wide(n.how.eps);
  wide v = variance;
  int halvings = 0;
  for (; v >= wide{1} << 32; v /= 4) ++halvings;
  for (; v < wide{1} << 30; v *= 4) --halvings;
  const wide m = mantissa(v);
  const int left = 15 - halvings - genn::bits_of_results(length);
  // The real variance, of the numbers that the integers stand for.
  const long double root = std::sqrt((long double)(variance - wide(n.how.eps)) +
                                     (long double)(n.eps) * (long double)(length * length) /
                                         (long double)(n.scale_in * n.scale_in));
  for (index_t i = 0; i < length; ++i) {
    const std::size_t c = n.channel(first + i);
    const wide distance = length * x[i] - middle;
    const wide moved = left > 0 ? distance * (wide{1} << left) : test::floor_shift(distance, -left);
    const wide result = test::floor_shift(moved * m, 17);
    const wide product = test::floor_shift(result * n.multiplier[c], 16) + n.addend[c];
    const wide expected = std::clamp<wide>(test::floor_shift(product, n.how.rescale.shift),
                                           n.how.rescale.low, n.how.rescale.high);
    const double deviations = double((long double)(distance) / root);
    const double weighted = deviations * n.gamma[c] / n.scale_out;
    const double real = std::clamp(weighted + n.beta[c] / n.scale_out + double(n.zero_out),
                                   double(n.how.rescale.low), double(n.how.rescale.high));
    // What docs/numbers.md promises: 16 bits of the root, half a unit of a multiplier, of an addend
    // and of eps, and what is cut off.
    const double allowed =
        0.5 + std::fabs(weighted) * (std::ldexp(1.01, -16) + 1.0 / double(variance)) +
        std::fabs(deviations) * std::ldexp(0.5, -n.places) + std::ldexp(2.5, -n.how.rescale.shift);
    const bool near = std::fabs(double(y[i]) - real) <= allowed;
    if (y[i] == expected && near && std::abs(moved) < wide{1} << 31 &&
        std::abs(product) < wide{1} << 31)
      continue;
    CAPTURE(int(x[i]), int(y[i]), real, variance, length, moved, product);
    FAIL();
  }
}

template <class T>
void check_all(const norm<T>& n, const std::vector<T>& x) {
  REQUIRE(n.how.fits(sizeof(T) == 1 ? genn::form::i8 : genn::form::i16));
  std::vector<T> y(x), fast(x);
  genn::kernels::reference::integer_standardize(n.how, x.data(), n.multiplier.data(),
                                                n.addend.data(), y.data());
  const index_t length = n.how.sizes.length;
  for (index_t first = 0; first < index_t(x.size()); first += length)
    check_row(n, x.data() + first, y.data() + first, first);
  // In place, as a device does it.
  genn::kernels::portable::integer_standardize(
      n.how, fast.data(), genn::flash_view<genn::int16>{n.multiplier.data()},
      genn::flash_view<genn::int32>{n.addend.data()}, fast.data());
  REQUIRE(fast == y);
}

template <class T>
void check() {
  for (int trial = 0; trial < 4 * test::sets; ++trial) {
    const index_t inner = trial % 3 == 0 ? test::between_wide(1, 20) : 1;
    const index_t in_row = test::between_wide(1, trial % 7 == 0 ? 700 : 60);
    const index_t groups = trial % 5 == 0 ? 3 : 1, rows = groups * test::between_wide(1, 3);
    norm<T> n = trial % 11 == 0 ? norm_of<T>({rows, in_row * inner, 1, in_row * inner})
                                : norm_of<T>({rows, in_row * inner, in_row * groups, inner});
    n.how.center = trial % 4 != 0;
    std::vector<T> x(std::size_t(rows * in_row * inner), T{});
    fill_rows(x, n.how.sizes.length, trial);
    check_all(n, x);
  }
}

}  // namespace

TEST_CASE("reciprocal roots are correctly rounded") {
  const auto check_one = [](std::uint64_t x) {
    wide v = 0;
    int halvings = 0;
    for (huge all = x;; all /= 4, ++halvings)
      if (all < huge{1} << 32) {
        v = wide(all);
        break;
      }
    for (; v < wide{1} << 30; v *= 4) --halvings;
    const genn::reciprocal_root root = genn::reciprocal_root_of(x);
    if (root.mantissa != mantissa(v) || root.halvings != halvings) FAIL(x);
    const long double real = 1.0L / std::sqrt((long double)(x));
    const long double told = std::ldexp((long double)(root.mantissa), -31 - halvings);
    if (std::fabs(told / real - 1.0L) > std::ldexp(1.01L, -16)) FAIL(x);
  };
  for (int bit = 0; bit < 64; ++bit)
    for (std::uint64_t near = 0; near < 20; ++near) {
      check_one((std::uint64_t{1} << bit) + near);
      if ((std::uint64_t{1} << bit) > near) check_one((std::uint64_t{1} << bit) - near);
    }
  for (int i = 0; i < 200000; ++i)
    check_one(std::max<std::uint64_t>(
        std::uniform_int_distribution<std::uint64_t>{}(test::engine()) >> (i % 64), 1));
  // Where rounding turns: v next to 2^62 / (m + 1/2)^2.
  for (wide m = 32768; m < 65536; m += 13)
    for (wide near : {-1, 0, 1})
      check_one(
          std::uint64_t(std::clamp(wide((huge{1} << 64) / huge((2 * m + 1) * (2 * m + 1))) + near,
                                   wide{1} << 30, (wide{1} << 32) - 1)));
}

TEST_CASE("norms of i8") { check<std::int8_t>(); }
TEST_CASE("norms of i16") { check<std::int16_t>(); }

TEST_CASE("rows of the largest sums") {
  const auto check_longest = [](auto element, genn::form f) {
    using T = decltype(element);
    constexpr T low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
    const index_t length = genn::longest_row(f);
    for (int set = 0; set < 8; ++set) {
      norm<T> n = norm_of<T>({1, length, 1, length});
      n.how.center = set % 2 == 0;
      std::vector<T> x(std::size_t(length), T{});
      for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = set < 2   ? low
               : set < 4 ? (i == 0 ? high : low)
               : set < 6 ? (i % 2 == 0 ? high : low)
                         : high;
      check_all(n, x);
    }
  };
  check_longest(std::int8_t{}, genn::form::i8);
  check_longest(std::int16_t{}, genn::form::i16);
}
