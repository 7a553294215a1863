// SPDX-License-Identifier: BSL-1.0
// Mistakes in the list itself: its edges, numbers of operands and outputs. See layers/refused.hpp.
#pragma once

#include <genn/layers/refused.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class From>
struct edges_fit {
  static constexpr bool value = false;
};
template <class Layer, std::size_t Operands>
struct arity_fits {
  static constexpr bool value = false;
};
template <class Layer, std::size_t... From>
struct numbers_fit {
  static constexpr bool value = false;
};
template <class Layer, std::size_t... From>
struct rows_fit {
  static constexpr bool value = false;
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class From>
struct model_of<Network, refused<I, Name, detail::edges_fit<From>>> : detail::refused_model {
  static_assert(detail::edges_fit<From>::value,
                "network: from<> names a node that does not stand before this one; nodes count "
                "from 0, inputs included");
};

template <class Network, std::size_t I, class Name, class Layer, std::size_t Operands>
struct model_of<Network, refused<I, Name, detail::arity_fits<Layer, Operands>>>
    : detail::refused_model {
  static_assert(detail::arity_fits<Layer, Operands>::value,
                "network: the layer takes another number of operands; name them in from<>");
};

template <class Network, std::size_t I, class Name, class Layer, std::size_t... From>
struct model_of<Network, refused<I, Name, detail::numbers_fit<Layer, From...>>>
    : detail::refused_model {
  static_assert(detail::numbers_fit<Layer, From...>::value,
                "network: the layer takes floats, and gets integers; put `dequantize` before it");
};

template <class Network, std::size_t I, class Name, class Layer, std::size_t... From>
struct model_of<Network, refused<I, Name, detail::rows_fit<Layer, From...>>>
    : detail::refused_model {
  static_assert(detail::rows_fit<Layer, From...>::value,
                "network: only max_pool and avg_pool can read a convolution by rows; leave out its "
                "`by_rows`");
};

template <class Network, class Outputs, bool Known, bool Free>
struct model_of<Network, refused_outputs<Outputs, Known, Free>> : detail::refused_model {
  static_assert(Known,
                "network: outputs<> names a node that is not there; nodes count from 0, inputs "
                "included");
  static_assert(Free,
                "network: an output is an input, a constant, a part of another tensor or the "
                "memory of another output; put `copy` behind it, or leave out `by_rows`");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
