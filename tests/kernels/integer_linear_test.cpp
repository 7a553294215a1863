// SPDX-License-Identifier: BSL-1.0
// Linear layers of integers as they are compiled, for 48 tuples of sizes that leave every remainder
// of 8, against their formula in 64 bits.
#include "compiled_layer.hpp"

namespace {

using genn::index_t;
using test::wide;

template <int K>
inline constexpr index_t outputs_of = 1 + K % 16;
template <int K>
inline constexpr index_t inputs_of = 1 + K * 7 % 48;
template <int K>
inline constexpr index_t rows_of = 1 + K / 16 * 3 % 8;

struct row_by_row {
  index_t inputs, outputs;
  template <class X, class Weight>
  wide operator()(const X* x, const Weight* weights, index_t i) const {
    const index_t row = i / outputs, output = i % outputs;
    wide sum = 0;
    for (index_t k = 0; k < inputs; ++k)
      sum += wide{x[row * inputs + k]} * weights[output * inputs + k];
    return sum;
  }
};

template <int K, class Layer, class Numbers, class In>
void check() {
  using shape = genn::shape<rows_of<K>, inputs_of<K>>;
  test::check(K, test::compile<Layer, Numbers, In, shape>(), test::sets,
              row_by_row{inputs_of<K>, outputs_of<K>});
}

template <int K, class Packing>
void check_bytes() {
  constexpr index_t outputs = outputs_of<K>, inputs = inputs_of<K>;
  using numbers = test::byte_numbers<K, inputs, outputs>;
  using weight = test::changeable_weights<genn::int8, 1, outputs, inputs, Packing, numbers>;
  using bias = test::changeable<genn::int32, outputs, genn::row_major, numbers>;
  using layer = genn::linear<outputs, weight, bias, genn::to<genn::i8<numbers>>>;
  test::fill_between(numbers::multiplier::values, outputs, 1, 32767, 3);
  numbers::multiplier::values[outputs / 2] = 32767;
  check<K, layer, numbers, genn::i8<test::bytes_of<K>>>();
}

template <int K, class Packing>
void check_words() {
  constexpr index_t outputs = outputs_of<K>, inputs = inputs_of<K>;
  using numbers = test::word_numbers<K, inputs>;
  using weight = test::changeable_weights<genn::int16, 1, outputs, inputs, Packing, numbers>;
  using bias = test::changeable<genn::int16, outputs, genn::row_major, numbers>;
  using layer = genn::linear<outputs, weight, bias, genn::to<genn::i16<numbers>>>;
  check<K, layer, numbers, genn::i16<test::words_of<K>>>();
}

template <int K>
using packing_of = std::conditional_t<K % 3 == 0, genn::tap_major, genn::row_major>;
template <int K>
using byte_packing_of = std::conditional_t<K % 3 == 1, genn::output_pairs, packing_of<K>>;

template <int... K>
void check_all_bytes(std::integer_sequence<int, K...>) {
  (check_bytes<K, byte_packing_of<K>>(), ...);
}
template <int... K>
void check_all_words(std::integer_sequence<int, K...>) {
  (check_words<K, packing_of<K>>(), ...);
}

}  // namespace

TEST_CASE("linear of i8: 48 sizes, 200 sets of weights") {
  check_all_bytes(std::make_integer_sequence<int, 48>{});
}
TEST_CASE("linear of i16: 48 sizes, 200 sets of weights") {
  check_all_words(std::make_integer_sequence<int, 48>{});
}
