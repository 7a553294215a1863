// SPDX-License-Identifier: BSL-1.0
// What the pools share.
#pragma once

#include <genn/kernels/reference/pool.hpp>
#include <genn/layers/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Options of pools: a last window may hang over the end; padding does not count; the divisor.
template <index_t...>
struct ceil_mode {};
template <index_t...>
struct exclude_padding {};
template <index_t... Number>
struct divisor {};

namespace detail {

template <class Layer, class In>
struct pool_fits {
  static constexpr index_t spatial = Layer::spatial;
  static constexpr extents in = In::shape::value;
  static constexpr bool rank = has_window_rank<spatial>(in);
  static constexpr window_sizes sizes = Layer::sizes(in);
  static constexpr bool room =
      !rank || (sizes.depth.out > 0 && sizes.height.out > 0 && sizes.width.out > 0);
  static constexpr bool value = rank && room;
};

template <class Layer, class In>
struct pool_value {
  static constexpr extents value =
      window_output<Layer::spatial>(In::shape::value, pool_fits<Layer, In>::sizes);
};

template <class Layer, class In, bool Fits = pool_fits<Layer, In>::value>
struct pool_on : misfit<pool_fits<Layer, In>> {};

template <class Layer, class In>
struct pool_on<Layer, In, true> : reading<tensor<f32, shape_of<pool_value<Layer, In>>>> {
  static constexpr window_sizes sizes = pool_fits<Layer, In>::sizes;
  static constexpr index_t lag(index_t) { return Layer::lag(sizes); }
  GENN_NOINLINE static void run(void*, float* y, const float* x) { Layer::pool(sizes, x, y); }
  static constexpr void evaluate(float* y, const float* x) { Layer::pool(sizes, x, y); }
};

/// Parameters of a pool whose windows are given.
template <index_t Spatial, class Kernel, class... Options>
struct pool_parameters {
  static constexpr std::size_t arity = 1;
  static constexpr index_t spatial = Spatial;
  using function = typename then_of<Options...>::type;
  static constexpr bool ceil =
      !std::is_same_v<typename option<ceil_mode, void, Options...>::type, void>;
  // Without a stride, windows lie side by side.
  template <class K>
  struct side_by_side;
  template <index_t... K>
  struct side_by_side<kernel<K...>> {
    using type = stride<K...>;
  };
  using window = window_options<
      Spatial, Kernel,
      typename option<stride, typename side_by_side<Kernel>::type, Options...>::type,
      typename option<dilation, typename repeated<1, Spatial>::template type<dilation>,
                      Options...>::type,
      padding_of<Spatial, Options...>>;

  static constexpr window_sizes sizes(const extents& in) {
    return sizes_on<Spatial, window>(in, 0, 1, ceil);
  }
  static constexpr index_t lag(const window_sizes& n) { return lag_of_pool(n, sizeof(float)); }
};

/// Maximum of each window.
template <index_t Spatial, class Kernel, class... Options>
struct max_pool : pool_parameters<Spatial, Kernel, Options...> {
  static constexpr void pool(const window_sizes& n, const float* x, float* y) {
    kernels::reference::max_pool(n, x, y, typename max_pool::function{});
  }
};

/// Mean of each window.
template <index_t Spatial, class Kernel, class... Options>
struct avg_pool : pool_parameters<Spatial, Kernel, Options...> {
  using given_divisor = typename option<divisor, divisor<0>, Options...>::type;
  static constexpr index_t number = values<given_divisor>::at[0];
  static constexpr pool_divisor rule =
      number != 0 ? pool_divisor::fixed_number
      : std::is_same_v<typename option<exclude_padding, void, Options...>::type, void>
          ? pool_divisor::padded
          : pool_divisor::data;

  static constexpr void pool(const window_sizes& n, const float* x, float* y) {
    using window = typename avg_pool::window;
    constexpr extents after{3, {window::after(0), window::after(1), window::after(2)}};
    kernels::reference::avg_pool(n, rule, number, after, x, y, typename avg_pool::function{});
  }
};

/// Mean of windows that divide the input into `Out...` parts.
template <index_t Spatial, class Out, class... Options>
struct adaptive_avg_pool {
  static_assert(values<Out>::count == Spatial, "adaptive pool: one extent a spatial axis");
  static constexpr std::size_t arity = 1;
  static constexpr index_t spatial = Spatial;
  using function = typename then_of<Options...>::type;

  static constexpr window_sizes sizes(const extents& in) {
    window_sizes n{};
    if (!has_window_rank<Spatial>(in)) return n;
    n.batch = in.rank == Spatial + 2 ? in.at[0] : 1;
    n.depth.in = spatial_extent<Spatial>(in, 0);
    n.height.in = spatial_extent<Spatial>(in, 1);
    n.width.in = spatial_extent<Spatial>(in, 2);
    n.depth.out = values<Out>::on_axis(0, Spatial, 1);
    n.height.out = values<Out>::on_axis(1, Spatial, 1);
    n.width.out = values<Out>::on_axis(2, Spatial, 1);
    n.channels = n.features = in.at[in.rank - 1];
    return n;
  }
  static constexpr index_t lag(const window_sizes& n) { return lag_of_adaptive_pool(n); }
  static constexpr void pool(const window_sizes& n, const float* x, float* y) {
    kernels::reference::adaptive_avg_pool(n, x, y, function{});
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::pool_fits<Layer, In>>> : detail::refused_model {
  using fits = detail::pool_fits<Layer, In>;
  static_assert(fits::rank || fits::spatial != 1,
                "pool: the input must be shape<length, channels>, or a batch of it; put `reshape` "
                "before it");
  static_assert(fits::rank || fits::spatial != 2,
                "pool: the input must be shape<height, width, channels>, or a batch of it; put "
                "`reshape` before it");
  static_assert(fits::room, "pool: the kernel is larger than the input; use a smaller kernel<>");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
