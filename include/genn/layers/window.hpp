// SPDX-License-Identifier: BSL-1.0
// Sizes of a window layer from its options and the tensor that arrives.
#pragma once

#include <genn/layers/layer.hpp>
#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// The options of a window layer over `Spatial` axes.
template <index_t Spatial, class Kernel, class Stride, class Dilation, class Padding>
struct window_options {
  static_assert(values<Kernel>::count == Spatial, "kernel<>: one extent a spatial axis");
  static_assert(values<Stride>::count == Spatial, "stride<>: one step a spatial axis");
  static_assert(values<Dilation>::count == Spatial, "dilation<>: one step a spatial axis");
  static constexpr bool two_sides = is_option<padding_sides, Padding>;
  static_assert(values<Padding>::count == (two_sides ? 2 * Spatial : Spatial),
                "padding<>: one number a spatial axis; padding_sides<>: two");

  static constexpr index_t before(index_t axis) {
    if (axis < 3 - Spatial) return 0;
    const index_t i = axis - (3 - Spatial);
    return values<Padding>::at[two_sides ? 2 * i : i];
  }
  static constexpr index_t after(index_t axis) {
    if (axis < 3 - Spatial) return 0;
    const index_t i = axis - (3 - Spatial);
    return values<Padding>::at[two_sides ? 2 * i + 1 : i];
  }

  static constexpr window_axis axis_of(index_t axis, index_t in, bool ceil) {
    window_axis a{};
    a.in = in;
    a.kernel = values<Kernel>::on_axis(axis, Spatial, 1);
    a.stride = values<Stride>::on_axis(axis, Spatial, 1);
    a.dilation = values<Dilation>::on_axis(axis, Spatial, 1);
    a.before = before(axis);
    a.out = window_count(in, a.kernel, a.stride, a.dilation, a.before, after(axis), ceil);
    return a;
  }
};

/// `Spatial` axes and channels, with or without a batch in front.
template <index_t Spatial>
constexpr bool has_window_rank(const extents& in) {
  return in.rank == Spatial + 1 || in.rank == Spatial + 2;
}

/// Extent of the input along depth (0), height (1) or width (2); 1 for axes that do not exist.
template <index_t Spatial>
constexpr index_t spatial_extent(const extents& in, index_t axis) {
  const index_t first = in.rank - 1 - Spatial;
  return axis < 3 - Spatial ? 1 : in.at[first + axis - (3 - Spatial)];
}

template <index_t Spatial, class Options>
constexpr window_sizes sizes_on(const extents& in, index_t features, index_t group_count,
                                bool ceil = false) {
  window_sizes n{};
  if (!has_window_rank<Spatial>(in)) return n;
  n.batch = in.rank == Spatial + 2 ? in.at[0] : 1;
  n.depth = Options::axis_of(0, spatial_extent<Spatial>(in, 0), ceil);
  n.height = Options::axis_of(1, spatial_extent<Spatial>(in, 1), ceil);
  n.width = Options::axis_of(2, spatial_extent<Spatial>(in, 2), ceil);
  n.channels = in.at[in.rank - 1];
  n.features = features > 0 ? features : n.channels;
  n.groups = group_count;
  return n;
}

/// Extents of the output: as the input's, each spatial axis and the channels replaced.
template <index_t Spatial>
constexpr extents window_output(const extents& in, const window_sizes& n) {
  if (!has_window_rank<Spatial>(in)) return no_extents;
  extents out = in;
  const index_t counts[3] = {n.depth.out, n.height.out, n.width.out};
  for (index_t i = 0; i < Spatial; ++i) out.at[in.rank - 1 - Spatial + i] = counts[3 - Spatial + i];
  out.at[in.rank - 1] = n.features;
  return out;
}

template <index_t Value, index_t Spatial>
struct repeated;
template <index_t Value>
struct repeated<Value, 1> {
  template <template <index_t...> class Option>
  using type = Option<Value>;
};
template <index_t Value>
struct repeated<Value, 2> {
  template <template <index_t...> class Option>
  using type = Option<Value, Value>;
};
template <index_t Value>
struct repeated<Value, 3> {
  template <template <index_t...> class Option>
  using type = Option<Value, Value, Value>;
};

/// Padding in either form.
template <index_t Spatial, class... Options>
using padding_of = typename option<
    padding,
    typename option<padding_sides, typename repeated<0, Spatial>::template type<padding>,
                    Options...>::type,
    Options...>::type;

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
