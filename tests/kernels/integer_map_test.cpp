// SPDX-License-Identifier: BSL-1.0
// Element-wise functions of integers against their formulas in 64 bits, over all bytes and random
// words; and broadcasting of integers.
#include "integers.hpp"

#include <genn/functions/integer.hpp>
#include <genn/kernels/reference/map.hpp>

namespace functions_of_integers {

using genn::index_t;
using test::wide;

// Numbers of a function that the test can change.
struct numbers {
  static constexpr genn::quantization value{0.5f, 0, -32768, 32767};
  inline static genn::rescaling rescale{};
  inline static std::int32_t factors[2] = {};
  inline static std::int32_t multiplier = 0;
  inline static std::int32_t zeros[2] = {};
  inline static genn::segments segments{};
};
struct product_by_shift : numbers {
  static constexpr std::int32_t multiplier = 0;
};
struct product_by_multiplier : numbers {
  static constexpr std::int32_t multiplier = 20000;
};
using result = genn::i16<numbers>;

}  // namespace functions_of_integers

namespace {

using namespace functions_of_integers;

void random_rescaling(int most_shift) {
  numbers::rescale.shift = std::int32_t(test::between_wide(0, most_shift));
  const wide half = numbers::rescale.shift > 0 ? wide{1} << (numbers::rescale.shift - 1) : 0;
  numbers::rescale.rounding =
      std::int32_t(half + test::between_wide(-100, 100) * (wide{1} << numbers::rescale.shift));
  numbers::rescale.low = std::int32_t(test::between_wide(-32768, -1));
  numbers::rescale.high = std::int32_t(test::between_wide(0, 32767));
}

/// Calls check(x, y) for all pairs of bytes, or for random words and the ends.
template <class T, class Check>
void for_pairs(Check check) {
  if constexpr (sizeof(T) == 1) {
    for (wide x = -128; x <= 127; ++x)
      for (wide y = -128; y <= 127; ++y) check(T(x), T(y));
  } else {
    for (wide x : {-32768, 32767, 0, -1})
      for (wide y : {-32768, 32767, 0, -1}) check(T(x), T(y));
    for (int i = 0; i < 20000; ++i)
      check(T(test::between_wide(-32768, 32767)), T(test::between_wide(-32768, 32767)));
  }
}

template <class T>
void check_weighted_sum() {
  const wide largest_factor = sizeof(T) == 1 ? 1 << 21 : 1 << 13;
  for (int trial = 0; trial < test::sets / 4; ++trial) {
    random_rescaling(20);
    for (std::int32_t& f : numbers::factors)
      f = std::int32_t(trial % 8 == 0   ? largest_factor
                       : trial % 8 == 1 ? -largest_factor
                                        : test::between_wide(-largest_factor, largest_factor));
    for_pairs<T>([](T x, T y) {
      const wide sum = wide{x} * numbers::factors[0] + wide{y} * numbers::factors[1];
      if (genn::weighted_sum<result>{}(x, y) != test::end_with_shift(numbers::rescale, sum))
        REQUIRE(genn::weighted_sum<result>{}(x, y) == test::end_with_shift(numbers::rescale, sum));
      const wide alone = wide{x} * numbers::factors[0];
      if (genn::weighted_sum<result>{}(x) != test::end_with_shift(numbers::rescale, alone))
        REQUIRE(genn::weighted_sum<result>{}(x) == test::end_with_shift(numbers::rescale, alone));
    });
  }
}

template <class T>
void check_product() {
  for (int trial = 0; trial < test::sets / 4; ++trial) {
    random_rescaling(20);
    for (std::int32_t& z : numbers::zeros)
      z = sizeof(T) == 1 ? std::int32_t(test::between_wide(-128, 127)) : 0;
    for_pairs<T>([](T x, T y) {
      const wide product = (wide{x} - numbers::zeros[0]) * (wide{y} - numbers::zeros[1]);
      const wide shifted = test::end_with_shift(numbers::rescale, product);
      const wide multiplied = test::end_with_multiplier(numbers::rescale, product, 20000);
      if (genn::integer_product<genn::i16<product_by_shift>>{}(x, y) != shifted ||
          genn::integer_product<genn::i16<product_by_multiplier>>{}(x, y) != multiplied) {
        REQUIRE(genn::integer_product<genn::i16<product_by_shift>>{}(x, y) == shifted);
        REQUIRE(genn::integer_product<genn::i16<product_by_multiplier>>{}(x, y) == multiplied);
      }
    });
  }
}

template <class T>
void check_prelu() {
  for (int trial = 0; trial < test::sets; ++trial) {
    random_rescaling(14);
    numbers::zeros[0] = sizeof(T) == 1 ? std::int32_t(test::between_wide(-128, 127)) : 0;
    numbers::multiplier = std::int32_t(test::between_wide(0, 32767));
    const std::int16_t slope = std::int16_t(trial == 0   ? -32768
                                            : trial == 1 ? 32767
                                                         : test::between_wide(-32768, 32767));
    for (wide x = std::numeric_limits<T>::min(); x <= std::numeric_limits<T>::max();
         x += sizeof(T) == 1 ? 1 : 97) {
      const wide distance = x - numbers::zeros[0];
      const wide product = distance * (distance < 0 ? wide{slope} : wide{numbers::multiplier});
      REQUIRE(genn::integer_prelu<result>{}(T(x), slope) ==
              test::end_with_shift(numbers::rescale, product));
    }
  }
}

struct table : genn::constant<genn::int16, genn::shape<257>> {
  inline static std::int16_t values[257] = {};
};
struct mixed_bytes {
  std::int8_t at[256] = {};
  constexpr mixed_bytes() {
    for (int i = 0; i < 256; ++i) at[i] = std::int8_t(i * 37 % 256 - 128);
  }
};
struct bytes_table : genn::constant<genn::int8, genn::shape<256>> {
  static constexpr mixed_bytes all{};
  static constexpr const std::int8_t (&values)[256] = all.at;
};

}  // namespace

TEST_CASE("weighted_sum") {
  check_weighted_sum<std::int8_t>();
  check_weighted_sum<std::int16_t>();
}
TEST_CASE("integer_product") {
  check_product<std::int8_t>();
  check_product<std::int16_t>();
}
TEST_CASE("integer_prelu") {
  check_prelu<std::int8_t>();
  check_prelu<std::int16_t>();
}

TEST_CASE("lookup: all bytes") {
  for (int x = -128; x <= 127; ++x)
    REQUIRE(genn::lookup<result, bytes_table>{}(std::int8_t(x)) == (x + 128) * 37 % 256 - 128);
}

TEST_CASE("interpolated: all words") {
  numbers::segments = {-32768, 8};
  for (int set = 0; set < 20; ++set) {
    test::fill(table::values, 257, 32767, set);
    for (wide x = -32768; x <= 32767; ++x) {
      const wide k = (x + 32768) / 256, part = (x + 32768) % 256;
      const wide a = table::values[k], b = table::values[k + 1];
      const wide expected = a + test::floor_shift((b - a) * part + 128, 8);
      const wide got = genn::interpolated<result, table>{}(std::int16_t(x));
      if (got != expected) REQUIRE(got == expected);
    }
  }
}

TEST_CASE("sums of tensors that broadcast") {
  for (int trial = 0; trial < test::sets; ++trial) {
    random_rescaling(10);
    numbers::factors[0] = std::int32_t(test::between_wide(-1000, 1000));
    numbers::factors[1] = std::int32_t(test::between_wide(-1000, 1000));
    genn::extents a{3, {}}, b{3, {}}, out{3, {}};
    for (int axis = 0; axis < 3; ++axis) {
      out.at[axis] = index_t(test::between_wide(1, 9));
      const wide kind = test::between_wide(0, 3);
      a.at[axis] = kind == 1 ? 1 : out.at[axis];
      b.at[axis] = kind == 2 ? 1 : out.at[axis];
    }
    std::vector<std::int8_t> x(std::size_t(a.size())), y(std::size_t(b.size()));
    test::fill(x.data(), a.size(), 128, 8 + trial);
    test::fill(y.data(), b.size(), 128, 9 + trial);
    std::vector<std::int8_t> z(std::size_t(out.size()));
    using operand = genn::kernels::reference::broadcast_operand<const std::int8_t*>;
    genn::kernels::reference::map_broadcast(
        out, z.data(),
        [](std::int8_t p, std::int8_t q) {
          return genn::clamped(genn::weighted_sum<result>{}(p, q), -128, 127);
        },
        operand{x.data(), genn::steps_of(a, out)}, operand{y.data(), genn::steps_of(b, out)});
    std::size_t at = 0;
    for (index_t i = 0; i < out.at[0]; ++i)
      for (index_t j = 0; j < out.at[1]; ++j)
        for (index_t k = 0; k < out.at[2]; ++k) {
          const auto of = [&](const genn::extents& e, const std::vector<std::int8_t>& v) {
            const index_t p = e.at[0] == 1 ? 0 : i, q = e.at[1] == 1 ? 0 : j,
                          r = e.at[2] == 1 ? 0 : k;
            return wide{v[std::size_t((p * e.at[1] + q) * e.at[2] + r)]};
          };
          const wide sum = of(a, x) * numbers::factors[0] + of(b, y) * numbers::factors[1];
          REQUIRE(z[at++] ==
                  std::clamp<wide>(test::end_with_shift(numbers::rescale, sum), -128, 127));
        }
  }
}
