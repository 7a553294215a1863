// SPDX-License-Identifier: BSL-1.0
// Runs a network in planned bytes, on the kernels that select.hpp chose.
#pragma once

#include <genn/model/callers.hpp>
#include <genn/model/step_table.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Network>
struct arena_frame {
  unsigned char* arena;
  callers<Network> pointers;
};

/// Where tensor I lies: a pointer, or a view of flash.
template <class Network, std::size_t I>
GENN_ALWAYS_INLINE auto locate(const arena_frame<Network>& f) {
  using memory = memory_of<Network>;
  using type = typename stage_at<Network, I>::output::type;
  constexpr tensor_place place = memory::layout.places[I];
  constexpr std::size_t index = std::size_t(place.index);
  if constexpr (place.kind == storage_kind::flash)
    return in_flash<typename stage_at<Network, index>::reading::constant>();
  else if constexpr (place.kind == storage_kind::caller_input)
    return static_cast<const type*>(input_pointer<index>(f.pointers));
  else if constexpr (place.kind == storage_kind::caller_output)
    return output_pointer<index>(f.pointers) + place.offset / index_t{sizeof(type)};
  else
    return reinterpret_cast<type*>(f.arena + memory::plan.offset[index] + place.offset);
}

template <class Network, std::size_t I, std::size_t... From>
GENN_ALWAYS_INLINE void run_on(const arena_frame<Network>& f, void* scratch, from<From...>) {
  step_at<Network, I>::reading::run(scratch, locate<Network, I>(f), locate<Network, From>(f)...);
}

/// Computes node I in a function of its own, so that debuggers and profilers see layers.
template <class Network, std::size_t I>
GENN_NOINLINE void run_stage(const arena_frame<Network>& f) {
  using memory = memory_of<Network>;
  constexpr index_t scratch = memory::layout.scratch_block[I];
  unsigned char* const space =
      scratch < 0 ? nullptr : f.arena + memory::plan.offset[scratch < 0 ? 0 : scratch];
  run_on<Network, I>(f, space, typename step_at<Network, I>::sources{});
}

/// Computes the rows [begin, end) of the table that node I is in.
template <class Network, std::size_t I>
GENN_ALWAYS_INLINE void run_rows(const arena_frame<Network>& f, std::size_t begin,
                                 std::size_t end) {
  using table = step_table<Network, form_at<Network, I>>;
  table::run(f.arena, table::rows + begin, table::rows + end);
}

/// Computes node I, where it is a row with those behind it; not what a row in front of it does.
template <class Network, std::size_t I>
GENN_ALWAYS_INLINE void run_if_computed(const arena_frame<Network>& f) {
  if constexpr (role_at<Network, I> == tensor_role::computed) {
    if constexpr (!is_row<Network, I>) {
      run_stage<Network, I>(f);
    } else {
      constexpr auto& plan = planned_table<Network, form_at<Network, I>>::value;
      if constexpr (plan.end[I] > 0) run_rows<Network, I>(f, plan.before[I], plan.end[I]);
    }
  }
}

template <class Network, std::size_t... I>
GENN_ALWAYS_INLINE void run_stages(const arena_frame<Network>& f, std::index_sequence<I...>) {
  const bool done[] = {(run_if_computed<Network, I>(f), true)...};
  static_cast<void>(done);
}

// The same with an observer: apart, for its name would stand in the debug information of each
// stage.
template <class Network, std::size_t I, class Observer>
void run_and_show(const arena_frame<Network>& f, Observer& observe) {
  using stage = stage_at<Network, I>;
  if constexpr (role_at<Network, I> == tensor_role::computed) {
    if constexpr (is_row<Network, I>) {
      constexpr std::size_t row = planned_table<Network, form_at<Network, I>>::value.before[I];
      run_rows<Network, I>(f, row, row + 1);
    } else {
      run_stage<Network, I>(f);
    }
    observe(I, name_of<stage>(), locate<Network, I>(f), stage::output::size);
  }
}

template <class Network, class Observer, std::size_t... I>
void run_stages_shown(const arena_frame<Network>& f, Observer& observe, std::index_sequence<I...>) {
  const bool done[] = {(run_and_show<Network, I>(f, observe), true)...};
  static_cast<void>(done);
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
