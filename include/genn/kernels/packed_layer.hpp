// SPDX-License-Identifier: BSL-1.0
// The numbers of an integer layer in as few bits as most layers need: what lies in flash for each.
#pragma once

#include <genn/number/rescaling.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels {

/// What kernels of integers read. The addresses are those of elements whose types the kernel knows;
/// null where there are none.
struct integer_layer {
  const void *weights, *bias, *multipliers;
  rescaling how;
  std::int16_t shift_of_bias, value_of_padding;
  window_sizes sizes;

  GENN_NOINLINE constexpr window_sizes all_sizes() const { return sizes; }
  constexpr rescaling rescale() const { return how; }
  constexpr std::int16_t padding() const { return value_of_padding; }
  constexpr std::int16_t bias_shift() const { return shift_of_bias; }
  constexpr index_t inputs() const { return sizes.channels; }
  constexpr index_t outputs() const { return sizes.features; }
  constexpr void set_sizes(const window_sizes& n) { sizes = n; }
};

constexpr bool same(const window_axis& a, const window_axis& b) {
  return a.in == b.in && a.out == b.out && a.kernel == b.kernel && a.stride == b.stride &&
         a.dilation == b.dilation && a.before == b.before;
}
constexpr bool same(const window_sizes& a, const window_sizes& b) {
  return a.batch == b.batch && a.channels == b.channels && a.features == b.features &&
         a.groups == b.groups && same(a.depth, b.depth) && same(a.height, b.height) &&
         same(a.width, b.width);
}
constexpr bool same(const rescaling& a, const rescaling& b) {
  return a.shift == b.shift && a.rounding == b.rounding && a.low == b.low && a.high == b.high &&
         a.left == b.left && a.reach == b.reach;
}

/// The same for a layer of elements X that rounds to the nearest integer and whose windows have no
/// depth. Whether its numbers fit, says holds().
template <class X>
struct packed_layer {
  static constexpr bool of_bytes = sizeof(X) == 1;
  using byte = std::uint8_t;
  using half = std::uint16_t;
  struct axis {
    half in, out;
    byte kernel, stride, dilation, before;
    constexpr explicit axis(const window_axis& a)
        : in(half(a.in)),
          out(half(a.out)),
          kernel(byte(a.kernel)),
          stride(byte(a.stride)),
          dilation(byte(a.dilation)),
          before(byte(a.before)) {}
    constexpr window_axis whole() const { return {in, out, kernel, stride, dilation, before}; }
  };

  const void *weights, *bias, *multipliers;
  axis height, width;
  half channels, features, groups;
  byte batch, shift;
  std::int8_t left;  ///< below 0 where sums saturate in front of it
  X zero, low, high;
  X extra;  ///< of bytes what padding reads as, of 16 bits how far biases are shifted

  constexpr explicit packed_layer(const integer_layer& l)
      : weights(l.weights),
        bias(l.bias),
        multipliers(l.multipliers),
        height(l.sizes.height),
        width(l.sizes.width),
        channels(half(l.sizes.channels)),
        features(half(l.sizes.features)),
        groups(half(l.sizes.groups)),
        batch(byte(l.sizes.batch)),
        shift(byte(l.how.shift)),
        left(std::int8_t(l.how.reach > 0 ? -l.how.left : l.how.left)),
        zero(X(l.how.shift < 32 ? l.how.zero() : 0)),
        low(X(l.how.low)),
        high(X(l.how.high)),
        extra(X(of_bytes ? l.padding() : l.bias_shift())) {}

  constexpr std::int16_t padding() const { return of_bytes ? extra : 0; }
  constexpr std::int16_t bias_shift() const { return of_bytes ? 0 : extra; }

  /// Once for all layers, as the next one.
  GENN_NOINLINE constexpr window_sizes all_sizes() const {
    return {batch, {}, height.whole(), width.whole(), channels, features, groups};
  }
  constexpr rescaling rescale() const {
    constexpr std::int32_t most = 0x7fffffff;
    const std::int32_t one = std::int32_t{1} << shift, places = left < 0 ? -left : left;
    return {shift, (one >> 1) + zero * one, low, high, places, left < 0 ? most >> places : 0};
  }
  constexpr index_t inputs() const { return channels; }
  constexpr index_t outputs() const { return features; }
  constexpr void set_sizes(const window_sizes& n) {
    height = axis(n.height);
    width = axis(n.width);
    batch = byte(n.batch);
  }

  /// Whether it stands for exactly this layer.
  constexpr bool holds(const integer_layer& l) const {
    return l.how.shift >= 0 && l.how.shift < 31 && l.how.left >= 0 && l.how.left < 31 &&
           same(l.sizes, all_sizes()) && same(l.how, rescale()) && l.padding() == padding() &&
           l.bias_shift() == bias_shift();
  }
};

}  // namespace kernels

GENN_NAMESPACE_END

#include <genn/undef.hpp>
