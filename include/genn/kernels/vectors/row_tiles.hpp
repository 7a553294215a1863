// SPDX-License-Identifier: BSL-1.0
// A row of output pixels cut into tiles of equal width, known to the compiler: which of a tile's
// pixels have a tap on data is then no question at run time. The last tile may cover pixels again.
#pragma once

#include <genn/shape/window.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::vectors {

/// In place of a tile's first pixel: all of its windows lie on data.
inline constexpr index_t on_data = -1;

/// Whether tap `tap` of output `from + pixel` lies on data.
constexpr bool sees(const window_axis& axis, index_t from, index_t pixel, index_t tap) {
  if (from == on_data) return true;
  const index_t o = from + pixel;
  return tap >= axis.first_tap(o) && tap < axis.last_tap(o);
}

/// Tiles of a row: `left` that begin on the border, `whole` ones, `right` at the other border.
struct row_of_tiles {
  index_t left, whole, right;
};
constexpr row_of_tiles tiles_of(const window_axis& axis, index_t pixels) {
  const auto whole_window = [&](index_t o) {
    return axis.first_tap(o) == 0 && axis.last_tap(o) == axis.kernel;
  };
  index_t begin = 0, end = axis.out;
  while (begin < axis.out && !whole_window(begin)) ++begin;
  while (end > begin && !whole_window(end - 1)) --end;
  const index_t left = (begin + pixels - 1) / pixels;
  const index_t whole = end > left * pixels ? (end - left * pixels) / pixels : 0;
  const index_t rest = axis.out - (left + whole) * pixels;
  return {left, whole, rest > 0 ? (rest + pixels - 1) / pixels : 0};
}

/// Where tile `i` begins: moved back where it would end behind the row.
constexpr index_t tile_begin(const window_axis& axis, index_t pixels, index_t i) {
  const index_t last = axis.out - pixels;
  return i * pixels < last ? i * pixels : last;
}

template <class Width, index_t Pixels, index_t First, class Visit, index_t... I>
GENN_ALWAYS_INLINE void visit_border(const Visit& visit, std::integer_sequence<index_t, I...>) {
  (visit.template tile<tile_begin(Width::value, Pixels, First + I)>(
       tile_begin(Width::value, Pixels, First + I)),
   ...);
}

/// Calls visit.template tile<From>(from) for tiles that cover the row; From is `on_data` or from.
/// Pixels: no more than the row has.
template <class Width, index_t Pixels, class Visit>
GENN_ALWAYS_INLINE void for_each_tile(const Visit& visit) {
  constexpr row_of_tiles row = tiles_of(Width::value, Pixels);
  constexpr index_t behind = row.left + row.whole;
  visit_border<Width, Pixels, 0>(visit, std::make_integer_sequence<index_t, row.left>{});
  for (index_t i = row.left; i < behind; ++i) visit.template tile<on_data>(i * Pixels);
  visit_border<Width, Pixels, behind>(visit, std::make_integer_sequence<index_t, row.right>{});
}

}  // namespace kernels::vectors

GENN_NAMESPACE_END

#include <genn/undef.hpp>
