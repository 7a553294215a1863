// SPDX-License-Identifier: BSL-1.0
// Convolutions that are computed by rows inside a pool give the bits of the two one after the
// other: every kernel and form, over random sizes, strides, dilations and paddings of both, in
// place of their inputs as far as the lag allows, within their scratch memory.
#include "random_window.hpp"
#include "sparse_weights.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/instance.hpp>
#include <genn/kernels/reference/pool.hpp>

namespace {

using genn::index_t;
using genn::window_sizes;
namespace kernels = genn::kernels;
namespace reference = genn::kernels::reference;

bool sees_data(const genn::window_axis& a) {
  for (index_t o = 0; o < a.out; ++o)
    if (a.first_tap(o) >= a.last_tap(o)) return false;
  return a.out > 0;
}

/// A pool over what the convolution gives, the last window perhaps over the end. A maximum of
/// nothing has no meaning.
genn::window_axis random_pool_axis(index_t in) {
  for (;;) {
    genn::window_axis a;
    a.in = in;
    a.kernel = test::between(1, 4);
    a.stride = test::between(1, 4);
    a.dilation = test::between(1, 2);
    a.before = test::between(0, a.kernel / 2);
    a.out = genn::window_count(in, a.kernel, a.stride, a.dilation, a.before, a.before,
                               test::between(0, 1) == 0);
    if (sees_data(a)) return a;
  }
}

genn::pooled_sizes random_sizes() {
  genn::pooled_sizes n;
  n.convolution = test::random_window();
  if (test::between(0, 2) == 0) n.convolution.width = {60, 58, 3, 1, 1, 0};
  window_sizes& c = n.convolution;
  c.groups = test::between(0, 2) == 0 ? test::between(2, 4) : 1;
  c.channels = c.groups * test::between(1, 5);
  c.features = c.groups * test::between(1, 6);
  n.pool.batch = c.batch;
  n.pool.channels = n.pool.features = c.features;
  if (c.height.out > 1 || test::between(0, 3) == 0) n.pool.height = random_pool_axis(c.height.out);
  n.pool.width = random_pool_axis(c.width.out);
  return n;
}

genn::pooled_sizes random_depthwise() {
  genn::pooled_sizes n = random_sizes();
  window_sizes& c = n.convolution;
  c.groups = c.channels = c.features = test::between(2, 40);
  n.pool.channels = n.pool.features = c.features;
  return n;
}

struct maximum {
  template <class X, class Y>
  void operator()(const window_sizes& n, const X* x, Y* y) const {
    reference::max_pool(n, x, y, genn::identity{});
  }
};
/// Of numbers that add up without rounding, so that the mean shows every tap.
struct mean {
  genn::extents after;
  explicit mean(const genn::pooled_sizes& n)
      : after{3, {0, n.pool.height.before, n.pool.width.before}} {}
  template <class X, class Y>
  void operator()(const window_sizes& n, const X* x, Y* y) const {
    reference::avg_pool(n, genn::pool_divisor::padded, 0, after, x, y,
                        reference::mean_of_floats<genn::identity>{});
  }
};

/// Convolve: (sizes, x, y, scratch). Choose: (sizes) -> choice.
template <class T, class Convolve, class Choose, class Pool>
void compare(const genn::pooled_sizes& n, const std::vector<T>& x, Convolve convolve, Choose choose,
             Pool pool) {
  const auto bytes_of = [](index_t size) { return std::size_t(size) * sizeof(T); };
  constexpr unsigned char canary = 0xa5;
  const window_sizes& c = n.convolution;
  std::vector<T> whole(std::size_t(c.out_size())), expected(std::size_t(n.pool.out_size()));
  std::vector<std::int32_t> space(std::size_t(choose(c).scratch_bytes / 4 + 1));
  convolve(c, x.data(), whole.data(), static_cast<void*>(space.data()));
  pool(n.pool, whole.data(), expected.data());

  const genn::pooled_choice chosen = genn::select_pooled(n, index_t{sizeof(T)}, choose);
  const std::size_t scratch_bytes = std::size_t(chosen.scratch_bytes);
  std::vector<std::int32_t> scratch(scratch_bytes / 4 + 16);
  auto* const bytes = reinterpret_cast<unsigned char*>(scratch.data());
  std::fill(bytes, bytes + scratch.size() * 4, canary);
  // The result as near in front of the input as it may be, or apart.
  const bool apart = chosen.lag < 0;
  const std::size_t in_front = apart ? bytes_of(n.pool.out_size()) : std::size_t(chosen.lag);
  std::vector<T> memory((in_front + bytes_of(c.in_size() + n.pool.out_size())) / sizeof(T));
  T* const y = memory.data();
  T* const from = y + in_front / sizeof(T);
  std::copy(x.begin(), x.end(), from);

  const auto run = [&](auto along) {
    kernels::pool_by_rows<along.value>(
        n, chosen.at_once, static_cast<T*>(static_cast<void*>(bytes)), y,
        [&](auto part, index_t sample, T* rows) {
          convolve(part.of(c), from + sample * (c.in_size() / c.batch), rows,
                   static_cast<void*>(bytes + chosen.row_bytes));
        },
        [&](auto part, const T* rows, T* to) { pool(part.of(n.pool), rows, to); });
  };
  if (n.along_width())
    run(std::true_type{});
  else
    run(std::false_type{});
  INFO(c << ", then pool " << n.pool);
  REQUIRE(std::equal(expected.begin(), expected.end(), y));
  REQUIRE(std::all_of(bytes + scratch_bytes, bytes + scratch.size() * 4,
                      [](unsigned char b) { return b == canary; }));
}

/// Multiples of 1/8: sums of some hundred products of them are exact.
template <class T>
std::vector<T> random_numbers(index_t size) {
  std::vector<T> numbers;
  for (index_t i = 0; i < size; ++i)
    numbers.push_back(T(float(test::between(-8, 8)) / (std::is_same_v<T, float> ? 8.0f : 1.0f)));
  return numbers;
}

template <class Tile, bool Depthwise, class Pool>
void compare_floats(const genn::pooled_sizes& n, Pool pool) {
  const window_sizes& c = n.convolution;
  const auto w = random_numbers<float>(c.features * c.taps());
  const auto b = random_numbers<float>(c.features);
  const genn::flash_view<genn::f32> weights{w.data()}, bias{b.data()};
  compare(
      n, random_numbers<float>(c.in_size()),
      [&](const window_sizes& s, const float* x, float* y, void*) {
        if constexpr (Depthwise)
          kernels::portable::depthwise<Tile>(s, x, weights, bias, y, genn::relu{});
        else
          kernels::portable::convolution<Tile>(s, x, weights, bias, y, genn::relu{});
      },
      [](const window_sizes& s) {
        return genn::select_convolution(s, genn::form::f32, genn::this_machine);
      },
      pool);
}

template <class T, class Element>
void compare_integers(const genn::pooled_sizes& n) {
  const window_sizes& c = n.convolution;
  const auto w = random_numbers<T>(c.features * c.taps());
  const auto b = random_numbers<std::int32_t>(c.features);
  const bool depthwise = kernels::is_depthwise(c);
  compare(
      n, random_numbers<T>(c.in_size()),
      [&](const window_sizes& s, const T* x, T* y, void* scratch) {
        using bias = genn::flash_view<genn::int32>;
        using end = reference::rescale_by_shift<>;
        using any = kernels::dots::any_shape;
        const kernels::integer_layer layer{w.data(), b.data(), nullptr, {0, 0, -128, 127, 0, 0},
                                           0,        3,        s};
        if (depthwise)
          kernels::integer_depthwise<any, Element, bias, end>(layer, x, y, scratch);
        else
          kernels::integer_convolution<any, genn::row_major, Element, bias, end>(layer, x, y,
                                                                                 scratch);
      },
      [](const window_sizes& s) {
        return genn::select_integers(s, Element::form, genn::this_machine);
      },
      maximum{});
}

template <class T, class Padding>
void compare_sparse(const genn::pooled_sizes& n, Padding padding) {
  using sum = std::conditional_t<std::is_same_v<T, float>, float, std::int32_t>;
  const window_sizes& c = n.convolution;
  auto matrix = test::random_matrix<T>(c.features, c.taps(), 0.3);
  for (T& w : matrix.at)
    if (w != T{}) w = random_numbers<T>(1).front();
  const auto b = random_numbers<sum>(c.features);
  const auto x = random_numbers<T>(c.in_size());
  test::in_every_storage(matrix, [&](auto rows) {
    compare(
        n, x,
        [&](const window_sizes& s, const T* from, T* y, void* scratch) {
          kernels::portable::sparse_convolution(genn::flattened(s), from, rows, b.data(), y,
                                                genn::identity{}, padding, scratch);
        },
        [](const window_sizes& s) {
          return genn::select_sparse_convolution(s, genn::form::f32, genn::packing_order::gaps);
        },
        maximum{});
  });
}

constexpr int trials = 150;

}  // namespace

TEST_CASE("pooled rows: tiles of floats") {
  for (int trial = 0; trial < trials; ++trial) {
    compare_floats<kernels::portable::tile<1, 4, 5>, false>(random_sizes(), maximum{});
    const genn::pooled_sizes n = random_sizes();
    compare_floats<kernels::portable::tile<genn::this_machine.lanes, 2, 3>, false>(n, mean(n));
  }
}
TEST_CASE("pooled rows: depthwise floats") {
  for (int trial = 0; trial < trials; ++trial)
    compare_floats<kernels::portable::tile<4, 2, 1>, true>(random_depthwise(), maximum{});
}
TEST_CASE("pooled rows: integers") {
  for (int trial = 0; trial < trials; ++trial) {
    compare_integers<std::int8_t, genn::int8>(random_sizes());
    compare_integers<std::int16_t, genn::int16>(random_sizes());
    compare_integers<std::int8_t, genn::int8>(random_depthwise());
  }
}
TEST_CASE("pooled rows: sparse weights") {
  for (int trial = 0; trial < trials; ++trial) {
    compare_sparse<float>(random_sizes(), reference::zero_padding{});
    compare_sparse<std::int8_t>(random_sizes(), reference::zero_point_padding{5});
  }
}
