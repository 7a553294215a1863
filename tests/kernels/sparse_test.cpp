// SPDX-License-Identifier: BSL-1.0
// Weights with zeros left out give the results of the dense ones: the reference and the fast
// kernel, every storage and form, over random sizes and densities.
#include "random_window.hpp"
#include "sparse_weights.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/portable/sparse_contract.hpp>
#include <genn/kernels/portable/sparse_convolution.hpp>
#include <genn/kernels/reference/sparse.hpp>

namespace {

using genn::index_t;
namespace portable = genn::kernels::portable;
namespace reference = genn::kernels::reference;

template <class T>
std::vector<T> random_inputs(index_t size) {
  return test::random_matrix<T>(1, size, 0.9).at;
}

// The first 32 bits of sums that may wrap: as unsigned, so that extremes may be tried.
struct bits_of_sum {
  constexpr std::uint32_t operator()(std::uint32_t sum) const { return sum; }
};
template <class T>
struct sums_of {
  using bias = std::uint32_t;
  using result = std::uint32_t;
  using end = bits_of_sum;
  static bias random_bias() { return std::uint32_t(test::between(-1000, 1000)); }
};
template <>
struct sums_of<float> {
  using bias = float;
  using result = float;
  using end = genn::relu;
  static bias random_bias() { return float(test::between(-8, 8)) / 8.0f; }
};

template <class T>
std::vector<typename sums_of<T>::bias> random_biases(index_t count) {
  std::vector<typename sums_of<T>::bias> all;
  for (index_t i = 0; i < count; ++i) all.push_back(sums_of<T>::random_bias());
  return all;
}

template <class T, class Padding>
void compare_convolution(const genn::window_sizes& n, double density, Padding padding) {
  using result = typename sums_of<T>::result;
  const auto x = random_inputs<T>(n.in_size());
  const auto matrix = test::random_matrix<T>(n.features, n.taps(), density);
  const auto bias = random_biases<T>(n.features);
  const typename sums_of<T>::end end{};
  std::vector<result> dense(std::size_t(n.out_size()));
  reference::convolution<genn::row_major>(n, x.data(), matrix.at.data(), bias.data(), dense.data(),
                                          end, padding);
  INFO(n << ", density " << density);
  test::in_every_storage(matrix, [&](auto rows) {
    std::vector<result> slow(dense.size()), fast(dense.size());
    reference::sparse_convolution(n, x.data(), rows, bias.data(), slow.data(), end, padding);
    REQUIRE(slow == dense);
    if (n.depth.kernel != 1) return;
    constexpr std::uint32_t canary = 0xdeadbeef;
    const genn::window_sizes flat = genn::flattened(n);
    std::vector<std::uint32_t> scratch(std::size_t(genn::band_of(flat).size()) + 1, canary);
    portable::sparse_convolution(flat, x.data(), rows, bias.data(), fast.data(), end, padding,
                                 static_cast<void*>(scratch.data()));
    REQUIRE(fast == dense);
    REQUIRE(scratch.back() == canary);
  });
}

genn::window_sizes random_convolution() {
  genn::window_sizes n = test::random_window();
  n.groups = test::between(0, 2) == 0 ? test::between(2, 4) : 1;
  n.channels = n.groups * test::between(1, 6);
  n.features = n.groups * test::between(1, 5);
  return n;
}

constexpr double densities[] = {0.0, 0.02, 0.1, 0.3, 0.5, 0.9, 1.0};

template <class T, class Padding>
void compare_convolutions(Padding padding) {
  for (const double density : densities) {
    for (int trial = 0; trial < 60; ++trial)
      compare_convolution<T>(random_convolution(), density, padding);
    // Depthwise; pointwise over more positions than a band holds; a row that is split; a gap of
    // more than 255.
    genn::window_sizes n = test::random_window();
    n.channels = n.features = n.groups = test::between(2, 9);
    compare_convolution<T>(n, density, padding);
    genn::window_sizes pointwise;
    pointwise.batch = 2;
    pointwise.height.in = pointwise.height.out = 9;
    pointwise.width.in = pointwise.width.out = 17;
    pointwise.channels = 300;
    pointwise.features = 3;
    compare_convolution<T>(pointwise, density, padding);
    genn::window_sizes wide;
    wide.width = {300, 302, 3, 1, 2, 3};
    wide.channels = 100;
    wide.features = 2;
    compare_convolution<T>(wide, density, padding);
  }
}

template <class T>
void compare_contract(const genn::contract_sizes& n, double density) {
  using result = typename sums_of<T>::result;
  const auto x = random_inputs<T>(n.rows * n.inputs);
  const auto matrix = test::random_matrix<T>(n.outputs, n.inputs, density);
  const auto bias = random_biases<T>(n.outputs);
  const typename sums_of<T>::end end{};
  std::vector<result> dense(std::size_t(n.rows * n.outputs));
  reference::contract<genn::row_major>(n, x.data(), matrix.at.data(), bias.data(), dense.data(),
                                       end);
  INFO(n.rows << " rows, " << n.inputs << " inputs, density " << density);
  test::in_every_storage(matrix, [&](auto rows) {
    std::vector<result> slow(dense.size()), fast(dense.size());
    reference::sparse_contract(n, x.data(), rows, bias.data(), slow.data(), end);
    REQUIRE(slow == dense);
    if (n.rows != 1) return;
    portable::sparse_contract(n.inputs, n.outputs, x.data(), rows, bias.data(), fast.data(), end);
    REQUIRE(fast == dense);
  });
}

template <class T>
void compare_contracts() {
  for (const double density : densities)
    for (const index_t inputs : {1, 3, 4, 7, 8, 9, 254, 255, 256, 257, 511, 784, 1100, 2100})
      for (const index_t rows : {1, 3})
        compare_contract<T>({rows, inputs, test::between(1, 6)}, density);
}

}  // namespace

TEST_CASE("sparse linear layers: every form gives the dense result") {
  compare_contracts<float>();
  compare_contracts<std::int16_t>();
  compare_contracts<std::int8_t>();
}
TEST_CASE("sparse convolutions of floats") {
  compare_convolutions<float>(reference::zero_padding{});
}
TEST_CASE("sparse convolutions of 16 bits") {
  compare_convolutions<std::int16_t>(reference::zero_padding{});
}
TEST_CASE("sparse convolutions of 8 bits, padded by a zero point") {
  compare_convolutions<std::int8_t>(reference::zero_point_padding{-128});
  compare_convolutions<std::int8_t>(reference::zero_point_padding{17});
}
