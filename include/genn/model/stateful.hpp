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

/// Inputs and Outputs: how many of them are the caller's. Initial: constants, the first value of
/// each state.
template <class Network, std::size_t Inputs, std::size_t Outputs, class... Initial>
struct stateful : model<Network> {
  using step = model<Network>;
  static constexpr std::size_t input_count = Inputs, output_count = Outputs;
  static constexpr index_t state_size = (Initial::size + ...);

  /// Apart from the arena, which models may share.
  struct state {
    float now[state_size], next[state_size];
  };
  static constexpr index_t state_bytes = index_t{sizeof(state)};
  static constexpr index_t ram_bytes = step::arena_bytes + state_bytes;
  static constexpr index_t flash_bytes = step::flash_bytes + (genn::flash_bytes<Initial>() + ...);

  /// The first value again.
  static void reset_in(state& s) {
    index_t at = 0;
    (copy_from(s.now, at, from_flash::view<Initial>(), Initial::size), ...);
  }
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
    static_assert(sizeof...(Buffers) == Inputs + Outputs,
                  "run: pass one buffer for each input and then for each output");
    if constexpr (sizeof...(Buffers) == Inputs + Outputs)
      run_step(memory, s, boost::hana::make_tuple(detail::first_element(buffers)...),
               std::make_index_sequence<Inputs>{}, std::make_index_sequence<Outputs>{},
               std::make_index_sequence<sizeof...(Initial)>{});
  }

 private:
  static constexpr index_t sizes[] = {Initial::size...};
  static constexpr index_t begin_of(std::size_t i) {
    index_t begin = 0;
    for (std::size_t k = 0; k < i; ++k) begin += sizes[k];
    return begin;
  }
  template <class View>
  static void copy_from(float* to, index_t& at, View from, index_t count) {
    for (index_t i = 0; i < count; ++i) to[at++] = from[i];
  }

  template <class Storage, class Pointers, std::size_t... In, std::size_t... Out,
            std::size_t... States>
  static void run_step(Storage& memory, state& s, const Pointers& p, std::index_sequence<In...>,
                       std::index_sequence<Out...>, std::index_sequence<States...>) {
    step::run_in(memory, boost::hana::at_c<In>(p)...,
                 static_cast<const float*>(s.now + begin_of(States))...,
                 boost::hana::at_c<Inputs + Out>(p)..., s.next + begin_of(States)...);
    for (index_t i = 0; i < state_size; ++i) s.now[i] = s.next[i];
  }

  inline static state own;
  inline static bool ready = false;
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
