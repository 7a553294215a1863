// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <genn/layers/recurrent.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// A sequence through a GRU, one direction (torch.nn.GRU): [time, batch, inputs] -> [time, batch,
/// hidden]. Operands: the input and the first state. OfInput, OfState: the linear layers of a step,
/// 3 * hidden features each, gates in PyTorch's order. Options: reversed, last_state, to<Element>.
template <class OfInput, class OfState, class... Options>
struct gru : detail::recurrent_layer<3,
                                     detail::cells_of_forms<kernels::reference::gru_cell,
                                                            kernels::reference::integer_gru_cell>,
                                     OfInput, OfState, Options...> {
  static constexpr char kind[] = "gru";
  static constexpr std::size_t arity = 2;
  static constexpr bool has_cells = false;
  template <class... In>
  using on = detail::recurrent_on<gru, detail::recurrent_fits<gru, In...>::value, In...>;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
