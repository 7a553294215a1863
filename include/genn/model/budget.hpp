// SPDX-License-Identifier: BSL-1.0
// Budgets that say by how much they are exceeded.
#pragma once

#include <genn/shape/shape.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace detail {

inline constexpr index_t no_limit = PTRDIFF_MAX;

}  // namespace detail

/// Limits in bytes.
template <index_t Bytes>
struct max_arena {
  static constexpr index_t arena = Bytes, flash = detail::no_limit;
};
template <index_t Bytes>
struct max_flash {
  static constexpr index_t arena = detail::no_limit, flash = Bytes;
};

/// Refuses to compile a model beyond one or two limits, and prints what it needs beside what is
/// allowed:
///
///   template struct genn::budget<my::model, genn::max_arena<8192>, genn::max_flash<65536>>;
template <class Model, class Limit, class Other = Limit, index_t Arena = Model::arena_bytes,
          index_t Flash = Model::flash_bytes>
struct budget {
  static_assert(Arena <= Limit::arena && Arena <= Other::arena,
                "budget: the arena needs more bytes than allowed; raise the limit, or make the "
                "largest layer smaller (see describe())");
  static_assert(Flash <= Limit::flash && Flash <= Other::flash,
                "budget: the constants need more bytes of flash than allowed; raise the limit, or "
                "use fewer or smaller weights");
};

GENN_NAMESPACE_END

#include <genn/undef.hpp>
