// SPDX-License-Identifier: BSL-1.0
// Models that keep something from one call to the next: the last inputs of their networks, which
// the last outputs become.
#pragma once

#include <boost/hana/at.hpp>
#include <boost/hana/tuple.hpp>

#include <genn/constants/constant.hpp>
#include <genn/model/model.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

/// All kept tensors begin at whole words, of 8 bytes where one has such elements.
template <class... Initial>
inline constexpr index_t kept_alignment = ((sizeof(typename Initial::type) > sizeof(float)) || ...)
                                              ? 8
                                              : 4;

/// Bytes in front of a kept tensor.
template <class... Initial>
constexpr index_t kept_bytes(std::size_t tensor) {
  constexpr index_t bytes[] = {Initial::size * index_t{sizeof(typename Initial::type)}...};
  index_t begin = 0;
  for (std::size_t i = 0; i < tensor; ++i) begin += round_up(bytes[i], kept_alignment<Initial...>);
  return begin;
}

}  // namespace detail

/// Inputs and Outputs: how many of them are the caller's. Initial: constants, the first value of
/// each state.
template <class Network, std::size_t Inputs, std::size_t Outputs, class... Initial>
struct stateful : model<Network> {
  using step = model<Network>;
  static constexpr std::size_t input_count = Inputs, output_count = Outputs;

  static constexpr index_t alignment = detail::kept_alignment<Initial...>;

  /// Apart from the arena, which models may share: each tensor as it is, and as it will be.
  struct state {
    alignas(alignment) unsigned char now[detail::kept_bytes<Initial...>(sizeof...(Initial))];
    alignas(alignment) unsigned char next[detail::kept_bytes<Initial...>(sizeof...(Initial))];
  };
  static constexpr index_t state_bytes = index_t{sizeof(state)};
  static constexpr index_t ram_bytes = step::arena_bytes + state_bytes;
  static constexpr index_t flash_bytes = step::flash_bytes + (genn::flash_bytes<Initial>() + ...);

  /// The first value again.
  static void reset_in(state& s) { reset_each(s, each_state{}); }
  static void reset() {
    reset_in(own);
    ready = true;
  }

  /// As model::run; the first run begins with the first value.
  template <class... Buffers>
  static void run(Buffers&&... buffers) {
    if (!ready) reset();
    run_in(step::instance, own, buffers...);
  }

  /// The same in storage and state of the caller's, which reset_in has filled once.
  template <class Storage, class... Buffers>
  static void run_in(Storage& memory, state& s, Buffers&&... buffers) {
    run_call(
        s, [&](auto... all) { step::run_in(memory, all...); }, buffers...);
  }

  /// As run, and shows the result of every layer: see model::run_observed.
  template <class Observer, class... Buffers>
  static void run_observed(Observer&& observe, Buffers&&... buffers) {
    if (!ready) reset();
    run_call(
        own, [&](auto... all) { step::run_observed(observe, all...); }, buffers...);
  }

 private:
  using each_state = std::make_index_sequence<sizeof...(Initial)>;

  /// Where a tensor is kept.
  template <class First>
  static typename First::type* kept(unsigned char* memory, std::size_t tensor) {
    return reinterpret_cast<typename First::type*>(memory + detail::kept_bytes<Initial...>(tensor));
  }
  template <class T, class From>
  static void copy(T* to, From from, index_t count) {
    for (index_t i = 0; i < count; ++i) to[i] = from[i];
  }
  template <std::size_t... States>
  static void reset_each(state& s, std::index_sequence<States...>) {
    (copy(kept<Initial>(s.now, States), from_flash::view<Initial>(), Initial::size), ...);
  }

  template <class Run, class... Buffers>
  static void run_call(state& s, const Run& run, Buffers&&... buffers) {
    static_assert(sizeof...(Buffers) == Inputs + Outputs,
                  "run: pass one buffer for each input and then for each output");
    if constexpr (sizeof...(Buffers) == Inputs + Outputs)
      run_step(s, run, boost::hana::make_tuple(detail::first_element(buffers)...),
               std::make_index_sequence<Inputs>{}, std::make_index_sequence<Outputs>{},
               each_state{});
  }
  template <class Run, class Pointers, std::size_t... In, std::size_t... Out, std::size_t... States>
  static void run_step(state& s, const Run& run, const Pointers& p, std::index_sequence<In...>,
                       std::index_sequence<Out...>, std::index_sequence<States...>) {
    run(boost::hana::at_c<In>(p)...,
        static_cast<const typename Initial::type*>(kept<Initial>(s.now, States))...,
        boost::hana::at_c<Inputs + Out>(p)..., kept<Initial>(s.next, States)...);
    (copy(kept<Initial>(s.now, States), kept<Initial>(s.next, States), Initial::size), ...);
  }

  inline static state own;
  inline static bool ready = false;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
