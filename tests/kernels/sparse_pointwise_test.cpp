// SPDX-License-Identifier: BSL-1.0
// Sparse pointwise convolutions of integers give the results of the dense ones: every storage,
// every remainder of positions and channels, some rows of an image, in place of their inputs as far
// as the lag allows, within their scratch memory.
#include "random_window.hpp"
#include "sparse_weights.hpp"

#include <genn/kernels/instance.hpp>
#include <genn/kernels/reference/sparse.hpp>

namespace {

using genn::index_t;
namespace kernels = genn::kernels;
namespace reference = genn::kernels::reference;

genn::window_sizes pointwise(index_t batch, index_t height, index_t width, index_t channels,
                             index_t features) {
  genn::window_sizes n;
  n.batch = batch;
  n.height.in = n.height.out = height;
  n.width.in = n.width.out = width;
  n.channels = channels;
  n.features = features;
  return n;
}

/// Numbers whose sums fit 32 bits.
template <class T>
T number() {
  const index_t largest = sizeof(T) == 1 ? 128 : 2000;
  return T(std::min<index_t>(test::between(-largest, largest), largest - 1));
}
template <class T>
struct random_layer {
  test::dense_matrix<T> weights;
  std::vector<T> x;
  std::vector<std::int32_t> bias;
  std::vector<std::int16_t> multipliers;
  random_layer(const genn::window_sizes& n, double density)
      : weights(test::random_matrix<T>(n.features, n.channels, density)) {
    for (T& w : weights.at)
      if (w != T{}) w = number<T>();
    for (index_t i = 0; i < n.in_size(); ++i) x.push_back(number<T>());
    for (index_t o = 0; o < n.features; ++o) {
      bias.push_back(std::int32_t(test::between(-100000, 100000)));
      multipliers.push_back(std::int16_t(test::between(512, 32767)));
    }
  }
};

template <class T, class Rows, class End>
void compare(const genn::window_sizes& n, const random_layer<T>& layer, Rows rows, End end) {
  std::vector<T> expected(std::size_t(n.out_size()));
  reference::sparse_convolution(n, layer.x.data(), rows, layer.bias.data(), expected.data(), end,
                                reference::zero_padding{});

  const auto form = sizeof(T) == 1 ? genn::form::i8 : genn::form::i16;
  const genn::choice chosen = genn::select_sparse_convolution(n, form, genn::packing_order::gaps);
  REQUIRE(chosen.family == genn::kernel_family::sparse_pointwise);
  const std::size_t scratch_bytes = std::size_t(chosen.scratch_bytes);
  std::vector<std::int32_t> scratch(scratch_bytes / 4 + 4);
  auto* const bytes = reinterpret_cast<unsigned char*>(scratch.data());
  std::fill(bytes, bytes + scratch.size() * 4, static_cast<unsigned char>(0xa5));
  const std::size_t in_front =
      chosen.lag < 0 ? expected.size() : std::size_t(chosen.lag) / sizeof(T);
  std::vector<T> memory(in_front + std::max(layer.x.size(), expected.size()));
  std::copy(layer.x.begin(), layer.x.end(), memory.begin() + std::ptrdiff_t(in_front));
  kernels::sparse_pointwise(n, memory.data() + in_front, rows,
                            genn::flash_view<genn::int32>{layer.bias.data()}, memory.data(), end,
                            static_cast<void*>(scratch.data()));
  INFO(n);
  REQUIRE(std::equal(expected.begin(), expected.end(), memory.begin()));
  REQUIRE(std::all_of(bytes + scratch_bytes, bytes + scratch.size() * 4,
                      [](unsigned char b) { return b == 0xa5; }));
}

template <class T>
void compare_all(const genn::window_sizes& n, double density) {
  const random_layer<T> layer(n, density);
  const genn::rescaling plain{9, 256 - 10 * 512, -128, 127, 0, 0};
  const genn::rescaling left{9, 256, -100, 90, 2, 536870911};
  test::in_every_storage(layer.weights, [&](auto rows) {
    if constexpr (sizeof(T) == 1) {
      using multipliers = genn::flash_view<genn::int16>;
      const multipliers m{layer.multipliers.data()};
      constexpr auto whole = reference::ending::whole_byte;
      compare(n, layer, rows, reference::rescale_by_channel<multipliers, whole>{plain, m});
      compare(n, layer, rows, reference::rescale_by_channel<multipliers>{left, m});
    } else {
      compare(n, layer, rows, reference::rescale_by_shift<>{{12, 2048, -32768, 32767, 0, 0}});
    }
  });
}

}  // namespace

TEMPLATE_TEST_CASE("sparse pointwise: every remainder", "", std::int8_t, std::int16_t) {
  for (const double density : {0.0, 0.1, 0.5, 1.0})
    for (index_t positions = 1; positions <= 41; ++positions)
      compare_all<TestType>(pointwise(1, 1, positions, test::between(1, 9), test::between(1, 9)),
                            density);
}

TEMPLATE_TEST_CASE("sparse pointwise: bands of every size", "", std::int8_t, std::int16_t) {
  for (const index_t channels : {1, 63, 64, 65, 90, 130, 257, 400}) {
    compare_all<TestType>(pointwise(1, 5, 9, channels, 3), 0.1);
    compare_all<TestType>(pointwise(2, 3, 5, channels, 3), 0.3);
  }
}

TEMPLATE_TEST_CASE("sparse pointwise: some rows", "", std::int8_t, std::int16_t) {
  for (index_t first = 0; first < 6; ++first)
    for (index_t count = 1; first + count <= 6; ++count) {
      const kernels::row_part<false> rows{{first, first + count}, {0, 6}};
      compare_all<TestType>(rows.of(pointwise(1, 6, 7, 5, 4)), 0.4);
      const kernels::row_part<true> columns{{first, first + count}, {0, 6}};
      compare_all<TestType>(columns.of(pointwise(1, 1, 6, 5, 4)), 0.4);
    }
}

TEST_CASE("sparse pointwise: what is none") {
  genn::window_sizes n = pointwise(1, 6, 7, 5, 4);
  CHECK(kernels::is_pointwise(n));
  n.width.before = 1;
  n.width.out += 1;
  CHECK_FALSE(kernels::is_pointwise(n));  // padding
  n = kernels::row_part<true>{{1, 4}, {0, 7}}.of(pointwise(1, 6, 7, 5, 4));
  CHECK_FALSE(kernels::is_pointwise(n));  // parts of several rows
  n = pointwise(1, 6, 7, 6, 4);
  n.groups = 2;
  CHECK_FALSE(kernels::is_pointwise(n));
}
