// SPDX-License-Identifier: BSL-1.0
// The kernels of floats add in the order of the reference kernels: without contraction the same
// bits, on the machine that this is built for, over random sizes: strides, dilations, padding,
// groups, every remainder of outputs and positions. With SUMS_ARE_EXACT numbers are so short that
// nothing rounds, for machines whose own kernels fuse.
#include "board.h"
#include "random_axis.hpp"

#include <genn/genn.hpp>

namespace {

namespace kernels = genn::kernels;
using board::between;
using board::random_axis;
using genn::index_t;

constexpr index_t most = 4096;
float weights[most], inputs[most], biases[64], expected[most], got[most];

#if defined(SUMS_ARE_EXACT)
constexpr index_t largest = 1023;
#else
constexpr index_t largest = 8388607;
#endif
void fill(float* to, index_t count) {
  for (index_t i = 0; i < count; ++i)
    to[i] = float(between(-largest, largest)) / float(largest / 8 + 1);
}

genn::window_sizes random_sizes(bool depthwise) {
  for (;;) {
    genn::window_sizes n;
    n.batch = between(1, 2);
    if (between(0, 2) > 0) n.height = random_axis(5);
    n.width = random_axis(5);
    n.groups = depthwise ? between(2, 37) : between(0, 2) == 0 ? between(2, 3) : 1;
    n.channels = n.groups * (depthwise ? 1 : between(1, 9));
    n.features = n.groups * (depthwise ? 1 : between(1, 20));
    if (n.in_size() <= most && n.out_size() <= most && n.features * n.taps() <= most) return n;
  }
}

bool same(const char* what, index_t number, index_t size) {
  for (index_t i = 0; i < size; ++i)
    if (genn::math::bits_from_float(got[i]) != genn::math::bits_from_float(expected[i])) {
      board_puts(what);
      board_puts(" differs, case ");
      board_puti(std::int32_t(number));
      board_puts("\n");
      return false;
    }
  return true;
}

// The tiles that this machine has for few and for many outputs.
template <index_t Vectors, class B, class F>
bool compare(index_t number, B bias, F f) {
  constexpr genn::choice c = genn::select_contract({2, 1, Vectors * genn::this_machine.lanes},
                                                   genn::form::f32, genn::this_machine);
  using tile = kernels::portable::tile<c.lanes, c.vectors, c.pixels>;
  const genn::flash_view<genn::f32> w{weights};
  const kernels::reference::zero_padding padding{};

  genn::window_sizes n = random_sizes(false);
  kernels::reference::convolution<genn::tap_major>(n, inputs, w, bias, expected, f, padding);
  kernels::portable::convolution<tile>(n, inputs, w, bias, got, f);
  if (!same("convolution", number, n.out_size())) return false;

  n = random_sizes(true);
  kernels::reference::convolution<genn::tap_major>(n, inputs, w, bias, expected, f, padding);
  kernels::portable::depthwise<tile>(n, inputs, w, bias, got, f);
  if (!same("depthwise", number, n.out_size())) return false;

  const genn::contract_sizes rows{between(1, 5), between(1, 67), between(1, 40)};
  kernels::reference::contract<genn::tap_major>(rows, inputs, w, bias, expected, f);
  kernels::portable::contract<tile>(rows, inputs, w, bias, got, f);
  return same("contract", number, rows.rows * rows.outputs);
}

}  // namespace

int main() {
  bool right = true;
  fill(biases, 64);
  const genn::flash_view<genn::f32> bias{biases};
  for (index_t number = 0; number < 200 && right; ++number) {
    fill(weights, most);
    fill(inputs, most);
    right = compare<8>(number, bias, genn::relu{}) &&
            compare<8>(number, kernels::reference::zero_bias{}, genn::identity{}) &&
            compare<2>(number, bias, genn::identity{});
  }
  board_puts(right ? "the same bits\n" : "");
  return right ? 0 : 1;
}
