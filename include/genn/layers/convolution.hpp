// SPDX-License-Identifier: BSL-1.0
// What the convolutions share.
#pragma once

#include <genn/kernels/integer_kernel.hpp>
#include <genn/layers/arithmetic.hpp>
#include <genn/layers/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Option of a convolution that only a pool reads: it is computed by rows, as the pool needs them,
/// and its result has no memory of its own.
struct by_rows {};

namespace detail {

template <class Layer, class In>
struct convolution_fits {
  static constexpr index_t spatial = Layer::spatial;
  static constexpr extents in = In::shape::value;
  static constexpr bool rank = has_window_rank<spatial>(in);
  static constexpr window_sizes sizes =
      sizes_on<spatial, typename Layer::window>(in, Layer::features, Layer::groups);
  static constexpr bool channels =
      !rank || (sizes.channels % sizes.groups == 0 && sizes.features % sizes.groups == 0);
  static constexpr bool room =
      !rank || !channels || (sizes.depth.out > 0 && sizes.height.out > 0 && sizes.width.out > 0);
  static constexpr bool weight =
      !rank || !channels || !room || Layer::weight::size == Layer::features * sizes.taps();
  static constexpr bool bias = !rank || !channels || !room || !weight || Layer::bias::size == 0 ||
                               Layer::bias::size == Layer::features;
  static constexpr bool complete = rank && channels && room && weight && bias;
  static constexpr bool form = !complete || arithmetic<Layer, In>::same_form;
  static constexpr bool sums = !complete || !form || arithmetic<Layer, In>::proved;
  struct matrix {
    static constexpr matrix_sizes value = weights_of(convolution_fits::sizes);
  };
  static constexpr bool verified() {
    if constexpr (complete && form && sums)
      return arithmetic<Layer, In>::template verified<matrix>();
    else
      return true;
  }
  static constexpr bool constants = verified();
  static constexpr bool value = complete && form && sums && constants;
};

template <class Layer, class In>
struct convolution_value {
  static constexpr extents value =
      window_output<Layer::spatial>(In::shape::value, convolution_fits<Layer, In>::sizes);
};

template <class Layer, class In, bool Fits = convolution_fits<Layer, In>::value>
struct convolution_on : misfit<convolution_fits<Layer, In>> {};

template <class Layer, class In>
struct convolution_on<Layer, In, true>
    : reading<tensor<typename Layer::result, shape_of<convolution_value<Layer, In>>>> {
  using numbers = arithmetic<Layer, In>;
  using element = typename Layer::result::type;
  static constexpr window_sizes sizes = convolution_fits<Layer, In>::sizes;
  using packing = typename Layer::weight::packing;
  static constexpr bool by_rows = Layer::by_rows;
  static constexpr choice choose(const window_sizes& n) {
    return choose_convolution(n, Layer::result::form, this_machine, order_of<packing>);
  }
  static constexpr choice kernel = choose(sizes);

  static constexpr index_t scratch_bytes = kernel.scratch_bytes;
  static constexpr index_t kept_weights = genn::kept_weights<typename Layer::weight>();
  static constexpr index_t weight_bytes = flash_bytes<typename Layer::weight>();
  static constexpr std::uint64_t macs =
      std::uint64_t(sizes.batch * sizes.positions()) * std::uint64_t(kept_weights);
  static constexpr index_t constant_bytes =
      weight_bytes + flash_bytes<typename Layer::bias>() + numbers::constant_bytes;
  static constexpr std::int64_t largest_sum = numbers::largest_sum;
  static constexpr index_t lag(index_t) { return kernel.lag; }

  /// Of integers, it is data: the layer, and the kernel that runs it.
  static constexpr kernels::integer_family family = kernels::family_of(kernel);
  template <class Chosen>
  struct data_for {
    using weight = typename Layer::weight;
    using shape = kernels::window_shape_of<convolution_on>;
    using layer = kernels::integer_layer_of<weight, typename Layer::bias, numbers, shape>;
    using kernel = kernels::integer_kernel<
        kernels::family_of(Chosen::kernel), kernels::dots::known_shape<shape>, packing,
        typename weight::element, decltype(numbers::template bias<from_flash>()),
        decltype(numbers::template end<from_flash>())>;
  };
  using data = data_for<convolution_on>;

  static void run(void* scratch, element* y, const typename In::type* x) {
    compute<convolution_on>(scratch, y, x);
  }
  /// By the kernel Chosen::kernel: as a whole, or the rows of a part.
  template <class Chosen, class... Part>
  static void compute([[maybe_unused]] void* scratch, element* y, const typename In::type* x,
                      Part... part) {
    constexpr choice chosen = Chosen::kernel;
    if constexpr (kernels::family_of(chosen) != kernels::integer_family::none) {
      using of_part = data_for<Chosen>;
      of_part::kernel::run(kernels::layer_of(of_part::layer::value, sizes, part...),
                           kernels::input_of(x, sizes, part...), y, scratch);
    } else {
      using shape = kernels::window_shape_of<convolution_on>;
      using tile = kernels::portable::tile<chosen.lanes, chosen.vectors, chosen.pixels>;
      const auto w = weights_by<from_flash, typename Layer::weight>();
      const auto b = numbers::template bias<from_flash>();
      const auto f = numbers::template end<from_flash>();
      if constexpr (chosen.family == kernel_family::sparse)
        kernels::sparse_convolution<shape>(x, w, b, y, f, numbers::padding, scratch, part...);
      else if constexpr (chosen.family == kernel_family::sparse_pointwise)
        kernels::sparse_pointwise(kernels::sizes_of(sizes, part...), x, w, b, y,
                                  numbers::template sparse_end<from_flash>(), scratch);
      else
        kernels::convolution<shape, packing, chosen.family, tile>(x, w, b, y, f, numbers::padding,
                                                                  part...);
    }
  }
  static constexpr void evaluate(element* y, const typename In::type* x) {
    kernels::reference::any_convolution<packing>(
        sizes, x, weights_by<by_value, typename Layer::weight>(),
        numbers::template bias<by_value>(), y, numbers::template end<by_value>(), numbers::padding);
  }
};

/// Parameters of a convolution layer, for its readings.
template <index_t Spatial, index_t Features, class Kernel, class Weight, class Bias,
          class... Options>
struct convolution_parameters {
  static_assert(Features > 0, "convolution: needs at least one feature");
  static constexpr std::size_t arity = 1;
  static constexpr index_t spatial = Spatial;
  static constexpr index_t features = Features;
  static constexpr bool by_rows = (std::is_same_v<Options, genn::by_rows> || ...);
  static constexpr index_t groups =
      values<typename option<genn::groups, genn::groups<1>, Options...>::type>::at[0];
  using weight = Weight;
  using bias = Bias;
  using function = typename then_of<Options...>::type;
  using result = typename element_given<f32, Options...>::type;
  using window = window_options<
      Spatial, Kernel,
      typename option<stride, typename repeated<1, Spatial>::template type<stride>,
                      Options...>::type,
      typename option<dilation, typename repeated<1, Spatial>::template type<dilation>,
                      Options...>::type,
      padding_of<Spatial, Options...>>;
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::convolution_fits<Layer, In>>>
    : detail::refused_model {
  using fits = detail::convolution_fits<Layer, In>;
  static_assert(fits::rank || fits::spatial != 1,
                "conv1d: the input must be shape<length, channels>, or a batch of it; put "
                "`reshape` before it");
  static_assert(fits::rank || fits::spatial != 2,
                "conv2d: the input must be shape<height, width, channels>, or a batch of it; put "
                "`reshape` before it");
  static_assert(fits::rank || fits::spatial != 3,
                "conv3d: the input must be shape<depth, height, width, channels>, or a batch of "
                "it; put `reshape` before it");
  static_assert(fits::channels,
                "convolution: the channels of input and output must be multiples of groups<>; "
                "use other groups<>");
  static_assert(fits::room,
                "convolution: the kernel is larger than the input; use padding<> or a smaller "
                "kernel<>");
  static_assert(fits::weight,
                "convolution: the weight must hold features x (channels / groups) x kernel "
                "numbers; give it the weight of this input");
  static_assert(fits::bias,
                "convolution: the bias must hold one number a feature; give it the bias of this "
                "layer");
  static_assert(fits::form,
                "convolution: input, weight and result must have one form; put `quantize` or "
                "`dequantize` between layers of two forms");
  static_assert(fits::sums,
                "convolution: its sums can leave 32 bits; use smaller weights, or an input of "
                "fewer bits");
  static_assert(fits::constants,
                "convolution: its weights add up to more than its numbers say; generate the header "
                "again");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
