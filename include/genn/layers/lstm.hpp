// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/recurrent.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A sequence through an LSTM, one direction (torch.nn.LSTM): [time, batch, inputs] -> [time,
/// batch, out]. Operands: the input and the first states of output and cells. OfInput, OfState: the
/// linear layers of a step, 4 * hidden features each, gates in PyTorch's order. Options: reversed,
/// last_state, with_cells (the result has one axis), projected<Linear>, to<Element>.
template <class OfInput, class OfState, class... Options>
struct lstm : detail::recurrent_layer<4,
                                      detail::cells_of_forms<kernels::reference::lstm_cell,
                                                             kernels::reference::integer_lstm_cell>,
                                      OfInput, OfState, Options...> {
  static constexpr char kind[] = "lstm";
  static constexpr std::size_t arity = 3;
  static constexpr bool has_cells = true;
  template <class... In>
  using on = detail::recurrent_on<lstm, detail::recurrent_fits<lstm, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
