// SPDX-License-Identifier: BSL-1.0
// Convolutions, depthwise convolutions and pools of floats on vectors against the reference. Sizes
// are known to the compiler: 48 tuples of strides, dilations, paddings, groups and remainders.
#include "random_window.hpp"

#include <genn/functions/activation.hpp>
#include <genn/kernels/select.hpp>
#include <genn/kernels/vectors/convolution.hpp>
#include <genn/kernels/vectors/depthwise.hpp>
#include <genn/kernels/vectors/pool.hpp>

namespace {

using genn::index_t;
namespace kernels = genn::kernels;

/// Axis number k: padding may be wider than the kernel, a few kernels are wide.
constexpr genn::window_axis axis(index_t k) {
  genn::window_axis a;
  a.kernel = 1 + k % 4 + (k % 8 == 7 ? 7 : 0);
  a.stride = 1 + k / 2 % 3;
  a.dilation = 1 + k / 3 % 2;
  a.before = k / 2 % (a.kernel + 2);
  a.in = 1 + k * 5 % 23;
  const index_t after = k % (a.kernel + 2);
  const index_t room = a.in + a.before + after - a.dilation * (a.kernel - 1) - 1;
  if (room < 0) a.in += -room;
  a.out = genn::window_count(a.in, a.kernel, a.stride, a.dilation, a.before, after);
  return a;
}

template <index_t K>
struct convolution_shape {
  static constexpr genn::window_sizes make() {
    genn::window_sizes n;
    n.batch = 1 + K % 2;
    if (K % 4 > 0) n.height = axis(K * 7 + 3);
    n.width = axis(K);
    n.groups = K % 3 == 2 ? 1 + K % 5 : 1;
    n.channels = n.groups * (1 + K % 7);
    n.features = n.groups * (1 + K * 11 % 37);
    return n;
  }
  static constexpr genn::window_sizes value = make();
};
template <index_t K>
struct depthwise_shape {
  static constexpr genn::window_sizes make() {
    genn::window_sizes n = convolution_shape<K>::value;
    n.channels = n.features = n.groups = 2 + K * 11 % 37;
    return n;
  }
  static constexpr genn::window_sizes value = make();
};

/// Weights as constants lie: aligned to 16 bytes.
struct aligned_numbers {
  explicit aligned_numbers(index_t size) : numbers(test::random_numbers(size)) {
    std::copy(numbers.data(), numbers.data() + size, memory);
  }
  test::guarded numbers;
  alignas(16) float memory[40000];
};

using kernel = void (*)(const float* x, genn::flash_view<genn::f32> weights,
                        genn::flash_view<genn::f32> bias, float* y);

// Once for all sizes: what is known to the compiler is the kernel.
void compare(const genn::window_sizes& n, kernel run) {
  test::guarded x = test::random_numbers(n.in_size());
  const aligned_numbers w(n.features * n.taps());
  test::guarded b = test::random_numbers(n.features);
  test::guarded fast{n.out_size()}, slow{n.out_size()};
  const genn::flash_view<genn::f32> weights{w.memory}, bias{b.data()};
  run(x.data(), weights, bias, fast.data());
  kernels::reference::convolution<genn::tap_major>(n, x.data(), weights, bias, slow.data(),
                                                   genn::relu{});
  INFO(n);
  REQUIRE(test::relative_difference(fast, slow) <= test::tolerance);
  REQUIRE(fast.canaries_live());
}

template <index_t K>
void check_convolution() {
  using shape = convolution_shape<K>;
  constexpr genn::choice c =
      genn::select_convolution(shape::value, genn::form::f32, genn::this_machine);
  using tile = kernels::portable::tile<c.lanes, c.vectors, c.pixels>;
  compare(shape::value, [](const float* x, auto w, auto b, float* y) {
    kernels::vectors::convolution<shape, tile>(x, w, b, y, genn::relu{});
  });
}
template <index_t K>
void check_depthwise() {
  using shape = depthwise_shape<K>;
  constexpr genn::choice c =
      genn::select_convolution(shape::value, genn::form::f32, genn::this_machine);
  using tile = kernels::portable::tile<c.lanes, c.vectors, c.pixels>;
  if constexpr (c.pixels > 1)
    compare(shape::value, [](const float* x, auto w, auto b, float* y) {
      kernels::vectors::depthwise<shape, tile>(x, w, b, y, genn::relu{});
    });
}

template <index_t... K>
void check_all(std::integer_sequence<index_t, K...>) {
  (check_convolution<K>(), ...);
  (check_depthwise<K>(), ...);
}

constexpr index_t lanes = genn::this_machine.lanes;

}  // namespace

TEST_CASE("vectors: convolutions and depthwise convolutions of 48 sizes") {
  check_all(std::make_integer_sequence<index_t, 48>{});
}

TEST_CASE("vectors: pools") {
  for (int trial = 0; trial < 300; ++trial) {
    genn::window_sizes n = test::random_window();
    n.channels = n.features = test::between(1, 4 * lanes + 3);
    test::guarded x = test::random_numbers(n.in_size());
    if (trial % 3 == 0) x.data()[test::between(0, n.in_size() - 1)] = std::nanf("");
    test::guarded fast{n.out_size()}, slow{n.out_size()};
    INFO(n);
    kernels::vectors::max_pool<lanes>(n, x.data(), fast.data(), genn::identity{});
    kernels::reference::max_pool(n, x.data(), slow.data(), genn::identity{});
    for (std::size_t i = 0; i < fast.size(); ++i)
      REQUIRE((fast[i] == slow[i] || (fast[i] != fast[i] && slow[i] != slow[i])));
    for (const auto divisor : {genn::pool_divisor::padded, genn::pool_divisor::fixed_number}) {
      x = test::random_numbers(n.in_size());
      const genn::extents after{3, {0, 99, 99}};
      kernels::vectors::avg_pool<lanes>(n, divisor, 7, after, x.data(), fast.data(), genn::relu{});
      kernels::reference::avg_pool(n, divisor, 7, after, x.data(), slow.data(),
                                   kernels::reference::mean_of_floats<genn::relu>{});
      REQUIRE(test::relative_difference(fast, slow) <= test::tolerance);
    }
    REQUIRE(fast.canaries_live());
  }
}
