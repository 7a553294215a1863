// SPDX-License-Identifier: BSL-1.0
// What the pools share.
#pragma once

#include <genn/kernels/portable/integer_avg_pool.hpp>
#include <genn/kernels/portable/integer_max_pool.hpp>
#include <genn/kernels/reference/pool.hpp>
#include <genn/kernels/select.hpp>
#include <genn/kernels/vectors/pool.hpp>
#include <genn/layers/arithmetic.hpp>
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
  static constexpr bool complete = rank && room;
  static constexpr bool form =
      !complete || Layer::template result<typename In::element>::form == In::element::form;
  static constexpr bool scale =
      !complete || !form || Layer::template scale_fits<typename In::element>();
  static constexpr bool sums =
      !complete || !form || Layer::template sums_fit<typename In::element>(sizes);
  static constexpr bool value = complete && form && scale && sums;
};

template <class Layer, class In>
struct pool_value {
  static constexpr extents value =
      window_output<Layer::spatial>(In::shape::value, pool_fits<Layer, In>::sizes);
};

template <class Layer, class In, bool Fits = pool_fits<Layer, In>::value>
struct pool_on : misfit<pool_fits<Layer, In>> {};

template <class Layer, class In>
struct pool_on<Layer, In, true>
    : reading<tensor<typename Layer::template result<typename In::element>,
                     shape_of<pool_value<Layer, In>>>> {
  using from = typename In::element;
  using element = typename Layer::template result<from>::type;
  static constexpr window_sizes sizes = pool_fits<Layer, In>::sizes;
  static constexpr index_t constant_bytes = Layer::template constant_bytes<from>();
  static constexpr index_t lag(index_t) { return Layer::lag(sizes, sizeof(element)); }
  GENN_NOINLINE static void run(void*, element* y, const typename In::type* x) {
    Layer::template pool<from, from_flash>(sizes, x, y);
  }
  /// Some rows; x holds those of the input that they read.
  template <class Part>
  GENN_NOINLINE static void run_part(Part part, element* y, const typename In::type* x) {
    Layer::template pool<from, from_flash>(part.of(sizes), x, y);
  }
  static constexpr void evaluate(element* y, const typename In::type* x) {
    Layer::template pool<from, by_value>(sizes, x, y);
  }
};

// Whether a pool of X into Y runs on vectors of floats.
template <class X, class Y, class View>
inline constexpr bool in_vectors =
    std::is_same_v<X, float>&& std::is_same_v<Y, float>&& std::is_same_v<View, from_flash>&&
        this_machine.has_vectors() &&
    !reference_kernels_only;

// The end of a maximum: integers are limited to the range of a result that was named.
template <class Function, class... Options>
struct end_of_maximum {
  using result = typename element_given<void, Options...>::type;
  static constexpr auto make() {
    if constexpr (std::is_same_v<result, void>)
      return Function{};
    else
      return kernels::reference::limit_to{result::value.low, result::value.high};
  }
};

// The mean of a window in the form of its result. Integers: Quant holds `rescale`, and the
// multipliers of the counts from `first_count` on as the constant `multiplier`.
template <class Function, class... Options>
struct arithmetic_of_mean {
  using given = typename element_given<f32, Options...>::type;
  template <class>
  using result = given;
  template <class>
  static constexpr bool scale_fits() {
    return true;
  }

  /// True if the sums of up to `most` elements fit.
  template <class In>
  static constexpr bool sums_of_fit(index_t most) {
    if constexpr (is_integer<given>) {
      const std::int64_t each =
          std::int64_t{In::value.largest()} +
          (In::value.zero_point < 0 ? -In::value.zero_point : In::value.zero_point);
      return fits_32_bits({most, 0}, each, given::quant::rescale);
    } else {
      return true;
    }
  }
  template <class>
  static constexpr index_t constant_bytes() {
    if constexpr (is_integer<given>)
      return flash_bytes<typename given::quant::multiplier>();
    else
      return 0;
  }
  template <class In, class View>
  static constexpr auto make() {
    if constexpr (is_integer<given>) {
      using quant = typename given::quant;
      using multipliers = decltype(View::template view<typename quant::multiplier>());
      return kernels::reference::mean_of_integers<multipliers>{
          quant::rescale, In::value.zero_point, quant::first_count,
          View::template view<typename quant::multiplier>()};
    } else {
      return kernels::reference::mean_of_floats<Function>{};
    }
  }
};

/// Parameters of a pool whose windows are given.
template <index_t Spatial, class Kernel, class... Options>
struct pool_parameters {
  static constexpr std::size_t arity = 1;
  static constexpr bool takes_rows = true;
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
  static constexpr index_t lag(const window_sizes& n, index_t element_bytes) {
    return lag_of_pool(n, element_bytes);
  }
};

/// Maximum of each window.
template <index_t Spatial, class Kernel, class... Options>
struct max_pool : pool_parameters<Spatial, Kernel, Options...> {
  template <class In>
  using result = typename element_given<In, Options...>::type;
  template <class In>
  static constexpr bool scale_fits() {
    return result<In>::value.scale == In::value.scale &&
           result<In>::value.zero_point == In::value.zero_point;
  }
  template <class>
  static constexpr bool sums_fit(const window_sizes&) {
    return true;
  }
  template <class>
  static constexpr index_t constant_bytes() {
    return 0;
  }
  template <class In, class View, class X, class Y>
  static constexpr void pool(const window_sizes& n, const X* x, Y* y) {
    const auto end = end_of_maximum<typename max_pool::function, Options...>::make();
    if constexpr (is_integer<In> && std::is_same_v<View, from_flash> && !reference_kernels_only)
      kernels::portable::integer_max_pool(n, x, y, end);
    else if constexpr (in_vectors<X, Y, View>)
      kernels::vectors::max_pool<this_machine.lanes>(n, x, y, end);
    else
      kernels::reference::max_pool(n, x, y, end);
  }
};

/// Mean of each window.
template <index_t Spatial, class Kernel, class... Options>
struct avg_pool : pool_parameters<Spatial, Kernel, Options...>,
                  arithmetic_of_mean<typename then_of<Options...>::type, Options...> {
  template <class In>
  static constexpr bool sums_fit(const window_sizes& n) {
    return avg_pool::template sums_of_fit<In>(n.window());
  }
  using given_divisor = typename option<divisor, divisor<0>, Options...>::type;
  static constexpr index_t number = values<given_divisor>::at[0];
  // Windows that never meet padding have one number of taps.
  static constexpr bool always_whole =
      !avg_pool::ceil && avg_pool::window::before(0) + avg_pool::window::before(1) +
                                 avg_pool::window::before(2) + avg_pool::window::after(0) +
                                 avg_pool::window::after(1) + avg_pool::window::after(2) ==
                             0;
  static constexpr pool_divisor rule =
      number != 0 || always_whole ? pool_divisor::fixed_number
      : std::is_same_v<typename option<exclude_padding, void, Options...>::type, void>
          ? pool_divisor::padded
          : pool_divisor::data;

  static constexpr index_t count(const window_sizes& n) {
    return number != 0 ? number : n.window();
  }
  static constexpr extents after{
      3, {avg_pool::window::after(0), avg_pool::window::after(1), avg_pool::window::after(2)}};

  template <class In, class View, class X, class Y>
  static constexpr void pool(const window_sizes& n, const X* x, Y* y) {
    const auto mean = avg_pool::template make<In, View>();
    if constexpr (is_integer<In> && std::is_same_v<View, from_flash> && Spatial < 3 &&
                  !reference_kernels_only)
      kernels::portable::integer_avg_pool<rule>(n, count(n), after, x, y, mean);
    else if constexpr (in_vectors<X, Y, View>)
      kernels::vectors::avg_pool<this_machine.lanes>(n, rule, count(n), after, x, y, mean.f);
    else
      kernels::reference::avg_pool(n, rule, count(n), after, x, y, mean);
  }
};

/// Mean of windows that divide the input into `Out...` parts.
template <index_t Spatial, class Out, class... Options>
struct adaptive_avg_pool : arithmetic_of_mean<typename then_of<Options...>::type, Options...> {
  static_assert(values<Out>::count == Spatial, "adaptive pool: one extent a spatial axis");
  static constexpr std::size_t arity = 1;
  static constexpr index_t spatial = Spatial;
  template <class In>
  static constexpr bool sums_fit(const window_sizes& n) {
    return adaptive_avg_pool::template sums_of_fit<In>(n.depth.in * n.height.in * n.width.in);
  }

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
  static constexpr index_t lag(const window_sizes& n, index_t) { return lag_of_adaptive_pool(n); }
  template <class In, class View, class X, class Y>
  static constexpr void pool(const window_sizes& n, const X* x, Y* y) {
    kernels::reference::adaptive_avg_pool(n, x, y, adaptive_avg_pool::template make<In, View>());
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
  static_assert(fits::rank || fits::spatial != 3,
                "pool: the input must be shape<depth, height, width, channels>, or a batch of it; "
                "put `reshape` before it");
  static_assert(fits::room, "pool: the kernel is larger than the input; use a smaller kernel<>");
  static_assert(fits::form,
                "pool: input and result must have one form; put `quantize` or `dequantize` before "
                "it");
  static_assert(fits::scale,
                "pool: a maximum keeps scale and zero point of its input; put `weighted_sum` "
                "behind it");
  static_assert(fits::sums, "pool: its sums can leave 32 bits; use a smaller window");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
