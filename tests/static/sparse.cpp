// SPDX-License-Identifier: BSL-1.0
// Weights without their zeros: networks computed by the compiler, their sizes and their table.
#include <genn/genn.hpp>

using namespace genn;

namespace {

template <class Network, index_t N, index_t M>
constexpr bool gives(const typename model<Network>::template input<0>::type (&x)[N],
                     const typename model<Network>::template output<0>::type (&expected)[M]) {
  typed_storage<Network> memory{};
  typename model<Network>::template output<0>::type y[M] = {};
  model<Network>::run_in(memory, x, y);
  for (index_t i = 0; i < M; ++i)
    if (y[i] != expected[i]) return false;
  return true;
}

// [1 0 0 2 0], [0 0 0 0 0], [0 0 3 0 4]
struct gaps_weight : gaps_constant<f32, shape<3, 5>> {
  static constexpr index_t kept_weights = 4;
  struct kept : part<f32, 4> {
    alignas(4) static constexpr float values[] = {1, 2, 3, 4};
  };
  struct gaps : part<uint8, 4> {
    alignas(4) static constexpr unsigned char bits[] = "\x0\x3\x2\x2";
  };
  struct counts : part<uint8, 3> {
    alignas(4) static constexpr std::uint8_t values[] = {2, 0, 2};
  };
};
static_assert(flash_bytes<gaps_weight::gaps>() == 8 && flash_bytes<gaps_weight::counts>() == 4);
struct bitmap_weight : bitmap_constant<f32, shape<3, 5>> {
  static constexpr index_t kept_weights = 4;
  using kept = gaps_weight::kept;
  struct bitmap : part<uint8, 3> {
    alignas(4) static constexpr unsigned char bits[] = "\x9\x0\x14";
  };
};
struct blocks_weight : blocks_constant<f32, shape<3, 5>> {
  static constexpr index_t kept_weights = 4;
  struct kept : part<f32, 12> {
    alignas(4) static constexpr float values[] = {1, 0, 0, 2, 0, 0, 3, 0, 4, 0, 0, 0};
  };
  struct gaps : part<uint8, 3> {
    alignas(4) static constexpr std::uint8_t values[] = {0, 0, 1};
  };
  struct counts : part<uint8, 3> {
    alignas(4) static constexpr unsigned char bits[] = "\x1\x0\x2";
  };
};
struct bias : constant<f32, shape<3>> {
  alignas(16) static constexpr float values[] = {0.5f, 0.25f, 0.0f};
};

template <class Weight>
struct linear_of : sequential<input<f32, shape<5>>, linear<3, Weight, bias>> {};
static_assert(gives<linear_of<gaps_weight>>({1, 2, 3, 4, 5}, {9.5f, 0.25f, 29.0f}));
static_assert(gives<linear_of<bitmap_weight>>({1, 2, 3, 4, 5}, {9.5f, 0.25f, 29.0f}));
static_assert(gives<linear_of<blocks_weight>>({1, 2, 3, 4, 5}, {9.5f, 0.25f, 29.0f}));

// What users may assert.
static_assert(kept_weights<gaps_weight>() == 4 && kept_weights<bitmap_weight>() == 4 &&
              kept_weights<blocks_weight>() == 4 && kept_weights<bias>() == 3);
static_assert(flash_bytes<gaps_weight>() == 16 + 8 + 4);
static_assert(flash_bytes<bitmap_weight>() == 16 + 4);
static_assert(describe<linear_of<gaps_weight>>()[1].kept_weights == 4 &&
              describe<linear_of<gaps_weight>>()[1].weight_bytes == 28);
static_assert(model<linear_of<gaps_weight>>::macs == 4 &&
              model<linear_of<gaps_weight>>::flash_bytes == 28 + 16);
static_assert(model<linear_of<gaps_weight>>::arena_bytes == 0);

// A gap of 255 and more: the last of 300 taps, then the first and the last of the next row.
struct far_weight : gaps_constant<int8, shape<2, 300>> {
  static constexpr index_t kept_weights = 3;
  struct kept : part<int8, 3> {
    alignas(4) static constexpr signed char bits[] = "\x7f\xff\x2";
  };
  struct gaps : part<uint8, 5> {
    alignas(4) static constexpr unsigned char bits[] = "\xff\x2c\x0\xff\x2c";
  };
  struct counts : part<uint8, 2> {
    alignas(4) static constexpr unsigned char bits[] = "\x1\x2";
  };
};
constexpr bool reads_far() {
  auto rows = by_gaps::rows<by_value, far_weight>();
  index_t at[3] = {}, seen = 0;
  int numbers[3] = {};
  for (int row = 0; row < 2; ++row)
    rows.walk(300, [&](index_t tap, std::int8_t w) {
      at[seen] = tap;
      numbers[seen++] = w;
    });
  return seen == 3 && at[0] == 299 && at[1] == 0 && at[2] == 299 && numbers[0] == 127 &&
         numbers[1] == -1 && numbers[2] == 2;
}
static_assert(reads_far() && kept_weights<far_weight>() == 3);

// A convolution in i8 whose padding is the zero point: 1x3 windows over 3 positions of 1 channel.
struct x_q {
  static constexpr quantization value{1.0f, 3, -128, 127};
};
struct factors : constant<int16, shape<1>> {
  alignas(16) static constexpr char16_t bits[] = u"\x4000";
};
struct y_q {
  static constexpr quantization value{1.0f, 0, -128, 127};
  static constexpr rescaling rescale{0, 0, -128, 127, 2, 1000000};
  static constexpr sum_bound sums{3, 0};
  using multiplier = factors;
};
struct window_weight : gaps_constant<int8, shape<1, 3, 1>> {
  static constexpr index_t kept_weights = 2;
  struct kept : part<int8, 2> {
    alignas(4) static constexpr signed char bits[] = "\x1\xfe";
  };
  struct gaps : part<uint8, 2> {
    alignas(4) static constexpr unsigned char bits[] = "\x0\x2";
  };
  struct counts : part<uint8, 1> {
    alignas(4) static constexpr unsigned char bits[] = "\x2";
  };
};
struct padded : sequential<input<i8<x_q>, shape<3, 1>>,
                           conv1d<1, kernel<3>, window_weight, no_bias, padding<1>, to<i8<y_q>>>> {
};
// 3 - 2*20, 10 - 2*30, 20 - 2*3
static_assert(gives<padded>({10, 20, 30}, {-37, -50, 14}));
static_assert(describe<padded>()[1].kept_weights == 2 &&
              describe<padded>()[1].numbers == y_q::value);
#if !defined(GENN_REFERENCE_KERNELS)
static_assert(describe<padded>()[1].scratch_bytes == 12 && model<padded>::arena_bytes == 16);
#endif

}  // namespace
