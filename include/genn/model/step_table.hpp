// SPDX-License-Identifier: BSL-1.0
// The steps of a run that are integer layers between tensors of the arena, as a table in flash: a
// row is less than the code of a call, and consecutive rows are one loop.
#pragma once

#include <genn/model/storage.hpp>
#include <genn/model/table_plan.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Reading, class = void>
inline constexpr int row_of = no_row;
template <class Reading>
inline constexpr int row_of<Reading, std::void_t<decltype(Reading::family)>> = [] {
  // Kernels that know their shapes have nothing to share.
  if constexpr (Reading::family == kernels::integer_family::none || GENN_INTEGER_BYTES > 0)
    return no_row;
  else
    return Reading::data::layer::fits ? Reading::data::kernel::number : no_row;
}();

template <class Network, std::size_t... From>
constexpr bool in_arena(from<From...>) {
  return all_true<(memory_of<Network>::layout.places[From].kind == storage_kind::arena)...>;
}

/// Node I in the table of a form.
template <class Network, form Form, std::size_t I>
constexpr int row_at() {
  if constexpr (role_at<Network, I> != tensor_role::computed) {
    return no_step;
  } else {
    using step = step_at<Network, I>;
    const bool here = stage_at<Network, I>::output::element::form == Form &&
                      in_arena<Network>(from<I>{}) && in_arena<Network>(typename step::sources{});
    return here ? row_of<typename step::reading> : no_row;
  }
}

/// A row: a layer, the bytes of the arena at which its result, operand and scratch memory lie, and
/// its kernel.
template <class Layer, class Offset>
struct table_row : Layer {
  std::uint8_t kernel;
  Offset y, x, scratch;
};

template <class Network, form Form, class Nodes = std::make_index_sequence<node_count<Network>>>
struct planned_table;
template <class Network, form Form, std::size_t... I>
struct planned_table<Network, Form, std::index_sequence<I...>> {
  static constexpr int numbers[] = {row_at<Network, Form, I>()...};
  static constexpr table_plan<sizeof...(I)> value = plan_table(numbers);
};

template <class Network, form Form,
          class Rows = std::make_index_sequence<planned_table<Network, Form>::value.rows>>
struct step_table;
template <class Network, form Form, std::size_t... Row>
struct step_table<Network, Form, std::index_sequence<Row...>> {
  static constexpr auto& plan = planned_table<Network, Form>::value;
  using type = std::conditional_t<Form == form::i8, std::int8_t, std::int16_t>;
  static constexpr bool is_small = arena_storage<Network>::bytes <= 0xffff;
  using offset = std::conditional_t<is_small, std::uint16_t, std::uint32_t>;
  using row = table_row<kernels::packed_layer<type>, offset>;

  static constexpr offset at(index_t block, index_t byte) {
    return block < 0 ? offset{0} : offset(memory_of<Network>::plan.offset[block] + byte);
  }
  static constexpr offset place_of(std::size_t node) {
    const tensor_place& place = memory_of<Network>::layout.places[node];
    return at(place.index, place.offset);
  }
  template <std::size_t I, std::size_t From>
  static constexpr row make(std::size_t number, from<From>) {
    return {step_at<Network, I>::reading::data::layer::value, std::uint8_t(plan.kernel[number]),
            place_of(I), place_of(From), at(memory_of<Network>::layout.scratch_block[I], 0)};
  }
  static constexpr row rows[] = {
      make<plan.node[Row]>(Row, typename step_at<Network, plan.node[Row]>::sources{})...};

  /// Runs a row if kernel K is its own.
  template <std::size_t K>
  static GENN_ALWAYS_INLINE bool run_by(const row& r, unsigned char* arena) {
    using kernel = typename step_at<Network, plan.first[K]>::reading::data::kernel;
    if (K + 1 < plan.kernels && r.kernel != K) return false;
    const kernels::packed_layer<type>& layer = r;
    kernel::run(layer, reinterpret_cast<const type*>(arena + r.x),
                reinterpret_cast<type*>(arena + r.y), arena + r.scratch);
    return true;
  }
  template <std::size_t... K>
  static GENN_ALWAYS_INLINE void run_row(const row& r, unsigned char* arena,
                                         std::index_sequence<K...>) {
    static_cast<void>((run_by<K>(r, arena) || ...));
  }
  GENN_NOINLINE static void run(unsigned char* arena, const row* first, const row* last) {
    for (; first != last; ++first) run_row(*first, arena, std::make_index_sequence<plan.kernels>{});
  }
};

/// Whether node I is a row of a table.
template <class Network, std::size_t I>
inline constexpr form form_at = stage_at<Network, I>::output::element::form;
template <class Network, std::size_t I>
inline constexpr bool is_row =
    form_at<Network, I> != form::f32&& planned_table<Network, form_at<Network, I>>::value.has[I];

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
