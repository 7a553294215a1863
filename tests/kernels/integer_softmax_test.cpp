// SPDX-License-Identifier: BSL-1.0
// Softmax of integers against its formula in 64 bits, and against the real one.
#include "integers.hpp"

#include <cmath>

#include <genn/kernels/reference/integer_softmax.hpp>

namespace {

using genn::index_t;
using test::wide;

struct exponentials {
  std::vector<std::int16_t> table;
  genn::segments where;
};

/// Of exp(-scale * distance), to where nothing is left of it.
exponentials table_of(double scale, wide widest) {
  exponentials e;
  while (std::log(65534.0) / scale > 256.0 * std::ldexp(1.0, e.where.step)) ++e.where.step;
  for (wide k = 0;; ++k) {
    const wide distance = k << e.where.step;
    e.table.push_back(std::int16_t(std::lround(32767.0 * std::exp(-scale * double(distance)))));
    if (e.table.back() == 0 || distance > widest) return e;
  }
}

wide exponential(const exponentials& e, wide distance) {
  const wide k = distance >> e.where.step, part = distance - (k << e.where.step);
  if (std::size_t(k) + 1 >= e.table.size()) return 0;
  const wide a = e.table[std::size_t(k)], b = e.table[std::size_t(k) + 1];
  const wide half = e.where.step > 0 ? wide{1} << (e.where.step - 1) : 0;
  return a + test::floor_shift((b - a) * part + half, e.where.step);
}

template <class T>
void check(int bits, std::int32_t zero) {
  constexpr wide low = std::numeric_limits<T>::min(), high = std::numeric_limits<T>::max();
  for (int trial = 0; trial < 2 * test::sets; ++trial) {
    const double scale = std::ldexp(1.0, -int(test::between_wide(0, sizeof(T) == 1 ? 8 : 14)));
    const exponentials e = table_of(scale, high - low);
    const genn::axis_sizes n{index_t(test::between_wide(1, 4)), index_t(test::between_wide(1, 40)),
                             index_t(test::between_wide(1, 5))};
    const index_t count = n.outer * n.length * n.inner;
    std::vector<T> x(std::size_t(count), T{}), y(x);
    test::fill_between(x.data(), count, low, high, trial);
    const genn::kernels::reference::exponential_table<const std::int16_t*> table{
        e.table.data(), e.where, std::int32_t(e.table.size())};
    genn::kernels::reference::integer_softmax(n, x.data(), y.data(), table, bits, zero,
                                              std::int32_t(low), std::int32_t(high));
    for (index_t outer = 0; outer < n.outer; ++outer)
      for (index_t inner = 0; inner < n.inner; ++inner) {
        const auto at = [&](index_t i) {
          return std::size_t((outer * n.length + i) * n.inner + inner);
        };
        wide top = low, sum = 0;
        double real_sum = 0.0;
        for (index_t i = 0; i < n.length; ++i) top = std::max<wide>(top, x[at(i)]);
        for (index_t i = 0; i < n.length; ++i) {
          sum += exponential(e, top - x[at(i)]);
          real_sum += std::exp(scale * double(x[at(i)] - top));
        }
        for (index_t i = 0; i < n.length; ++i) {
          const wide share =
              (exponential(e, top - x[at(i)]) * (wide{1} << bits) + sum / 2) / sum + zero;
          REQUIRE(y[at(i)] == std::clamp(share, low, high));
          // Lines between entries lie up to one eighth of the squared step above the exponential.
          const double real = std::exp(scale * double(x[at(i)] - top)) / real_sum;
          const double step = std::ldexp(scale, e.where.step);
          const double allowed = 1.0 + std::ldexp(1.0, bits) * (step * step / 8.0 + 1e-4);
          REQUIRE(std::fabs(std::ldexp(real, bits) - double(y[at(i)] - zero)) <= allowed);
        }
      }
  }
}

}  // namespace

TEST_CASE("softmax of i8") { check<std::int8_t>(8, -128); }
TEST_CASE("softmax of i16") { check<std::int16_t>(15, 0); }
