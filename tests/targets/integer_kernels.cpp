// SPDX-License-Identifier: BSL-1.0
// The chosen kernels of integers against the reference kernels over random sizes, on the machine
// that this is built for: strides, dilations, padding that reads as the zero point, groups, every
// remainder of channels, results in the place of their operands.
#include "random_axis.hpp"
#include "report_case.hpp"

#include <genn/genn.hpp>

namespace {

namespace kernels = genn::kernels;
using board::between;
using board::fail;
using board::random_axis;
using genn::index_t;
using kernels::dots::any_shape;

std::int32_t integer(index_t low, index_t high) { return std::int32_t(between(low, high)); }

constexpr index_t most = 4096;
template <class T>
struct buffers {
  alignas(16) T weights[most], packed[most], inputs[most], expected[most], arena[3 * most];
};
buffers<std::int8_t> bytes;
buffers<std::int16_t> words;
std::int32_t biases[128];
std::int16_t multipliers[128], word_biases[128];
alignas(16) unsigned char scratch[16384];

template <class T>
void fill(T* to, index_t count, index_t largest) {
  const index_t how = between(0, 3);
  for (index_t i = 0; i < count; ++i)
    to[i] = T(how == 0 ? (between(0, 1) == 0 ? -largest : largest - 1)
                       : between(-largest, largest - 1));
}

genn::window_sizes random_sizes() {
  for (;;) {
    genn::window_sizes n;
    n.batch = between(1, 2);
    switch (between(0, 3)) {
      case 0:  // windows of one position
        n.width.in = n.width.out = between(1, 20);
        n.height.in = n.height.out = between(1, 3);
        break;
      case 1:
        n.width = random_axis(4);
        break;
      default:
        n.height = random_axis(4);
        n.width = random_axis(4);
    }
    if (between(0, 2) == 0) {
      n.groups = n.channels = n.features = between(2, 37);
    } else {
      n.groups = between(0, 2) == 0 ? between(2, 3) : 1;
      n.channels = n.groups * between(1, between(0, 1) == 0 ? 9 : 40);
      n.features = n.groups * between(1, between(0, 3) == 0 ? 40 : 9);
    }
    if (n.in_size() <= most && n.out_size() <= most && n.features * n.taps() <= most &&
        n.features <= 128)
      return n;
  }
}

const void* address_of(genn::flash_view<genn::int32> bias) { return bias.data; }
const void* address_of(kernels::reference::shifted_bias<genn::flash_view<genn::int16>> bias) {
  return bias.bias.data;
}
const void* address_of(kernels::reference::no_sum<std::int32_t>) { return nullptr; }

constexpr std::int16_t bias_shift = 3;
template <class B, class F>
kernels::integer_layer layer_of(const genn::window_sizes& n, const void* weights, B bias, F f,
                                std::int16_t padding) {
  return {weights, address_of(bias), multipliers, f.how, bias_shift, padding, n};
}

/// Row-major weights in output_pairs.
void put_in_pairs(const genn::contract_sizes& n, const std::int8_t* from, std::int8_t* to) {
  using genn::output_pairs;
  for (index_t o = 0; o < n.outputs; ++o)
    for (index_t i = 0; i < n.inputs; ++i)
      to[output_pairs::at(n.weights(), 0, o, i)] =
          output_pairs::moved(n.weights(), o, from[o * n.inputs + i]);
}

template <class T, class B, class F>
bool compare(index_t number, buffers<T>& b, B bias, F f, T padding) {
  using element = std::conditional_t<sizeof(T) == 1, genn::int8, genn::int16>;
  const bool of_bytes = sizeof(T) == 1;
  const genn::window_sizes n = random_sizes();
  const genn::choice c =
      genn::select_integers(n, of_bytes ? genn::form::i8 : genn::form::i16, genn::this_machine);
  if (c.scratch_bytes > index_t{sizeof scratch}) return true;
  kernels::reference::convolution<genn::row_major>(n, b.inputs, b.weights, bias, b.expected, f,
                                                   kernels::reference::zero_point_padding{padding});
  // In the place of the operand where that is allowed, or somewhat in front of it, else apart.
  const index_t ahead = between(0, 1) * between(0, 9);
  const index_t in_place = c.lag < 0 ? 2 * most : c.lag / index_t{sizeof(T)} + ahead;
  T* const y = b.arena;
  T* const x = y + in_place;
  if (n.in_size() + in_place > 3 * most) return true;
  for (index_t i = 0; i < n.in_size(); ++i) x[i] = b.inputs[i];
  for (index_t i = 0; i < 16; ++i) scratch[c.scratch_bytes + i] = 0xa5;
  if (c.family == genn::kernel_family::integer_depthwise) {
    for (index_t tap = 0; tap < n.taps(); ++tap)
      for (index_t o = 0; o < n.features; ++o)
        b.packed[tap * n.features + o] = b.weights[o * n.taps() + tap];
    kernels::integer_depthwise<any_shape, element, B, F>(layer_of(n, b.packed, bias, f, padding), x,
                                                         y, scratch);
  } else {
    kernels::integer_convolution<any_shape, genn::row_major, element, B, F>(
        layer_of(n, b.weights, bias, f, padding), x, y, scratch);
  }
  for (index_t i = 0; i < n.out_size(); ++i)
    if (y[i] != b.expected[i]) return fail(of_bytes ? "i8" : "i16", number);
  for (index_t i = 0; i < 16; ++i)
    if (scratch[c.scratch_bytes + i] != 0xa5) return fail("scratch", number);
  // One vector, wherever it and the weights begin.
  const index_t inputs = between(0, 3) == 0 ? between(1, 800) : between(1, 67);
  const index_t room = (most - 3) / inputs, outputs = between(0, 3) == 0 ? room : between(1, 9);
  const genn::contract_sizes row{1, inputs, outputs > 128 ? 128 : outputs > room ? room : outputs};
  const T *const vector = b.inputs + between(0, 3), *const weights = b.weights + between(0, 3);
  kernels::reference::contract<genn::row_major>(row, vector, weights, bias, b.expected, f);
  const auto layer = layer_of(genn::as_window(row), weights, bias, f, padding);
  const auto is_expected = [&] {
    for (index_t i = 0; i < row.outputs; ++i)
      if (y[i] != b.expected[i]) return fail(of_bytes ? "i8 vector" : "i16 vector", number);
    return true;
  };
  kernels::integer_contract<true, genn::row_major, element, B, F>(layer, vector, y);
  if (!is_expected()) return false;
  kernels::integer_contract<false, genn::row_major, element, B, F>(layer, vector, y);
  if (!is_expected()) return false;
  if constexpr (sizeof(T) == 1) {
    put_in_pairs(row, weights, b.packed);
    kernels::integer_contract<true, genn::output_pairs, element, B, F>(
        layer_of(genn::as_window(row), b.packed, bias, f, padding), vector, y);
    if (!is_expected()) return false;
  }
  return true;
}

/// One vector of bytes whose results have 16 bits, the rows of a step of a recurrent layer.
template <class F>
bool compare_wide(index_t number, F f) {
  using B = genn::flash_view<genn::int32>;
  static std::int16_t expected[128], y[128];
  f.how.low = -32768;
  f.how.high = 32767;
  const genn::contract_sizes row{1, between(1, 67), between(1, 61)};
  const std::int8_t *const x = bytes.inputs + between(0, 3), *const w =
                                                                 bytes.weights + between(0, 3);
  kernels::reference::contract<genn::row_major>(row, x, w, B{biases}, expected, f);
  kernels::integer_contract<true, genn::row_major, genn::int8, B, F>(
      layer_of(genn::as_window(row), w, B{biases}, f, std::int16_t{0}), x, y);
  for (index_t i = 0; i < row.outputs; ++i)
    if (y[i] != expected[i]) return fail("16 bits of bytes", number);
  put_in_pairs(row, w, bytes.packed);
  kernels::integer_contract<true, genn::output_pairs, genn::int8, B, F>(
      layer_of(genn::as_window(row), bytes.packed, B{biases}, f, std::int16_t{0}), x, y);
  for (index_t i = 0; i < row.outputs; ++i)
    if (y[i] != expected[i]) return fail("16 bits of pairs of bytes", number);
  return true;
}

/// Whether every window has taps on data.
bool meets_data(const genn::window_axis& axis) {
  for (index_t o = 0; o < axis.out; ++o)
    if (axis.first_tap(o) >= axis.last_tap(o)) return false;
  return true;
}

/// A maximum pool in the place of its operand, behind what no window may overwrite.
template <class T, class F>
bool compare_pool(index_t number, buffers<T>& b, F f) {
  genn::window_sizes n = random_sizes();
  n.features = n.channels;
  if (!meets_data(n.height) || !meets_data(n.width)) return true;
  const index_t lag = genn::lag_of_pool(n, sizeof(T));
  const index_t in_place = lag < 0 ? 2 * most : lag / index_t{sizeof(T)};
  T *const y = b.arena, *const x = y + in_place;
  if (n.in_size() + in_place > 3 * most || n.out_size() > most) return true;
  for (index_t i = 0; i < n.in_size(); ++i) x[i] = b.inputs[i];
  kernels::reference::max_pool(n, b.inputs, b.expected, f);
  kernels::portable::integer_max_pool(n, x, y, f);
  for (index_t i = 0; i < n.out_size(); ++i)
    if (y[i] != b.expected[i]) return fail("maximum", number);
  return true;
}
template <class T>
bool compare_pools(index_t number, buffers<T>& b) {
  return compare_pool(number, b, genn::identity{}) &&
         compare_pool(number, b, kernels::reference::limit_to{-50, 100});
}

/// Every kind of end that this machine's kernels know.
template <kernels::reference::ending Known>
bool compare_bytes(index_t number, const genn::rescaling& how, std::int8_t padding) {
  using multiplied = kernels::reference::rescale_by_channel<genn::flash_view<genn::int16>, Known>;
  if constexpr (Known != kernels::reference::ending::whole_byte)
    if (!compare_wide(number, multiplied{how, {multipliers}})) return false;
  return compare(number, bytes, genn::flash_view<genn::int32>{biases},
                 multiplied{how, {multipliers}}, padding);
}
bool compare_bytes(index_t number) {
  using kernels::reference::ending;
  const std::int32_t shift = integer(1, 12), left = integer(0, 1) * integer(0, 3);
  const bool rounded = integer(0, 2) != 0, limited = integer(0, 1) != 0;
  const std::int32_t rounding =
      rounded ? (1 << (shift - 1)) + integer(-128, 127) * (1 << shift) : integer(-1000, 1000);
  const genn::rescaling how{
      shift, rounding, limited ? integer(-128, 0) : -128, limited ? integer(0, 127) : 127, left, 0};
  const auto padding = std::int8_t(integer(-128, 127));
  switch (kernels::ending_with_multiplier(how)) {
    case ending::rounded:
      return compare_bytes<ending::rounded>(number, how, padding);
    case ending::whole_byte:
      return compare_bytes<ending::whole_byte>(number, how, padding);
    default:
      return compare_bytes<ending::any>(number, how, padding);
  }
}

template <kernels::reference::ending Known, class B>
bool compare_words(index_t number, const genn::rescaling& how, B bias) {
  return compare(number, words, bias, kernels::reference::rescale_by_shift<Known>{how},
                 std::int16_t{0});
}
template <class B>
bool compare_words(index_t number, B bias) {
  using kernels::reference::ending;
  const std::int32_t shift = integer(0, 20), half = shift == 0 ? 0 : 1 << (shift - 1);
  const genn::rescaling how{shift, integer(0, 2) == 0 ? 512 : half, -32768 * integer(0, 1),
                            integer(0, 1) * 10000 + 22767};
  if (kernels::ending_without_multiplier(how) == ending::rounded)
    return compare_words<ending::rounded>(number, how, bias);
  return compare_words<ending::any>(number, how, bias);
}

}  // namespace

int main() {
  bool right = true;
  for (index_t number = 0; number < 600 && right; ++number) {
    fill(bytes.weights, most, 128);
    fill(bytes.inputs, most, 128);
    fill(words.weights, most, 64);
    fill(words.inputs, most, 32768);
    for (auto& bias : biases) bias = integer(-100000, 100000);
    fill(word_biases, 128, 32768);
    for (auto& m : multipliers) m = std::int16_t(integer(512, 32767));
    right = compare_pools(number, bytes) && compare_pools(number, words) && compare_bytes(number);
    const kernels::reference::shifted_bias<genn::flash_view<genn::int16>> bias{{word_biases},
                                                                               bias_shift};
    if (number % 4 == 0)
      right = right && compare_words(number, kernels::reference::no_sum<std::int32_t>{});
    else
      right = right && compare_words(number, bias);
  }
  board_puts(right ? "the same integers\n" : "");
  return right ? 0 : 1;
}
