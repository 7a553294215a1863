// SPDX-License-Identifier: BSL-1.0
// Integer networks computed by the compiler, against integers computed by hand; what is told of
// them.
#include <genn/genn.hpp>

using namespace genn;

namespace integer_networks {

template <class Network, class Value, index_t N, index_t M, class Result>
constexpr bool gives(const Value (&x)[N], const Result (&expected)[M]) {
  typed_storage<Network> memory{};
  Result y[M] = {};
  model<Network>::run_in(memory, x, y);
  for (index_t i = 0; i < M; ++i)
    if (y[i] != expected[i]) return false;
  return true;
}

template <class Element, index_t... Extents>
using of = constant<Element, shape<Extents...>>;
using i8_t = std::int8_t;
using i16_t = std::int16_t;

// Inputs: real = 0.5 * (integer + 10), and 2^-4 * integer.
struct bytes_in {
  static constexpr quantization value{0.5f, -10, -128, 127};
};
struct words_in {
  static constexpr quantization value{0.0625f, 0, -32768, 32767};
};
using bytes = i8<bytes_in>;
using words = i16<words_in>;

// floor(floor(a * m / 2^16)): negative products, too; halves rounded up; saturation.
static_assert(scaled(3, 32767) == 1 && scaled(-3, 32767) == -2 && scaled(65536, 5) == 5);
static_assert(scaled(2147483647, 32767) == 1073709055 &&
              scaled(-2147483647 - 1, 32767) == -1073709056);
constexpr rescaling halves{1, 1, -100, 100};
static_assert(halves.without_multiplier(3) == 2 && halves.without_multiplier(-3) == -1 &&
              halves.without_multiplier(1000) == 100 && halves.without_multiplier(-1000) == -100);
constexpr rescaling lifted{10, 512, -128, 127, 4, 1000};
static_assert(lifted.with_multiplier(1000, 16384) == 4 && lifted.with_multiplier(5000, 16384) == 4);

// linear, i8: 2 features of 3 inputs. Sums: 1*4 - 2*6 + 3*8 + 100 = 116, -4 + 5*6 - 8 - 20 = -2.
// 116 * 16384 / 2^16 = 29, (29 + 2 + 4*3) >> 2 = 10; floor(-2 / 2) = -1, (-1 + 14) >> 2 = 3.
struct fc_weight : of<int8, 2, 3> {
  alignas(16) static constexpr i8_t values[] = {1, -2, 3, -1, 5, -1};
};
struct fc_bias : of<int32, 2> {
  alignas(16) static constexpr std::int32_t values[] = {100, -20};
};
struct fc_multiplier : of<int16, 2> {
  alignas(16) static constexpr i16_t values[] = {16384, 32767};
};
struct fc_q {
  static constexpr quantization value{0.25f, 3, -128, 127};
  static constexpr rescaling rescale{2, 2 + 3 * 4, -128, 127};
  static constexpr sum_bound sums{7, 100};
  using multiplier = fc_multiplier;
};
struct fc8 : sequential<input<bytes, shape<3>>, linear<2, fc_weight, fc_bias, to<i8<fc_q>>>> {};
static_assert(gives<fc8>({i8_t(4), i8_t(6), i8_t(8)}, {i8_t(10), i8_t(3)}));

// linear, i16: biases at 2^3, shift 4, saturation to 12 bits. Sums: 2*100 - 7*30 + 8*5 = 30,
// (30 + 8) >> 4 = 2; 3*100 + 30 * 2000 - 8 = 60292, >> 4 = 3768, saturated.
struct fc16_weight : of<int16, 2, 2> {
  alignas(16) static constexpr i16_t values[] = {2, -7, 3, 2000};
};
struct fc16_bias : of<int16, 2> {
  alignas(16) static constexpr i16_t values[] = {5, -1};
};
struct fc16_q {
  static constexpr quantization value{0.125f, 0, -2048, 2047};
  static constexpr rescaling rescale{4, 8, -2048, 2047};
  static constexpr sum_bound sums{2003, 40};
  static constexpr std::int32_t bias_shift = 3;
};
struct fc16
    : sequential<input<words, shape<2>>, linear<2, fc16_weight, fc16_bias, to<i16<fc16_q>>>> {};
static_assert(gives<fc16>({i16_t(100), i16_t(30)}, {i16_t(2), i16_t(2047)}));

// conv1d, i8: 3 positions, kernel 2, padding in front reads as the zero point -10.
// Weights 10, 1: -100 + 1, 10 + 2, 20 + 3 (m / 2^16 = 1/4, shift 0).
struct conv_weight : of<int8, 1, 2> {
  alignas(16) static constexpr i8_t values[] = {10, 1};
};
struct quarter : of<int16, 1> {
  alignas(16) static constexpr i16_t values[] = {16384};
};
struct conv_q {
  static constexpr quantization value{0.5f, 0, -128, 127};
  static constexpr rescaling rescale{0, 0, -128, 127};
  static constexpr sum_bound sums{11, 0};
  using multiplier = quarter;
};
struct conv
    : sequential<input<bytes, shape<3, 1>>,
                 conv1d<1, kernel<2>, conv_weight, no_bias, padding_sides<1, 0>, to<i8<conv_q>>>> {
};
static_assert(gives<conv>({i8_t(1), i8_t(2), i8_t(3)}, {i8_t(-25), i8_t(3), i8_t(5)}));

// Depthwise, dilated conv1d, i16, without bias: channel 0 sums, channel 1 subtracts.
struct depth_weight : constant<int16, shape<2, 2>, tap_major> {
  alignas(16) static constexpr i16_t values[] = {1, 1, 1, -1};
};
struct depth_q {
  static constexpr quantization value{0.0625f, 0, -32768, 32767};
  static constexpr rescaling rescale{0, 0, -32768, 32767};
  static constexpr sum_bound sums{2, 0};
  static constexpr std::int32_t bias_shift = 0;
};
struct depthwise
    : sequential<input<words, shape<3, 2>>, conv1d<2, kernel<2>, depth_weight, no_bias, dilation<2>,
                                                   groups<2>, to<i16<depth_q>>>> {};
static_assert(gives<depthwise>({i16_t(1), i16_t(2), i16_t(30), i16_t(40), i16_t(500), i16_t(600)},
                               {i16_t(501), i16_t(-598)}));

// Maxima keep their integers; a result of a smaller range limits them.
struct limited_q {
  static constexpr quantization value{0.5f, -10, -10, 20};
};
struct maximum : sequential<input<bytes, shape<4, 1>>, max_pool1d<kernel<2>>> {};
struct limited : sequential<input<bytes, shape<4, 1>>, max_pool1d<kernel<2>, to<i8<limited_q>>>> {};
static_assert(gives<maximum>({i8_t(-100), i8_t(-50), i8_t(3), i8_t(100)}, {i8_t(-50), i8_t(100)}));
static_assert(gives<limited>({i8_t(-100), i8_t(-50), i8_t(3), i8_t(100)}, {i8_t(-10), i8_t(20)}));

// Means: multipliers of the counts 1, 2, 3. (4 + 10 + 7 + 10) / 2 = 15.5: 31 * 16384 / 2^16 = 7,
// (7 + 0 + 5) >> 0; a window of one: (0 + 10) * 32767 / 2^16 = 4 (floor of 4.9998), + 5.
struct of_counts : of<int16, 3> {
  alignas(16) static constexpr i16_t values[] = {32767, 16384, 10923};
};
struct mean_q {
  static constexpr quantization value{1.0f, 5, -128, 127};
  static constexpr rescaling rescale{0, 5, -128, 127};
  static constexpr index_t first_count = 1;
  using multiplier = of_counts;
};
struct mean : sequential<input<bytes, shape<3, 1>>,
                         avg_pool1d<kernel<2>, padding<1>, exclude_padding<>, to<i8<mean_q>>>> {};
static_assert(gives<mean>({i8_t(0), i8_t(4), i8_t(7)}, {i8_t(9), i8_t(12)}));
struct adaptive
    : sequential<input<bytes, shape<3, 1>>, adaptive_avg_pool1d<shape<1>, to<i8<mean_q>>>> {};
// (10 + 14 + 17) * 10923 / 2^16 = 6.8
static_assert(gives<adaptive>({i8_t(0), i8_t(4), i8_t(7)}, {i8_t(11)}));

// Element-wise: (2 * x + 3 * y + 4) >> 3 with broadcasting; (x + 10) * (y + 10) >> 4.
struct sum_q {
  static constexpr quantization value{0.5f, 0, -128, 127};
  static constexpr rescaling rescale{3, 4, -128, 127};
  static constexpr std::int32_t factors[] = {2, 3};
};
struct product_q {
  static constexpr quantization value{0.5f, 0, -128, 127};
  static constexpr rescaling rescale{4, 8, -128, 127};
  static constexpr std::int32_t multiplier = 0, zeros[] = {-10, -10};
};
struct joined : network<input<bytes, shape<2, 2>>, input<bytes, shape<2>>,
                        node<weighted_sum<i8<sum_q>>, from<0, 1>>> {};
struct multiplied : network<input<bytes, shape<2, 2>>, input<bytes, shape<2>>,
                            node<integer_product<i8<product_q>>, from<0, 1>>> {};
template <class Network>
constexpr bool gives_of_two(const i8_t (&expected)[4]) {
  typed_storage<Network> memory{};
  const i8_t x[] = {100, -100, 1, -1}, y[] = {10, -20};
  i8_t z[4] = {};
  model<Network>::run_in(memory, x, y, z);
  for (int i = 0; i < 4; ++i)
    if (z[i] != expected[i]) return false;
  return true;
}
static_assert(gives_of_two<joined>({29, -32, 4, -8}));
static_assert(gives_of_two<multiplied>({127, 56, 14, -6}));

// prelu: 4 * (x + 10) above the zero point, -1 and 2 times it below, >> 2.
struct slopes : of<int16, 2> {
  alignas(16) static constexpr i16_t values[] = {-1, 2};
};
struct prelu_q {
  static constexpr quantization value{0.5f, 0, -128, 127};
  static constexpr rescaling rescale{2, 2, -128, 127};
  static constexpr std::int32_t multiplier = 4, zeros[] = {-10};
};
struct slanted : network<input<bytes, shape<2, 2>>, literal<slopes>,
                         node<integer_prelu<i8<prelu_q>>, from<0, 1>>> {};
static_assert(gives<slanted>({i8_t(0), i8_t(0), i8_t(-20), i8_t(-20)},
                             {i8_t(10), i8_t(10), i8_t(3), i8_t(-5)}));

// Tables: entry of x + 128; lines between entries at -32768, -16384, 0, 16384, 32768.
struct all_squares {
  i8_t at[256] = {};
  constexpr all_squares() {
    for (int x = -11; x <= 11; ++x) at[x + 128] = i8_t(x * x);
  }
};
struct squares : of<int8, 256> {
  static constexpr all_squares all{};
  static constexpr const i8_t (&values)[256] = all.at;
};
struct plain_q {
  static constexpr quantization value{0.5f, 0, -128, 127};
};
struct squared : sequential<input<bytes, shape<3>>, lookup<i8<plain_q>, squares>> {};
static_assert(gives<squared>({i8_t(-11), i8_t(3), i8_t(12)}, {i8_t(121), i8_t(9), i8_t(0)}));
struct corners : of<int16, 5> {
  alignas(16) static constexpr i16_t values[] = {0, 1000, -1000, 3, 4};
};
struct lines_q {
  static constexpr quantization value{0.5f, 0, -32768, 32767};
  static constexpr genn::segments segments{-32768, 14};
};
struct lines : sequential<input<words, shape<4>>, interpolated<i16<lines_q>, corners>> {};
static_assert(gives<lines>({i16_t(-32768), i16_t(-24576), i16_t(-8192), i16_t(24576)},
                           {i16_t(0), i16_t(500), i16_t(0), i16_t(4)}));

// softmax: exponentials 32767, 16384, 0 at the distances 0, 2, 4. Distances 0 and 1: e = 32767 and
// (32767 + 16384) / 2 = 24576 (halves up): 32767 * 256 / 57343 = 146.28, 109.7; zero point -128.
struct exponentials : of<int16, 3> {
  alignas(16) static constexpr i16_t values[] = {32767, 16384, 0};
};
struct softmax_q {
  static constexpr quantization value{1.0f / 256, -128, -128, 127};
  static constexpr genn::segments segments{0, 1};
  static constexpr std::int32_t bits = 8;
  using table = exponentials;
};
struct normal : sequential<input<bytes, shape<3>>, softmax<0, to<i8<softmax_q>>>> {};
static_assert(gives<normal>({i8_t(7), i8_t(6), i8_t(3)}, {i8_t(18), i8_t(-18), i8_t(-128)}));

struct narrowed : sequential<input<words, shape<3>>, softmax<0, to<i8<softmax_q>>>> {};
static_assert(gives<narrowed>({i16_t(7), i16_t(6), i16_t(3)}, {i8_t(18), i8_t(-18), i8_t(-128)}));

// A product of two tensors: distances 11, 12, 13, 14 from the zero point give 277, 300, 325, 352;
// floor(sum / 4) is 69, 75, 81, 88, and sixteenths of that, rounded, follow.
struct matrices_q {
  static constexpr quantization value{4.0f, 0, -32768, 32767};
  static constexpr genn::rescaling rescale{4, 8, -32768, 32767};
  static constexpr std::int32_t multiplier = 16384;
  static constexpr genn::sum_bound sums{2 * 137, 0};
};
struct matrices : genn::network<input<bytes, shape<1, 2, 2>>,
                                node<genn::matmul<to<i16<matrices_q>>>, from<0, 0>>> {};
static_assert(gives<matrices>({i8_t(1), i8_t(2), i8_t(3), i8_t(4)},
                              {i16_t(4), i16_t(5), i16_t(5), i16_t(6)}));
static_assert(describe<matrices>()[1].largest_sum == 2 * 137 * 137 &&
              describe<matrices>()[1].macs == 8);

// Moves keep integers; padding is the integer of 0, here -10.
struct padded : sequential<input<bytes, shape<2>>, pad<padding_sides<1, 1>>> {};
static_assert(gives<padded>({i8_t(1), i8_t(2)}, {i8_t(-10), i8_t(1), i8_t(2), i8_t(-10)}));
struct turned : sequential<input<bytes, shape<2, 2>>, permute<1, 0>> {};
static_assert(gives<turned>({i8_t(1), i8_t(2), i8_t(3), i8_t(4)},
                            {i8_t(1), i8_t(3), i8_t(2), i8_t(4)}));
struct flipped : sequential<input<bytes, shape<3>>, strided<shape<3>, 2, pitch<-1>>> {};
static_assert(gives<flipped>({i8_t(1), i8_t(2), i8_t(3)}, {i8_t(3), i8_t(2), i8_t(1)}));
struct twice : genn::network<input<bytes, shape<2>>, node<concat<0>, from<0, 0>>> {};
static_assert(gives<twice>({i8_t(1), i8_t(2)}, {i8_t(1), i8_t(2), i8_t(1), i8_t(2)}));

// Conversions: 0.25 / 0.5 is a half, to even; there and back.
struct entered : sequential<input<f32, shape<5>>, quantize<bytes>> {};
static_assert(gives<entered>({0.25f, 0.75f, -1000.0f, 1000.0f, 1.1f},
                             {i8_t(-10), i8_t(-8), i8_t(-128), i8_t(127), i8_t(-8)}));
struct left : sequential<input<bytes, shape<2>>, dequantize<bytes>> {};
static_assert(gives<left>({i8_t(-10), i8_t(127)}, {0.0f, 68.5f}));

// What is told of a network.
constexpr auto rows = describe<fc8>();
static_assert(rows[0].number_form == form::i8 && rows[0].numbers == bytes_in::value);
static_assert(rows[1].numbers.scale == 0.25f && rows[1].numbers.zero_point == 3 &&
              rows[1].numbers.low == -128 && rows[1].numbers.high == 127);
static_assert(rows[1].largest_sum == 7 * 128 + 100 && rows.fits_32_bits());
static_assert(rows[1].constant_bytes == 16 + 16 + 16 && rows[1].output_bytes == 2);
static_assert(describe<fc16>()[1].number_form == form::i16 &&
              describe<fc16>()[1].largest_sum == 2003LL * 32768 + 40 &&
              describe<fc16>().fits_32_bits());
static_assert(describe<left>()[1].number_form == form::f32);

// The proof at its edges.
static_assert(fits_32_bits({16777215, 127}, 128, {0, 0, 0, 0}));
static_assert(!fits_32_bits({16777215, 128}, 128, {0, 0, 0, 0}));
static_assert(!fits_32_bits({16777215, 127}, 128, {1, 1, 0, 0}));
static_assert(!fits_32_bits({16777215, 127}, 128, {1, -1, 0, 0}));
static_assert(fits_32_bits({8388607, 0}, 128, {0, 0, 0, 0, 1, 0}));
static_assert(!fits_32_bits({8388608, 0}, 128, {0, 0, 0, 0, 1, 0}));
static_assert(fits_32_bits({8388608, 0}, 128, {0, 0, 0, 0, 1, 1073741823}));

// The compiler adds up rows of more weights than it looks at once, and blocks of rows.
struct mixed_numbers {
  i8_t at[15000] = {};
  constexpr mixed_numbers() {
    for (int i = 0; i < 15000; ++i) at[i] = i8_t(i % 5 - 2);  // magnitudes 2, 1, 0, 1, 2
    at[14999] = -128;
  }
};
struct mixed : of<int8, 15000> {
  static constexpr mixed_numbers all{};
  static constexpr const i8_t (&values)[15000] = all.at;
};
template <index_t Groups, index_t Rows, index_t Taps>
struct matrix {
  static constexpr matrix_sizes value{Groups, Rows, Taps};
};
static_assert(detail::largest_sum_of_weights<mixed, matrix<1, 3, 5000>>() == 6000 + 126);
static_assert(detail::largest_sum_of_weights<mixed, matrix<3, 1000, 5>>() == 6 + 126);
static_assert(detail::largest_bias<mixed>() == 128);

}  // namespace integer_networks
