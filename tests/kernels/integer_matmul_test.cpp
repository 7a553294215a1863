// SPDX-License-Identifier: BSL-1.0
// Products of two matrices of integers, by the kernel and by the reference, against their formula
// in 64 bits: bytes and 16 bits in every mixture that networks have.
#include "integers.hpp"

#include <limits>

#include <genn/kernels/portable/integer_matmul.hpp>

namespace {

using genn::index_t;
using test::wide;

genn::matmul_sizes random_sizes() {
  const auto some = [](wide high) { return index_t(test::between_wide(1, high)); };
  const index_t rows = some(9), inner = some(test::between_wide(0, 3) == 0 ? 600 : 40),
                columns = some(40), batch = some(3);
  const bool repeats_a = test::between_wide(0, 3) == 0, repeats_b = test::between_wide(0, 3) == 0;
  return {
      batch, rows, inner, columns, repeats_a ? 0 : rows * inner, repeats_b ? 0 : inner * columns};
}

/// Numbers less their zero point of up to this magnitude.
template <class T>
struct operand {
  std::int32_t zero;
  std::vector<T> numbers;
  operand(index_t count, wide reach, int set)
      : zero(sizeof(T) == 1 ? std::int32_t(test::between_wide(-128, 127)) : 0),
        numbers(std::size_t(count)) {
    test::fill_between(numbers.data(), count,
                       std::max<wide>(std::numeric_limits<T>::min(), zero - reach),
                       std::min<wide>(std::numeric_limits<T>::max(), zero + reach), set);
  }
};

template <class A, class B, class Y>
void check() {
  constexpr wide most = (wide{1} << 31) - (wide{1} << 26);
  for (int set = 0; set < 2 * test::sets; ++set) {
    const genn::matmul_sizes n = random_sizes();
    // Sums of 31 bits: what a row of the first operand leaves to the second.
    const wide reach_a = sizeof(A) == 1 ? 255 : test::between_wide(1, 32767);
    const wide reach_b = std::min<wide>(32767, most / reach_a / n.inner);
    const operand<A> a(n.batch * n.rows * n.inner, reach_a, set);
    const operand<B> b(n.batch * n.inner * n.columns, reach_b, set / 2);
    const std::int32_t shift = std::int32_t(test::between_wide(1, 20));
    genn::matmul_numbers how{{shift, 1 << (shift - 1), std::numeric_limits<Y>::min(),
                              std::numeric_limits<Y>::max(), 0, 0},
                             std::int32_t(test::between_wide(512, 32767)),
                             {a.zero, b.zero}};
    if (test::between_wide(0, 2) == 0) {
      how.rescale.left = std::int32_t(test::between_wide(1, 8));
      how.rescale.reach = std::int32_t((wide{1} << (31 - how.rescale.left)) - 1);
    }
    const index_t count = n.batch * n.rows * n.columns;
    std::vector<Y> y(std::size_t(count + 2), Y{77}), reference(y);
    const index_t bytes = genn::kernels::matmul_scratch(n).bytes(n.inner);
    std::vector<std::int16_t> scratch(std::size_t(bytes / 2 + 8), std::int16_t{0x5a5a});
    genn::kernels::portable::integer_matmul(n, a.numbers.data(), b.numbers.data(), y.data() + 1,
                                            how, scratch.data());
    genn::kernels::reference::integer_matmul(n, a.numbers.data(), b.numbers.data(),
                                             reference.data() + 1, how);
    REQUIRE(y == reference);
    for (std::size_t i = std::size_t(bytes / 2); i < scratch.size(); ++i)
      REQUIRE(scratch[i] == 0x5a5a);
    for (index_t i = 0; i < count; ++i) {
      const index_t column = i % n.columns, row = i / n.columns % n.rows,
                    matrix = i / n.columns / n.rows;
      wide sum = 0;
      for (index_t k = 0; k < n.inner; ++k)
        sum += (wide{a.numbers[std::size_t(matrix * n.pitch_a + row * n.inner + k)]} - a.zero) *
               (wide{b.numbers[std::size_t(matrix * n.pitch_b + k * n.columns + column)]} - b.zero);
      REQUIRE(std::abs(sum) < (wide{1} << 31));
      if (y[std::size_t(i + 1)] != test::end_with_multiplier(how.rescale, sum, how.multiplier)) {
        INFO("set " << set << ", row " << row << ", column " << column << ", inner " << n.inner);
        REQUIRE(wide{y[std::size_t(i + 1)]} ==
                test::end_with_multiplier(how.rescale, sum, how.multiplier));
      }
    }
    REQUIRE((y.front() == 77 && y.back() == 77));
  }
}

}  // namespace

TEST_CASE("products of i8") { check<std::int8_t, std::int8_t, std::int8_t>(); }
TEST_CASE("scores of i8 that have 16 bits") { check<std::int8_t, std::int8_t, std::int16_t>(); }
TEST_CASE("weights of 16 bits times i8") { check<std::int16_t, std::int8_t, std::int8_t>(); }
TEST_CASE("products of i16") { check<std::int16_t, std::int16_t, std::int16_t>(); }
