// SPDX-License-Identifier: BSL-1.0
// Where errors are told. The nodes of a network are looked at in silence; then its model is made
// for the verdict, and the sentence of each layer stands in the specialization for its refusal. So
// it is the only error, and the compiler prints node, name and shape in the one line around it.
#pragma once

#include <genn/number/element.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// What genn::model<Network> is for each verdict.
template <class Network, class Verdict>
struct model_of;

template <std::size_t Rows>
struct description;

/// Verdict on a network: every layer fits.
struct accepted {};

/// Verdict on a network: node I, Name in PyTorch, does not fit; Fits says why.
template <std::size_t I, class Name, class Fits>
struct refused {};

/// Verdict on a network: an output is not there, or its memory is not free to leave.
template <class Outputs, bool Known, bool Free>
struct refused_outputs {};

namespace detail {

/// The model after an error: every use goes through in silence.
struct refused_model {
  static constexpr bool valid = false;
  static constexpr std::size_t node_count = 0, input_count = 0, output_count = 0;
  static constexpr index_t arena_bytes = 0, arena_lower_bound = 0, state_bytes = 0, ram_bytes = 0,
                           flash_bytes = 0;
  static constexpr std::uint64_t macs = 0;
  template <std::size_t>
  using input = unknown_tensor;
  template <std::size_t>
  using output = unknown_tensor;
  using output_shape = unknown_shape;
  struct storage {};
  using local_storage = storage;
  template <class... Buffers>
  static constexpr void run(Buffers&&...) {}
  template <class... Buffers>
  static constexpr void run_in(Buffers&&...) {}
  template <std::size_t Rows = 1>
  static constexpr description<Rows> describe() {
    return {};
  }
};

}  // namespace detail

GENN_NAMESPACE_END

#include <genn/undef.hpp>
