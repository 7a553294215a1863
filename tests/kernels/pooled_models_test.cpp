// SPDX-License-Identifier: BSL-1.0
// Models with convolutions by rows, as they are compiled: a run gives the bits that an observed one
// gives, which computes every tensor as a whole, and the reference kernels in typed storage.
#include "integer_layers.hpp"

#include <cstring>

namespace {

using genn::index_t;

template <class Element, index_t Size, int Number, class Packing = genn::row_major>
using constant_of = test::changeable<Element, Size, Packing, std::integral_constant<int, Number>>;

template <class T>
void fill(T* numbers, index_t count, int largest) {
  for (index_t i = 0; i < count; ++i) {
    const auto n = test::between_wide(-largest, largest);
    numbers[i] = std::is_same_v<T, float> ? T(float(n) / 8.0f) : T(n);
  }
}
template <class... Constants>
void fill_all(int largest) {
  (fill(Constants::values, Constants::size, largest), ...);
}

template <class Network>
void check() {
  using model = genn::model<Network>;
  using input = typename model::template input<0>;
  using output = typename model::template output<0>;
  static genn::typed_storage<Network> typed;
  for (int trial = 0; trial < 20; ++trial) {
    typename input::type x[input::size];
    typename output::type y[output::size], whole[output::size], reference[output::size];
    fill(x, input::size, 8);
    model::run(x, y);
    std::size_t shown = 0;
    model::run_observed([&](std::size_t, const char*, const auto*, index_t) { ++shown; }, x, whole);
    REQUIRE(shown == model::node_count - 1);
    model::run_in(typed, x, reference);
    REQUIRE(std::memcmp(y, whole, sizeof y) == 0);
    REQUIRE(std::memcmp(y, reference, sizeof y) == 0);
  }
}

// Two rows of windows that overlap by one, over the border on every side; then one row, which lies
// over what it has read.
using w0 = constant_of<genn::f32, 3 * 3 * 2 * 5, 0, genn::tap_major>;
using w1 = constant_of<genn::f32, 3 * 3 * 5 * 4, 1, genn::tap_major>;
using b0 = constant_of<genn::f32, 5, 2>;
struct floats
    : genn::sequential<
          genn::input<genn::f32, genn::shape<2, 15, 13, 2>>,
          genn::conv2d<5, genn::kernel<3, 3>, w0, b0, genn::padding<1, 1>, genn::by_rows,
                       genn::then<genn::relu>>,
          genn::max_pool2d<genn::kernel<3, 3>, genn::stride<2, 2>, genn::padding<1, 1>>,
          genn::conv2d<4, genn::kernel<3, 3>, w1, genn::no_bias, genn::by_rows>,
          genn::avg_pool2d<genn::kernel<2, 2>, genn::ceil_mode<>, genn::then<genn::relu>>> {};

// Along the length.
using v0 = constant_of<genn::f32, 5 * 3 * 4, 3, genn::tap_major>;
using v1 = constant_of<genn::f32, 3 * 4, 4, genn::tap_major>;
struct lengths
    : genn::sequential<
          genn::input<genn::f32, genn::shape<101, 3>>,
          genn::conv1d<4, genn::kernel<5>, v0, genn::no_bias, genn::padding<2>, genn::by_rows>,
          genn::avg_pool1d<genn::kernel<4>, genn::stride<3>, genn::padding<2>>,
          genn::conv1d<4, genn::kernel<3>, v1, genn::no_bias, genn::groups<4>, genn::by_rows>,
          genn::max_pool1d<genn::kernel<2>>> {};

// Bytes, a depthwise convolution among them.
using q0 = test::byte_numbers<0, 9, 6>;
using q1 = test::byte_numbers<3, 9, 6>;
using x0 = constant_of<genn::int8, 9 * 6, 5>;
using x1 = constant_of<genn::int8, 9 * 6, 6, genn::tap_major>;
struct bytes
    : genn::sequential<
          genn::input<genn::i8<test::bytes_of<0>>, genn::shape<14, 11, 1>>,
          genn::conv2d<6, genn::kernel<3, 3>, x0, constant_of<genn::int32, 6, 7>,
                       genn::padding<1, 1>, genn::by_rows, genn::to<genn::i8<q0>>>,
          genn::max_pool2d<genn::kernel<2, 2>>,
          genn::conv2d<6, genn::kernel<3, 3>, x1, constant_of<genn::int32, 6, 8>, genn::groups<6>,
                       genn::padding<1, 1>, genn::by_rows, genn::to<genn::i8<q1>>>,
          genn::max_pool2d<genn::kernel<3, 3>, genn::stride<2, 1>>> {};

// 16 bits.
using q2 = test::word_numbers<1, 10>;
using x2 = constant_of<genn::int16, 5 * 2 * 7, 9>;
struct words
    : genn::sequential<genn::input<genn::i16<test::words_of<0>>, genn::shape<40, 2>>,
                       genn::conv1d<7, genn::kernel<5>, x2, constant_of<genn::int16, 7, 10>,
                                    genn::stride<2>, genn::by_rows, genn::to<genn::i16<q2>>>,
                       genn::max_pool1d<genn::kernel<3>>> {};

}  // namespace

TEST_CASE("models by rows: floats") {
  fill_all<w0, w1, b0, v0, v1>(8);
  check<floats>();
  check<lengths>();
}
TEST_CASE("models by rows: integers") {
  fill_all<x0, x1, x2>(100);
  fill(q0::multiplier::values, 6, 30000);
  fill(q1::multiplier::values, 6, 30000);
  for (auto& m : q0::multiplier::values) m = std::int16_t(m < 0 ? -m : m);
  for (auto& m : q1::multiplier::values) m = std::int16_t(m < 0 ? -m : m);
  check<bytes>();
  check<words>();
}
TEST_CASE("models by rows: less memory") {
  STATIC_REQUIRE(genn::model<floats>::arena_bytes < 2 * 15 * 13 * 5 * 4);
  STATIC_REQUIRE(genn::model<lengths>::arena_bytes < 101 * 4 * 4);
  STATIC_REQUIRE(genn::model<bytes>::arena_bytes < 14 * 11 * 6);
}
