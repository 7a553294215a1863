// SPDX-License-Identifier: BSL-1.0
// The arithmetic below all integer layers, against 128 bits, division and doubles.
#include "integers.hpp"

#include <cmath>

#include <genn/number/convert.hpp>
#include <genn/number/interpolate.hpp>

namespace {

using test::wide;
constexpr wide least = -(wide{1} << 31), most = (wide{1} << 31) - 1;

__extension__ typedef __int128 huge;

/// floor(a * b / 2^bits) in 128 bits.
wide floor_product(wide a, wide b, int bits) {
  const auto product = huge{a} * b;
  const auto unit = huge{1} << bits;
  return wide(product / unit) - (product % unit < 0 ? 1 : 0);
}

std::vector<wide> sums() {
  std::vector<wide> all{least, least + 1, most, most - 1};
  for (int bit = 0; bit < 31; ++bit)
    for (wide near : {-1, 0, 1}) {
      all.push_back((wide{1} << bit) + near);
      all.push_back(-(wide{1} << bit) + near);
    }
  for (int i = 0; i < 500; ++i) all.push_back(test::between_wide(least, most) >> (i % 32));
  return all;
}

}  // namespace

TEST_CASE("scaled: every multiplier") {
  for (const wide a : sums())
    for (std::int32_t m = 0; m < 32768; m += a % 7 == 0 ? 1 : 61)
      if (genn::scaled(std::int32_t(a), m) != floor_product(a, m, 16)) {
        INFO(a << " * " << m);
        REQUIRE(genn::scaled(std::int32_t(a), m) == floor_product(a, m, 16));
      }
}

TEST_CASE("rescaling: random ends of sums") {
  for (int trial = 0; trial < 200000; ++trial) {
    genn::rescaling r;
    r.shift = std::int32_t(test::between_wide(0, 22));
    const wide zero = test::between_wide(-128, 127);
    r.rounding =
        std::int32_t((r.shift > 0 ? wide{1} << (r.shift - 1) : 0) + zero * (wide{1} << r.shift));
    r.low = std::int32_t(test::between_wide(-128, 0));
    r.high = std::int32_t(test::between_wide(0, 127));
    r.left = trial % 2 == 0 ? 0 : std::int32_t(test::between_wide(0, 10));
    const wide room = most >> r.left;
    if (r.left > 0 && trial % 3 > 0) r.reach = std::int32_t(room);
    const wide sum = test::between_wide(least + 1, most) >> test::between_wide(0, 31);
    const wide m = test::between_wide(1, 32767);
    if (r.reach > 0 || std::abs(sum) <= room)
      REQUIRE(r.with_multiplier(std::int32_t(sum), std::int32_t(m)) ==
              test::end_with_multiplier(r, sum, m));
    if (std::abs(sum + r.rounding) <= most)
      REQUIRE(r.without_multiplier(std::int32_t(sum)) == test::end_with_shift(r, sum));
  }
}

TEST_CASE("rescaling: within one of the real product") {
  // m / 2^16 / 2^shift is what the factor is meant to be.
  for (int trial = 0; trial < 200000; ++trial) {
    const int shift = int(test::between_wide(0, 22));
    const genn::rescaling r{shift, shift > 0 ? 1 << (shift - 1) : 0, -32768, 32767, 0, 0};
    const wide sum = test::between_wide(least, most) >> test::between_wide(0, 31);
    const wide m = test::between_wide(512, 32767);
    const double real = std::ldexp(double(sum) * double(m), -16 - shift);
    if (std::abs(sum) > most - (wide{1} << 22) || std::fabs(real) > 32000.0) continue;
    const double error = r.with_multiplier(std::int32_t(sum), std::int32_t(m)) - real;
    // One half, and what the floor of the product leaves below the point.
    REQUIRE(std::fabs(error) <= (shift > 0 ? 0.5 : 0.0) + std::ldexp(1.0, -shift) + 1e-9);
  }
}

TEST_CASE("segments: all 65,536 integers") {
  for (int step = 8; step <= 14; ++step) {
    const genn::segments where{-32768, step};
    std::vector<std::int32_t> table(std::size_t((65536 >> step) + 1));
    for (int kind = 0; kind < 3; ++kind) {
      for (std::size_t k = 0; k < table.size(); ++k)
        table[k] = kind == 0   ? std::int32_t(test::between_wide(-32768, 32767))
                   : kind == 1 ? (k % 2 == 0 ? -32768 : 32767)
                               : (k % 2 == 0 ? 32767 : -32768);
      for (std::int32_t x = -32768; x <= 32767; ++x) {
        const std::int32_t k = where.index(x);
        REQUIRE(k == (x + 32768) / (1 << step));
        const wide a = table[std::size_t(k)], b = table[std::size_t(k) + 1];
        const wide part = (x + 32768) % (1 << step);
        const wide between =
            a + test::floor_shift(2 * (b - a) * part + (wide{1} << step), step + 1);
        if (where.between(x, std::int32_t(a), std::int32_t(b)) != between)
          REQUIRE(where.between(x, std::int32_t(a), std::int32_t(b)) == between);
      }
    }
  }
}

TEST_CASE("quantized: as torch.quantize_per_tensor; and back") {
  std::uniform_real_distribution<float> exponent{-20.0f, 4.0f}, number{-1.2f, 1.2f};
  for (int trial = 0; trial < 300; ++trial) {
    const bool bytes = trial % 2 == 0;
    genn::quantization q{std::exp2(exponent(test::engine())), 0, bytes ? -128 : -32768,
                         bytes ? 127 : 32767};
    if (bytes) q.zero_point = std::int32_t(test::between_wide(-128, 127));
    for (std::int32_t x = q.low; x <= q.high; ++x) {
      const float real = genn::real_number(x, q);
      REQUIRE(real == q.scale * float(x - q.zero_point));
      if (genn::quantized(real, q) != x) REQUIRE(genn::quantized(real, q) == x);
    }
    for (int i = 0; i < 500; ++i) {
      const float x = number(test::engine()) * q.scale * float(q.high - q.low);
      const float steps = std::nearbyint(x * (1.0f / q.scale));
      const wide expected = std::clamp(wide(steps) + q.zero_point, wide{q.low}, wide{q.high});
      REQUIRE(genn::quantized(x, q) == expected);
    }
    REQUIRE(genn::quantized(NAN, q) == q.low);
    REQUIRE(genn::quantized(INFINITY, q) == q.high);
    REQUIRE(genn::quantized(-INFINITY, q) == q.low);
    REQUIRE(genn::quantized(3.4e38f, q) == q.high);
    REQUIRE(genn::quantized(-3.4e38f, q) == q.low);
  }
}
