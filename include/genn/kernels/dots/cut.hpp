// SPDX-License-Identifier: BSL-1.0
// How the work on a convolution is cut where the compiler knows the windows.
#pragma once

#include <genn/kernels/dots/gathered.hpp>
#include <genn/kernels/dots/panel.hpp>
#include <genn/kernels/reference/convolution.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

/// Bytes that stay in the first cache beside each other: the weights of a panel, of all panels, the
/// inputs of a patch.
inline constexpr index_t most_panel_bytes = 16 * 1024, most_kept_bytes = 48 * 1024,
                         most_patch_bytes = 16 * 1024;

/// How the work on a convolution is cut.
template <class Unit, class Shape, class X, class F>
struct cut {
  static constexpr window_sizes shape = Shape::value;
  static constexpr matrix_sizes matrix = weights_of(shape);
  using inputs = gathered<Unit, Shape, X>;
  static constexpr index_t pitch = inputs::pitch, quads = pitch / 4;
  static constexpr index_t steps_of_quad = 4 / Unit::taps;
  // Weights of more steps than a panel holds come in chunks.
  static constexpr index_t most_quads =
      most_panel_bytes / (Unit::lanes * Unit::vectors * 4 * steps_of_quad);
  static constexpr index_t chunk = quads < most_quads ? quads : most_quads;
  using panel_type = panel<Unit, F, Unit::vectors, chunk * steps_of_quad>;
  static constexpr index_t panels_of_group =
      (matrix.rows + panel_type::outputs - 1) / panel_type::outputs;
  static constexpr index_t panels = shape.groups * panels_of_group;
  static constexpr bool keeps =
      chunk == quads && panels * index_t{sizeof(panel_type)} <= most_kept_bytes;

  static constexpr index_t window_bytes = pitch * index_t{sizeof(typename Unit::input)};
  static constexpr bool in_scratch = Unit::windows * window_bytes > most_patch_bytes;
  static constexpr index_t tile = in_scratch ? Unit::windows_in_scratch : Unit::windows;
  static constexpr index_t most_tiles = 4;
  static constexpr index_t room = most_patch_bytes / (tile * window_bytes + 1) + 1;
  static constexpr index_t windows =
      in_scratch ? tile : tile * (room < most_tiles ? room : most_tiles);
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
