// SPDX-License-Identifier: BSL-1.0
// The chosen kernels of integers over weights stored by gaps against the reference kernels over
// random weights, on the machine that this is built for: windows that lie in memory and that do
// not, groups, padding, rows that keep nothing, gaps of one byte and of more.
#include "random_axis.hpp"
#include "report_case.hpp"

#include <genn/genn.hpp>

namespace {

namespace kernels = genn::kernels;
using board::between;
using board::fail;
using genn::index_t;

constexpr index_t most = 4096;
template <class T>
struct buffers {
  alignas(4) T weights[most], kept[most], inputs[most], expected[most], results[most];
};
buffers<std::int8_t> bytes;
buffers<std::int16_t> words;
alignas(4) std::uint8_t gaps[most], counts[64];
std::int32_t biases[64];
std::int16_t multipliers[64], word_biases[64];
alignas(16) unsigned char scratch[8192];

template <class Element, bool Escapes>
using rows_of = genn::gap_rows<genn::reader<genn::flash_view<Element>>,
                               genn::reader<genn::flash_view<genn::uint8>>,
                               genn::reader<genn::flash_view<genn::uint8>>, Escapes>;

/// Fills rows of weights, of which one in `rare` is kept, stores them by gaps as well.
template <class T>
void make_rows(buffers<T>& b, index_t rows, index_t taps, index_t rare, index_t largest) {
  T *weight = b.weights, *kept = b.kept;
  std::uint8_t* gap = gaps;
  for (index_t row = 0; row < rows; ++row) {
    const bool none = between(0, 9) == 0;
    index_t count = 0, last = 0;
    for (index_t tap = 0; tap < taps; ++tap, ++weight) {
      *weight = 0;
      if (none || count == 255 || between(1, rare) != 1) continue;
      *weight = *kept++ = T(between(0, 1) == 0 ? -largest : between(1, largest - 1));
      index_t distance = tap - last;
      for (; distance >= 255; distance -= 255) *gap++ = 255;
      *gap++ = std::uint8_t(distance);
      last = tap;
      ++count;
    }
    counts[row] = std::uint8_t(count);
  }
}

template <class T>
bool same(const buffers<T>& b, index_t count, const char* what, index_t number) {
  for (index_t i = 0; i < count; ++i)
    if (b.results[i] != b.expected[i]) return fail(what, number);
  return true;
}

template <class Shape, class T, class B, class F>
bool compare_convolution(index_t number, buffers<T>& b, B bias, F f, T padding) {
  using element = std::conditional_t<sizeof(T) == 1, genn::int8, genn::int16>;
  constexpr genn::window_sizes n = Shape::value;
  constexpr genn::form form = sizeof(T) == 1 ? genn::form::i8 : genn::form::i16;
  constexpr index_t needed =
      genn::select_sparse_convolution(n, form, genn::packing_order::gaps).scratch_bytes;
  static_assert(needed + 16 <= sizeof scratch && n.taps() < 255, "of a test");
  make_rows(b, n.features, n.taps(), between(1, 12), sizeof(T) == 1 ? 128 : 64);
  const kernels::reference::zero_point_padding zero{padding};
  for (auto& byte : scratch) byte = 0xa5;
  kernels::reference::convolution<genn::row_major>(n, b.inputs, b.weights, bias, b.expected, f,
                                                   zero);
  kernels::sparse_convolution<Shape>(b.inputs,
                                     rows_of<element, false>{{{b.kept}}, {{gaps}}, {{counts}}},
                                     bias, b.results, f, zero, scratch);
  for (index_t i = 0; i < 16; ++i)
    if (scratch[needed + i] != 0xa5) return fail("scratch", number);
  return same(b, n.out_size(), sizeof(T) == 1 ? "i8" : "i16", number);
}

/// Windows of one position each.
template <bool Escapes, class T, class B, class F>
bool compare_pointwise(index_t number, buffers<T>& b, B bias, F f) {
  using element = std::conditional_t<sizeof(T) == 1, genn::int8, genn::int16>;
  genn::window_sizes n;
  n.width.in = n.width.out = between(1, 90);
  n.channels = between(1, between(0, 2) == 0 ? 130 : 40);
  n.features = between(1, 25);
  if (n.in_size() > most || n.out_size() > most) return true;
  const index_t needed = kernels::pointwise_scratch(n);
  make_rows(b, n.features, n.channels, between(1, 12), sizeof(T) == 1 ? 128 : 64);
  for (auto& byte : scratch) byte = 0xa5;
  kernels::reference::convolution<genn::row_major>(n, b.inputs, b.weights, bias, b.expected, f,
                                                   kernels::reference::zero_padding{});
  for (index_t i = 0; i < most; ++i) b.results[i] = b.inputs[i];
  kernels::sparse_pointwise(n, b.inputs,
                            rows_of<element, Escapes>{{{b.kept}}, {{gaps}}, {{counts}}}, bias,
                            b.results, f, scratch);
  for (index_t i = 0; i < 16; ++i)
    if (scratch[needed + i] != 0xa5) return fail("pointwise scratch", number);
  for (index_t i = n.out_size(); i < most; ++i)
    if (b.results[i] != b.inputs[i]) return fail("pointwise end", number);
  return same(b, n.out_size(), sizeof(T) == 1 ? "i8 pointwise" : "i16 pointwise", number);
}

template <bool Escapes, index_t Inputs, index_t Outputs, class T, class B, class F>
bool compare_contract(index_t number, buffers<T>& b, B bias, F f) {
  using element = std::conditional_t<sizeof(T) == 1, genn::int8, genn::int16>;
  using shape = kernels::contract_shape<1, Inputs, Outputs>;
  make_rows(b, Outputs, Inputs, Escapes ? between(1, 400) : between(1, 20),
            sizeof(T) == 1 ? 128 : 64);
  kernels::reference::contract<genn::row_major>(shape::value, b.inputs, b.weights, bias, b.expected,
                                                f);
  kernels::sparse_contract<shape>(b.inputs,
                                  rows_of<element, Escapes>{{{b.kept}}, {{gaps}}, {{counts}}}, bias,
                                  b.results, f, scratch);
  return same(b, Outputs, sizeof(T) == 1 ? "i8 vector" : "i16 vector", number);
}

using one = kernels::axis_shape<1, 1, 1, 1, 1, 0>;
template <class Height, class Width, index_t Channels, index_t Features, index_t Groups = 1,
          index_t Batch = 1>
using windows = kernels::window_shape<Batch, one, Height, Width, Channels, Features, Groups>;

template <class T, class B, class F>
bool compare(index_t number, buffers<T>& b, B bias, F f, T padding) {
  using kernels::axis_shape;
  const auto convolution = [&](auto shape) {
    return compare_convolution<decltype(shape)>(number, b, bias, f, padding);
  };
  return convolution(windows<one, axis_shape<23, 19, 5, 1, 1, 0>, 7, 6>{}) &&
         convolution(windows<one, axis_shape<30, 30, 3, 1, 1, 1>, 32, 8>{}) &&
         convolution(windows<one, axis_shape<20, 10, 5, 2, 1, 2>, 5, 9>{}) &&
         convolution(windows<one, axis_shape<21, 8, 4, 2, 2, 0>, 3, 4>{}) &&
         convolution(
             windows<axis_shape<9, 7, 3, 1, 1, 0>, axis_shape<10, 10, 3, 1, 1, 1>, 3, 5>{}) &&
         convolution(windows<axis_shape<6, 3, 1, 2, 1, 0>, axis_shape<8, 7, 2, 1, 1, 0>, 4, 3>{}) &&
         convolution(
             windows<axis_shape<7, 7, 3, 1, 1, 1>, axis_shape<6, 3, 2, 2, 1, 0>, 6, 4, 2, 2>{}) &&
         compare_pointwise<false>(number, b, bias, f) &&
         compare_pointwise<true>(number, b, bias, f) &&
         compare_contract<false, 200, 13>(number, b, bias, f) &&
         compare_contract<true, 700, 5>(number, b, bias, f);
}

template <kernels::reference::ending Known>
bool compare_bytes(index_t number, const genn::rescaling& how) {
  using multiplied = kernels::reference::rescale_by_channel<genn::flash_view<genn::int16>, Known>;
  return compare(number, bytes, genn::flash_view<genn::int32>{biases},
                 multiplied{how, {multipliers}}, std::int8_t(between(-128, 127)));
}
bool compare_bytes(index_t number) {
  using kernels::reference::ending;
  const auto shift = std::int32_t(between(1, 12)),
             left = std::int32_t(between(0, 1) * between(0, 3));
  const auto zero = std::int32_t(between(-128, 127));
  const std::int32_t low = between(0, 1) == 0 ? -128 : -100;
  const genn::rescaling how{shift, (1 << (shift - 1)) + zero * (1 << shift), low, 127, left, 0};
  // As layers see it (arithmetic.hpp).
  const ending known = kernels::ending_with_multiplier(how);
  if (known == ending::rounded && how.places_with_multiplier() <= 16)
    return compare_bytes<ending::rounded>(number, how);
  if (known == ending::whole_byte && left == 0)
    return compare_bytes<ending::whole_byte>(number, how);
  return compare_bytes<ending::any>(number, how);
}

bool compare_words(index_t number) {
  using kernels::reference::ending;
  const auto shift = std::int32_t(between(1, 20));
  const genn::rescaling how{shift, 1 << (shift - 1), -32768, 30000};
  const kernels::reference::shifted_bias<genn::flash_view<genn::int16>> bias{{word_biases}, 3};
  if (kernels::ending_without_multiplier(how) == ending::rounded)
    return compare(number, words, bias, kernels::reference::rescale_by_shift<ending::rounded>{how},
                   std::int16_t{0});
  return compare(number, words, bias, kernels::reference::rescale_by_shift<>{how}, std::int16_t{0});
}

}  // namespace

int main() {
  bool right = true;
  for (index_t number = 0; number < 60 && right; ++number) {
    for (auto& x : bytes.inputs) x = std::int8_t(between(-128, 127));
    for (auto& x : words.inputs) x = std::int16_t(between(-32768, 32767));
    for (auto& bias : biases) bias = std::int32_t(between(-100000, 100000));
    for (auto& bias : word_biases) bias = std::int16_t(between(-32768, 32767));
    for (auto& m : multipliers) m = std::int16_t(between(512, 32767));
    right = compare_bytes(number) && compare_words(number);
  }
  board_puts(right ? "the same integers\n" : "");
  return right ? 0 : 1;
}
