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

template <class Network, class... Buffers>
using buffers_fit = decltype(callers<Network>::template fit<Buffers...>());

template <class Network>
struct runnable {
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
  template <class... Buffers, class Fit = buffers_fit<Network, Buffers...>>
  static void run(Buffers&&... buffers) {
    static_assert(Fit::number, "run: pass one buffer for each input and then for each output");
    static_assert(Fit::type,
                  "run: a buffer has another element type than the network's tensor; pass a "
                  "pointer to it, an array or a std::array, for outputs not const");
    static_assert(Fit::size,
                  "run: a buffer has another size than the network's tensor; pass as many "
                  "elements as its shape says");
    if constexpr (Fit::value) compute(instance, callers<Network>(first_element(buffers)...));
  }

  /// The same, and shows the result of every layer as soon as it is there, so that two machines can
  /// be compared: observe(index of the node, name, pointer to its elements, their number). Where
  /// layers are computed by rows, it works in storage of its own, in which they exist as a whole.
  template <class Observer, class... Buffers, class Fit = buffers_fit<Network, Buffers...>>
  static void run_observed(Observer&& observe, Buffers&&... buffers) {
    static_assert(Fit::value, "run_observed: pass buffers as run takes them, behind the observer");
    using nodes = std::make_index_sequence<node_count>;
    using shown = std::conditional_t<has_rows<Network>(nodes{}), in_full<Network>, Network>;
    if constexpr (Fit::value)
      run_stages_shown(arena_frame<shown>{runnable<shown>::instance.arena,
                                          callers<shown>(first_element(buffers)...)},
                       observe, nodes{});
  }

  /// The same in storage of the caller's: for several threads, or one arena for several models. In
  /// typed_storage by the reference kernels, in constant expressions, too.
  template <class Storage, class... Buffers, class Fit = buffers_fit<Network, Buffers...>>
  static constexpr void run_in(Storage& memory, Buffers&&... buffers) {
    static_assert(Fit::number, "run_in: pass one buffer for each input and then for each output");
    static_assert(Fit::type,
                  "run_in: a buffer has another element type than the network's tensor; pass a "
                  "pointer to it, an array or a std::array, for outputs not const");
    static_assert(Fit::size,
                  "run_in: a buffer has another size than the network's tensor; pass as many "
                  "elements as its shape says");
    if constexpr (Fit::value) compute(memory, callers<Network>(first_element(buffers)...));
  }

  /// The table of layers.
  static constexpr auto describe() {
    return describe_nodes<Network>(std::make_index_sequence<node_count>{});
  }

  /// The storage of plain run().
  inline static storage instance;

 private:
  static void compute(storage& memory, const callers<Network>& pointers) {
    const arena_frame<Network> frame{memory.arena, pointers};
    run_stages<Network>(frame, std::make_index_sequence<node_count>{});
  }
  static constexpr void compute(typed_storage<Network>& memory, const callers<Network>& pointers) {
    evaluate_stages<Network>(memory, pointers, std::make_index_sequence<node_count>{},
                             std::make_index_sequence<output_count>{});
  }
};

// Apart from what runs: debuggers need not know the whole list.
template <class Network>
struct walkable {
  /// The layers with what reaches them, for boost::hana::for_each: each element is a hana::type of
  /// a stage with `layer`, `name` and `output`.
  static constexpr auto layers =
      decltype(layers_of<Network>(std::make_index_sequence<node_count<Network>>{})){};
};

}  // namespace detail

template <class Network>
struct model_of<Network, accepted> : detail::runnable<Network>, detail::walkable<Network> {};

/// A network made runnable. Empty; everything is static.
///
///   using model = genn::model<network>;
///   static_assert(model::arena_bytes <= 16 * 1024);
///   model::run(image, scores);
template <class Network>
using model = model_of<Network, typename detail::verdict_on<Network>::type>;

GENN_NAMESPACE_END

#include <genn/undef.hpp>
