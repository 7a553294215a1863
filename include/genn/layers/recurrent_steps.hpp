// SPDX-License-Identifier: BSL-1.0
// The steps of a layer that remembers. What a step multiplies are two linear layers of one vector,
// or three, with the kernels, the numbers and the proofs of all linear layers.
#pragma once

#include <genn/kernels/reference/integer_cells.hpp>
#include <genn/kernels/reference/recurrent.hpp>
#include <genn/kernels/reference/recurrent_cells.hpp>
#include <genn/layers/linear.hpp>
#include <genn/math/scalar_gates.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// 16-bit states as bytes.
template <class Quant>
struct upper_bytes {
  static constexpr quantization value{Quant::value.scale * 256.0f, 0, -128, 127};
};

/// The elements by which the weights of a state are multiplied.
template <class Element, class Weight>
struct multiplied_as {
  using type = Element;
};
template <class Quant>
struct multiplied_as<i16<Quant>, int8> {
  using type = i8<upper_bytes<Quant>>;
};

template <class Element, index_t Size>
using vector_of = tensor<Element, shape<Size>>;

/// The linear layers of a step, on the vectors that they read.
template <class Layer, class In>
struct parts_of {
  using element = typename Layer::result;
  using of_input = typename Layer::of_input;
  using of_state = typename Layer::of_state;
  using projection = typename Layer::projection;
  static constexpr bool projects = !std::is_same_v<projection, void>;
  static constexpr extents in = In::shape::value;
  static constexpr recurrent_sizes sizes_here() {
    recurrent_sizes n;
    if (in.rank == 3) {
      n.time = in.at[0];
      n.batch = in.at[1];
      n.inputs = in.at[2];
    }
    n.gates = Layer::gates;
    n.hidden = of_input::features / Layer::gates;
    n.out = of_state::weight::size / of_state::features;
    n.reverse = Layer::reverse;
    n.has_cells = Layer::has_cells;
    n.gives_cells = Layer::gives_cells;
    n.last_only = Layer::last_only;
    n.projects = projects;
    n.narrows = !std::is_same_v<multiplied, element>;
    return n;
  }
  using multiplied = typename multiplied_as<element, typename of_state::weight::element>::type;
  static constexpr recurrent_sizes sizes = sizes_here();
  static constexpr recurrent_room room = room_of(sizes, index_t{sizeof(typename element::type)});

  using input = vector_of<typename In::element, (sizes.inputs > 0 ? sizes.inputs : 1)>;
  using state = vector_of<multiplied, (sizes.out > 0 ? sizes.out : 1)>;
  using wide = vector_of<element, (sizes.hidden > 0 ? sizes.hidden : 1)>;
};

struct scalar_gate_functions {
  static float sigmoid(float x) { return math::scalar_sigmoid(x); }
  static float tanh(float x) { return math::scalar_tanh(x); }
};

/// What a step is made of: as the kernels compute it, or in constant expressions.
struct on_device {
  using gate_functions =
      std::conditional_t<GENN_HAS_VFP && !reference_kernels_only, scalar_gate_functions,
                         kernels::reference::gate_functions>;
  template <class Part, class Y, class X>
  static void apply(Y* y, const X* x) {
    Part::run(nullptr, y, x);
  }
};
struct by_reference {
  using gate_functions = kernels::reference::gate_functions;
  template <class Part, class Y, class X>
  static constexpr void apply(Y* y, const X* x) {
    Part::evaluate(y, x);
  }
};

/// An operand where it lies in memory.
template <class T>
const T* in_memory(const T* x) {
  return x;
}
template <class Element>
const typename Element::type* in_memory(flash_view<Element> x) {
  return x.data;
}

/// What kernels::reference::recurrent asks for.
template <class Layer, class In, class How>
struct products_of {
  using parts = parts_of<Layer, In>;
  using element = typename parts::element::type;
  const typename In::type* x;
  std::int8_t* bytes;

  template <class Part, class Vector>
  using part_on = typename Part::template on<Vector>;

  constexpr void of_input(index_t row, element* gates) const {
    using part = part_on<typename Layer::of_input, typename parts::input>;
    How::template apply<part>(gates, x + row * parts::sizes.inputs);
  }
  constexpr void of_state(const element* state, element* gates) const {
    using part = part_on<typename Layer::of_state, typename parts::state>;
    if constexpr (parts::sizes.narrows) {
      kernels::reference::narrow(parts::sizes.out, state, bytes);
      How::template apply<part>(gates, static_cast<const std::int8_t*>(bytes));
    } else {
      How::template apply<part>(gates, state);
    }
  }
  constexpr void project([[maybe_unused]] const element* wide,
                         [[maybe_unused]] element* state) const {
    if constexpr (parts::projects)
      How::template apply<part_on<typename Layer::projection, typename parts::wide>>(state, wide);
  }
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
