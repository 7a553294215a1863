// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/kernels/integer_kernel.hpp>
#include <genn/layers/arithmetic.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

template <index_t Features, class Weight, class Bias, class... Options>
struct linear;

namespace detail {

template <class Layer, class In>
struct linear_fits {
  static constexpr extents in = In::shape::value;
  static constexpr index_t inputs = in.rank > 0 ? in.at[in.rank - 1] : 0;
  static constexpr bool axis = in.rank > 0;
  static constexpr bool weight = !axis || Layer::weight::size == Layer::features * inputs;
  static constexpr bool bias =
      !axis || !weight || Layer::bias::size == 0 || Layer::bias::size == Layer::features;
  static constexpr bool complete = axis && weight && bias;
  // One vector of bytes may have results of 16 bits.
  static constexpr bool form =
      !complete || (arithmetic<Layer, In>::same_form &&
                    (form_of_sums<Layer, In> == Layer::result::form || In::size == inputs));
  static constexpr bool sums = !complete || !form || arithmetic<Layer, In>::proved;
  struct matrix {
    static constexpr matrix_sizes value{1, Layer::features, inputs};
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
struct linear_value {
  static constexpr extents with_features(extents e) {
    e.at[e.rank - 1] = Layer::features;
    return e;
  }
  static constexpr extents value = with_features(In::shape::value);
};

template <class Layer, class In, bool Fits = linear_fits<Layer, In>::value>
struct linear_on : misfit<linear_fits<Layer, In>> {};

template <class Layer, class In>
struct linear_choice {
  static constexpr index_t inputs = linear_fits<Layer, In>::inputs;
  static constexpr contract_sizes sizes{In::size / inputs, inputs, Layer::features};
  static constexpr choice kernel = choose_contract(sizes, Layer::result::form, this_machine,
                                                   order_of<typename Layer::weight::packing>);
};

template <class Layer, class In>
struct linear_on<Layer, In, true>
    : reading<tensor<typename Layer::result, shape_of<linear_value<Layer, In>>>,
              linear_choice<Layer, In>::kernel.lag> {
  using numbers = arithmetic<Layer, In>;
  using element = typename Layer::result::type;
  static constexpr contract_sizes sizes = linear_choice<Layer, In>::sizes;
  using packing = typename Layer::weight::packing;
  static constexpr choice kernel = linear_choice<Layer, In>::kernel;
  using tile = kernels::portable::tile<kernel.lanes, kernel.vectors, kernel.pixels>;

  static constexpr index_t scratch_bytes = kernel.scratch_bytes;
  static constexpr index_t kept_weights = genn::kept_weights<typename Layer::weight>();
  static constexpr index_t weight_bytes = flash_bytes<typename Layer::weight>();
  static constexpr std::uint64_t macs = std::uint64_t(sizes.rows) * std::uint64_t(kept_weights);
  static constexpr index_t constant_bytes =
      weight_bytes + flash_bytes<typename Layer::bias>() + numbers::constant_bytes;
  static constexpr std::int64_t largest_sum = numbers::largest_sum;
  struct windows {
    static constexpr window_sizes value = as_window(sizes);
  };

  /// Of integers, it is data: the layer, and the kernel that runs it.
  static constexpr kernels::integer_family family =
      kernel.family == kernel_family::integers && sizes.rows == 1
          ? kernels::is_large(sizes) ? kernels::integer_family::contract
                                     : kernels::integer_family::small_contract
          : kernels::family_of(kernel);
  struct data {
    using weight = typename Layer::weight;
    using layer = kernels::integer_layer_of<weight, typename Layer::bias, numbers, windows>;
    using shape =
        kernels::contract_windows<kernels::contract_shape<sizes.rows, sizes.inputs, sizes.outputs>>;
    using kernel = kernels::integer_kernel<family, kernels::dots::known_shape<shape>, packing,
                                           typename weight::element,
                                           decltype(numbers::template bias<from_flash>()),
                                           decltype(numbers::template end<from_flash>())>;
  };

  static void run([[maybe_unused]] void* scratch, element* y, const typename In::type* x) {
    if constexpr (family != kernels::integer_family::none) {
      data::kernel::run(data::layer::value, x, y, scratch);
    } else {
      using shape = kernels::contract_shape<sizes.rows, sizes.inputs, sizes.outputs>;
      const auto w = weights_by<from_flash, typename Layer::weight>();
      const auto b = numbers::template bias<from_flash>();
      const auto f = numbers::template end<from_flash>();
      if constexpr (kernel.family == kernel_family::sparse)
        kernels::sparse_contract<shape>(
            x, w, b, y, kernels::sparse_end(numbers::template sparse_end<from_flash>()), scratch);
      else if constexpr (kernel.family == kernel_family::sparse_pointwise)
        kernels::sparse_pointwise(windows::value, x, w, b, y,
                                  numbers::template sparse_end<from_flash>(), scratch);
      else
        kernels::contract<shape, packing, kernel.family, tile>(x, w, b, y, f);
    }
  }
  static constexpr void evaluate(element* y, const typename In::type* x) {
    kernels::reference::any_contract<packing>(
        sizes, x, weights_by<by_value, typename Layer::weight>(),
        numbers::template bias<by_value>(), y, numbers::template end<by_value>());
  }
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class In>
struct model_of<Network, refused<I, Name, detail::linear_fits<Layer, In>>> : detail::refused_model {
  using fits = detail::linear_fits<Layer, In>;
  static_assert(fits::axis, "linear: the input has no axis; put `reshape` before it");
  static_assert(fits::weight,
                "linear: the weight must hold features x (last extent of the input) numbers; put "
                "`flatten` before it, or give it the weight of this input");
  static_assert(fits::bias,
                "linear: the bias must hold one number a feature; give it the bias of this layer");
  static_assert(fits::form,
                "linear: input, weight and result must have one form; put `quantize` or "
                "`dequantize` between layers of two forms");
  static_assert(fits::sums,
                "linear: its sums can leave 32 bits; use smaller weights, or an input of fewer "
                "bits");
  static_assert(fits::constants,
                "linear: its weights add up to more than its numbers say; generate the header "
                "again");
};

/// Fully connected layer over the last axis (torch.nn.Linear).
///
///   y[..., o] = bias[o] + sum over i of x[..., i] * weight[o, i]
///
/// Weight: Features x (last extent of the input) numbers. Options: then<Function>, to<Element>.
template <index_t Features, class Weight, class Bias = no_bias, class... Options>
struct linear {
  static_assert(Features > 0, "linear: needs at least one feature");
  static constexpr char kind[] = "linear";
  static constexpr std::size_t arity = 1;
  static constexpr index_t features = Features;
  using weight = Weight;
  using bias = Bias;
  using function = typename detail::then_of<Options...>::type;
  using result = typename detail::element_given<f32, Options...>::type;

  template <class In>
  using on = detail::linear_on<linear, In>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
