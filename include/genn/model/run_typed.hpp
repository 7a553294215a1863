// SPDX-License-Identifier: BSL-1.0
// Runs a network in typed arrays on the reference kernels: in constant expressions, too.
#pragma once

#include <genn/model/callers.hpp>
#include <genn/model/storage.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <std::size_t I, class Network>
constexpr auto slot_of(typed_slot<Network, I, true>& slot) {
  return static_cast<typename stage_at<Network, I>::output::type*>(slot.values);
}

template <class Network, std::size_t I>
constexpr auto typed_operand(typed_storage<Network>& storage, const callers<Network>& pointers) {
  using stage = stage_at<Network, I>;
  constexpr tensor_role role = role_of<typename stage::reading>();
  if constexpr (role == tensor_role::literal)
    return constant_view<typename stage::reading::constant>{};
  else if constexpr (role == tensor_role::input)
    return input_pointer<std::size_t(memory_of<Network>::layout.places[I].index)>(pointers);
  else if constexpr (role == tensor_role::view)
    return typed_operand<Network, stage::sources[0]>(storage, pointers);
  else
    return slot_of<I>(storage);
}

template <class Network, std::size_t I, std::size_t... From>
constexpr void evaluate_on(typed_storage<Network>& storage, const callers<Network>& pointers,
                           from<From...>) {
  using stage = stage_at<Network, I>;
  if constexpr (role_of<typename stage::reading>() == tensor_role::computed)
    stage::reading::evaluate(slot_of<I>(storage),
                             typed_operand<Network, From>(storage, pointers)...);
}

template <class Network, std::size_t O>
constexpr void copy_output(typed_storage<Network>& storage, const callers<Network>& pointers) {
  constexpr std::size_t node = output_node<Network, O>;
  const auto from_slot = typed_operand<Network, node>(storage, pointers);
  const auto to = output_pointer<O>(pointers);
  for (index_t i = 0; i < stage_at<Network, node>::output::size; ++i) to[i] = from_slot[i];
}

template <class Network, std::size_t... I, std::size_t... O>
constexpr void evaluate_stages(typed_storage<Network>& storage, const callers<Network>& pointers,
                               std::index_sequence<I...>, std::index_sequence<O...>) {
  const bool done[] = {
      (evaluate_on<Network, I>(storage, pointers, typename node_at<Network, I>::sources{}),
       true)...,
      (copy_output<Network, O>(storage, pointers), true)...};
  static_cast<void>(done);
}

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
