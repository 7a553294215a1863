// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/recurrent.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Function>
struct cell_of {
  template <class>
  using type = kernels::reference::rnn_cell<Function>;
};

}  // namespace detail

/// A sequence through an Elman network, one direction (torch.nn.RNN). Operands and options are
/// those of gru; the linear layers have `hidden` features. Function: tanh, or relu, which has no
/// integer form.
template <class Function, class OfInput, class OfState, class... Options>
struct rnn
    : detail::recurrent_layer<1,
                              detail::cells_of_forms<detail::cell_of<Function>::template type,
                                                     kernels::reference::integer_rnn_cell>,
                              OfInput, OfState, Options...> {
  static constexpr char kind[] = "rnn";
  static constexpr std::size_t arity = 2;
  static constexpr bool has_cells = false;
  template <class... In>
  using on = detail::recurrent_on<rnn, detail::recurrent_fits<rnn, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
