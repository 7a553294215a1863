// SPDX-License-Identifier: BSL-1.0
// The two kinds of storage a model runs in.
#pragma once

#include <genn/model/memory.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

/// Planned bytes: tensors share memory when their lifetimes allow it. What devices use.
template <class Network>
struct arena_storage {
  static constexpr index_t bytes = detail::memory_of<Network>::plan.bytes;
  alignas(block_alignment) unsigned char arena[bytes > 0 ? bytes : 1];
};

namespace detail {

// One array a computed tensor; other nodes hold nothing.
template <class Network, std::size_t I,
          bool Computed =
              role_of<typename stage_at<Network, I>::reading>() == tensor_role::computed>
struct typed_slot {};
template <class Network, std::size_t I>
struct typed_slot<Network, I, true> {
  using output = typename stage_at<Network, I>::output;
  typename output::type values[output::size] = {};
};

template <class Network, class Nodes>
struct typed_slots;
template <class Network, std::size_t... I>
struct typed_slots<Network, std::index_sequence<I...>> : typed_slot<Network, I>... {};

}  // namespace detail

/// One typed array a tensor, nothing shared, nothing cast: what constant expressions and high-level
/// synthesis accept. Runs on the reference kernels.
template <class Network>
struct typed_storage
    : detail::typed_slots<Network, std::make_index_sequence<detail::node_count<Network>>> {};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
