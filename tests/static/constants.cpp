// SPDX-License-Identifier: BSL-1.0
// Constants as bits and as numbers are the same constants.
#include <genn/constants/constant.hpp>

namespace {

struct as_bits : genn::constant<genn::f32, genn::shape<8>> {
  alignas(alignment) static constexpr char32_t bits[] =
      U"\x3f800000\xbf000000\x00000001\x7f7fffff\x80000000\x7f800000\x7fc00000\x00800000";
};
struct as_values : genn::constant<genn::f32, genn::shape<5>> {
  alignas(alignment) static constexpr float values[] = {1.0f, -0.5f, 0x1p-149f, 0x1.fffffep127f,
                                                        0.0f};
};

constexpr genn::constant_view<as_bits> bits{};
constexpr genn::constant_view<as_values> values{};

constexpr bool first_five_agree() {
  for (genn::index_t i = 0; i < 5; ++i)
    if (bits[i] != values[i]) return false;
  return true;
}
static_assert(first_five_agree());
static_assert(bits[5] == genn::math::infinity && genn::math::is_nan(bits[6]));
static_assert(bits[7] == 0x1p-126f);

// terminator and padding count, to 16 bytes also where lines of a cache are 64
#if defined(__x86_64__)
static_assert(as_bits::alignment == 64);
#endif
static_assert(genn::flash_bytes<as_bits>() == 48 && genn::flash_bytes<as_values>() == 32);
static_assert(genn::flash_bytes<genn::no_bias>() == 0);

// a float survives the way there and back
constexpr bool returns(std::uint32_t word) {
  return genn::math::bits_from_float(genn::math::float_from_bits(word)) == word;
}
static_assert(returns(0) && returns(1) && returns(0x007fffff) && returns(0x00800000));
static_assert(returns(0x3f800000) && returns(0xc2f6e979) && returns(0x7f7fffff));
static_assert(returns(0x7f800000) && returns(0xff800000) && returns(0x7fc00000));

// packing
constexpr genn::matrix_sizes matrix{2, 3, 4};
static_assert(genn::row_major::at(matrix, 0, 0, 1) == 1 &&
              genn::row_major::at(matrix, 1, 2, 3) == 23);
static_assert(genn::row_major::at(matrix, 1, 0, 0) == 12);
static_assert(genn::tap_major::at(matrix, 0, 1, 0) == 1 &&
              genn::tap_major::at(matrix, 1, 2, 3) == 23);
static_assert(genn::tap_major::at(matrix, 0, 0, 1) == 6 &&
              genn::tap_major::at(matrix, 1, 0, 0) == 3);

}  // namespace
