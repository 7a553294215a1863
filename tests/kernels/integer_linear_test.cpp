// SPDX-License-Identifier: BSL-1.0
// Linear layers of integers as they are compiled, for 48 tuples of sizes that leave every remainder
// of 8, against their formula in 64 bits.
#include "integer_layers.hpp"

namespace {

using genn::index_t;
using test::wide;

template <int K>
inline constexpr index_t outputs_of = 1 + K % 16;
template <int K>
inline constexpr index_t inputs_of = 1 + K * 7 % 48;
template <int K>
inline constexpr index_t rows_of = 1 + K / 16 * 3 % 8;

template <class Layer, class In, index_t Rows, index_t Inputs, class End>
void check(int k, wide largest_bias_number, End end) {
  constexpr index_t outputs = Layer::features;
  using tensor = genn::tensor<In, genn::shape<Rows, Inputs>>;
  using reading = typename Layer::template on<tensor>;
  using weight = typename Layer::weight;
  using bias = typename Layer::bias;
  typename In::type x[Rows * Inputs];
  typename reading::element y[Rows * outputs + 2];
  test::guarded_scratch<reading::scratch_bytes> memory;
  for (int set = 0; set < test::sets; ++set) {
    test::fill(weight::values, Inputs * outputs, Layer::result::quant::largest_weight - 1, set,
               Inputs);
    if (set == 0)
      std::fill(weight::values, weight::values + Inputs * outputs,
                typename weight::type(-Layer::result::quant::largest_weight));
    test::fill(bias::values, outputs, largest_bias_number, set / 2);
    test::fill_between(x, Rows * Inputs, In::value.low, In::value.high, set / 3);
    std::fill(y, y + Rows * outputs + 2, typename reading::element(77));
    reading::run(memory.bytes, y + 1, x);
    REQUIRE(memory.intact());
    REQUIRE((y[0] == 77 && y[Rows * outputs + 1] == 77));
    for (index_t r = 0; r < Rows; ++r)
      for (index_t o = 0; o < outputs; ++o) {
        wide sum = 0;
        for (index_t i = 0; i < Inputs; ++i)
          sum += wide{x[r * Inputs + i]} * genn::weight_at<typename weight::packing>(
                                               weight::values, {1, outputs, Inputs}, 0, o, i);
        if (y[1 + r * outputs + o] != end(sum, o)) {
          INFO("sizes " << k << ", set " << set << ", row " << r << ", output " << o);
          REQUIRE(int(y[1 + r * outputs + o]) == end(sum, o));
        }
      }
  }
}

template <int K, class Packing>
void check_bytes() {
  constexpr index_t outputs = outputs_of<K>, inputs = inputs_of<K>;
  using numbers = test::byte_numbers<K, inputs, outputs>;
  using weight = test::changeable<genn::int8, inputs * outputs, Packing, numbers>;
  using bias = test::changeable<genn::int32, outputs, genn::row_major, numbers>;
  using layer = genn::linear<outputs, weight, bias, genn::to<genn::i8<numbers>>>;
  test::fill_between(numbers::multiplier::values, outputs, 1, 32767, 3);
  numbers::multiplier::values[outputs / 2] = 32767;
  check<layer, genn::i8<test::bytes_of<K>>, rows_of<K>, inputs>(
      K, numbers::largest_bias, [](wide sum, index_t o) {
        return test::end_with_multiplier(numbers::rescale, sum + bias::values[o],
                                         numbers::multiplier::values[o]);
      });
}

template <int K, class Packing>
void check_words() {
  constexpr index_t outputs = outputs_of<K>, inputs = inputs_of<K>;
  using numbers = test::word_numbers<K, inputs>;
  using weight = test::changeable<genn::int16, inputs * outputs, Packing, numbers>;
  using bias = test::changeable<genn::int16, outputs, genn::row_major, numbers>;
  using layer = genn::linear<outputs, weight, bias, genn::to<genn::i16<numbers>>>;
  check<layer, genn::i16<test::words_of<K>>, rows_of<K>, inputs>(
      K, numbers::largest_of_bias, [](wide sum, index_t o) {
        return test::end_with_shift(numbers::rescale,
                                    sum + (wide{bias::values[o]} * (1 << numbers::bias_shift)));
      });
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
