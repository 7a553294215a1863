// SPDX-License-Identifier: BSL-1.0
// Whole networks computed by the compiler, through typed_storage and the reference kernels.
#include <genn/genn.hpp>

using namespace genn;

namespace {

constexpr bool near(float a, float b) {
  const float difference = a < b ? b - a : a - b;
  return difference <= 1e-6f;
}

template <class Model, class Storage, index_t N, index_t M>
constexpr bool computes(const float (&x)[N], const float (&expected)[M]) {
  Storage memory{};
  float y[M] = {};
  Model::run_in(memory, x, y);
  for (index_t i = 0; i < M; ++i)
    if (!near(y[i], expected[i])) return false;
  return true;
}
template <class Network, index_t N, index_t M>
constexpr bool gives(const float (&x)[N], const float (&expected)[M]) {
  return computes<model<Network>, typed_storage<Network>>(x, expected);
}

// linear, in both packings and both spellings
struct row_by_row : constant<f32, shape<2, 3>, row_major> {
  alignas(16) static constexpr float values[] = {1.0f, 2.0f, 3.0f, -1.0f, -2.0f, -3.0f};
};
struct by_taps : constant<f32, shape<3, 2>, tap_major> {
  alignas(16) static constexpr char32_t bits[] =
      U"\x3f800000\xbf800000\x40000000\xc0000000\x40400000\xc0400000";
};
struct bias : constant<f32, shape<2>> {
  alignas(16) static constexpr float values[] = {0.5f, 0.25f};
};
struct linear_rows : sequential<input<f32, shape<3>>, linear<2, row_by_row, bias>> {};
struct linear_taps : sequential<input<f32, shape<3>>, linear<2, by_taps, bias, then<relu>>> {};
static_assert(gives<linear_rows>({1.0f, 0.0f, 2.0f}, {7.5f, -6.75f}));
static_assert(gives<linear_taps>({1.0f, 0.0f, 2.0f}, {7.5f, 0.0f}));

// conv2d: a 2x2 window on a padded 2x2 image
struct window : constant<f32, shape<4, 1>, tap_major> {
  alignas(16) static constexpr float values[] = {1.0f, 10.0f, 100.0f, 1000.0f};
};
struct convolved : sequential<input<f32, shape<2, 2, 1>>,
                              conv2d<1, kernel<2, 2>, window, no_bias, padding_sides<1, 0, 1, 0>>> {
};
static_assert(gives<convolved>({1.0f, 2.0f, 3.0f, 4.0f}, {1000.0f, 2100.0f, 3010.0f, 4321.0f}));

// depthwise conv1d, stride 2, dilation 2
struct depth : constant<f32, shape<2, 2>, tap_major> {
  alignas(16) static constexpr float values[] = {1.0f, 1.0f, 10.0f, 100.0f};
};
struct by_channel
    : sequential<input<f32, shape<5, 2>>,
                 conv1d<2, kernel<2>, depth, no_bias, stride<2>, dilation<2>, groups<2>>> {};
static_assert(gives<by_channel>({1, 1, 0, 0, 2, 2, 0, 0, 3, 3}, {21.0f, 201.0f, 32.0f, 302.0f}));

// pools: overhang and padding
struct maximum : sequential<input<f32, shape<5, 1>>, max_pool1d<kernel<2>, ceil_mode<>>> {};
static_assert(gives<maximum>({-1, -2, -5, -4, -3}, {-1, -4, -3}));
struct mean : sequential<input<f32, shape<3, 1>>, avg_pool1d<kernel<2>, padding<1>>> {};
static_assert(gives<mean>({2, 4, 6}, {1, 5}));
struct mean_of_data
    : sequential<input<f32, shape<3, 1>>, avg_pool1d<kernel<2>, padding<1>, exclude_padding<>>> {};
static_assert(gives<mean_of_data>({2, 4, 6}, {2, 5}));
struct adaptive : sequential<input<f32, shape<5, 1>>, adaptive_avg_pool1d<shape<2>>> {};
static_assert(gives<adaptive>({1, 2, 3, 4, 8}, {2, 5}));

// a residual with broadcasting, a literal and a concatenation
struct slope : constant<f32, shape<2>> {
  alignas(16) static constexpr float values[] = {0.5f, 0.25f};
};
struct graph : genn::network<input<f32, shape<2, 2>>, literal<slope>, node<prelu, from<0, 1>>,
                             node<add, from<0, 2>>, node<concat<1>, from<3, 0>>,
                             node<permute<1, 0>, from<4>>> {};
static_assert(gives<graph>({-4, 4, 8, -8}, {-6, 16, 8, -10, -4, 8, 4, -8}));

struct normal : sequential<input<f32, shape<2, 2>>, softmax<0>> {};
static_assert(gives<normal>({0, 5, 0, 5}, {0.5f, 0.5f, 0.5f, 0.5f}));
struct affine : sequential<input<f32, shape<2, 2>>, batch_norm<slope, bias>> {};
static_assert(gives<affine>({2, 4, 6, 8}, {1.5f, 1.25f, 3.5f, 2.25f}));
struct padded : sequential<input<f32, shape<2>>, pad<padding_sides<1, 2>>> {};
static_assert(gives<padded>({1, 2}, {0, 1, 2, 0, 0}));

}  // namespace
