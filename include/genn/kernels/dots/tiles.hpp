// SPDX-License-Identifier: BSL-1.0
// Convolutions of integers whose windows are known to the compiler: a tile of some gathered windows
// by a panel of outputs is summed in registers. Reads weights of any dense packing.
#pragma once

#include <genn/kernels/dots/cut.hpp>
#include <genn/kernels/dots/quads.hpp>

#include <genn/config.hpp>

GENN_NAMESPACE_BEGIN

namespace kernels::dots {

#if GENN_INTEGER_BYTES > 0

template <class Unit, class Shape, class Packing, class X, class W, class B, class Y, class F>
class convolution_in_tiles {
  using cuts = cut<Unit, Shape, X, F>;
  using panel_type = typename cuts::panel_type;
  using input = typename Unit::input;
  static constexpr index_t lanes = Unit::lanes, vectors = Unit::vectors;
  static constexpr index_t features = cuts::matrix.rows, all_features = cuts::shape.features;
  static constexpr index_t first_windows = cuts::quads > cuts::chunk ? cuts::windows : 1;

 public:
  const window_sizes& n;
  const X* x;
  const W* w;
  B bias;
  Y* y;
  const F& f;
  input padding;

  GENN_ALWAYS_INLINE void run(void* scratch) {
    constexpr index_t kept = cuts::keeps ? cuts::panels : 1;
    constexpr index_t local = cuts::in_scratch ? 1 : cuts::windows * cuts::pitch;
    panel_type panels[std::size_t(kept)];
    alignas(64) input patch[std::size_t(local)];
    if constexpr (cuts::keeps)
      for (index_t i = 0; i < cuts::panels; ++i)
        put_weights(panels[i], i / cuts::panels_of_group, i % cuts::panels_of_group, 0);
    input* const inputs = cuts::in_scratch ? static_cast<input*>(scratch) : patch;
    // A last tile of fewer windows multiplies what is there.
    for (index_t i = 0; i < cuts::windows * cuts::pitch; ++i) inputs[i] = input{};
    portable::position here{};
    for (index_t left = n.batch * n.height.out * n.width.out; left > 0; left -= cuts::windows) {
      const index_t count = left < cuts::windows ? left : cuts::windows;
      portable::position next{};
      for (index_t group = 0; group < cuts::shape.groups; ++group) {
        const typename cuts::inputs gather{n, x + group * cuts::inputs::channels, padding, inputs};
        next = gather.put(here, count);
        for (index_t i = 0; i < cuts::panels_of_group; ++i)
          if constexpr (cuts::keeps)
            multiply(panels[group * cuts::panels_of_group + i], inputs, group, i, count);
          else
            multiply_chunks(panels[0], inputs, group, i, count);
      }
      here = next;
      y += count * all_features;
    }
  }

 private:
  static constexpr index_t outputs_of(index_t number) {
    const index_t left = features - number * panel_type::outputs;
    return left < panel_type::outputs ? left : panel_type::outputs;
  }

  /// Quads [first, first + chunk) of panel `number` of a group.
  GENN_ALWAYS_INLINE void put_weights(panel_type& p, index_t group, index_t number,
                                      index_t first) const {
    const index_t row = number * panel_type::outputs, outputs = outputs_of(number);
    const index_t left = cuts::quads - first, quads = left < cuts::chunk ? left : cuts::chunk;
    const auto put = [&](index_t q, const W* quad) GENN_INLINED {
      words<lanes>(*const step)[vectors] = p.weights + q * cuts::steps_of_quad;
      Unit::put_quad(quad, step[0], step[cuts::steps_of_quad - 1]);
    };
    if (std::is_same_v<Packing, tap_quads> && outputs == panel_type::outputs) {
      const W* quad = w + tap_quads::at(cuts::matrix, group, row, 4 * first);
      for (index_t q = 0; q < quads; ++q, quad += 4 * cuts::matrix.rows) put(q, quad);
    } else {
      constexpr index_t at_once = 4, pitch = 4 * panel_type::outputs;
      alignas(64) W some[std::size_t(at_once * pitch)] = {};
      for (index_t q = 0; q < quads; q += at_once) {
        const index_t count = quads - q < at_once ? quads - q : at_once;
        put_into_quads<Packing>(cuts::matrix, w, group, row, outputs, first + q, count, some,
                                pitch);
        for (index_t i = 0; i < count; ++i) put(q + i, some + i * pitch);
      }
    }
    if (first == 0)
      p.put_ends(bias, f, group * features + row, outputs);
    else
      for (words<lanes>& b : p.bias) b = words<lanes>{};
    Unit::take_offset_off(p, quads * cuts::steps_of_quad);
  }

  /// Results of `count` windows.
  GENN_ALWAYS_INLINE void multiply(const panel_type& p, const input* inputs, index_t group,
                                   index_t number, index_t count) const {
    Y* to = y + group * features + number * panel_type::outputs;
    in_tiles<cuts::tile>(inputs, count,
                         [&](auto windows, const input* from, index_t some, index_t done)
                             GENN_INLINED {
                               constexpr index_t size = decltype(windows)::value;
                               tile_sums<size> sums;
                               begin(sums, p);
                               add(sums, p, from, cuts::quads * cuts::steps_of_quad);
                               store_results(to + done * all_features, all_features, sums.at, p,
                                             some, outputs_of(number), f);
                             });
  }

  /// The same where a panel holds some of the weights only.
  GENN_ALWAYS_INLINE void multiply_chunks(panel_type& p, const input* inputs, index_t group,
                                          index_t number, index_t count) const {
    words<lanes> so_far[std::size_t(first_windows)][std::size_t(vectors)];
    Y* to = y + group * features + number * panel_type::outputs;
    for (index_t first = 0; first < cuts::quads; first += cuts::chunk) {
      const index_t left = cuts::quads - first, quads = left < cuts::chunk ? left : cuts::chunk;
      put_weights(p, group, number, first);
      in_tiles<cuts::tile>(inputs, count,
                           [&](auto windows, const input* from, index_t some, index_t done)
                               GENN_INLINED {
                                 constexpr index_t size = decltype(windows)::value;
                                 tile_sums<size> sums;
                                 begin(sums, p);
                                 if (first > 0)
                                   for (index_t i = 0; i < size; ++i)
                                     for (index_t v = 0; v < vectors; ++v)
                                       sums.at[i][v] += so_far[done + i][v];
                                 add(sums, p, from + 4 * first, quads * cuts::steps_of_quad);
                                 if (left <= cuts::chunk)
                                   return store_results(to + done * all_features, all_features,
                                                        sums.at, p, some, outputs_of(number), f);
                                 for (index_t i = 0; i < size; ++i)
                                   for (index_t v = 0; v < vectors; ++v)
                                     so_far[done + i][v] = sums.at[i][v];
                               });
    }
  }

  template <index_t Windows>
  struct tile_sums {
    words<lanes> at[Windows][vectors];
  };

  /// Calls visit(windows, inputs, count, done) for tiles that cover `count` windows. What the patch
  /// held before is behind the last of them.
  template <index_t Windows, class Visit>
  static GENN_ALWAYS_INLINE void in_tiles(const input* inputs, index_t count, const Visit& visit,
                                          index_t done = 0) {
    constexpr index_t half = (Windows + 1) / 2;
    for (; count - done > (Windows > 1 ? half : 0); done += Windows)
      visit(std::integral_constant<index_t, Windows>{}, inputs + done * cuts::pitch,
            count - done < Windows ? count - done : Windows, done);
    if constexpr (Windows > 1)
      if (count > done) in_tiles<half>(inputs, count, visit, done);
  }

  template <index_t Windows>
  static GENN_ALWAYS_INLINE void begin(tile_sums<Windows>& sums, const panel_type& p) {
    GENN_UNROLL
    for (index_t i = 0; i < Windows; ++i) GENN_UNROLL
    for (index_t v = 0; v < vectors; ++v) sums.at[i][v] = p.bias[v];
  }
  template <index_t Windows>
  static GENN_ALWAYS_INLINE void add(tile_sums<Windows>& sums, const panel_type& p, const input* x,
                                     index_t steps) {
    for (index_t step = 0; step < steps; ++step, x += Unit::taps) {
      words<lanes> weights[vectors];
      GENN_UNROLL
      for (index_t v = 0; v < vectors; ++v) weights[v] = p.weights[step][v];
      GENN_UNROLL
      for (index_t i = 0; i < Windows; ++i) {
        const words<lanes> taps = everywhere_from<std::int32_t, lanes>(x + i * cuts::pitch);
        GENN_UNROLL
        for (index_t v = 0; v < vectors; ++v)
          sums.at[i][v] = Unit::plus_products(sums.at[i][v], taps, weights[v]);
      }
    }
  }
};

#endif

}  // namespace kernels::dots

GENN_NAMESPACE_END

#include <genn/undef.hpp>
