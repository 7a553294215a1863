// SPDX-License-Identifier: BSL-1.0
// What a layer is: an empty type that describes. Its readings stand in `Layer::on<Inputs...>`,
// where Inputs are the tensors that arrive:
//
//   output             the tensor that leaves
//   macs               multiplications by weights of one run
//   constant_bytes     flash of its constants, weight_bytes of them weights
//   kept_weights       weights that it multiplies by
//   scratch_bytes      working memory of its kernel
//   largest_sum        proved bound of its integer sums
//   lag(operand)       overlap that the kernel allows, as in kernels/select.hpp
//   by_rows            true if it is computed by rows inside the pool that reads it
//   family, data       of an integer layer that is data: its constant, and the kernel that runs it
//   run(scratch, y, x...)        computes, on pointers into storage
//   evaluate(y, x...)            the same by the reference kernel, in constant expressions
//
// A view (reshape) has no run: its output is its operand's memory. A layer states its `arity`, the
// number of operands, or any_arity, and `takes<Element>` if it does not take every form.
#pragma once

#include <genn/constants/constant.hpp>
#include <genn/functions/activation.hpp>
#include <genn/kernels/select.hpp>
#include <genn/layers/refused.hpp>
#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

inline constexpr std::size_t any_arity = std::size_t(-1);

/// An element-wise function applied to each result before it is stored: then<relu>.
template <class Function>
struct then {
  using function = Function;
};

namespace detail {

/// What a layer makes of operands that do not fit it: a harmless tensor, so that one mistake gives
/// one error. Fits says what is wrong, to the specialization of `model` that prints it.
template <class Fits>
struct misfit {
  using fits = Fits;
  using output = unknown_tensor;
  static constexpr std::uint64_t macs = 0;
  static constexpr index_t constant_bytes = 0, weight_bytes = 0, kept_weights = 0;
  static constexpr index_t scratch_bytes = 0;
  static constexpr std::int64_t largest_sum = 0;
  static constexpr index_t lag(index_t) { return no_overlap; }
};

/// Readings that most layers share. Lag: of every operand.
template <class Output, index_t Lag = no_overlap>
struct reading {
  using output = Output;
  static constexpr std::uint64_t macs = 0;
  static constexpr index_t constant_bytes = 0, weight_bytes = 0, kept_weights = 0;
  static constexpr index_t scratch_bytes = 0;
  static constexpr std::int64_t largest_sum = 0;
  static constexpr index_t lag(index_t) { return Lag; }
};

// Options of a layer are small types in any order: option<stride, stride<1, 1>, Options...>::type
// is the one given, or the default.
template <template <index_t...> class Option, class Candidate>
inline constexpr bool is_option = false;
template <template <index_t...> class Option, index_t... Values>
inline constexpr bool is_option<Option, Option<Values...>> = true;

template <template <index_t...> class Option, class Default, class... Given>
struct option {
  using type = Default;
};
template <template <index_t...> class Option, class Default, class First, class... Rest>
struct option<Option, Default, First, Rest...>
    : std::conditional_t<is_option<Option, First>, option<Option, First>,
                         option<Option, Default, Rest...>> {};

template <class... Given>
struct then_of {
  using type = identity;
};
template <class Function, class... Rest>
struct then_of<then<Function>, Rest...> {
  using type = Function;
};
template <class First, class... Rest>
struct then_of<First, Rest...> : then_of<Rest...> {};

/// Values of an option, spread over the three axes depth, height, width: missing ones in front.
template <class Option>
struct values;
template <template <index_t...> class Option, index_t... Values>
struct values<Option<Values...>> {
  static constexpr index_t count = sizeof...(Values);
  static constexpr index_t at[sizeof...(Values)] = {Values...};
  static constexpr index_t on_axis(index_t axis, index_t spatial, index_t missing) {
    return axis < 3 - spatial ? missing : at[axis - (3 - spatial)];
  }
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
