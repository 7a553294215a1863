// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <genn/model/describe.hpp>
#include <genn/model/run_in_arena.hpp>
#include <genn/model/run_typed.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <class Network, std::size_t... I>
constexpr std::uint64_t sum_macs(std::index_sequence<I...>) {
  return (stage_at<Network, I>::reading::macs + ... + 0);
}
template <class Network, std::size_t... I>
constexpr index_t sum_constants(std::index_sequence<I...>) {
  return (stage_at<Network, I>::reading::constant_bytes + ... + 0);
}

template <class Network, std::size_t... I>
boost::hana::tuple<boost::hana::type<stage_at<Network, I>>...> layers_of(std::index_sequence<I...>);

template <class Network, bool Valid = is_valid<Network>>
struct runnable;

/// After an error: every use goes through in silence.
template <class Network>
struct runnable<Network, false> {
  static constexpr bool valid = false;
  static constexpr index_t arena_bytes = 0, state_bytes = 0, ram_bytes = 0, flash_bytes = 0;
  static constexpr std::uint64_t macs = 0;
  template <class... Buffers>
  static constexpr void run(Buffers&&...) {}
  template <class... Buffers>
  static constexpr void run_in(Buffers&&...) {}
};

template <class Network>
struct runnable<Network, true> {
  static constexpr bool valid = true;
  static constexpr std::size_t node_count = detail::node_count<Network>;
  static constexpr std::size_t input_count = detail::input_count<Network>;
  static constexpr std::size_t output_count = detail::output_count<Network>;
  template <std::size_t K>
  using input = input_tensor<Network, K>;
  template <std::size_t K>
  using output = output_tensor<Network, K>;
  using output_shape = typename output<0>::shape;

  /// Working memory that the plan needs, and what no plan can do without.
  static constexpr index_t arena_bytes = memory_of<Network>::plan.bytes;
  static constexpr index_t arena_lower_bound = layout_of<Network>::bound;
  static constexpr index_t state_bytes = 0;
  static constexpr index_t ram_bytes = arena_bytes + state_bytes;
  /// Constants, with what pads them.
  static constexpr index_t flash_bytes =
      sum_constants<Network>(std::make_index_sequence<node_count>{});
  /// Multiplications by weights, each with its addition, of one run.
  static constexpr std::uint64_t macs = sum_macs<Network>(std::make_index_sequence<node_count>{});

  using storage = arena_storage<Network>;
  /// The same on the caller's stack: a name to be asked for, for it may be large.
  using local_storage = arena_storage<Network>;

  /// Runs once in static storage: inputs in the network's order, then outputs. Buffers are arrays,
  /// std::arrays or pointers, in PyTorch's order of elements, none overlapping another.
  template <class... Buffers>
  static void run(Buffers&&... buffers) {
    run_in(instance, buffers...);
  }

  /// The same in storage of the caller's: for several threads, or one arena for several models.
  template <class... Buffers>
  static void run_in(storage& memory, Buffers&&... buffers) {
    if constexpr (callers<Network>::template fit<Buffers...>()) {
      const arena_frame<Network> frame{memory.arena, callers<Network>(first_element(buffers)...)};
      run_stages<Network>(frame, std::make_index_sequence<node_count>{});
    }
  }

  /// The same by the reference kernels, in constant expressions, too.
  template <class... Buffers>
  static constexpr void run_in(typed_storage<Network>& memory, Buffers&&... buffers) {
    if constexpr (callers<Network>::template fit<Buffers...>())
      evaluate_stages<Network>(memory, callers<Network>(first_element(buffers)...),
                               std::make_index_sequence<node_count>{},
                               std::make_index_sequence<output_count>{});
  }

  /// The table of layers.
  static constexpr auto describe() { return genn::describe<Network>(); }

  /// The storage of plain run().
  inline static storage instance;
};

}  // namespace detail

namespace detail {

// Apart from what runs: debuggers need not know the whole list.
template <class Network, bool Valid = is_valid<Network>>
struct walkable {};
template <class Network>
struct walkable<Network, true> {
  /// The layers with what reaches them, for boost::hana::for_each: each element is a hana::type of
  /// a stage with `layer`, `name` and `output`.
  static constexpr auto layers =
      decltype(layers_of<Network>(std::make_index_sequence<node_count<Network>>{})){};
};

}  // namespace detail

/// A network made runnable. Empty; everything is static.
///
///   using model = genn::model<network>;
///   static_assert(model::arena_bytes <= 16 * 1024);
///   model::run(image, scores);
template <class Network>
struct model : detail::runnable<Network>, detail::walkable<Network> {};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
