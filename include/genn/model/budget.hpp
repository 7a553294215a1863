// SPDX-License-Identifier: BSL-1.0
// Budgets that say by how much they are exceeded.
#pragma once

#include <genn/model/model.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

template <index_t Needed, index_t Allowed>
struct arena_within {
  static_assert(Needed <= Allowed,
                "budget: the arena needs more bytes than allowed; raise the limit, or make the "
                "largest layer smaller (see describe())");
};
template <index_t Needed, index_t Allowed>
struct flash_within {
  static_assert(Needed <= Allowed,
                "budget: the constants need more bytes of flash than allowed; raise the limit, or "
                "use fewer or smaller weights");
};

}  // namespace detail

/// Limits in bytes.
template <index_t Bytes>
struct max_arena {
  template <class Model>
  using check = detail::arena_within<Model::arena_bytes, Bytes>;
};
template <index_t Bytes>
struct max_flash {
  template <class Model>
  using check = detail::flash_within<Model::flash_bytes, Bytes>;
};

/// Refuses to compile a model beyond its limits, and prints what it needs beside what is allowed:
///
///   template struct genn::budget<my::model, genn::max_arena<8192>, genn::max_flash<65536>>;
template <class Model, class... Limits>
struct budget : Limits::template check<Model>... {};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
