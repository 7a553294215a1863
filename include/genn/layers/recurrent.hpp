// SPDX-License-Identifier: BSL-1.0
// What RNN, GRU and LSTM share: their options and their readings.
#pragma once

#include <genn/layers/recurrent_steps.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Option: from the last step to the first.
struct reversed {};
/// Option: only the last states are kept, [1, batch, out].
struct last_state {};
/// Option of an LSTM: the last states of the cells stand behind the results.
struct with_cells {};
/// Option of an LSTM: its states are what a linear layer makes of them.
template <class Linear>
struct projected {
  using linear = Linear;
};

namespace detail {

template <class... Options>
struct projection_of {
  using type = void;
};
template <class Linear, class... Rest>
struct projection_of<projected<Linear>, Rest...> {
  using type = Linear;
};
template <class First, class... Rest>
struct projection_of<First, Rest...> : projection_of<Rest...> {};

// What is computed from the sums of the gates, for floats and for integers.
template <template <class> class Floats, class Integers>
struct cells_of_forms {
  template <class Element, class How>
  static constexpr auto cell() {
    if constexpr (Element::form == form::f32)
      return Floats<typename How::gate_functions>{};
    else
      return Integers{{Element::quant::places}};
  }
};

template <class Layer, class In, class... States>
struct recurrent_fits {
  using parts = parts_of<Layer, In>;
  static constexpr recurrent_sizes n = parts::sizes;
  static constexpr bool input = In::shape::rank == 3;
  template <class Part, class Vector>
  static constexpr bool gates() {
    return Part::features == n.rows() && linear_fits<Part, Vector>::value;
  }
  static constexpr bool projection() {
    if constexpr (parts::projects)
      return parts::projection::features == n.out &&
             linear_fits<typename parts::projection, typename parts::wide>::value;
    else
      return n.out == n.hidden;
  }
  static constexpr bool weights() {
    if constexpr (input)
      return n.hidden > 0 && gates<typename Layer::of_input, typename parts::input>() &&
             gates<typename Layer::of_state, typename parts::state>() && projection();
    else
      return true;
  }
  static constexpr bool weights_fit = weights();
  static constexpr index_t wanted[2] = {n.batch * n.out, n.batch* n.hidden};
  template <std::size_t... I>
  static constexpr bool states(std::index_sequence<I...>) {
    return ((States::size == wanted[I] &&
             std::is_same_v<typename States::type, typename parts::element::type>)&&...);
  }
  static constexpr bool states_fit =
      !input || !weights_fit || states(std::index_sequence_for<States...>{});
  static constexpr bool numbers() {
    if constexpr (parts::element::form == form::i16)
      return parts::element::quant::places.fit();
    else
      return parts::element::form == form::f32;
  }
  static constexpr bool numbers_fit = numbers();
  static constexpr bool value = input && weights_fit && states_fit && numbers_fit;
};

template <class Layer, class In>
struct shape_of_recurrent {
  static constexpr extents value = shape_of_results(parts_of<Layer, In>::sizes);
};

template <class Layer, bool Fits, class In, class... States>
struct recurrent_on : misfit<recurrent_fits<Layer, In, States...>> {};

template <class Layer, class In, class... States>
struct recurrent_on<Layer, true, In, States...>
    : reading<tensor<typename Layer::result, shape_of<shape_of_recurrent<Layer, In>>>> {
  using parts = parts_of<Layer, In>;
  using element = typename Layer::result::type;
  static constexpr recurrent_sizes sizes = parts::sizes;
  static constexpr recurrent_room room = parts::room;
  using of_input = typename Layer::of_input::template on<typename parts::input>;
  using of_state = typename Layer::of_state::template on<typename parts::state>;
  struct none : reading<unknown_tensor> {};
  template <bool Projects, class Parts>
  struct projection_on {
    using type = none;
  };
  template <class Parts>
  struct projection_on<true, Parts> {
    using type = typename Parts::projection::template on<typename Parts::wide>;
  };
  using projection = typename projection_on<parts::projects, parts>::type;

  static constexpr index_t scratch_bytes = room.size;
  static constexpr index_t constant_bytes =
      of_input::constant_bytes + of_state::constant_bytes + projection::constant_bytes;
  static constexpr index_t weight_bytes =
      of_input::weight_bytes + of_state::weight_bytes + projection::weight_bytes;
  static constexpr index_t kept_weights =
      of_input::kept_weights + of_state::kept_weights + projection::kept_weights;
  static constexpr std::uint64_t macs = std::uint64_t(sizes.time) * std::uint64_t(sizes.batch) *
                                        (of_input::macs + of_state::macs + projection::macs);
  static constexpr std::int64_t largest_sum =
      of_input::largest_sum > of_state::largest_sum ? of_input::largest_sum : of_state::largest_sum;

  template <class X, class H, class... C>
  GENN_NOINLINE static void run(void* scratch, element* y, X x, H first, C... cells) {
    const auto at = [&](index_t place) {
      return static_cast<void*>(static_cast<unsigned char*>(scratch) + place);
    };
    const auto elements_at = [&](index_t place) { return static_cast<element*>(at(place)); };
    compute<on_device>(y,
                       {elements_at(room.of_input), elements_at(room.of_state),
                        elements_at(room.cells), elements_at(room.wide)},
                       static_cast<std::int8_t*>(at(room.bytes)), in_memory(x), in_memory(first),
                       cells...);
  }
  template <class X, class H, class... C>
  static constexpr void evaluate(element* y, X x, H first, C... cells) {
    constexpr index_t all_cells = sizes.has_cells ? sizes.batch * sizes.hidden : 1;
    element of_input_[sizes.rows()]{}, of_state_[sizes.rows()]{}, cells_[all_cells]{},
        wide[sizes.hidden]{}, first_[sizes.batch * sizes.out]{};
    for (index_t k = 0; k < sizes.batch * sizes.out; ++k) first_[k] = first[k];
    std::int8_t bytes[sizes.out]{};
    const memory m{of_input_, of_state_, cells_, wide};
    if constexpr (std::is_pointer_v<X>) {
      compute<by_reference>(y, m, bytes, x, first_, cells...);
    } else {
      typename In::type input[In::size]{};
      for (index_t i = 0; i < In::size; ++i) input[i] = x[i];
      compute<by_reference>(y, m, bytes, input, first_, cells...);
    }
  }

 private:
  using memory = kernels::reference::recurrent_memory<element>;

  template <class How, class... C>
  static constexpr void compute(element* y, memory m, std::int8_t* bytes,
                                const typename In::type* x, const element* first,
                                [[maybe_unused]] C... first_cells) {
    if constexpr (sizes.gives_cells) m.cells = y + sizes.states();
    if constexpr (sizes.has_cells)
      for (index_t i = 0; i < sizes.batch * sizes.hidden; ++i) (..., (m.cells[i] = first_cells[i]));
    kernels::reference::recurrent(sizes, first, products_of<Layer, In, How>{x, bytes},
                                  Layer::forms::template cell<typename Layer::result, How>(), m, y);
  }
};

/// Cells: cells_of_forms.
template <index_t Gates, class Cells, class OfInput, class OfState, class... Options>
struct recurrent_layer {
  static constexpr index_t gates = Gates;
  using forms = Cells;
  using of_input = OfInput;
  using of_state = OfState;
  using projection = typename projection_of<Options...>::type;
  using result = typename element_given<f32, Options...>::type;
  static constexpr bool reverse = (std::is_same_v<Options, reversed> || ...);
  static constexpr bool last_only = (std::is_same_v<Options, last_state> || ...);
  static constexpr bool gives_cells = (std::is_same_v<Options, with_cells> || ...);
};

}  // namespace detail

template <class Network, std::size_t I, class Name, class Layer, class... In>
struct model_of<Network, refused<I, Name, detail::recurrent_fits<Layer, In...>>>
    : detail::refused_model {
  using fits = detail::recurrent_fits<Layer, In...>;
  static_assert(fits::input,
                "rnn, gru, lstm: the input must be shape<time, batch, inputs>; put `reshape` "
                "before it");
  static_assert(fits::weights_fit,
                "rnn, gru, lstm: the linear layers of a step must have gates * hidden features, "
                "the first of the inputs, the second of the states, in the forms of both; give "
                "them the weights of this input");
  static_assert(fits::states_fit,
                "rnn, gru, lstm: first states must be shape<batch, hidden> of the layer's own "
                "numbers; give it zeros");
  static_assert(fits::numbers_fit,
                "rnn, gru, lstm: results must be f32, or i16 whose `places` are at most 12, 12 "
                "and 15; generate the header again");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
